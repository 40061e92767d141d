import type { Command } from "commander";
import { policies } from "../../../policies";
import { printable, printableJson } from "../../../src/cloudtrail/quote";
import { version } from "../../package.json";
import type { Judged } from "../check/any-trail";
import { type Baseline, baselineOf, parseBaseline } from "../check/baseline";
import { check, createJudge, type Judge } from "../check/check";
import { exitCodeOf } from "../check/exit-code";
import { checkOptions, type GivenCheckOptions, reportFiles } from "../check/options";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import type { ExitCode } from "../command-line/exit-code";
import { readText, STANDARD_INPUT } from "../command-line/input/read-text";
import type { Io } from "../command-line/io";
import { refuseWithoutEffect } from "../command-line/options/no-effect";
import { type OutputFile, refuseOverwriting, refuseUnwritable } from "../command-line/output/output-files";
import { writeFileAtomically } from "../command-line/output/write-file";
import { writePieces } from "../command-line/output/write-pieces";
import { refuseIdleVerbosity, terminalOf } from "../command-line/terminal/verbosity";
import { UserError } from "../command-line/user-error";
import { readSettings } from "../configuration/policy-settings";
import type * as Live from "../live";
import {
    addLiveOptions,
    bedrockUseOption,
    bucketPoliciesOption,
    type GivenLiveOptions,
    readLiveOptions,
    refuseIdleLiveOptions,
} from "../live/options";
import { reportPieces } from "../report/formats";
import { onlyViolations } from "../report/only-violations";
import { GivenParameters, parseParameters } from "../sources/cloudformation/given-parameters";
import { gatherFiles } from "../sources/gather-files";
import { SOURCES } from "../sources/registry";
import type { Gathered } from "../sources/source-trail";
import { filesOf } from "../sources/source-trail";
import { count } from "../text/count";

const WRITTEN = Object.values(SOURCES)
    .map(({ plural }) => plural)
    .join(", ");

type Options = GivenCheckOptions & GivenLiveOptions;

