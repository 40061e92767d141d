import { appendFileSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync } from "node:fs";
import { quote } from "../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "./user-error";

/** A file of `--resume`: JSON Lines behind a header. */
export interface ResumeLines<Entry> {
    /** What earlier runs have kept, in its order. */
    readonly kept: readonly Entry[];
    /** Keeps an entry: it is on the disk when this returns. */
    keep(entry: Entry): void;
}

/** What stands in a file of `--resume`. */
export interface ResumeFormat<Entry> {
    /** The first line: what kind of file it is. */
    readonly header: string;
    /** Why a file that begins with another line is of no use, for a message that ends in what to do. */
    describeOther(header: string): string;
    /** An entry as it was kept; `undefined` where it isn't one. */
    parse(line: unknown): Entry | undefined;
    /** What an entry is, for a message: "an account". */
    readonly entry: string;
}

/**
 * Opens a file of `--resume`, or makes it. A line that a killed run left half written is dropped.
 * @throws UserError where it can't be read or written, or is something else
 */
export function openResumeLines<Entry>(path: string, format: ResumeFormat<Entry>): ResumeLines<Entry> {
    const kept: Entry[] = [];
    const text = existsSync(path) ? orUserError(path, "read", () => readFileSync(path, "utf8")) : "";
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const [header = "", ...lines] = whole.split("\n").slice(0, -1);
    if (header !== format.header && text !== "") {
        throw new UserError(`${quote(path)} ${format.describeOther(header)}: name another file, or remove it`);
    }
    if (whole.length < text.length) {
        orUserError(path, "write", () => truncateSync(path, Buffer.byteLength(whole)));
    }
    lines.forEach((line, index) => {
        const entry = format.parse(parseJson(line));
        if (entry === undefined) {
            throw new UserError(`${quote(path)}, line ${index + 2}: not ${format.entry} that --resume has written`);
        }
        kept.push(entry);
    });
    const file = orUserError(path, "write", () => openSync(path, "a", 0o600));
    if (text === "") {
        orUserError(path, "write", () => appendFileSync(file, `${format.header}\n`));
    }
    return {
        kept,
        keep(entry) {
            orUserError(path, "write", () => {
                appendFileSync(file, `${JSON.stringify(entry)}\n`);
                fsyncSync(file);
            });
        },
    };
}

function parseJson(line: string): unknown {
    try {
        return JSON.parse(line);
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
