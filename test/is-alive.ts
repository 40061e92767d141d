import { existsSync, readFileSync } from "node:fs";

/** Does this process still run? One that has ended, but that nobody has asked how (`Z`), doesn't. */
export function isAlive(processId: number): boolean {
    try {
        process.kill(processId, 0);
        return !/\) Z /.test(readFileSync(`/proc/${processId}/stat`, "utf8"));
    } catch (error) {
        // No such process; or a system without /proc, where the signal alone has said it.
        const { code, syscall } = error as NodeJS.ErrnoException;
        return syscall === "open" && code === "ENOENT" && !existsSync("/proc/self");
    }
}
