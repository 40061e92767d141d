/** Yes, no, or that it can't be known yet. */
export type Ternary = "yes" | "no" | "unknown";

/** Yes if all are, no if any is not. */
export function all(answers: readonly Ternary[]): Ternary {
    if (answers.includes("no")) {
        return "no";
    }
    return answers.includes("unknown") ? "unknown" : "yes";
}

/** Yes if any is, no if all are not. */
export function any(answers: readonly Ternary[]): Ternary {
    return not(all(answers.map(not)));
}

/** The opposite; what isn't known stays so. */
export function not(answer: Ternary): Ternary {
    return answer === "unknown" ? answer : answer === "yes" ? "no" : "yes";
}
