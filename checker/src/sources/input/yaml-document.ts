import {
    type Alias,
    type Document,
    isAlias,
    isMap,
    isScalar,
    isSeq,
    LineCounter,
    type Node,
    type Pair,
    type ParsedNode,
    parseAllDocuments,
    type Scalar,
    type YAMLMap,
} from "yaml";
import { quote } from "../../../../src/cloudtrail/quote";
import { Unknown } from "../../../../src/cloudtrail/value";
import type { TextPlace } from "../../text/text-place";
import type { SourceDocument } from "../document";
import { namedChildren, type PropertyLines } from "./property-lines";
import { Unreadable } from "./unreadable";

/** How many values aliases may expand to in all: an alias bomb expands to millions. */
const MAX_ALIASED = 100_000;

const TOO_DEEP = "it is nested too deeply";

/**
 * The documents of a YAML text. The short forms of CloudFormation's functions (`!Ref X`) become long ones.
 * @throws Unreadable if it is not YAML
 */
export function readYaml(text: string): SourceDocument[] {
    const lines = new LineCounter();
    try {
        // CloudFormation reads YAML 1.1, in which `yes` is true. The parser compares each name with all others of its
        // map: that is done here, in one pass.
        const documents = parseAllDocuments(text, {
            version: "1.1",
            lineCounter: lines,
            prettyErrors: false,
            uniqueKeys: false,
        });
        return [...(documents as Iterable<Document.Parsed>)].map(document => readDocument(document, lines));
    } catch (error) {
        if (error instanceof RangeError) {
            throw new Unreadable(`malformed YAML: ${TOO_DEEP}`, undefined);
        }
        throw error;
    }
}

function readDocument(document: Document.Parsed, lines: LineCounter): SourceDocument {
    const [error] = document.errors;
    if (error !== undefined) {
        // The parser reports its own stack overflow as a mistake in the text.
        const message = /call stack/.test(error.message) ? TOO_DEEP : error.message;
        throw new Unreadable(`malformed YAML: ${message}`, placeOf(lines, error.pos[0]));
    }
    const { contents } = document;
    return {
        value: contents === null ? null : new Converter(document, lines).convert(contents),
        isYaml: true,
        items: [],
        counted: 0,
        line: lines.linePos(contents?.range[0] ?? 0).line,
        openEnd: openEndOf(contents),
        lineOf: propertyLines(contents, lines),
    };
}

/** The last name of a document, if nothing follows it. */
function openEndOf(node: unknown, name?: string): string | undefined {
    if (isMap(node)) {
        const last = node.items.at(-1);
        return openEndOf(last?.value, isScalar(last?.key) ? String(last.key.value) : undefined);
    }
    if (isSeq(node)) {
        return openEndOf(node.items.at(-1));
    }
    const isNothing = node === null || (isScalar(node) && node.value === null && node.source === "");
    return isNothing ? name : undefined;
}

function placeOf(lines: LineCounter, offset: number): TextPlace {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
}

function propertyLines(contents: ParsedNode | null, lines: LineCounter): PropertyLines {
    const pairOf = namedChildren<YAMLMap, Pair>(map =>
        map.items.flatMap(pair => (isScalar(pair.key) ? [[nameOf(pair.key), pair] as const] : [])),
    );
    return names => {
        let pair: Pair | undefined;
        for (const name of names) {
            const parent: unknown = pair === undefined ? contents : pair.value;
            pair = isMap(parent) ? pairOf(parent, name) : undefined;
            if (pair === undefined) {
                return undefined;
            }
        }
        const offset = (pair?.key as Node | undefined)?.range?.[0];
        return offset === undefined ? undefined : lines.linePos(offset).line;
    };
}

/** A name as written: `on` and 012 stay as they are. */
function nameOf({ source, value }: Scalar): string {
    return String(source ?? value);
}

/** Converts the nodes of a document to plain data. */
class Converter {
    private aliased = 0;
    private readonly resolving = new Set<unknown>();

    constructor(
        private readonly document: Document.Parsed,
        private readonly lines: LineCounter,
    ) {}

    private place(offset: number): TextPlace {
        return placeOf(this.lines, offset);
    }

