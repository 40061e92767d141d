import { isDeepStrictEqual } from "node:util";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { PLACEHOLDER } from "../../src/compliance/findings/syntax/syntax";

/** The maximum width of code, even on the widest terminal. */
const WIDTH = 120;
/** In front of each line: its sign, and the two columns that a summary adds. */
const MARGIN = 4;
const INDENT = 4;
/** What stands for a value that isn't known yet: in the engine's events, and in the result of an offline preview. */
const UNKNOWN: readonly unknown[] = [unknownValue, "[unknown]"];
type Properties = Readonly<Record<string, unknown>>;

/** What a remediation changed, as the lines of a diff of a TypeScript program: "+", "-" or a space, and the code. */
export function remediatedCode(before: Properties, after: Properties, width = WIDTH): string[] {
    const available = Math.min(width, WIDTH) - MARGIN;
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names
        .filter(name => !isDeepStrictEqual(before[name], after[name]))
        .flatMap(name => {
            const [old, now] = [before[name], after[name]];
            if (Array.isArray(now) && now.length > 0 && (old === undefined || Array.isArray(old))) {
                return diffOfLists(name, old ?? [], now, available);
            }
            return [
                ...(old === undefined ? [] : mark("-", property(name, old, available))),
                ...(now === undefined ? [] : mark("+", property(name, now, available))),
            ];
        });
}

function diffOfLists(name: string, old: readonly unknown[], now: readonly unknown[], available: number): string[] {
    const isIn = (list: readonly unknown[], entry: unknown) => list.some(other => isDeepStrictEqual(other, entry));
    const bracket = old.length === 0 ? "+" : " ";
    const lines = (entry: unknown) => indent(code("", entry, ",", available - INDENT));
    return [
        `${bracket} ${name}: [`,
        ...old.filter(entry => !isIn(now, entry)).flatMap(entry => mark("-", lines(entry))),
        ...now.flatMap(entry => mark(isIn(old, entry) ? " " : "+", lines(entry))),
        `${bracket} ],`,
    ];
}

function property(name: string, value: unknown, available: number): string[] {
    return code(`${name}: `, value, ",", available);
}

/**
 * On one line if it fits. Otherwise the elements of a list on as few lines as possible, and the properties of an object
 * one per line, unless everything but a list at its end fits on the first line.
 */
function code(start: string, value: unknown, end: string, available: number): string[] {
    const short = `${start}${onOneLine(value)}${end}`;
    if (short.length <= available || typeof value !== "object" || value === null) {
        return [short];
    }
    if (Array.isArray(value)) {
        return [`${start}[`, ...indent(elements(value, available - INDENT)), `]${end}`];
    }
    const entries = sorted(value);
    const [name = "", list] = entries.at(-1) ?? [];
    const others = entries.slice(0, -1).map(([key, entry]) => `${key}: ${onOneLine(entry)}, `);
    const head = `${start}{ ${others.join("")}${name}: [`;
    return Array.isArray(list) && head.length <= available
        ? [head, ...indent(elements(list, available - INDENT)), `] }${end}`]
        : [
              `${start}{`,
              ...indent(entries.flatMap(([key, entry]) => code(`${key}: `, entry, ",", available - INDENT))),
              `}${end}`,
          ];
}

function elements(list: readonly unknown[], available: number): string[] {
    const lines: string[] = [];
    for (const entry of list) {
        const added = code("", entry, ",", available);
        const longer = `${lines.at(-1) ?? ""} ${added.join("")}`;
        if (lines.length > 0 && added.length === 1 && longer.length <= available && longer.startsWith("{ ")) {
            lines.splice(-1, 1, longer);
        } else {
            lines.push(...added);
        }
    }
    return lines;
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
    return UNKNOWN.includes(value) ? PLACEHOLDER : JSON.stringify(value);
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
