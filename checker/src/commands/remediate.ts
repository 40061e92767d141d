import { type Command, Option } from "commander";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { addSelectorOptions, readQuestion, type SelectorOptions } from "../selectors/options";
import { reportProblems } from "../selectors/problems";
import { remediate } from "../selectors/remediate";
import { formatRemediation, REMEDIATION_FORMATS, type RemediationFormat } from "../selectors/remediation-formats";

/** `trail-guard remediate`: the selectors that also log what is missing, ready to paste. */
export function register(command: Command, handle: Handle): void {
    addSelectorOptions(command)
        .description(
            "Prints selectors that also log what is missing, ready to paste. Nothing that is logged now is lost: default and basic selectors are rewritten as advanced ones, and existing advanced ones stay. Nothing changes in AWS.",
        )
        .addOption(new Option("--format <format>", "output format").choices(REMEDIATION_FORMATS).default("selectors"))
        .action(
            handle(async (io, file: string | undefined, options: SelectorOptions & { format: RemediationFormat }) => {
                const { inputs, question } = await readQuestion(file, options, io);
                const { remediated, exitCode } = remediate(inputs, question);
                const { stdout, stderr } = formatRemediation(remediated, options.format);
                reportProblems(inputs, io.stderr);
                for (const line of stderr) {
                    io.stderr.write(`trail-guard: ${line}\n`);
                }
                io.stdout.write(stdout);
                return exitCode;
            }),
        );
    addExamples(command, [
        [
            "aws cloudtrail get-event-selectors --trail-name my-trail | trail-guard remediate --format aws-cli",
            "the command that fixes a trail",
        ],
        ["trail-guard remediate selectors.json --format terraform", "blocks for an aws_cloudtrail resource"],
        ["trail-guard remediate selectors.json | trail-guard coverage", "proof that the result logs everything"],
    ]);
    addExitCodes(command, {
        0: "every required event will be logged, or already is",
        1: "an input can't be fixed; the reason is on standard error",
        2: "wrong usage, or the input could not be read",
    });
}