    convert(node: unknown): unknown {
        if (this.resolving.size > 0 && ++this.aliased > MAX_ALIASED) {
            throw new Unreadable(`malformed YAML: its aliases stand for more than ${MAX_ALIASED} values`);
        }
        if (isAlias(node)) {
            return this.resolve(node);
        }
        const value = this.untagged(node);
        const tag = (node as Node | null)?.tag;
        return tag !== undefined && /^![A-Za-z]/.test(tag) ? longForm(tag.slice(1), value) : value;
    }

    private resolve(alias: Alias): unknown {
        const target = alias.resolve(this.document);
        if (target === undefined || this.resolving.has(target)) {
            const offset = alias.range?.[0] ?? 0;
            const message = target === undefined ? "this alias refers to nothing" : "this alias is part of itself";
            throw new Unreadable(`malformed YAML: ${message}`, this.place(offset));
        }
        this.resolving.add(target);
        const value = this.convert(target);
        this.resolving.delete(target);
        return value;
    }

    private untagged(node: unknown): unknown {
        if (isMap(node)) {
            return this.record(node);
        }
        if (isSeq(node)) {
            return node.items.map(item => this.convert(item));
        }
        if (isScalar(node)) {
            return scalar(node);
        }
        if (node === null) {
            return null;
        }
        // YAML 1.1 calls this `!!pairs`; templates don't use it.
        throw new Unreadable("malformed YAML: found a list of pairs where a value is expected", this.place(0));
    }

    private record(map: YAMLMap): Record<string, unknown> {
        const own: [string, unknown][] = [];
        const merged: [string, unknown][] = [];
        const names = new Set<string>();
        for (const { key, value } of map.items) {
            const name = isScalar(key) ? nameOf(key) : undefined;
            if (name === undefined) {
                const place = this.place((key as Node | null)?.range?.[0] ?? 0);
                throw new Unreadable("malformed YAML: the name of a property must be a string", place);
            }
            if (names.has(name) && name !== "<<") {
                const place = this.place((key as Node).range?.[0] ?? 0);
                throw new Unreadable(`malformed YAML: ${quote(name)} appears twice in one map`, place);
            }
            names.add(name);
            if (name === "<<") {
                merged.push(...this.merged(value));
            } else {
                own.push([name, this.convert(value)]);
            }
        }
        return Object.fromEntries([...merged, ...own]);
    }

    /** What `<<` merges: of several maps, an earlier one takes precedence over a later one. */
    private merged(value: unknown): [string, unknown][] {
        const from = this.convert(value);
        const maps: readonly unknown[] = Array.isArray(from) ? from : [from];
        return [...maps].reverse().flatMap(map => (typeof map === "object" && map !== null ? Object.entries(map) : []));
    }
}

/**
 * The value of a scalar. Numbers and dates stay as they are written: in templates all of them are strings. `y` and `n`
 * are strings too: CloudFormation, like most YAML 1.1 parsers, has only the longer words for booleans. What one parser
 * reads as a number in another base and the next as a string (`012`, `0x1F`, `12:30`, `1_000`) is unknown.
 */
function scalar({ value, source, type }: Scalar): unknown {
    if (value === null || typeof value === "string") {
        return value;
    }
    const text = source ?? String(value);
    if (typeof value === "boolean") {
        return type === "PLAIN" && text.length === 1 ? text : value;
    }
    const isPlainNumber = /^-?(0|[1-9]\d*)$/.test(text) || String(value) === text;
    return typeof value !== "number" || isPlainNumber
        ? text
        : new Unknown(text, `${quote(text)} may be read as another number: put it in quotes`);
}

/** A CloudFormation function; `!GetAtt A.B` is `Fn::GetAtt: [A, B]`, for which JSON has no short form. */
function longForm(name: string, value: unknown): Record<string, unknown> {
    if (name === "GetAtt" && typeof value === "string" && value.includes(".")) {
        const dot = value.indexOf(".");
        return { "Fn::GetAtt": [value.slice(0, dot), value.slice(dot + 1)] };
    }
    return { [name === "Ref" || name === "Condition" ? name : `Fn::${name}`]: value };
}
