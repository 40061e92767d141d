import type { Ternary } from "./answer";

/**
 * Does a pattern with `*` and `?` match every string of a set? The set is a pattern too, in which `*` stands for any
 * string: everything that is requested (`AWSLogs/ACCOUNT/*`), or an unknown part. So `unknown` also means "some of
 * them".
 */
export function matches(pattern: string, set: string): Ternary {
    if (contains(pattern, set)) {
        return "yes";
    }
    return intersects(pattern, set) ? "unknown" : "no";
}

/** Is every string of the set exactly this one? */
export function equals(text: string, set: string): Ternary {
    if (!set.includes("*")) {
        return text === set ? "yes" : "no";
    }
    return contains(set, text) ? "unknown" : "no";
}

/** Only `*` of the pattern matches what `*` of the set stands for. */
function contains(pattern: string, set: string): boolean {
    return walk(pattern, set, (p, s) => s !== "*" && (p === s || p === "?"), false);
}

/** Is there a string that both match? */
function intersects(a: string, b: string): boolean {
    return walk(a, b, (p, s) => p === s || p === "?" || s === "?", true);
}

/**
 * Walks through both patterns at once, one row of the table of position pairs at a time.
 * @param both whether `*` of the second one may stand for any string of the first
 */
function walk(a: string, b: string, same: (p: string, s: string) => boolean, both: boolean): boolean {
    let row = firstRow(b, both);
    for (let i = 0; i < a.length; i++) {
        const p = a.charAt(i);
        const next = [p === "*" ? row[0] === true : false];
        for (let j = 1; j <= b.length; j++) {
            const s = b.charAt(j - 1);
            const skipsA = row[j] === true && (p === "*" || (both && s === "*"));
            const skipsB = next[j - 1] === true && (p === "*" || (both && s === "*"));
            next.push(skipsA || skipsB || (row[j - 1] === true && p !== "*" && same(p, s)));
        }
        row = next;
    }
    return row[b.length] === true;
}

function firstRow(b: string, both: boolean): boolean[] {
    const row = [true];
    for (let j = 1; j <= b.length; j++) {
        row.push(row[j - 1] === true && both && b.charAt(j - 1) === "*");
    }
    return row;
}
