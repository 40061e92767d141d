import { appendFileSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync } from "node:fs";
import { quote } from "../../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../../command-line/user-error";
import type { AccountReading } from "./account-reading";

/** What earlier runs have read, and a place to keep what this one reads. */
export interface ResumeFile {
    readonly kept: ReadonlyMap<string, AccountReading>;
    keep(reading: AccountReading): void;
}

/** The first line: what kind of file it is. */
const HEADER = JSON.stringify({ trailGuard: "resume", version: 1 });

/**
 * Opens the file of `--resume`: JSON Lines, an account each. A line that a killed run left half written is dropped.
 * Only accounts that were read completely stand in it, so that the next run tries the others again.
 */
export function openResumeFile(path: string): ResumeFile {
    const kept = new Map<string, AccountReading>();
    if (existsSync(path)) {
        const text = orUserError(path, "read", () => readFileSync(path, "utf8"));
        const whole = text.slice(0, text.lastIndexOf("\n") + 1);
        const [header = "", ...lines] = whole.split("\n").slice(0, -1);
        if (header !== HEADER && text !== "") {
            throw new UserError(`${quote(path)} was not written by --resume: name another file, or remove it`);
        }
        if (whole.length < text.length) {
            orUserError(path, "write", () => truncateSync(path, Buffer.byteLength(whole)));
        }
        lines.forEach((line, index) => {
            const reading = parseReading(line);
            if (reading === undefined) {
                throw new UserError(`${quote(path)}, line ${index + 2}: not an account that --resume has written`);
            }
            kept.set(reading.account, reading);
        });
    }
    const file = orUserError(path, "write", () => openSync(path, "a", 0o600));
    if (kept.size === 0 && readFileSync(path, "utf8") === "") {
        orUserError(path, "write", () => appendFileSync(file, `${HEADER}\n`));
    }
    return {
        kept,
        keep(reading) {
            orUserError(path, "write", () => {
                appendFileSync(file, `${JSON.stringify(reading)}\n`);
                fsyncSync(file);
            });
        },
    };
}

function parseReading(line: string): AccountReading | undefined {
    try {
        const reading = JSON.parse(line) as AccountReading;
        const lists = [reading.trails, reading.foreign, reading.failures];
        return /^\d{12}$/.test(reading.account) && lists.every(Array.isArray) ? reading : undefined;
    } catch {
        return undefined;
    }
}

function orUserError<T>(path: string, verb: "read" | "write", work: () => T): T {
    try {
        return work();
    } catch (error) {
        throw new UserError(`can't ${verb} ${quote(path)}: ${reasonOf(error)}`);
    }
}
