import type { TextPlace } from "../../text/text-place";
import { refuseDuplicateNames } from "./duplicate-names";
import { parseBytes, placeWithin } from "./parse-bytes";
import { RestText } from "./rest-text";
import { Unreadable } from "./unreadable";

/**
 * Which lists of a document are passed on entry by entry: the names on the way to them (`[]` for the entries of a
 * list), and finally what the entries are.
 */
export interface StreamedItemShape {
    readonly [name: string]: StreamedItemShape | string;
}

/** An entry of one of the lists. */
export interface StreamedItem {
    /** What it is, in the shape's words. */
    readonly kind: string;
    readonly value: unknown;
    /** The line on which it begins. */
    readonly line: number;
}

/** The rest of a document without its items: their lists are empty. */
export interface Envelope {
    readonly value: unknown;
    /** The text of the document, if nothing was taken out of it. */
    readonly text?: string;
    /** Where the document begins. */
    readonly place: TextPlace;
}

/** Receives what a splitter finds, in the order of the input. */
export interface SplitHandlers {
    /** @returns whether it is relevant, so that no name may appear twice in it */
    item(item: StreamedItem): boolean;
    /** A document has ended; all its items have been passed on. */
    document(rest: Envelope): void;
}

/** No tool writes anything this deep, so code that walks through a value may use recursion. */
export const MAX_DEPTH = 500;
/** The most that is kept in memory at once: one item, or a document without its items. */
export const MAX_BYTES = 64 * 1024 * 1024;

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const START: TextPlace = { line: 1, column: 1 };

/** An object or a list that is open, outside of items. */
interface Frame {
    readonly isList: boolean;
    /** What is at each name in it; nothing if it can't contain items. */
    readonly shape: StreamedItemShape | undefined;
    /** The bytes of the last string in it, if that may be the name of a property. */
    lastString: Buffer | undefined;
    /** The name of the property whose value comes next. */
    key: string;
}

/**
 * Splits JSON while it is being read, however large it is: the resources of a state are passed on one by one, and only one of
 * them is in memory. Several documents may follow one another. Only brackets, strings and the commas between items are read
 * here; `JSON.parse` reads each item, and the rest without them. The whole is valid JSON exactly if each of these is.
 */
export class JsonSplitter {
    private readonly stack: Frame[] = [];
    private rest = new RestText();
    private restPlace: TextPlace = START;
    private documents = 0;

    /** What the entries of the current list of items are. */
    private items: string | undefined;
    /** How many of its entries have ended. */
    private ended = 0;
    /** How many brackets are open within the entry. */
    private depth = 0;
    /** Where the entry begins, once it has. */
    private itemPlace: TextPlace | undefined;
    /** The bytes of the entry in earlier buffers. */
    private itemParts: Buffer[] = [];
    private itemBytes = 0;

    /** The offset in the buffer from which bytes belong to the entry, or to the rest. */
    private mark = 0;
    private inString = false;
    private escaped = false;
    /** The bytes of a string that may be a property's name, if they were in earlier buffers; otherwise nothing. */
    private nameParts: Buffer[] | undefined;
    private nameStart = 0;

    private line = 1;
    /** The offset in the input of the first byte of the line. */
    private lineStart = 0;
    /** How many bytes of the line don't start a UTF-16 code unit. */
    private wide = 0;
    /** The offset in the input of the first byte of the buffer. */
    private base = 0;

    constructor(
        private readonly shape: StreamedItemShape,
        private readonly handlers: SplitHandlers,
    ) {}

    /**
     * Continues reading. The bytes may be overwritten afterwards.
     * @throws Unreadable if they are not JSON
     */
    write(buffer: Buffer): void {
        this.mark = 0;
        let index = 0;
        while (index < buffer.length) {
            if (this.inString) {
                index = this.readString(buffer, index);
            } else if (this.items !== undefined) {
                index = this.readItems(buffer, index);
            } else {
                index = this.readOutside(buffer, index);
            }
        }
        if (this.items === undefined && this.stack.length > 0) {
            this.keepRest(buffer, index);
        } else if (this.itemPlace !== undefined) {
            this.keepItem(buffer, index);
        }
        this.base += buffer.length;
    }

