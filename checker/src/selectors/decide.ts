import { type Operations, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { type Coverage, coverage } from "../../../src/cloudtrail/coverage/coverage";
import { type ExitCode, exitCodeFor } from "../command-line/exit-code";
import type { SelectorInput } from "./selector-input";

/** The question for every input. */
export interface Question {
    /** `Management`, or resource types. */
    readonly names: readonly string[];
    readonly operations: Operations;
    /** Overrides the partition of a trail's own ARN. */
    readonly partition?: string | undefined;
}

/** What one input logs of each requirement, in the order in which they were named. */
export interface Decision {
    readonly input: SelectorInput;
    readonly requirements: readonly Coverage[];
}

/** The requirements of a question, for one input. */
export function requirementsFor(input: SelectorInput, { names, operations, partition }: Question) {
    return names.map(name => requirementOf(name, { operations, partition: partition ?? input.partition }));
}

/** Decides for each input whether it logs what is required, and the exit code. */
export function decide(
    inputs: readonly SelectorInput[],
    question: Question,
): { readonly decisions: readonly Decision[]; readonly exitCode: ExitCode } {
    const decisions = inputs.map(input => ({
        input,
        requirements: requirementsFor(input, question).map(requirement => coverage(input.selectors, requirement)),
    }));
    const verdicts = decisions.flatMap(({ requirements }) => requirements.map(({ logged }) => logged));
    const exitCode = exitCodeFor({
        violated: verdicts.some(logged => logged === "some" || logged === "none"),
        undetermined: verdicts.includes("unknown"),
    });
    return { decisions, exitCode };
}
