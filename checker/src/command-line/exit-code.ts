/** What a command's exit code means; the same for every command. */
export const EXIT = {
    /** Everything complies. */
    ok: 0,
    /** Something is violated. */
    violated: 1,
    /** The command could not do its job: wrong usage, unreadable input, a defect. */
    failed: 2,
    /** Nothing is violated, but something can't be decided. */
    undetermined: 3,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code for verdicts: a violation takes precedence over anything undecided. */
export function exitCodeFor({ violated, undetermined }: { violated: boolean; undetermined: boolean }): ExitCode {
    return violated ? EXIT.violated : undetermined ? EXIT.undetermined : EXIT.ok;
}
