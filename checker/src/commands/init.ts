import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { policies } from "../../../policies";
import { printable, quote } from "../../../src/cloudtrail/quote";
import { shellQuote } from "../../../src/compliance/findings/aws-commands";
import { check } from "../check/check";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { EXIT, type ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { STANDARD_OUTPUT } from "../command-line/options/output-file";
import { reasonOf, UserError } from "../command-line/user-error";
import { defaultSettings } from "../configuration/policy-config";
import { startingConfig } from "../configuration/starting-config";
import { formatSummary } from "../report/summary";
import { gatherFiles } from "../sources/gather-files";

/** `trail-guard init`: a configuration to start from, with comments about what was found. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Writes a configuration to start from: every policy at its default level, with comments that say what it requires and which trails violate it. It never overwrites a file.",
        )
        .argument("[path...]", "files and folders to look at; default: the working directory")
        .addOption(
            new Option(
                "--output <file>",
                "where to write it, or - for standard output; plain JSON, which the Pulumi CLI needs, unless the name ends in .jsonc",
            ).default("trail-guard.jsonc"),
        )
        .action(handle(run));
    addExamples(command, [
        ["trail-guard init infra/", "writes trail-guard.jsonc, for the trails declared there"],
        ["trail-guard check infra/ --config trail-guard.jsonc", "uses it in a check"],
        ["trail-guard init --output policy-config.json", "without comments, for `pulumi preview --policy-pack-config`"],
    ]);
    addExitCodes(command, {
        0: "the file is written",
        2: "the file already exists, or an input could not be read",
    });
}

async function run(io: Io, paths: readonly string[], { output }: { readonly output: string }): Promise<ExitCode> {
    if (output !== STANDARD_OUTPUT && existsSync(output)) {
        throw new UserError(
            `${quote(output)} already exists and is not overwritten: choose another file with --output`,
        );
    }
    const gathered = await gatherFiles(paths.length === 0 ? ["."] : paths, undefined, io);
    const { report, notes } = check(gathered, { policies, settings: defaultSettings(policies) });
    for (const line of [...report.problems.map(({ source, message }) => `${source}: ${message}`), ...notes]) {
        io.stderr.write(`trail-guard: ${printable(line)}\n`);
    }
    if (report.problems.length > 0) {
        return EXIT.failed;
    }
    const config = startingConfig(policies, report, isCommented(output));
    if (output === STANDARD_OUTPUT) {
        io.stdout.write(config);
        io.stderr.write(`trail-guard: ${formatSummary(report)}\n`);
        return EXIT.ok;
    }
    await writeNew(output, config);
    const next = nextSteps(paths, output, report.trails.length > 0).map(step => `Next: ${step}\n`);
    io.stdout.write(`Wrote ${printable(output)}. ${formatSummary(report)}\n${next.join("")}`);
    return EXIT.ok;
}

/** The commands that use a configuration: `check` where it found a trail, and `pulumi preview` for a program of Pulumi. */
function nextSteps(paths: readonly string[], output: string, hasTrails: boolean): string[] {
    const looked = paths.length === 0 ? ["."] : paths;
    const isPulumi = looked.some(path => existsSync(join(path, "Pulumi.yaml")) || existsSync(join(path, "Pulumi.yml")));
    const file = word(output);
    return [
        ...(hasTrails || !isPulumi ? [`trail-guard check ${looked.map(word).join(" ")} --config ${file}`] : []),
        ...(isPulumi
            ? [
                  isCommented(output)
                      ? "trail-guard init --output policy-config.json, because the Pulumi CLI accepts no comments"
                      : `pulumi preview --policy-pack PACK --policy-pack-config ${file}`,
              ]
            : []),
    ];
}

function isCommented(file: string): boolean {
    return /\.jsonc$/i.test(file);
}

/** A word of a command line. */
function word(text: string): string {
    return printable(/^[\w./-]+$/.test(text) ? text : shellQuote(text));
}

/** Writes a file that doesn't exist yet, completely or not at all. */
async function writeNew(file: string, text: string): Promise<void> {
    let isOurs = false;
    try {
        await writeFile(file, "", { flag: "wx" });
        isOurs = true;
        await writeFile(file, text);
    } catch (error) {
        if (isOurs) {
            await rm(file, { force: true });
        }
        throw new UserError(`can't write ${printable(file)}: ${reasonOf(error)}`);
    }
}
