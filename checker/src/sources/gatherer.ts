import { DIALECTS } from "../../../src/cloudtrail/dialect";
import { readTrail } from "../../../src/cloudtrail/read-trail";
import type { FoundTrail, Gathered, Place, SourceProblem, UnreadTrail } from "../found-trail";
import { joinParts, type PlacedPart } from "./cloudtrail-api";
import type { Contents, DeclaredTrail, SourceDocument, UnreadPart } from "./document";
import { readDocuments, SOURCES, type SourceName } from "./formats";

/** The documents of one input. */
export interface Input {
    readonly documents: readonly SourceDocument[];
    /** Absent for standard input. */
    readonly file?: string;
    /** Was it named itself, so that it has to be one of the sources? */
    readonly named: boolean;
}

const STANDARD_INPUT = "standard input";

/** Makes one picture of all inputs. */
export class Gatherer {
    private readonly trails: FoundTrail[] = [];
    private readonly unread: UnreadTrail[] = [];
    private readonly problems: SourceProblem[] = [];
    private readonly notes: string[] = [];
    private readonly parts: PlacedPart<string | undefined>[] = [];
    private readonly ids = new Map<string, number>();

    /** @param source the one source that is looked for */
    constructor(private readonly source: SourceName | undefined) {}

    get problemCount(): number {
        return this.problems.length;
    }

    addProblem(source: string, message: string): void {
        this.problems.push({ source, message });
    }

    /** @throws Unreadable where a document can't be what it seems to be */
    addInput({ documents, file, named }: Input): void {
        const { contents, recognised } = readDocuments(documents, this.source);
        const label = file ?? STANDARD_INPUT;
        if (recognised === 0) {
            if (named) {
                this.addProblem(label, this.notRecognised());
            }
            return;
        }
        if (recognised < documents.length) {
            this.notes.push(`${label}: ${documents.length - recognised} of its documents are of no known kind`);
        }
        for (const entry of contents) {
            this.addContents(entry, file, label);
        }
    }

    /** Everything, once all inputs have been added. */
    gathered(): Gathered {
        for (const { trail, input } of joinParts(this.parts)) {
            this.trails.push(this.found(trail, input));
        }
        const { trails, problems, unread, notes } = this;
        return { trails, problems, unread, notes };
    }

    private addContents(
        { trails, unread, account, problems, notes }: Contents,
        file: string | undefined,
        label: string,
    ) {
        this.trails.push(...(trails ?? []).map(trail => this.found(trail, file)));
        this.unread.push(...(unread ?? []).map(part => this.unreadTrail(part, file)));
        this.parts.push(...(account ?? []).map(part => ({ part, input: file })));
        for (const problem of problems ?? []) {
            this.addProblem(label, problem);
        }
        this.notes.push(...(notes ?? []).map(note => `${label}: ${note}`));
    }

    private found(declared: DeclaredTrail, file: string | undefined): FoundTrail {
        const { recorder, dialect, properties, resourceName, address, region, group, secrets } = declared;
        const trail = readTrail(properties, { recorder, dialect: DIALECTS[dialect], resourceName, region });
        // The name by which Pulumi calls it, as in the policy pack; and a name that is secret must not be shown.
        const calledByResource = dialect.startsWith("pulumi") || secrets.has(trail.label);
        return {
            id: this.idOf(address, file),
            trail: calledByResource ? { ...trail, label: resourceName } : trail,
            place: placeOf(declared, file),
            identifiers: [...new Set([resourceName, address])],
            group: group ?? file ?? STANDARD_INPUT,
            secrets,
        };
    }

    private unreadTrail(part: UnreadPart, file: string | undefined): UnreadTrail {
        return {
            id: this.idOf(part.address, file),
            name: part.name,
            place: placeOf(part, file),
            group: file ?? STANDARD_INPUT,
            reason: part.reason,
        };
    }

    /** The same address can stand in one input twice: a resource and a pending change of it, several documents. */
    private idOf(address: string, file = "-"): string {
        const id = `${file}#${address}`;
        const count = (this.ids.get(id) ?? 0) + 1;
        this.ids.set(id, count);
        return count === 1 ? id : `${id}#${count}`;
    }

    private notRecognised(): string {
        if (this.source !== undefined) {
            return `it is no ${SOURCES[this.source].title}`;
        }
        const titles = Object.values(SOURCES).map(({ title }) => title);
        return `it is of no known kind: no ${titles.join(", no ")}`;
    }
}

function placeOf({ address, line }: { address: string; line?: number | undefined }, file: string | undefined): Place {
    return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }), address };
}
