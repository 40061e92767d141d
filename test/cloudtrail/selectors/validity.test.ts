import assert from "node:assert/strict";
import { messageText } from "../../../src/cloudtrail/message";
import { trailSelectorProblems } from "../../../src/cloudtrail/recorders/trail-validity";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import type { Recorder } from "../../../src/cloudtrail/selectors/field-rules";
import { type Case, readCases, selectorsOf } from "../case-tables";

interface ValidityCase extends Case {
    readonly trail: Readonly<Record<string, unknown>>;
    readonly recorder?: Recorder;
    readonly problems: readonly (readonly [path: string, rule: string, severity: string])[];
    /** One of the messages, whole. */
    readonly says?: string;
}

describe("validity", () => {
    for (const { name, trail, recorder, problems, says } of readCases<ValidityCase>("validity")) {
        it(name, () => {
            const found = trailSelectorProblems(selectorsOf(trail), recorder);
            const named = { ...DIALECTS["aws-api"], of: (property: string) => property };
            assert.deepEqual(
                found.map(({ path, message, severity }) => [formatPath(path, named), message.id, severity]),
                problems,
            );
            const texts = found.map(({ message }) => messageText(message));
            assert.ok(texts.every(text => text.length > 10));
            if (says !== undefined) {
                assert.ok(texts.includes(says), texts.join());
            }
        });
    }
});
