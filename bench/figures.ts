import { readFileSync } from "node:fs";

/** The middle of a list of measurements. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A ratio, to be read. */
export function ratio(a: number, b: number): string {
    return (a / b).toFixed(2);
}

/** The CPU time that a process has used so far. Linux tells it in hundredths of a second. */
export function cpuMilliseconds(pid: number): number {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ");
    return (Number(fields[13]) + Number(fields[14])) * 10;
}
