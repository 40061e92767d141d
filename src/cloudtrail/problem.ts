import { type Message, message } from "./message";
import type { Path } from "./path";

/** What AWS would refuse, or whose effect it does not define. */
export interface Problem {
    readonly path: Path;
    /** What is wrong and how to fix it, without the path. Its `id` is the violated rule. */
    readonly message: Message;
    /** `error`: AWS refuses it, or its effect is not defined. `warning`: it may be right, but deserves a look. */
    readonly severity: "error" | "warning";
}

/** A problem and its place, as one message. */
export function placed({ path, message: problem }: Problem): Message {
    return message("problem-at", "{path}: {problem}", { path: { path }, problem });
}
