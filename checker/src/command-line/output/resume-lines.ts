import { appendFileSync, constants, fsyncSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { quote } from "../../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../user-error";
import { keepPrivate } from "./private-file";

/** A file of `--resume`: JSON Lines after a header. */
export interface ResumeLines<Entry> {
    /** What earlier runs have kept, in order. */
    readonly kept: readonly Entry[];
    /** Keeps an entry: it is on disk when this returns. */
    keep(entry: Entry): void;
}

/** The contents of a file of `--resume`. */
export interface ResumeFormat<Entry> {
    /** The first line, which says what kind of file it is. */
    readonly header: string;
    /** Why a file that begins with another line can't be used, for a message that ends with what to do. */
    describeOther(header: string): string;
    /** An entry as it was kept; `undefined` where it isn't one. */
    parse(line: unknown): Entry | undefined;
    /** What an entry is, for a message: "an account". */
    readonly entry: string;
}

/**
 * Opens or creates a file of `--resume`, readable only by its owner and never through a symbolic link. A line that a
 * killed run left half written is dropped.
 * @throws UserError if it can't be read or written, or is something else
 */
export function openResumeLines<Entry>(path: string, format: ResumeFormat<Entry>): ResumeLines<Entry> {
    const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW } = constants;
    const file = orUserError(path, () => openSync(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600));
    const text = orUserError(path, () => readFileSync(file, "utf8"));
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const [header = "", ...lines] = whole.split("\n").slice(0, -1);
    if (header !== format.header && text !== "") {
        throw new UserError(`${quote(path)} ${format.describeOther(header)}: name another file, or remove this one`);
    }
    const kept = lines.map((line, index) => {
        const entry = format.parse(parseJson(line));
        if (entry === undefined) {
            throw new UserError(`${quote(path)}, line ${index + 2}: not ${format.entry} that --resume wrote`);
        }
        return entry;
    });
    const append = (line: string) => {
        appendFileSync(file, `${line}\n`);
        fsyncSync(file);
    };
    orUserError(path, () => {
        keepPrivate(file);
        if (whole.length < text.length) {
            ftruncateSync(file, Buffer.byteLength(whole));
        }
        if (text === "") {
            append(format.header);
        }
    });
    return { kept, keep: entry => orUserError(path, () => append(JSON.stringify(entry))) };
}

function parseJson(line: string): unknown {
    try {
        return JSON.parse(line);
    } catch {
        return undefined;
    }
}

function orUserError<T>(path: string, work: () => T): T {
    try {
        return work();
    } catch (error) {
        throw new UserError(`can't use ${quote(path)}: ${reasonOf(error)}`);
    }
}
