import { openResumeLines, type ResumeFormat } from "../../command-line/output/resume-lines";
import type { AccountReading } from "./account/account-reading";
import { isAccountReading } from "./account/is-account-reading";

/** What earlier runs have read, and a place to keep what this one reads. */
export interface ResumeFile {
    readonly kept: ReadonlyMap<string, AccountReading>;
    keep(reading: AccountReading): void;
}

const FORMAT: ResumeFormat<AccountReading> = {
    header: JSON.stringify({ trailGuard: "resume", version: 1 }),
    describeOther: () => "was not written by --resume",
    entry: "an account",
    parse: line => (isAccountReading(line) ? line : undefined),
};

/**
 * Opens the file of `--resume`: one account per line. It contains only accounts that were read completely, so the next
 * run tries the others again.
 */
export function openResumeFile(path: string): ResumeFile {
    const { kept, keep } = openResumeLines(path, FORMAT);
    return { kept: new Map(kept.map(reading => [reading.account, reading])), keep };
}