/** `trail-guard check`: the policies of the pack for trails in files, and for those of live accounts. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            `Checks CloudTrail trails against the policies of the pack: in ${WRITTEN}, in folders of them, and in live accounts.`,
        )
        .argument("[path...]", "files and folders, or - for standard input");
    for (const option of checkOptions()) {
        command.addOption(option);
    }
    addLiveOptions(command).addOption(bucketPoliciesOption()).addOption(bedrockUseOption()).action(handle(run));
    addExamples(command, [
        ["pulumi stack export | trail-guard check", "the state of a stack"],
        [
            "pulumi preview --json --show-sames > preview.json && trail-guard check preview.json",
            "a program, before it is deployed",
        ],
        ["terraform show -json plan.out | trail-guard check --source terraform-plan", "a Terraform plan"],
        ["trail-guard check infra/ --var-file prod.tfvars", "Terraform source, before there is a plan"],
        [
            "trail-guard check stacks/ --config policy-config.json --output sarif=trails.sarif",
            "a folder in CI, with the pack's configuration",
        ],
        ["trail-guard check --aws --organization --baseline known.json", "all accounts, except for known violations"],
    ]);
    addExitCodes(command, {
        0: "all trails comply",
        1: "a trail or a stack violates a policy",
        2: "wrong usage, or an input could not be read",
        3: "nothing is violated, but something can't be decided, or there is no trail",
    });
}

async function run(io: Io, given: readonly string[], options: Options, command: Command): Promise<ExitCode> {
    refuseIdleVerbosity(options, options.format, "table");
    refuseIdleLiveOptions(command, options);
    if (options.aws === true && given.length === 0) {
        refuseWithoutEffect(command, ["--source"], "without a file");
    }
    if (options.quiet === true && options.output.length === 0) {
        refuseWithoutEffect(command, ["--only-violations"], "with --quiet, which prints the summary alone");
    }
    const settings = await readSettings(options.config, io);
    const baseline = options.baseline === undefined ? undefined : parseBaseline(await readText(options.baseline, io));
    const outputs = outputsOf(options);
    refuseUnwritable(outputs);
    const { config = [], parameters = [], varFile = [] } = options;
    const variables = varFile.flatMap(option => (option.kind === "file" ? option.path : []));
    refuseOverwriting(outputs, [given, config, parameters, variables].flat());
    // The baseline alone may be written anew, as one.
    refuseOverwriting(reportFiles(options.output), options.baseline === undefined ? [] : [options.baseline]);
    const judge = createJudge({ policies, settings });
    const { gathered, judged } = await gather(io, given, options, judge, settings);
    // An earlier report in a folder may be overwritten; a file that declares something may not.
    refuseOverwriting(outputs, filesOf(gathered));
    const checkWith = (known: Baseline | undefined) => check(gathered, { policies, settings, judged, baseline: known });
    const first = checkWith(baseline);
    // What is written to the baseline counts as known at once.
    const written = options.writeBaseline === undefined ? undefined : baselineOf(first.report);
    const { report, notes, advisory } = written === undefined ? first : checkWith(written);
    const shown = options.onlyViolations === true ? onlyViolations(report) : report;
    const reporterOptions = { version, policies, time: new Date() };
    const said =
        options.format === "table" ? [] : report.problems.map(({ source, message }) => `${source}: ${message}`);
    const next = options.aws === true && report.summary.violating > 0 ? [FIX] : [];
    const advised =
        options.format === "table" || advisory === 0 ? [] : [`${count(advisory, "advisory finding")} (not counted)`];
    for (const line of [...said, ...notes, ...advised, ...next]) {
        io.stderr.write(`trail-guard: ${printable(line)}\n`);
    }
    await writePieces(
        io.stdout,
        reportPieces(options.format, shown, { ...reporterOptions, ...terminalOf(io, options) }),
    );
    for (const { format, file } of options.output) {
        await writeFileAtomically(file, reportPieces(format, shown, reporterOptions));
    }
    if (options.writeBaseline !== undefined) {
        await writeFileAtomically(options.writeBaseline, `${printableJson(written)}\n`);
    }
    return exitCodeOf(report, {
        softFail: options.softFail === true,
        failOnUndetermined: options.failOn === "undetermined",
        allowNoTrails: options.allowNoTrails === true,
    });
}

function outputsOf({ output, writeBaseline }: Options): OutputFile[] {
    return [
        ...reportFiles(output),
        ...(writeBaseline === undefined ? [] : [{ option: "--write-baseline", file: writeBaseline }]),
    ];
}

const FIX =
    "trail-guard fix --aws, with the same --config and for the same accounts, plans all changes to a trail together";

/** What files declare, and what live accounts have, which is judged as it is read. */
async function gather(
    io: Io,
    given: readonly string[],
    options: Options,
    judge: Judge,
    settings: Parameters<typeof Live.gatherLive>[3],
): Promise<{ readonly gathered: Gathered; readonly judged?: Judged }> {
    const written: Gathered =
        given.length > 0 || options.aws !== true
            ? await gatherWritten(io, given, options)
            : { trails: [], problems: [] };
    if (options.aws !== true) {
        return { gathered: written };
    }
    const isUnused = [options.var, options.varFile, options.parameters].some(option => option !== undefined);
    if (given.length === 0 && (isUnused || options.parameter.length > 0)) {
        throw new UserError("--var, --var-file, --parameter and --parameters apply to files, and no file is named");
    }
    // The AWS SDK is large: only commands that call AWS load it.
    const { gatherLive } = require("../live") as typeof Live;
    const live = await gatherLive(readLiveOptions(options), io, judge, settings);
    return {
        gathered: {
            ...written,
            unread: [...(written.unread ?? []), ...live.unread],
            notes: [...(written.notes ?? []), ...live.notes],
        },
        judged: live,
    };
}

async function gatherWritten(io: Io, given: readonly string[], options: Options): Promise<Gathered> {
    const file = options.parameters === undefined ? [] : parseParameters(await readText(options.parameters, io));
    const parameters = new GivenParameters([...file, ...options.parameter]);
    const gathered = await gatherFiles(pathsOf(given, io), options.source, io, {
        variables: options.var ?? options.varFile ?? [],
        parameters: parameters.valueOf,
    });
    parameters.refuseUnused();
    return gathered;
}

function pathsOf(given: readonly string[], { stdin }: Io): readonly string[] {
    if (given.length === 0 && stdin.isTTY) {
        throw new UserError("no input: name files or folders, pipe something to standard input, or use --aws");
    }
    return given.length === 0 ? [STANDARD_INPUT] : given;
}
