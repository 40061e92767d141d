import { isRecord } from "../../../src/cloudtrail/plain-data";
import { printable, quote } from "../../../src/cloudtrail/quote";
import type { InputText } from "../command-line/input/read-text";
import { UserError } from "../command-line/user-error";
import { jsonOf } from "../text/input-json";

/** How many data events there are in a month of 30 days. */
export interface Volume {
    /** Of one resource type; `undefined` if that isn't known. */
    of(type: string): number | undefined;
    /** Of all required types together; `undefined` if only some are known. */
    together(types: readonly string[]): number | undefined;
    /** How many a message says there are, and where that is from. */
    readonly origin: string;
    /** Why there may be more than these; absent where nothing suggests that. */
    readonly incomplete?: string;
}

const MONTH = 30 * 24 * 60 * 60 * 1000;

/** One number for all types together. */
export function totalVolume(events: number): Volume {
    return {
        of: () => undefined,
        together: () => events,
        origin: `${events.toLocaleString("en-US")} data events a month, as given`,
    };
}

/** A number for each type. */
export function typedVolume(events: ReadonlyMap<string, number>, origin = "as given for each type"): Volume {
    return {
        of: type => events.get(type),
        together: types => {
            const known = types.flatMap(type => events.get(type) ?? []);
            return known.length === types.length ? known.reduce((sum, number) => sum + number, 0) : undefined;
        },
        origin,
    };
}

/**
 * What `trail-guard evidence --format json` counted, for a month. What no trail has recorded isn't included: nothing is known
 * about a type of which nothing arrived.
 * @throws UserError if it is something else
 */
export function evidenceVolume(input: InputText): Volume {
    const { label } = input;
    const value = jsonOf(input);
    const { schemaVersion, from, to, complete, inventory } = isRecord(value) ? value : ({} as Record<string, unknown>);
    const rows = schemaVersion === 1 && Array.isArray(inventory) ? inventory : undefined;
    // The requested period: `read` is only how long the files took to read.
    const period = Date.parse(String(to)) - Date.parse(String(from));
    if (rows === undefined || !(period > 0) || typeof complete !== "boolean") {
        throw new UserError(`${label}: it is not what \`trail-guard evidence --format json\` prints`);
    }
    const counted = new Map<string, number>();
    for (const row of rows as readonly unknown[]) {
        if (!isRecord(row) || typeof row.requirement !== "string" || typeof row.count !== "number") {
            throw new UserError(
                `${label}: its inventory has no types: leave \`type\` among the columns of \`trail-guard evidence --by\``,
            );
        }
        if (!Number.isSafeInteger(row.count) || row.count < 0) {
            throw new UserError(
                `${label}: the count of ${quote(row.requirement)} in its inventory is not a whole number`,
            );
        }
        counted.set(row.requirement, (counted.get(row.requirement) ?? 0) + row.count);
    }
    const events = new Map([...counted].map(([type, number]) => [type, (number * MONTH) / period]));
    return {
        ...typedVolume(events, `from what ${printable(label)} counted in ${days(period)}`),
        ...(complete
            ? {}
            : { incomplete: `${label}: not all of its log files were read, so there are more events than it counted` }),
    };
}

function days(period: number): string {
    const number = Math.round(period / (MONTH / 300)) / 10;
    return `${number} day${number === 1 ? "" : "s"}`;
}
