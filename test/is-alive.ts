import { existsSync, readFileSync } from "node:fs";

/** Does this process still run? One that has ended but was not reaped yet (`Z`) doesn't. */
export function isAlive(processId: number): boolean {
    try {
        process.kill(processId, 0);
        return !/\) Z /.test(readFileSync(`/proc/${processId}/stat`, "utf8"));
    } catch (error) {
        // No such process; or a system without /proc, where the signal alone decides.
        const { code, syscall } = error as NodeJS.ErrnoException;
        return syscall === "open" && code === "ENOENT" && !existsSync("/proc/self");
    }
}
