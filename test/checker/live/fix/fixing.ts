import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { terminalOf, type Verbosity } from "../../../../checker/src/command-line/terminal/verbosity";
import { defaultSettings } from "../../../../checker/src/configuration/policy-config";
import { runFix, runRollback } from "../../../../checker/src/live/fix";
import { asInput, canonical } from "../../../../checker/src/live/fix/plan/live-selectors";
import type { FixOptions } from "../../../../checker/src/live/fix/run-fix";
import type { LiveOptions } from "../../../../checker/src/live/options";
import { policies } from "../../../../policies";
import { DEFAULT_REQUIREMENTS, requirementOf } from "../../../../src/cloudtrail/bedrock/requirement";
import { coverage } from "../../../../src/cloudtrail/coverage/coverage";
import type { FakeAws, FakeTrail, Fault } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { OPTIONS } from "../read/reading";
import { dataEvents } from "../trails";

export const LIVE: LiveOptions = { ...OPTIONS, connection: { timeout: 1, maxAttempts: 1, connections: 1 } };
export const TIMING = { readTries: 3, readDelayMs: 0, conflictTries: 3, conflictDelayMs: 0 };
export const ACCOUNT = "111111111111";
export const LAMBDA = dataEvents("AWS::Lambda::Function", { Field: "eventName", NotEquals: ["Invoke"] });

/** What a run has written, and its exit code. */
export interface Ran {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** Runs of `fix --aws` against the fake, for the tests of a `describe`, with a folder for their files. */
export function fixing() {
    let folder: string;
    let runs = 0;
    beforeEach(() => {
        // Every line of the files is brought to the disk: in memory that costs nothing.
        folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "trail-guard-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const file = (name: string) => join(folder, name);

    /** @param answer what is typed on the terminal; absent: there is none */
    async function capture(
        run: (io: Parameters<typeof runFix>[1]) => Promise<number>,
        answer?: string,
        verbosity: Verbosity = {},
    ): Promise<Ran> {
        const written = { stdout: "", stderr: "" };
        const output = (name: "stdout" | "stderr") => ({
            write: (text: string) => {
                written[name] += text;
            },
        });
        const stdin = Object.assign(new PassThrough(), { isTTY: answer !== undefined });
        stdin.end(answer ?? "");
        const io = { stdin, stdout: output("stdout"), stderr: output("stderr"), env: {} };
        return { exitCode: await run({ io, format: "text", ...terminalOf(io, verbosity) }), ...written };
    }

    function fix(
        fake: FakeAws,
        options: Partial<FixOptions> = {},
        answer?: string,
        verbosity?: Verbosity,
    ): Promise<Ran> {
        runs += 1;
        const full: FixOptions = {
            live: LIVE,
            settings: defaultSettings(policies),
            only: undefined,
            trails: undefined,
            apply: true,
            yes: true,
            saveRollback: file(`rollback-${runs}.jsonl`),
            ...options,
        };
        return capture(output => runFix(full, output, async () => inProcess(fake), TIMING), answer, verbosity);
    }

    function rollback(
        fake: FakeAws,
        path: string,
        { answer, ...given }: { plan?: boolean; yes?: boolean; answer?: string } = {},
    ): Promise<Ran> {
        const options = { file: path, plan: false, yes: true, live: LIVE, ...given };
        return capture(output => runRollback(options, output, async () => inProcess(fake), TIMING), answer);
    }

    return { fix, rollback, file };
}

/** The selectors of a trail, as they would be written. */
export const selectorsOf = ({ selectors }: FakeTrail) =>
    selectors === undefined
        ? asInput({})
        : "basic" in selectors
          ? { EventSelectors: selectors.basic }
          : { AdvancedEventSelectors: selectors.advanced };

export function logsEverything(trail: FakeTrail): boolean {
    return DEFAULT_REQUIREMENTS.every(
        name => coverage(canonical(selectorsOf(trail)), requirementOf(name)).logged === "all",
    );
}

/** The calls that change something. */
export const writes = (fake: FakeAws) =>
    fake.calls.filter(({ operation }) => /^(Put|Update|Start|Stop|Create|Delete)/.test(operation));

/** Does something at the nth call of an operation. */
export function atCall(fake: FakeAws, operation: string, nth: number, what: () => unknown): void {
    let count = 0;
    fake.intercept = call => {
        count += call.operation === operation ? 1 : 0;
        return call.operation === operation && count === nth ? (what() as Fault | undefined) : undefined;
    };
}
