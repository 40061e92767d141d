/** What Terraform refuses: a wrong type, a key that doesn't exist. `try` and `can` catch it. */
export class EvaluationError extends Error {}

/**
 * What isn't evaluated, or takes more than anyone's configuration needs: nothing catches it, so its result is unknown.
 */
export class NotDecided extends Error {}
