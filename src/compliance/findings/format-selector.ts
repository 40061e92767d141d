import { quote } from "../../cloudtrail/quote";
import { WITHHELD } from "./secret-texts";
import type { ShownNearest } from "./shown-result";

/** A selector by its position and its name. */
export function formatSelector({ selector, name }: Pick<ShownNearest, "selector" | "name">): string {
    return name === undefined ? selector : `${selector} ${quote(name)}`;
}

/** Why a selector rejects an event: the field, and what it requires. */
export function formatRejection({ field, operators }: Pick<ShownNearest, "field" | "operators">): string {
    const conditions = Object.entries(operators).map(([operator, values]) => `${operator} ${listValues(values ?? [])}`);
    return `${field} ${conditions.join(" or ")}`;
}

function listValues(values: readonly string[]): string {
    const shown = values.slice(0, 3).map(value => (value === WITHHELD ? WITHHELD : quote(value)));
    return values.length > 3 ? `${shown.join(", ")} and ${values.length - 3} more` : shown.join(", ");
}
