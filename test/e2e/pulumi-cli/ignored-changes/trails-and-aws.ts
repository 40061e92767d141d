import assert from "node:assert/strict";
import { matchEvent } from "../../../../src/cloudtrail/coverage/match";
import { eventOf } from "../../../../src/cloudtrail/event";
import { readTrail } from "../../../../src/cloudtrail/recorders/read-trail";
import { DIALECTS } from "../../../../src/cloudtrail/selectors/dialect";
import { effectiveSelectors } from "../../../../src/cloudtrail/selectors/effective-selectors";
import type { KnownSelector } from "../../../../src/cloudtrail/selectors/known-selector";

export type Inputs = Readonly<Record<string, unknown>>;

/** A trail of the program, by what it combines. */
export interface CombinedTrail {
    readonly name: string;
    readonly ignored: string;
    /** The update that first ignores them. */
    readonly since: number;
    /** Does the program declare all that is required, from the second update on? */
    readonly corrected: boolean;
}

interface Declaration {
    readonly inputs: Inputs;
    readonly ignoreChanges: readonly string[];
}

/** The trails of the program, and what it declares of each in each update. */
export const { trails, declare } = require("./program/trails.js") as {
    readonly trails: readonly CombinedTrail[];
    readonly declare: (trail: CombinedTrail, update: number) => Declaration;
};

/** The updates, one after the other. */
export const UPDATES = [1, 2, 3] as const;

const S3 = { eventCategory: "Data", "resources.type": "AWS::S3::Object", eventSource: "s3.amazonaws.com" };
const EVENTS = [
    { eventCategory: "Management", eventSource: "bedrock.amazonaws.com", readOnly: "true" },
    { eventCategory: "Management", eventSource: "bedrock.amazonaws.com", readOnly: "false" },
    { ...S3, "resources.ARN": "arn:aws:s3:::documents/a", readOnly: "true" },
    { ...S3, "resources.ARN": "arn:aws:s3:::documents/a", readOnly: "false" },
    { eventCategory: "Data", "resources.type": "AWS::Bedrock::AgentAlias", readOnly: "true" },
    { eventCategory: "Data", "resources.type": "AWS::Bedrock::KnowledgeBase", readOnly: "true" },
].map(eventOf);

/**
 * What AWS has of a trail after an update: it is created with all inputs, and later sent no change that is ignored. It
 * refuses both kinds of selectors at once.
 */
export function sentToAws(aws: Inputs | undefined, inputs: Inputs, ignoreChanges: readonly string[]): Inputs {
    if (aws === undefined) {
        return inputs;
    }
    if ("eventSelectors" in inputs && "advancedEventSelectors" in inputs) {
        return aws;
    }
    const isIgnored = (name: string) =>
        ignoreChanges.some(path => path === "*" || path.replace(/[["\]]/g, "") === name);
    const sent = Object.entries(inputs).filter(([name]) => !isIgnored(name));
    const kept = Object.entries(aws).filter(([name]) => isIgnored(name));
    return Object.fromEntries([...sent, ...kept]);
}

/** Fails where AWS logs an event less than before, or not what the pack has said that it does. */
export function assertLogsNoLess(name: string, before: Inputs | undefined, after: Inputs, complies: boolean): void {
    const now = logged(after);
    const lost = before === undefined ? [] : logged(before).filter((was, index) => was && now[index] !== true);
    assert.deepEqual(lost, [], `${name} logs less than before: ${JSON.stringify(after)}`);
    if (complies) {
        const verdict = [after.isMultiRegionTrail, ...now.slice(-2)];
        assert.deepEqual(verdict, [true, true, true], `${name} does not comply: ${JSON.stringify(after)}`);
    }
}

function logged(inputs: Inputs): boolean[] {
    const trail = readTrail(inputs, { recorder: "Trail", dialect: DIALECTS["pulumi-aws"] });
    const { selectors } = effectiveSelectors(trail.selectors);
    const known = selectors.map(({ selector }) => selector as KnownSelector);
    return EVENTS.map(event => matchEvent(known, event).logged);
}
