import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { SourceDocument } from "../document";
import { COUNTED } from "../source";
import type { AnySource } from "./any-source";
import { beforeJson, bracketsIn, textBeforeJson } from "./before-json";
import { compressionOf } from "./compressed";
import { type Envelope, JsonSplitter, type StreamedItem } from "./json-splitter";
import { decodeUtf8, placeWithin } from "./parse-bytes";
import { jsonPropertyLines } from "./property-lines";
import { Unreadable } from "./unreadable";
import { Utf8Stream } from "./utf8-stream";
import { readYaml } from "./yaml-document";

/** YAML is read as a whole: a CloudFormation template has at most 1 MiB, and no other input is YAML. */
export const MAX_YAML_BYTES = 2 * 1024 * 1024;

const BINARY = "it is binary, or UTF-16 text without a byte order mark";

/** Reads the documents of one input, JSON or YAML, as its bytes arrive. */
export class InputReader {
    private readonly utf8 = new Utf8Stream();
    private readonly collector: Collector;
    private readonly splitter: JsonSplitter;
    private syntax: "json" | "yaml" | undefined;
    private readonly text: Buffer[] = [];
    private textBytes = 0;

    /**
     * @param sources what it may be
     * @param isNamed was the input named itself? Otherwise it is read as YAML only if it mentions what a source would.
     */
    constructor(
        private readonly sources: AnySource,
        private readonly isNamed: boolean,
    ) {
        this.collector = new Collector(sources);
        this.splitter = new JsonSplitter(sources.shape, this.collector);
    }

    /**
     * Continues reading. The bytes may be overwritten afterwards.
     * @throws Unreadable
     */
    write(bytes: Buffer): void {
        this.read(this.utf8.decode(bytes));
    }

    /**
     * The documents, once all bytes have arrived.
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
        return this.isNamed || this.sources.mentions(text) ? this.readYaml(text) : [];
    }

    private readYaml(text: string): readonly SourceDocument[] {
        const unusable = this.sources.unusableText(text);
        if (unusable !== undefined) {
            throw new Unreadable(unusable);
        }
        try {
            const documents = readYaml(text);
            // Text that isn't YAML at all is often one long string to it.
            if (documents.some(({ value }) => typeof value === "string")) {
                throw new Unreadable("it is neither JSON nor a template");
            }
            return documents.map(document => ({ ...document, behindText: () => this.behindText(text) }));
        } catch (error) {
            throw (error instanceof Unreadable ? beforeJson(text) : undefined) ?? error;
        }
    }

    /** The JSON that other text stands before, on the same line. */
    private behindText(text: string): ReturnType<NonNullable<SourceDocument["behindText"]>> {
        for (const start of bracketsIn(text)) {
            const json = new InputReader(this.sources, true);
            try {
                json.write(Buffer.from(text.slice(start)));
                return { documents: json.end(), error: textBeforeJson(text, start) };
            } catch (error) {
                if (!(error instanceof Unreadable)) {
                    throw error;
                }
            }
        }
        return undefined;
    }

    private read(bytes: Buffer): void {
        if (bytes.includes(0)) {
            throw compressionOf(bytes, this.sources) ?? new Unreadable(BINARY);
        }
        this.syntax ??= syntaxOf(bytes);
        if (this.syntax === "json") {
            this.splitter.write(bytes);
            return;
        }
        this.text.push(Buffer.from(bytes));
        this.textBytes += bytes.length;
        if (this.textBytes > MAX_YAML_BYTES) {
            const text = Buffer.concat(this.text).toString("utf8");
            throw (
                beforeJson(text) ??
                new Unreadable(`it is neither JSON nor a template of at most ${MAX_YAML_BYTES} bytes`)
            );
        }
    }
}

/** JSON begins with a bracket here; white space decides nothing yet. */
function syntaxOf(bytes: Buffer): "json" | "yaml" | undefined {
    const first = bytes.find(byte => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
    return first === undefined ? undefined : first === 0x7b || first === 0x5b ? "json" : "yaml";
}

/** Keeps the relevant parts of JSON documents. */
class Collector {
    readonly documents: SourceDocument[] = [];
    private items: StreamedItem[] = [];
    private counted = 0;
    private oddItem: StreamedItem | undefined;

    constructor(private readonly streamed: AnySource) {}

    item(item: StreamedItem): boolean {
        if (!isRecord(item.value)) {
            this.oddItem ??= item;
            return false;
        }
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
        const oddItem = this.oddItem;
        this.items = [];
        this.counted = 0;
        this.oddItem = undefined;
        // The first shows what the input is.
        if (this.documents.length > 0 && this.streamed.isNegligible(value)) {
            return;
        }
        this.documents.push({
            value,
            oddItem,
            items,
            counted,
            line: place.line,
            ...(text === undefined ? {} : { lineOf: jsonPropertyLines(text, place.line) }),
        });
    }
}
