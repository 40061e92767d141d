// How long it takes to decide what a trail logs: typical trails, and the most tangled ones that AWS allows.
import { execFileSync } from "node:child_process";
import { DEFAULT_REQUIREMENTS, requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { coverage, type Logged } from "../../src/cloudtrail/coverage/coverage";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../src/cloudtrail/selectors/read-selectors";
import { median, processorTime } from "../figures";
import { TANGLES, type Tangle, valuesIn } from "./tangled";
import { TYPICAL } from "./typical";

const ROUNDS = 7;
const TANGLED_LIMIT_MS = 50;
const TYPICAL_LIMIT_MS = 0.2;

const read = (selectors: Tangle["selectors"]) =>
    readSelectors({ AdvancedEventSelectors: selectors }, DIALECTS["aws-api"]);

/** The cost of a process's first decision. */
function first(index: number): number {
    return Number(
        execFileSync(process.execPath, [...process.execArgv, __filename, String(index)], { encoding: "utf8" }),
    );
}

function decide({ type, selectors }: Tangle): { readonly logged: Logged; readonly milliseconds: number } {
    const trail = read(selectors);
    const requirement = requirementOf(type);
    let logged: Logged = "unknown";
    const times = Array.from({ length: ROUNDS }, () =>
        processorTime(() => {
            logged = coverage(trail, requirement).logged;
        }),
    );
    return { logged, milliseconds: median(times) };
}

/** The worst median, and the worst first decision. */
function tangled(): readonly [number, number] {
    console.log("| the most tangled trails | selectors | values | answer | ms | ms, first in its process |");
    console.log("| --- | --- | --- | --- | --- | --- |");
    let [worst, worstFirst] = [0, 0];
    TANGLES.forEach((tangle, index) => {
        const { name, selectors } = tangle;
        const { logged, milliseconds } = decide(tangle);
        const cold = first(index);
        worst = Math.max(worst, milliseconds);
        worstFirst = Math.max(worstFirst, cold);
        const figures = [selectors.length, valuesIn(selectors), logged, milliseconds.toFixed(1), cold.toFixed(1)];
        console.log(`| ${[name, ...figures].join(" | ")} |`);
    });
    return [worst, worstFirst];
}

/** Milliseconds for three requirements of each typical trail. */
function measureTypical(): readonly (readonly [name: string, milliseconds: number])[] {
    const requirements = DEFAULT_REQUIREMENTS.map(name => requirementOf(name));
    const repeat = 200;
    return Object.entries(TYPICAL).map(([name, selectors]) => {
        const trail = read(selectors);
        const times = Array.from({ length: ROUNDS }, () =>
            processorTime(() => {
                for (let time = 0; time < repeat; time++) {
                    for (const requirement of requirements) {
                        coverage(trail, requirement);
                    }
                }
            }),
        );
        return [name, median(times) / repeat];
    });
}

function typical(): number {
    console.log("\n| typical trails | µs for three requirements |");
    console.log("| --- | --- |");
    const measured = measureTypical();
    for (const [name, milliseconds] of measured) {
        console.log(`| ${name} | ${(milliseconds * 1e3).toFixed(0)} |`);
    }
    return Math.max(...measured.map(([, milliseconds]) => milliseconds));
}

const [, , only] = process.argv;
if (only === undefined) {
    const [hardest, hardestFirst] = tangled();
    // Once to warm up, since all of these are over soon.
    measureTypical();
    const easiest = typical();
    console.log(`\nworst tangled trail ${hardest.toFixed(1)} ms (limit ${TANGLED_LIMIT_MS} ms)`);
    console.log(`worst tangled trail as the first decision of its process: ${hardestFirst.toFixed(1)} ms`);
    console.log(`worst typical trail ${easiest.toFixed(3)} ms for three requirements (limit ${TYPICAL_LIMIT_MS} ms)`);
    process.exitCode = hardest < TANGLED_LIMIT_MS && easiest < TYPICAL_LIMIT_MS ? 0 : 1;
} else {
    const { type, selectors } = TANGLES[Number(only)]!;
    const trail = read(selectors);
    const requirement = requirementOf(type);
    process.stdout.write(String(processorTime(() => void coverage(trail, requirement))));
}
