import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { placeAt } from "../../text/text-place";
import type { SourceDocument } from "../document";
import { COUNTED } from "../source";
import { type Envelope, JsonSplitter, type StreamedItem } from "./json-splitter";
import { decodeUtf8, placeWithin } from "./parse-bytes";
import type { AnyStreamedItems } from "./streamed-items";
import { Unreadable } from "./unreadable";
import { Utf8Stream } from "./utf8-stream";
import { readYaml } from "./yaml-document";

/** YAML is read as a whole: a template of CloudFormation has at most 1 MiB, and nothing else that is read is YAML. */
export const MAX_YAML_BYTES = 2 * 1024 * 1024;

/** Reads the documents of one input, JSON or YAML, while its bytes come in. */
export class InputReader {
    private readonly utf8 = new Utf8Stream();
    private readonly collector: Collector;
    private readonly splitter: JsonSplitter;
    private syntax: "json" | "yaml" | undefined;
    private readonly text: Buffer[] = [];
    private textBytes = 0;

    /** @param worthReading whether a text is to be read as YAML */
    constructor(
        items: AnyStreamedItems,
        private readonly worthReading: (text: string) => boolean = () => true,
    ) {
        this.collector = new Collector(items);
        this.splitter = new JsonSplitter(items.shape, this.collector);
    }

    /**
     * Reads on. The bytes may be overwritten afterwards.
     * @throws Unreadable
     */
    write(bytes: Buffer): void {
        this.read(this.utf8.decode(bytes));
    }

    /**
     * The documents, once all bytes have come.
     * @throws Unreadable
     */
    end(): readonly SourceDocument[] {
        this.read(this.utf8.end());
        if (this.syntax === "json") {
            this.splitter.end();
            return this.collector.documents;
        }
        if (this.syntax === undefined) {
            throw new Unreadable("it is empty");
        }
        const bytes = Buffer.concat(this.text);
        const text = decodeUtf8(bytes, offset => placeWithin(bytes, offset, { line: 1, column: 1 }));
        return this.worthReading(text) ? readYaml(text) : [];
    }

    private read(bytes: Buffer): void {
        if (bytes.includes(0)) {
            throw new Unreadable("it is binary, or UTF-16 text without a byte order mark");
        }
        this.syntax ??= syntaxOf(bytes);
        if (this.syntax === "json") {
            this.splitter.write(bytes);
            return;
        }
        this.text.push(Buffer.from(bytes));
        this.textBytes += bytes.length;
        if (this.textBytes > MAX_YAML_BYTES) {
            throw new Unreadable(
                `it is neither JSON nor a template of at most ${MAX_YAML_BYTES} bytes`,
                undefined,
                true,
            );
        }
    }
}

/** JSON begins with a bracket here; white space decides nothing yet. */
function syntaxOf(bytes: Buffer): "json" | "yaml" | undefined {
    const first = bytes.find(byte => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
    return first === undefined ? undefined : first === 0x7b || first === 0x5b ? "json" : "yaml";
}

/** Keeps of JSON documents what matters to trails. */
class Collector {
    readonly documents: SourceDocument[] = [];
    private items: StreamedItem[] = [];
    private counted = 0;

    constructor(private readonly streamed: AnyStreamedItems) {}

    item(item: StreamedItem): boolean {
        const kept = this.streamed.kept(item);
        if (kept === COUNTED) {
            this.counted++;
            return false;
        }
        if (kept === undefined) {
            return false;
        }
        this.items.push({ ...item, value: kept });
        return true;
    }

    document({ value, place, text }: Envelope): void {
        const items = this.items;
        const counted = this.counted;
        this.items = [];
        this.counted = 0;
        // The first shows what the input is.
        if (this.documents.length > 0 && this.streamed.isNegligible(value)) {
            return;
        }
        this.documents.push({
            value,
            items,
            counted,
            line: place.line,
            ...(text === undefined ? {} : { lineOf: names => lineOf(text, names, place.line) }),
        });
    }
}

function lineOf(text: string, names: readonly string[], start: number): number | undefined {
    const tree = parseTree(text);
    const property = tree === undefined ? undefined : findNodeAtLocation(tree, [...names])?.parent;
    return property === undefined ? undefined : start + placeAt(text, property.offset).line - 1;
}