    /** @throws Unreadable if the input ends too early */
    end(): void {
        if (this.stack.length > 0) {
            throw new Unreadable("malformed JSON: it ends in the middle of a value", this.place(0));
        }
        if (this.documents === 0) {
            throw new Unreadable("it is empty");
        }
    }

    private place(index: number): TextPlace {
        return { line: this.line, column: this.base + index - this.lineStart - this.wide + 1 };
    }

    private newLine(index: number): void {
        this.line++;
        this.lineStart = this.base + index + 1;
        this.wide = 0;
    }

    private refuse(message: string, index: number): never {
        throw new Unreadable(`malformed JSON: ${message}`, this.place(index));
    }

    /** Reads to the end of a string; this and the readers below return how far they got. */
    private readString(buffer: Buffer, from: number): number {
        let index = this.escaped ? from + 1 : from;
        this.escaped = false;
        for (; index < buffer.length; index++) {
            const byte = buffer[index] as number;
            if (byte === QUOTE) {
                this.inString = false;
                if (this.nameParts !== undefined) {
                    this.endName(buffer, index);
                }
                return index + 1;
            }
            if (byte === BACKSLASH) {
                index++;
            } else if (byte >= 0x80) {
                // The first byte of a character counts; of four bytes two do, as a surrogate pair.
                this.wide += byte < 0xc0 ? 1 : byte >= 0xf0 ? -1 : 0;
            } else if (byte === LINE_FEED) {
                this.newLine(index);
            }
        }
        this.escaped = index > buffer.length;
        this.nameParts?.push(Buffer.from(buffer.subarray(this.nameStart)));
        this.nameStart = 0;
        return buffer.length;
    }

    private endName(buffer: Buffer, end: number): void {
        const bytes = Buffer.concat([...(this.nameParts ?? []), buffer.subarray(this.nameStart, end)]);
        this.nameParts = undefined;
        const frame = this.stack.at(-1);
        if (frame !== undefined) {
            frame.lastString = bytes;
        }
    }

