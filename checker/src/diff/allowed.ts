import { isRecord, kindOf } from "../../../src/cloudtrail/plain-data";
import { quote } from "../../../src/cloudtrail/quote";
import { validateConfig } from "../../../src/compliance/configuration/configuration";
import type { Exemption } from "../../../src/compliance/configuration/exemption";
import { EXEMPTIONS_SCHEMA } from "../../../src/compliance/configuration/exemption";
import type { InputText } from "../command-line/input/read-text";
import { UserError } from "../command-line/user-error";
import { jsonOf } from "../text/input-json";
import { didYouMean } from "../text/nearest-name";
import { DIFF_RULES, type DiffRule } from "./rules";

/** An intended reduction: of which trails, of what (default all), why, and until when. */
export interface AllowedReduction extends Exemption {
    readonly rules?: readonly DiffRule[];
}

const NAMES: readonly string[] = DIFF_RULES.map(({ name }) => name);

/**
 * Reads the file of `--allow`: a list of `{"trail": glob, "rules": […], "reason": …, "expires": "YYYY-MM-DD"}`.
 * @throws UserError that says what is wrong, and where
 */
export function parseAllowed(input: InputText): readonly AllowedReduction[] {
    const { label } = input;
    const value = jsonOf(input);
    if (!Array.isArray(value)) {
        throw new UserError(`${label}: expected a list of allowed reductions, found ${kindOf(value)}`);
    }
    const exemptions = value.map(entry => {
        const { rules: _, ...exemption } = isRecord(entry) ? entry : {};
        return isRecord(entry) ? exemption : entry;
    });
    const result = validateConfig({ allowed: exemptions }, { properties: { allowed: EXEMPTIONS_SCHEMA } });
    if (!result.ok) {
        const [{ path, message } = { path: "", message: "" }] = result.problems;
        throw new UserError(`${label}: ${path.replace(/^allowed/, "")}: ${message}`);
    }
    for (const [index, entry] of value.entries()) {
        requireRules(entry.rules, `${label}: [${index}].rules`);
    }
    return value as readonly AllowedReduction[];
}

function requireRules(rules: unknown, where: string): void {
    if (rules === undefined) {
        return;
    }
    if (!Array.isArray(rules) || rules.length === 0) {
        throw new UserError(`${where}: expected a list with at least one rule, found ${kindOf(rules)}`);
    }
    for (const rule of rules) {
        if (!NAMES.includes(rule as string)) {
            const hint = typeof rule === "string" ? didYouMean(rule, NAMES) : "";
            throw new UserError(
                `${where}: ${quote(String(rule))} is not a rule; expected one of ${NAMES.join(", ")}${hint}`,
            );
        }
    }
}
