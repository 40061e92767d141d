/** A count with its noun: `1 trail`, `2 trails`. */
export function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
