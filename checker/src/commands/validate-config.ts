import { type Command, Option } from "commander";
import { policies } from "../../../policies";
import { printableJson } from "../../../src/cloudtrail/quote";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { EXIT } from "../command-line/exit-code";
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
        .argument("<file>", "the configuration file, or - for standard input")
        .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
        .action(
            handle(async (io, file: string, { format }: { format: "text" | "json" }) => {
                const input = await readPolicyConfig(file, io);
                const { label, hadComments } = input;
                if (hadComments) {
                    io.stderr.write(
                        `trail-guard: ${label}: the Pulumi CLI accepts only plain JSON, without comments\n`,
                    );
                }
                const result = parsePolicyConfig(input, policies);
                const problems = "problems" in result ? result.problems : result.ineffective;
                io.stdout.write(
                    `${format === "json" ? printableJson({ valid: problems.length === 0, problems }) : formatProblems(problems, label, io.stdout.columns)}\n`,
                );
                return problems.length === 0 ? EXIT.ok : EXIT.violated;
            }),
        );
    addExamples(command, [
        ["trail-guard validate-config policy-config.json", "before it is handed to Pulumi"],
        [
            'echo \'{"all": "remediate"}\' | trail-guard validate-config - --format json',
            "in a script, from standard input",
        ],
    ]);
    addExitCodes(command, {
        0: "the file is valid, and all of it has an effect",
        1: "the file is not valid, or some of it has no effect",
        2: "the file could not be read",
    });
}

function formatProblems(problems: readonly PolicyConfigProblem[], label: string, width: number | undefined): string {
    return problems.length === 0
        ? `${label}: valid`
        : problems.flatMap(problem => wrap(`${label}:${placed(problem)}`, width)).join("\n");
}
