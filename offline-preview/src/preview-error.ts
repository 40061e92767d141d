import { UserError } from "../../checker/src/command-line/user-error";

/** An error with lines of its own, such as a stack: they are shown above its message. */
export class PreviewError extends UserError {
    constructor(
        message: string,
        readonly details: readonly string[] = [],
    ) {
        super(message);
    }
}
