// The same questions to coverage() and to the string theory of the SMT solver Z3: equal answers, and the time they take.
import fc from "fast-check";
import { init, Z3_lbool } from "z3-solver";
import {
    AGENT_ALIAS,
    DEFAULT_REQUIREMENTS,
    type Requirement,
    requirementOf,
} from "../../src/cloudtrail/bedrock/requirement";
import { coverage, type Logged } from "../../src/cloudtrail/coverage/coverage";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../src/cloudtrail/selectors/read-selectors";
import { scene, trailSelectors } from "../../test/cloudtrail/arbitraries";
import type { AwsSelector } from "../../test/cloudtrail/naive/matcher";
import { median, processorTimeOfOne } from "../figures";
import { smtQuestion } from "./smt";
import { boxes, crossed, type Shape, scattered } from "./tangled";
import { TYPICAL } from "./typical";

const LIMIT = 1000;
const TIMEOUT_SECONDS = Number(process.env.Z3_TIMEOUT ?? "5");
const SEED = Number(process.env.FC_SEED ?? "4");

interface Question {
    readonly group: string;
    readonly selectors: readonly AwsSelector[];
    readonly requirement: Requirement;
}

const requirements = DEFAULT_REQUIREMENTS.map(name => requirementOf(name));

function questions(): Question[] {
    const agents = requirementOf(AGENT_ALIAS);
    const ask = (group: string, lists: readonly (readonly AwsSelector[])[], asked: readonly Requirement[]) =>
        lists.flatMap(selectors => asked.map(requirement => ({ group, selectors, requirement })));
    const shape: Shape = {
        selectors: 12,
        values: 500,
        literals: 3,
        letters: 3,
        depth: 2,
        suffixes: 0.3,
        selecting: 0.2,
        twoValued: 0.3,
    };
    const seeds = Array.from({ length: 12 }, (_, seed) => seed);
    return [
        ...ask("typical trails", Object.values(TYPICAL), requirements),
        ...ask("made of cut-up trails", fc.sample(trailSelectors, { numRuns: 25, seed: SEED }), requirements),
        ...fc
            .sample(
                scene.filter(({ world }) => world.recorder === "Trail"),
                { numRuns: 60, seed: SEED },
            )
            .map(({ world, selectors }) => ({ group: "any operators", selectors, requirement: world.requirement() })),
        ...ask(
            "scattered words, 12 selectors",
            seeds.map(seed => scattered(seed, shape)),
            [agents],
        ),
        ...ask(
            "boxes, 8 selectors",
            seeds.map(seed => boxes(seed, 8, 500, seed % 2 === 0)),
            [agents],
        ),
        ...ask(
            "prefixes times suffixes, up to 8 selectors",
            [2, 4, 6, 8].map(count => crossed(count, 10 * count)),
            [agents],
        ),
    ];
}

/** Our engine's answer, and the processor time in milliseconds: per run, over as many runs as take a while. */
function ask({ selectors, requirement }: Question): { readonly answer: Logged; readonly milliseconds: number } {
    const trail = readSelectors({ AdvancedEventSelectors: selectors }, DIALECTS["aws-api"]);
    const { logged } = coverage(trail, requirement);
    return { answer: logged, milliseconds: processorTimeOfOne(() => void coverage(trail, requirement), 5) };
}

type Solver = Awaited<ReturnType<typeof init>>["Z3"];

async function satisfiable(z3: Solver, problem: string): Promise<boolean | undefined> {
    const config = z3.mk_config();
    const context = z3.mk_context(config);
    z3.del_config(config);
    const solver = z3.mk_solver(context);
    z3.solver_inc_ref(context, solver);
    const parameters = z3.mk_params(context);
    z3.params_inc_ref(context, parameters);
    z3.params_set_uint(context, parameters, z3.mk_string_symbol(context, "timeout"), TIMEOUT_SECONDS * 1000);
    z3.solver_set_params(context, solver, parameters);
    // Not eval_smtlib2_string: it works in another thread, on text whose memory the caller has already freed.
    z3.solver_from_string(context, solver, problem);
    const answer = await z3.solver_check(context, solver);
    z3.params_dec_ref(context, parameters);
    z3.solver_dec_ref(context, solver);
    z3.del_context(context);
    return answer === Z3_lbool.Z3_L_UNDEF ? undefined : answer === Z3_lbool.Z3_L_TRUE;
}

/** Z3's answer, if it finishes in time, and the processor time. */
async function askZ3(z3: Solver, { selectors, requirement }: Question) {
    const { escapes, logs } = smtQuestion(selectors, requirement);
    const before = process.cpuUsage();
    const escaping = await satisfiable(z3, escapes);
    const logging = escaping === true ? await satisfiable(z3, logs) : undefined;
    const { user, system } = process.cpuUsage(before);
    const found = logging === undefined ? undefined : logging ? "some" : "none";
    return { answer: escaping === false ? "all" : found, milliseconds: (user + system) / 1e3 };
}

async function main(): Promise<void> {
    const all = questions();
    // We go first, with one run to warm up: until Z3 is loaded, it has no threads whose time could count as ours.
    all.forEach(ask);
    const answers = all.map(ask);
    const { Z3: z3 } = await init();
    for (const question of all.slice(0, 20)) {
        await askZ3(z3, question);
    }
    const groups = new Map<string, { ours: number; z3: number; ratios: number[]; timeouts: number }>();
    let differing = 0;
    for (const [index, question] of all.entries()) {
        if (process.stderr.isTTY) {
            process.stderr.write(`\r${index + 1} of ${all.length}`);
        }
        const ours = answers[index]!;
        const theirs = await askZ3(z3, question);
        const group = groups.get(question.group) ?? { ours: 0, z3: 0, ratios: [], timeouts: 0 };
        groups.set(question.group, group);
        group.ours += ours.milliseconds;
        group.z3 += theirs.milliseconds;
        group.ratios.push(theirs.milliseconds / ours.milliseconds);
        if (theirs.answer === undefined) {
            group.timeouts++;
        } else if (theirs.answer !== ours.answer) {
            differing++;
            const asked = JSON.stringify({ AdvancedEventSelectors: question.selectors });
            console.error(`\n${question.requirement.name}: we say ${ours.answer}, Z3 says ${theirs.answer}: ${asked}`);
        }
    }
    console.log(
        `| questions | number | ours, µs (mean) | Z3, ms (mean) | times faster: all, median, least | Z3 gave up |`,
    );
    console.log("| --- | --- | --- | --- | --- | --- |");
    let [spent, theirs] = [0, 0];
    const ratios: number[] = [];
    for (const [name, group] of groups) {
        const count = group.ratios.length;
        spent += group.ours;
        theirs += group.z3;
        ratios.push(...group.ratios);
        const times = [group.z3 / group.ours, median(group.ratios), Math.min(...group.ratios)];
        const figures = [count, ((group.ours / count) * 1e3).toFixed(0), (group.z3 / count).toFixed(0)];
        console.log(`| ${[name, ...figures, times.map(whole).join(", "), group.timeouts].join(" | ")} |`);
    }
    console.log(`\n${all.length} questions, ${differing} answered differently`);
    console.log(
        `times faster: ${whole(theirs / spent)} in all (limit ${LIMIT}), ${whole(median(ratios))} in the median`,
    );
    process.exitCode = differing === 0 && theirs / spent >= LIMIT ? 0 : 1;
}

function whole(number: number): string {
    return Math.round(number).toLocaleString("en-US");
}

// Z3's threads would keep the process alive.
void main().then(
    () => process.exit(),
    error => {
        console.error(error);
        process.exit(1);
    },
);
