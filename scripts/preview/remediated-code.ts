import { isDeepStrictEqual } from "node:util";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";

const WIDTH = 110;
type Properties = Readonly<Record<string, unknown>>;

/** What a remediation changed, as the lines of a diff of a TypeScript program: "+", "-" or a space, and the code. */
export function remediatedCode(before: Properties, after: Properties): string[] {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names
        .filter(name => !isDeepStrictEqual(before[name], after[name]))
        .flatMap(name => {
            const [old, now] = [before[name], after[name]];
            if (Array.isArray(now) && now.length > 0 && (old === undefined || Array.isArray(old))) {
                return diffOfLists(name, old ?? [], now);
            }
            return [
                ...(old === undefined ? [] : mark("-", property(name, old))),
                ...(now === undefined ? [] : mark("+", property(name, now))),
            ];
        });
}

function diffOfLists(name: string, old: readonly unknown[], now: readonly unknown[]): string[] {
    const isIn = (list: readonly unknown[], entry: unknown) => list.some(other => isDeepStrictEqual(other, entry));
    const bracket = old.length === 0 ? "+" : " ";
    return [
        `${bracket} ${name}: [`,
        ...old.filter(entry => !isIn(now, entry)).flatMap(entry => mark("-", indent(code(entry, ",")))),
        ...now.flatMap(entry => mark(isIn(old, entry) ? " " : "+", indent(code(entry, ",")))),
        `${bracket} ],`,
    ];
}

function property(name: string, value: unknown): string[] {
    const [first = "", ...rest] = code(value, ",");
    return [`${name}: ${first}`, ...rest];
}

/** On one line where there is room, otherwise a property or an element on each. */
function code(value: unknown, end = ""): string[] {
    const short = onOneLine(value) + end;
    if (short.length <= WIDTH || typeof value !== "object" || value === null) {
        return [short];
    }
    return Array.isArray(value)
        ? ["[", ...indent(value.map(entry => `${onOneLine(entry)},`)), `]${end}`]
        : ["{", ...indent(sorted(value).map(([key, entry]) => `${key}: ${onOneLine(entry)},`)), `}${end}`];
}

function onOneLine(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(onOneLine).join(", ")}]`;
    }
    if (typeof value === "object" && value !== null) {
        return `{ ${sorted(value)
            .map(([key, entry]) => `${key}: ${onOneLine(entry)}`)
            .join(", ")} }`;
    }
    return value === unknownValue ? '"[unknown]"' : JSON.stringify(value);
}

/** `name` and `field` first, because they say what the rest is. */
function sorted(value: object): [string, unknown][] {
    const rank = (key: string) => (key === "name" || key === "field" ? 0 : 1);
    return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));
}

function indent(lines: readonly string[]): string[] {
    return lines.map(line => `    ${line}`);
}

function mark(sign: string, lines: readonly string[]): string[] {
    return lines.map(line => `${sign} ${line}`);
}
