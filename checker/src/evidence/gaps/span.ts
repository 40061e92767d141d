/** A period in milliseconds: `to` is not included. */
export interface Span {
    readonly from: number;
    readonly to: number;
}

/** The intersection of two periods; `undefined` if it is empty. */
export function common(one: Span, other: Span): Span | undefined {
    const from = Math.max(one.from, other.from);
    const to = Math.min(one.to, other.to);
    return from < to ? { from, to } : undefined;
}

/** The parts of a period that none of the others covers, in order. */
export function without(whole: Span, others: readonly Span[]): Span[] {
    const rest: Span[] = [];
    let from = whole.from;
    for (const other of [...others].sort((one, two) => one.from - two.from)) {
        if (other.from > from && from < whole.to) {
            rest.push({ from, to: Math.min(other.from, whole.to) });
        }
        from = Math.max(from, other.to);
    }
    if (from < whole.to) {
        rest.push({ from, to: whole.to });
    }
    return rest;
}

/** A period cut at each of these times that is within it. */
export function cut(whole: Span, times: readonly number[]): Span[] {
    const at = [...new Set(times)].filter(time => time > whole.from && time < whole.to).sort((one, two) => one - two);
    const starts = [whole.from, ...at];
    return starts.map((from, index) => ({ from, to: starts[index + 1] ?? whole.to }));
}
