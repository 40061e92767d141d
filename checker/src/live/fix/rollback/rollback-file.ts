import { readFileSync } from "node:fs";
import { quote } from "../../../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../../../command-line/user-error";
import type { SelectorsInput, TrailSettings } from "../../aws/api";
import { parseTrailArn } from "../../aws/arn";
import { openPrivateLog, type PrivateLog } from "../apply/private-log";

/** What was, and what was to be: enough to put a trail back. */
export interface RollbackEntry {
    readonly trail: string;
    readonly homeRegion: string;
    readonly time: string;
    readonly selectors?: { readonly before: SelectorsInput; readonly after: SelectorsInput };
    readonly settings?: { readonly before: TrailSettings; readonly after: TrailSettings };
}

/** The first line: what kind of file it is. */
const HEADER = { trailGuard: "rollback", version: 1 };

/** Begins a rollback file. It must not be there yet: an old one is never lost to a new one. */
export function createRollbackFile(path: string): PrivateLog {
    const log = openPrivateLog(path, "new");
    log.write(HEADER);
    return log;
}

/** Reads a rollback file. A last line that a killed run left half written belongs to a trail that was not changed. */
export function readRollbackFile(path: string): readonly RollbackEntry[] {
    const text = readOrUserError(path);
    const [header = "", ...lines] = text
        .slice(0, text.lastIndexOf("\n") + 1)
        .split("\n")
        .slice(0, -1);
    if (header !== JSON.stringify(HEADER)) {
        throw new UserError(`${quote(path)} is not a file that fix --apply has written`);
    }
    return lines.map((line, index) => {
        const entry = parseEntry(line);
        if (entry === undefined) {
            throw new UserError(`${quote(path)}, line ${index + 2}: not an entry that fix --apply has written`);
        }
        return entry;
    });
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
        const { selectors, settings } = entry;
        const valid =
            parseTrailArn(entry.trail) !== undefined &&
            typeof entry.homeRegion === "string" &&
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
