// Looks for trails that are hard to decide: it begins with scattered words, and keeps every change that costs more
// steps. Run: npm run --prefix bench hunt [seed] [seconds]. Prints the hardest trail as JSON, for hunted.json.

import { AGENT_ALIAS, requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { constraintOfKnown, constraintsOf } from "../../src/cloudtrail/coverage/constraint";
import { findEscape } from "../../src/cloudtrail/coverage/escape";
import { fieldOptions } from "../../src/cloudtrail/coverage/representatives";
import { splitPrefixAndSuffix } from "../../src/cloudtrail/coverage/split-prefix-suffix";
import { FIELDS } from "../../src/cloudtrail/event";
import { ANYTHING } from "../../src/cloudtrail/event-domain";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../src/cloudtrail/selectors/read-selectors";
import { knownList } from "../../src/cloudtrail/value";
import type { AwsSelector } from "../../test/cloudtrail/naive/matcher";
import { numbers, type Shape, scattered, valuesIn } from "./tangled";

const [seed = 1, seconds = 120] = process.argv.slice(2).map(Number);
const TYPES = [AGENT_ALIAS, "AWS::S3::Object"];
const MOST_VALUES = 500;
/** After this many changes in a row that make nothing harder, it starts again. */
const PATIENCE = 400;
const random = numbers(seed);
const pick = (count: number) => Math.floor(random() * count);

/** How many steps the search takes, which doesn't depend on what else the machine does. */
function stepsFor(selectors: readonly AwsSelector[], type: string): number {
    const { selector, domain } = requirementOf(type);
    const trail = readSelectors({ AdvancedEventSelectors: selectors }, DIALECTS["aws-api"]);
    const parts = knownList(trail.advanced)
        .flatMap(entry => constraintsOf(entry, "certain", "Trail") ?? [])
        .flatMap(splitPrefixAndSuffix);
    const fields = FIELDS.filter(field => parts.some(part => part.has(field)));
    const options = fields.map(field => {
        const required = selector.fieldSelectors.find(entry => entry.field === field);
        return fieldOptions(
            domain[field] ?? ANYTHING,
            required && constraintOfKnown(required),
            parts.map(part => part.get(field)),
        );
    });
    return findEscape(options, parts.length).steps;
}

function randomShape(type: string): Shape {
    return {
        type,
        selectors: 250,
        values: MOST_VALUES,
        literals: 1 + pick(13),
        letters: 3 + pick(8),
        depth: 1 + pick(4),
        suffixes: random(),
        selecting: random() < 0.6 ? 0 : random() / 2,
        twoValued: random() < 0.5 ? 0 : random() / 5,
    };
}

/** Replaces others with a few selectors, within the limit. */
function changed(selectors: readonly AwsSelector[], shape: Shape): readonly AwsSelector[] {
    const left = [...selectors];
    for (let count = 1 + pick(2); count > 0 && left.length > 1; count--) {
        left.splice(pick(left.length), 1);
    }
    const literals = Math.max(1, shape.literals + pick(5) - 2);
    const others = scattered(pick(1e9), { ...shape, literals, values: MOST_VALUES - valuesIn(left) });
    return [...left, ...others];
}

let hardest = { name: "", type: AGENT_ALIAS, selectors: [] as readonly AwsSelector[] };
let most = 0;
const end = Date.now() + seconds * 1000;
while (Date.now() < end) {
    const type = TYPES[pick(TYPES.length)]!;
    const shape = randomShape(type);
    let selectors = scattered(pick(1e9), shape);
    let steps = stepsFor(selectors, type);
    for (let stale = 0; stale < (steps < 100 ? PATIENCE / 10 : PATIENCE) && Date.now() < end; stale++) {
        const next = changed(selectors, shape);
        const found = stepsFor(next, type);
        if (found >= steps) {
            stale = found > steps ? 0 : stale;
            [selectors, steps] = [next, found];
        }
    }
    if (steps > most) {
        most = steps;
        hardest = { name: `found by the hunt with seed ${seed}, ${steps} steps`, type, selectors };
        console.error(hardest.name);
    }
}
console.log(JSON.stringify(hardest));
