import { readFileSync } from "node:fs";
import { quote } from "../../../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../../../command-line/user-error";
import type { SelectorsInput, TrailSettings } from "../../aws/api";
import { parseTrailArn } from "../../aws/arn";
import { openPrivateLog, type PrivateLog } from "../private-log";

/** The old and the new values: enough to put a trail back. */
export interface RollbackEntry {
    readonly trail: string;
    readonly homeRegion: string;
    /** The account whose credentials changed it, if not the owner's: a delegated administrator. */
    readonly through?: string;
    readonly time: string;
    readonly selectors?: { readonly before: SelectorsInput; readonly after: SelectorsInput };
    readonly settings?: { readonly before: TrailSettings; readonly after: TrailSettings };
}

/** The content of a rollback file. */
export interface RollbackFile {
    readonly entries: readonly RollbackEntry[];
    /** The numbers of the lines that can't be read, from 1: the disk was full, or the run was killed. */
    readonly damaged: readonly number[];
}

/** The first line: what kind of file it is. */
const HEADER = { trailGuard: "rollback", version: 1 };

/** Begins a rollback file. It must not exist yet: a new one never overwrites an old one. */
export function createRollbackFile(path: string): PrivateLog {
    const log = openPrivateLog(path, "new");
    log.write(HEADER);
    return log;
}

/**
 * Reads a rollback file. A line that can't be read hides no other.
 * @throws UserError if it is not one
 */
export function readRollbackFile(path: string): RollbackFile {
    const [header = "", ...lines] = readOrUserError(path).split("\n");
    if (header !== JSON.stringify(HEADER)) {
        throw new UserError(`${quote(path)} is not a file that fix --apply wrote`);
    }
    // Anything after the last line feed is a line that was cut short.
    const written = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
    const entries = written.map(parseEntry);
    return {
        entries: entries.filter(entry => entry !== undefined),
        damaged: entries.flatMap((entry, index) => (entry === undefined ? [index + 2] : [])),
    };
}

function readOrUserError(path: string): string {
    try {
        return readFileSync(path, "utf8");
    } catch (error) {
        throw new UserError(`can't read ${quote(path)}: ${reasonOf(error)}`);
    }
}

function parseEntry(line: string): RollbackEntry | undefined {
    try {
        const entry = JSON.parse(line) as RollbackEntry;
        const { selectors, settings, through } = entry;
        const valid =
            parseTrailArn(entry.trail) !== undefined &&
            typeof entry.homeRegion === "string" &&
            (through === undefined || /^\d{12}$/.test(through)) &&
            (selectors === undefined) !== (settings === undefined) &&
            (selectors === undefined || [selectors.before, selectors.after].every(isSelectors)) &&
            (settings === undefined || [settings.before, settings.after].every(isSettings));
        return valid ? entry : undefined;
    } catch {
        return undefined;
    }
}

function isSelectors(value: unknown): value is SelectorsInput {
    const lists = Object.entries(value as object);
    return (
        lists.length === 1 &&
        lists.every(
            ([name, list]) =>
                (name === "EventSelectors" || name === "AdvancedEventSelectors") &&
                Array.isArray(list) &&
                list.length > 0,
        )
    );
}

const SETTINGS: ReadonlySet<string> = new Set([
    "IsMultiRegionTrail",
    "IncludeGlobalServiceEvents",
    "EnableLogFileValidation",
]);

function isSettings(value: unknown): value is TrailSettings {
    return Object.entries(value as object).every(([name, set]) => SETTINGS.has(name) && typeof set === "boolean");
}
