import { type Command, Option } from "commander";
import { printable } from "../../../src/cloudtrail/quote";
import { version } from "../../package.json";
import { exitCodeOf } from "../check/exit-code";
import { checkOptions, type GivenCheckOptions, reportFiles } from "../check/options";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import type { ExitCode } from "../command-line/exit-code";
import { readText, STANDARD_INPUT } from "../command-line/input/read-text";
import type { Io } from "../command-line/io";
import { refuseOverwriting, refuseUnwritable } from "../command-line/output/output-files";
import { writeFileAtomically } from "../command-line/output/write-file";
import { writePieces } from "../command-line/output/write-pieces";
import { refuseIdleVerbosity, terminalOf } from "../command-line/terminal/verbosity";
import { UserError } from "../command-line/user-error";
import { type AllowedReduction, parseAllowed } from "../diff/allowed";
import { diff } from "../diff/diff";
import { DIFF_RULES } from "../diff/rules";
import { readBothSides, readSide } from "../diff/sides/read-sides";
import type { Side, Sides } from "../diff/sides/side";
import type * as Live from "../live";
import { addLiveOptions, type GivenLiveOptions, readLiveOptions, refuseIdleLiveOptions } from "../live/options";
import { reportPieces } from "../report/formats";
import type { SourceTrail } from "../sources/source-trail";
import { filesOf } from "../sources/source-trail";

type Options = Pick<
    GivenCheckOptions,
    "source" | "aws" | "format" | "output" | "verbose" | "quiet" | "softFail" | "failOn"
> &
    GivenLiveOptions & { readonly before?: string; readonly allow?: string };

/** The options of `check` that mean the same here. */
const SHARED: readonly string[] = ["source", "format", "output", "verbose", "quiet", "softFail", "failOn"];

/** `trail-guard diff`: does a change make a trail record less? */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Decides whether the trails of AFTER record at least what those of BEFORE did: all events, not only Bedrock's. Each is anything that `check` reads. One input is enough if it shows both: a Terraform plan, a Pulumi preview.",
        )
        .argument("[before]", "what there was, or the one input that shows both; - for standard input")
        .argument("[after]", "what there is, or will be");
    command
        .addOption(new Option("--aws", "BEFORE is what live accounts have (see the options below)"))
        .addOption(new Option("--before <file>", "what there was, if the input is CloudTrail records of calls"))
        .addOption(new Option("--allow <file>", "intended reductions, each with a reason and a last day"));
    for (const option of checkOptions().filter(candidate => SHARED.includes(candidate.attributeName()))) {
        command.addOption(option);
    }
    addLiveOptions(command).action(handle(run));
    addExamples(command, [
        ["terraform show -json plan.out | trail-guard diff", "does this plan make a trail record less?"],
        ["pulumi preview --json --show-sames | trail-guard diff -", "does this update?"],
        ["trail-guard diff main.template.json branch.template.json", "does this pull request?"],
        ["trail-guard diff --aws template.yaml", "does the template, compared with what the account has?"],
        ["trail-guard diff --before yesterday.json put-event-selectors.json", "did this call?"],
    ]);
    addExitCodes(command, {
        0: "no trail records less",
        1: "a trail records less, or is deleted",
        2: "wrong usage, or an input could not be read",
        3: "no trail is known to record less, but something can't be decided",
    });
}

async function run(
    io: Io,
    first: string | undefined,
    second: string | undefined,
    options: Options,
    command: Command,
): Promise<ExitCode> {
    refuseIdleVerbosity(options, options.format, "table");
    refuseIdleLiveOptions(command, options);
    const allowed = options.allow === undefined ? [] : parseAllowed(await readText(options.allow, io));
    const outputs = reportFiles(options.output);
    refuseUnwritable(outputs);
    const named = [first, second, options.before, options.allow].filter(file => file !== undefined);
    refuseOverwriting(outputs, named);
    const sides = await readSides(io, first, second, options);
    refuseOverwriting(outputs, [...filesOf(sides.before), ...filesOf(sides.after)]);
    return report(io, sides, allowed, options);
}

async function readSides(
    io: Io,
    first: string | undefined,
    second: string | undefined,
    options: Options,
): Promise<Sides> {
    const { before, source, aws } = options;
    if (aws === true && (second !== undefined || before !== undefined)) {
        throw new UserError("with --aws, BEFORE is what live accounts have: name AFTER alone");
    }
    if (second !== undefined && before !== undefined) {
        throw new UserError("--before goes with one input, the records of calls");
    }
    const input = first ?? given(io);
    if (aws === true) {
        return { before: await liveSide(io, options), after: await readSide(input, source, io) };
    }
    if (second !== undefined) {
        if (input === STANDARD_INPUT && second === STANDARD_INPUT) {
            throw new UserError("standard input can't be both BEFORE and AFTER");
        }
        return { before: await readSide(input, source, io), after: await readSide(second, source, io) };
    }
    if (source !== undefined) {
        throw new UserError("--source has no effect on one input that shows both sides");
    }
    return readBothSides(input, before === undefined ? undefined : await readSide(before, undefined, io), io);
}

function given({ stdin }: Io): string {
    if (stdin.isTTY) {
        throw new UserError("no input: name BEFORE and AFTER, or pipe a plan or a preview to standard input");
    }
    return STANDARD_INPUT;
}

async function liveSide(io: Io, options: Options): Promise<Side> {
    const { gatherLive } = require("../live") as typeof Live;
    const trails: SourceTrail[] = [];
    const { unread, notes } = await gatherLive(readLiveOptions(options), io, {
        trail: found => {
            trails.push(found);
            const { id, group, place, trail } = found;
            return { group, isTrail: true, report: { id, name: trail.label, source: place, results: [] } };
        },
        stack: () => undefined,
    });
    return { trails, problems: [], unread, notes };
}

async function report(
    io: Io,
    sides: Sides,
    allowed: readonly AllowedReduction[],
    { format, output, softFail, failOn, ...verbosity }: Options,
): Promise<ExitCode> {
    const found = diff(sides, { allowed });
    const options = { version, policies: DIFF_RULES, time: new Date() };
    const said = format === "table" ? [] : found.problems.map(({ source, message }) => `${source}: ${message}`);
    const none = found.trails.length === 0 && found.problems.length === 0 ? ["there is no trail on either side"] : [];
    for (const line of [...said, ...(sides.before.notes ?? []), ...(sides.after.notes ?? []), ...none]) {
        io.stderr.write(`trail-guard: ${printable(line)}\n`);
    }
    await writePieces(io.stdout, reportPieces(format, found, { ...options, ...terminalOf(io, verbosity) }));
    for (const { format: other, file } of output) {
        await writeFileAtomically(file, reportPieces(other, found, options));
    }
    return exitCodeOf(found, {
        softFail: softFail === true,
        failOnUndetermined: failOn === "undetermined",
        allowNoTrails: true,
    });
}
