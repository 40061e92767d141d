/** Yes, no, or that it can't be known yet. */
export type Answer = "yes" | "no" | "unknown";

/** Yes if all are, no if any is not. */
export function all(answers: readonly Answer[]): Answer {
    if (answers.includes("no")) {
        return "no";
    }
    return answers.includes("unknown") ? "unknown" : "yes";
}

/** Yes if any is, no if all are not. */
export function any(answers: readonly Answer[]): Answer {
    return not(all(answers.map(not)));
}

/** The opposite; what isn't known stays so. */
export function not(answer: Answer): Answer {
    return answer === "unknown" ? answer : answer === "yes" ? "no" : "yes";
}
