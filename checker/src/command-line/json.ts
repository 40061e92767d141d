import { printable } from "../../../src/cloudtrail/quote";

/** Data as JSON, two spaces deep, in which nothing steers a terminal. */
export function formatJson(value: unknown): string {
    return JSON.stringify(value, undefined, 2).split("\n").map(printable).join("\n");
}