    /** Reads in a list of items. */
    private readItems(buffer: Buffer, from: number): number {
        for (let index = from; index < buffer.length; index++) {
            const byte = buffer[index] as number;
            if (byte === LINE_FEED) {
                this.newLine(index);
                continue;
            }
            if (isSpace(byte)) {
                continue;
            }
            if (this.depth === 0 && (byte === COMMA || byte === CLOSE_BRACKET)) {
                this.endItem(buffer, index, byte === COMMA);
                if (byte === CLOSE_BRACKET) {
                    return index;
                }
                continue;
            }
            if (this.itemPlace === undefined) {
                this.itemPlace = this.place(index);
                this.mark = index;
            }
            if (byte === QUOTE) {
                this.inString = true;
                index = this.readString(buffer, index + 1) - 1;
            } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
                this.depth++;
                this.checkDepth(index);
            } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
                this.depth--;
                if (this.depth < 0) {
                    this.refuse("a comma or a closing bracket is expected here", index);
                }
            }
        }
        return buffer.length;
    }

    private endItem(buffer: Buffer, end: number, another: boolean): void {
        const place = this.itemPlace;
        if (place === undefined) {
            if (another || this.ended > 0) {
                this.refuse("a value is expected here", end);
            }
        } else {
            const last = buffer.subarray(this.mark, end);
            const bytes = this.itemParts.length === 0 ? last : Buffer.concat([...this.itemParts, last]);
            const locate = (offset: number) => placeWithin(bytes, offset, place);
            const { text, value } = parseBytes(bytes, locate);
            if (this.handlers.item({ kind: this.items ?? "", value, line: place.line })) {
                refuseDuplicateNames(text, value, locate);
            }
        }
        this.itemPlace = undefined;
        this.itemParts = [];
        this.itemBytes = 0;
        this.ended++;
        if (!another) {
            this.items = undefined;
            this.ended = 0;
            this.mark = end;
            this.rest.resume(this.place(end));
        }
    }

    /** Reads outside of lists of items. */
    private readOutside(buffer: Buffer, from: number): number {
        for (let index = from; index < buffer.length; index++) {
            const byte = buffer[index] as number;
            const frame = this.stack.at(-1);
            if (byte === LINE_FEED) {
                this.newLine(index);
            } else if (byte === QUOTE && frame !== undefined) {
                this.inString = true;
                this.nameParts = frame.shape === undefined || frame.isList ? undefined : [];
                this.nameStart = index + 1;
                index = this.readString(buffer, index + 1) - 1;
            } else if (byte === COLON && frame?.lastString !== undefined) {
                frame.key = nameOf(frame.lastString);
            } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
                this.open(buffer, index, frame);
                if (this.items !== undefined) {
                    return index + 1;
                }
            } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
                this.close(buffer, index);
            } else if (frame === undefined && !isSpace(byte)) {
                this.refuse(
                    this.documents === 0 ? "an object or a list is expected here" : "nothing more is expected here",
                    index,
                );
            }
        }
        return buffer.length;
    }

    private open(buffer: Buffer, index: number, parent: Frame | undefined): void {
        if (parent === undefined) {
            this.mark = index;
            this.rest = new RestText();
            this.restPlace = this.place(index);
            this.rest.resume(this.restPlace);
        }
        const isList = buffer[index] === OPEN_BRACKET;
        const names = parent === undefined ? { "[]": this.shape } : parent.shape;
        const name = parent === undefined || parent.isList ? "[]" : parent.key;
        const shape = names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
        this.stack.push({
            isList,
            shape: typeof shape === "object" ? shape : undefined,
            key: "",
            lastString: undefined,
        });
        this.checkDepth(index);
        if (isList && typeof shape === "string") {
            this.items = shape;
            this.keepRest(buffer, index + 1);
        }
    }

    private close(buffer: Buffer, index: number): void {
        if (this.stack.pop() === undefined) {
            this.refuse("nothing more is expected here", index);
        }
        if (this.stack.length > 0) {
            return;
        }
        this.keepRest(buffer, index + 1);
        this.documents++;
        const { rest, restPlace: place } = this;
        const bytes = rest.bytes();
        const locate = (offset: number) => rest.locate(offset);
        const { text, value } = parseBytes(bytes, locate);
        refuseDuplicateNames(text, value, locate);
        this.handlers.document({ value, place, ...(rest.isWhole ? { text } : {}) });
    }

    private checkDepth(index: number): void {
        if (this.stack.length + this.depth > MAX_DEPTH) {
            throw new Unreadable(`it is nested more than ${MAX_DEPTH} levels deep`, this.place(index));
        }
    }

    private keepRest(buffer: Buffer, end: number): void {
        this.rest.append(buffer.subarray(this.mark, end));
        if (this.rest.size > MAX_BYTES) {
            throw new Unreadable(`more than ${MAX_BYTES} bytes of it are not resources`);
        }
        this.mark = end;
    }

    private keepItem(buffer: Buffer, end: number): void {
        this.itemParts.push(Buffer.from(buffer.subarray(this.mark, end)));
        this.itemBytes += end - this.mark;
        if (this.itemBytes > MAX_BYTES) {
            throw new Unreadable(`one resource has more than ${MAX_BYTES} bytes`, this.itemPlace);
        }
    }
}

/** The name of a property; a malformed one is found when the rest is parsed. */
function nameOf(bytes: Buffer): string {
    try {
        return JSON.parse(`"${bytes.toString("utf8")}"`) as string;
    } catch {
        return "";
    }
}

/** JSON's white space other than a line feed: no other control character may stand between values. */
function isSpace(byte: number): boolean {
    return byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN;
}
