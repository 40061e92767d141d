import { indent } from "../syntax/syntax";

/**
 * Writes a trail as a whole, with a bucket and the policy that lets CloudTrail deliver to it.
 * @param selectors the property of the trail's selectors, as the place writes it; empty for none
 */
export type WholeTrailTemplate = (selectors: string) => string;

/** Lines on a new line, indented; nothing if there are none. */
export function below(lines: string, by: string): string {
    return lines === "" ? "" : `\n${indent(lines, by)}`;
}
