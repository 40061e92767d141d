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
    // Behind the name of the command, which may have spaces in it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Milliseconds that a piece of work takes on the processor, which other work on the machine changes little. */
export function processorTime(work: () => void): number {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e3;
}

/** The same of one of as many runs as take so many milliseconds: for work that is over too soon to be measured. */
export function processorTimeOfOne(work: () => void, atLeast: number): number {
    let spent = 0;
    for (let times = 1; ; times++) {
        spent += processorTime(work);
        if (spent >= atLeast) {
            return spent / times;
        }
    }
}
