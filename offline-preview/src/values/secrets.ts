import { isUnknownWire, mapEntries, signatureOf, type Wire, type WireProperties } from "./wire";

const HIDDEN = "[secret]";

/** Shorter secrets are part of too many other words: they are hidden only as separate words. */
const SHORTEST_ANYWHERE = 3;

/** What messages put at the end of truncated text: a part of a secret before it is hidden too. */
const CUT = "…";

/** A shorter beginning of a secret reveals nothing. */
const SHORTEST_BEGINNING = 4;

/** The secrets that were seen on the wire, so that no output shows one of them. */
export class Secrets {
    private readonly texts = new Set<string>();
    private pattern: RegExp | undefined;

    /** @param isPublic is this text public? Hiding it would protect nothing, and spoil the output */
    constructor(private readonly isPublic: (text: string) => boolean = () => false) {}

    /** Records every string within the secrets of a value. */
    note(value: Wire): void {
        if (signatureOf(value) === "secret") {
            this.noteTexts((value as WireProperties).value ?? null);
            return;
        }
        eachEntry(value, entry => this.note(entry));
    }

    /** Text for an output, with every secret hidden. */
    hide(text: string): string {
        this.pattern ??= patternFor(this.texts);
        if (this.pattern === undefined) {
            return text;
        }
        return text
            .replace(this.pattern, HIDDEN)
            .split(CUT)
            .map((part, index, { length }) => (index < length - 1 ? this.hideBeginning(part) : part))
            .join(CUT);
    }

    /** A value for an output: plain data that says what is secret and what is unknown. */
    show(value: Wire): Wire {
        if (isUnknownWire(value)) {
            return "[unknown]";
        }
        switch (signatureOf(value)) {
            case "secret":
                return HIDDEN;
            case "asset":
                return "[asset]";
            case "archive":
                return "[archive]";
        }
        return typeof value === "string" ? this.hide(value) : mapEntries(value, entry => this.show(entry));
    }

    /** Hides the beginning of a secret at the end of truncated text. */
    private hideBeginning(text: string): string {
        for (const secret of this.texts) {
            for (let length = Math.min(secret.length, text.length); length >= SHORTEST_BEGINNING; length--) {
                if (text.endsWith(secret.slice(0, length))) {
                    return `${text.slice(0, -length)}${HIDDEN}`;
                }
            }
        }
        return text;
    }

    private noteTexts(value: Wire): void {
        if (typeof value === "string" && value !== "" && !isUnknownWire(value)) {
            if (this.isPublic(value)) {
                return;
            }
            this.texts.add(value);
            this.pattern = undefined;
            return;
        }
        eachEntry(value, entry => this.noteTexts(entry));
    }
}

function eachEntry(value: Wire, visit: (entry: Wire) => void): void {
    if (typeof value === "object" && value !== null) {
        for (const entry of Object.values(value) as Wire[]) {
            visit(entry);
        }
    }
}

function patternFor(texts: ReadonlySet<string>): RegExp | undefined {
    const written = new Set([...texts].flatMap(text => [text, asJson(text)]));
    const alternatives = [...written]
        // The longest first: hiding a secret within another must not leave the rest of that one.
        .sort((one, other) => other.length - one.length)
        .map(text => (text.length < SHORTEST_ANYWHERE ? `(?<!\\w)${escaped(text)}(?!\\w)` : escaped(text)));
    return alternatives.length === 0 ? undefined : new RegExp(alternatives.join("|"), "g");
}

function asJson(text: string): string {
    return JSON.stringify(text).slice(1, -1);
}

function escaped(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
