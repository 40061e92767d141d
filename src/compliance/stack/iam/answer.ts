/** Yes, no, or unknown. */
export type Ternary = "yes" | "no" | "unknown";

/** Yes if all are yes, no if any is no. */
export function all(answers: readonly Ternary[]): Ternary {
    if (answers.includes("no")) {
        return "no";
    }
    return answers.includes("unknown") ? "unknown" : "yes";
}

/** Yes if any is yes, no if all are no. */
export function any(answers: readonly Ternary[]): Ternary {
    return not(all(answers.map(not)));
}

/** The opposite; unknown stays unknown. */
export function not(answer: Ternary): Ternary {
    return answer === "unknown" ? answer : answer === "yes" ? "no" : "yes";
}
