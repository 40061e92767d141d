import type { Message } from "sarif";

/**
 * A plain text as a SARIF message, in which brackets and braces have a meaning: `{{` is a brace (§3.11.5), and
 * `[text](target)` a link (§3.11.6), which no name may become.
 */
export function sarifMessage(text: string): Message {
    return { text: text.replace(/[{}]/g, "$&$&").replaceAll("](", "] (") };
}
