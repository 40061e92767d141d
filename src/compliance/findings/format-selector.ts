import type { Rejection } from "../../cloudtrail/coverage/match";
import { quote } from "../../cloudtrail/quote";
import type { Dialect } from "../../cloudtrail/selectors/dialect";
import { type SecretTexts, WITHHELD } from "./secret-texts";

/** An advanced event selector by its place and its name. */
export function formatSelector(
    { index, name }: { readonly index: number; readonly name?: string },
    { of }: Dialect,
    withheld: SecretTexts = new Set(),
): string {
    const shown = name === undefined || withheld.has(name) ? "" : ` ${quote(name)}`;
    return `${of("AdvancedEventSelectors")}[${index}]${shown}`;
}

/** Why a selector rejects an event: the field, and what it asks for. */
export function formatRejection({ field, operators }: Rejection, withheld: SecretTexts = new Set()): string {
    const conditions = Object.entries(operators).map(
        ([operator, values]) => `${operator} ${listValues(values ?? [], withheld)}`,
    );
    return `${field} ${conditions.join(" or ")}`;
}

function listValues(values: readonly string[], withheld: SecretTexts): string {
    const shown = values.slice(0, 3).map(value => (withheld.has(value) ? WITHHELD : quote(value)));
    return values.length > 3 ? `${shown.join(", ")} and ${values.length - 3} more` : shown.join(", ");
}
