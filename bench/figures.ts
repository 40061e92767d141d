import { readFileSync } from "node:fs";

/** The median of a list of measurements. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A ratio, for people. */
export function ratio(a: number, b: number): string {
    return (a / b).toFixed(2);
}

/** The CPU time that a process has used so far. Linux reports it in hundredths of a second. */
export function cpuMilliseconds(pid: number): number {
    // After the name of the command, which may contain spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The processor time of a piece of work, in milliseconds, on which other work on the machine has little effect. */
export function processorTime(work: () => void): number {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e3;
}

/** The same per run, over as many runs as take this many milliseconds: for work that is too short to measure. */
export function processorTimeOfOne(work: () => void, atLeast: number): number {
    let spent = 0;
    for (let times = 1; ; times++) {
        spent += processorTime(work);
        if (spent >= atLeast) {
            return spent / times;
        }
    }
}
