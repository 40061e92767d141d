// The cost of a decision against the number of values and of selectors: a table, and docs/coverage-cost.svg.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { AGENT_ALIAS, requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { coverage } from "../../src/cloudtrail/coverage/coverage";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../src/cloudtrail/selectors/read-selectors";
import type { AwsSelector } from "../../test/cloudtrail/naive/matcher";
import { median, processorTimeOfOne } from "../figures";
import { boxes, scattered, valuesIn } from "./tangled";

const SEEDS = [1, 2, 3, 4, 5];
const MOST_VALUES = 500;

/** A kind of trail of any size. */
interface Kind {
    readonly name: string;
    readonly make: (seed: number, values: number) => readonly AwsSelector[];
}

/** One selector for each few resources, as infrastructure code writes them. */
function resources(values: number): readonly AwsSelector[] {
    const each = 8;
    const arn = (number: number) => `arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT${number}/`;
    return Array.from({ length: Math.max(1, Math.floor(values / (each + 2))) }, (_, selector) => ({
        FieldSelectors: [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: [AGENT_ALIAS] },
            {
                Field: "resources.ARN",
                StartsWith: Array.from({ length: each }, (_, index) => arn(selector * each + index)),
            },
        ],
    }));
}

const SHAPE = { selectors: 500, letters: 6, depth: 4, suffixes: 0.3, selecting: 0, twoValued: 0 };
const KINDS: readonly Kind[] = [
    { name: "eight resources a selector", make: (_, values) => resources(values) },
    { name: "boxes without a gap", make: (seed, values) => boxes(seed, 500, values, false) },
    { name: "seven words a selector", make: (seed, values) => scattered(seed, { ...SHAPE, values, literals: 7 }) },
    { name: "eleven words a selector", make: (seed, values) => scattered(seed, { ...SHAPE, values, literals: 11 }) },
];

interface Point {
    readonly kind: string;
    readonly values: number;
    readonly selectors: number;
    readonly milliseconds: number;
}

function measure({ name, make }: Kind, most: number): Point {
    const requirement = requirementOf(AGENT_ALIAS);
    const points = SEEDS.map(seed => {
        const selectors = make(seed, most);
        const trail = readSelectors({ AdvancedEventSelectors: selectors }, DIALECTS["aws-api"]);
        coverage(trail, requirement);
        const milliseconds = processorTimeOfOne(() => void coverage(trail, requirement), 20);
        return { values: valuesIn(selectors), selectors: selectors.length, milliseconds };
    });
    const middle = (of: "values" | "selectors" | "milliseconds") => median(points.map(point => point[of]));
    return {
        kind: name,
        values: middle("values"),
        selectors: middle("selectors"),
        milliseconds: middle("milliseconds"),
    };
}

const sizes = [20, 50, 100, 200, 300, 400, MOST_VALUES];
const measureAll = () => KINDS.flatMap(kind => sizes.map(size => measure(kind, size)));
// Once to warm up.
measureAll();
const points = measureAll();
console.log(`| trail | ${sizes.map(size => `up to ${size} values`).join(" | ")} |`);
console.log(`| --- |${" --- |".repeat(sizes.length)}`);
for (const { name } of KINDS) {
    const row = points.filter(({ kind }) => kind === name);
    const cells = row.map(({ milliseconds, selectors }) => `${milliseconds.toPrecision(2)} ms (${selectors})`);
    console.log(`| ${[name, ...cells].join(" | ")} |`);
}
const svg = execFileSync(process.execPath, [join(__dirname, "plot.mjs")], { input: JSON.stringify(points) });
writeFileSync(join(__dirname, "../../docs/coverage-cost.svg"), svg);
