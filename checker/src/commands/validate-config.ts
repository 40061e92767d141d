import { type Command, Option } from "commander";
import { policies } from "../../../policies";
import { printableJson } from "../../../src/cloudtrail/quote";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { EXIT, type ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { type PolicyConfigProblem, parsePolicyConfig } from "../configuration/policy-config";
import { placed } from "../configuration/policy-settings";
import { readPolicyConfig } from "../configuration/read-policy-config";
import { wrap } from "../text/wrap";

/** `trail-guard validate-config`: everything that is wrong with a pack's configuration file. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Checks the configuration file of the policy pack, for `pulumi preview --policy-pack-config` and `trail-guard check --config`. The Pulumi engine silently accepts policies and properties that do not exist, and settings that do nothing; this command reports them.",
        )
        .argument("<file...>", "the configuration file, or several, or - for standard input")
        .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
        .action(handle(run));
    addExamples(command, [
        ["trail-guard validate-config policy-config.json", "before it is handed to Pulumi"],
        [
            'echo \'{"all": "remediate"}\' | trail-guard validate-config - --format json',
            "in a script, from standard input",
        ],
    ]);
    addExitCodes(command, {
        0: "each file is valid, and all of it has an effect",
        1: "a file is not valid, or some of it has no effect",
        2: "a file could not be read",
    });
}

async function run(
    io: Io,
    files: readonly string[],
    { format }: { readonly format: "text" | "json" },
): Promise<ExitCode> {
    const inputs = [];
    for (const file of new Set(files)) {
        inputs.push(await readPolicyConfig(file, io));
    }
    const results = inputs.map(input => {
        const result = parsePolicyConfig(input, policies);
        return { ...input, problems: "problems" in result ? result.problems : result.ineffective };
    });
    for (const { label } of results.filter(({ hadComments }) => hadComments)) {
        io.stderr.write(`trail-guard: ${label}: the Pulumi CLI accepts only plain JSON, without comments\n`);
    }
    const valid = results.every(({ problems }) => problems.length === 0);
    const text =
        format === "json"
            ? printableJson({
                  valid,
                  problems: results.flatMap(({ label, problems }) =>
                      problems.map(problem => ({ file: label, ...problem })),
                  ),
              })
            : results.map(({ label, problems }) => formatProblems(problems, label, io.stdout.columns)).join("\n");
    io.stdout.write(`${text}\n`);
    return valid ? EXIT.ok : EXIT.violated;
}

function formatProblems(problems: readonly PolicyConfigProblem[], label: string, width: number | undefined): string {
    return problems.length === 0
        ? `${label}: valid`
        : problems.flatMap(problem => wrap(`${label}:${placed(problem)}`, width)).join("\n");
}
