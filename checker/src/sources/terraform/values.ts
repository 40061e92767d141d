import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { Unknown } from "../../../../src/cloudtrail/value";
import { ownTexts } from "../../../../src/compliance/findings/secret-texts";

/**
 * A planned value, with `Unknown` for what is only known after apply.
 * @param marks `after_unknown`: `true` in place of each such value, which is absent or `null` in the value itself.
 * Lists correspond by position, sets too. Source: hashicorp/terraform, internal/command/jsonplan (`omitUnknowns`).
 */
export function withUnknown(value: unknown, marks: unknown): unknown {
    if (marks === true) {
        return new Unknown();
    }
    if (Array.isArray(marks)) {
        const entries: readonly unknown[] = Array.isArray(value) ? value : [];
        const length = Math.max(entries.length, marks.length);
        return Array.from({ length }, (_, index) => withUnknown(entries[index], marks[index]));
    }
    if (isRecord(marks)) {
        const record = isRecord(value) ? value : {};
        const marked = Object.entries(marks).map(([name, mark]) => [name, withUnknown(record[name], mark)]);
        return isRecord(value) || marked.length > 0 ? { ...record, ...Object.fromEntries(marked) } : value;
    }
    return value;
}

/**
 * Records the strings of sensitive values.
 * @param marks `after_sensitive` or `sensitive_values`: `true` in place of each value, or of all that it is part of
 */
export function noteSensitive(value: unknown, marks: unknown, secrets: Set<string>): void {
    if (marks === true) {
        for (const text of ownTexts(value)) {
            secrets.add(text);
        }
    } else if (Array.isArray(marks) && Array.isArray(value)) {
        marks.forEach((mark, index) => {
            noteSensitive(value[index], mark, secrets);
        });
    } else if (isRecord(marks) && isRecord(value)) {
        for (const [name, mark] of Object.entries(marks)) {
            noteSensitive(value[name], mark, secrets);
        }
    }
}
