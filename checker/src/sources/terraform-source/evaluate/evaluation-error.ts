/** What Terraform refuses: a wrong type, a key that is not there. `try` and `can` catch it. */
export class EvaluationError extends Error {}

/** More than anyone's configuration needs: nothing catches it, and what it was for isn't known. */
export class TooMuch extends Error {}
