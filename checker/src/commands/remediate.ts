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
            "Prints the selectors that also log what is missing, ready to paste. Nothing that is logged now is lost: default and basic selectors are written down as advanced ones, and what stands there stays. Nothing is changed in AWS.",
        )
        .addOption(new Option("--format <format>", "how to print").choices(REMEDIATION_FORMATS).default("selectors"))
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
            "the command that mends a trail",
        ],
        ["trail-guard remediate selectors.json --format terraform", "blocks for an aws_cloudtrail resource"],
        ["trail-guard remediate selectors.json | trail-guard coverage", "proof that the result logs everything"],
    ]);
    addExitCodes(command, {
        0: "everything that is required will be logged, or is logged already",
        1: "for an input nothing is offered, with the reason on standard error",
        2: "the input or the usage is wrong",
    });
}
