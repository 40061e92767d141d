/** What Terraform refuses: a wrong type, a key that is not there. `try` and `can` catch it. */
export class EvaluationError extends Error {}

/** What isn't worked out, or takes more than anyone's configuration needs: nothing catches it, so what it was for isn't known. */
export class NotDecided extends Error {}
