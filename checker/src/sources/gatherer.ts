import { readTrail } from "../../../src/cloudtrail/recorders/read-trail";
import { recordsCloudTrail } from "../../../src/cloudtrail/recorders/telemetry-rule";
import { DIALECTS, recorderDialect } from "../../../src/cloudtrail/selectors/dialect";
import { readStack } from "../../../src/compliance/stack/resources/read-stack";
import type { StackTrail } from "../../../src/compliance/stack/resources/stack";
import { linkOf } from "../../../src/compliance/stack/resources/stack-resource";
import { count } from "../text/count";
import { joinParts, type PlacedPart } from "./cloudtrail-api/cloudtrail-api";
import type { Contents, DeclaredStack, DeclaredTrail, SourceDocument, UnreadPart } from "./document";
import { foreignFile } from "./foreign/foreign-file";
import { saidWhereNoTrailIs } from "./foreign/where-no-trail-is";
import type { AnySource } from "./input/any-source";
import { readDocuments } from "./read-documents";
import type { Sources } from "./registry";
import { selectorsInterner } from "./selectors-interner";
import type { FileTree, SourceOptions } from "./source";
import type { Gathered, Place, SourceProblem, SourceStack, SourceTrail, UnreadTrail } from "./source-trail";

/** The documents of one input. */
export interface Input {
    readonly documents: readonly SourceDocument[];
    /** Absent for standard input. */
    readonly file?: string;
    /** Was it named itself, so that it has to be one of the sources? */
    readonly named: boolean;
}

const STANDARD_INPUT = "standard input";

/** There are no options besides the files. */
const NO_OPTIONS: SourceOptions = { variables: [], parameters: () => undefined };

/** Combines all inputs. */
export class Gatherer {
    private readonly trails: SourceTrail[] = [];
    private readonly stacks: SourceStack[] = [];
    private readonly unread: UnreadTrail[] = [];
    private readonly problems: SourceProblem[] = [];
    private readonly notes: string[] = [];
    private readonly files = new Set<string>();
    private readonly parts: PlacedPart<string | undefined>[] = [];
    private readonly intern = selectorsInterner();
    private readonly ids = new Map<string, number>();
    /** Did a source recognise any input? */
    private isRead = false;

    /**
     * @param sources those that are looked for
     * @param any the same, for input that belongs to none of them
     */
    constructor(
        private readonly sources: Sources,
        private readonly any: AnySource,
        private readonly options: SourceOptions = NO_OPTIONS,
    ) {}

    get problemCount(): number {
        return this.problems.length;
    }

    addProblem(source: string, message: string): void {
        this.files.add(source);
        this.problems.push({ source, message });
    }

    /** @throws Unreadable if a document can't be what it seems to be */
    addInput({ documents, file, named }: Input): void {
        const { contents, recognised } = readDocuments(documents, this.sources.documents, this.options);
        const label = file ?? STANDARD_INPUT;
        const unusable = new Set(documents.flatMap(({ value }) => this.any.unusableDocument(value) ?? []));
        for (const message of unusable) {
            this.addProblem(label, message);
        }
        if (recognised === 0) {
            this.refuseTextBefore(documents);
            if (named && unusable.size === 0) {
                const foreign = file === undefined ? undefined : foreignFile(file);
                this.addProblem(label, foreign ?? this.notRecognised());
            }
            return;
        }
        this.isRead = true;
        if (file !== undefined) {
            this.files.add(file);
        }
        if (recognised < documents.length) {
            this.notes.push(`${label}: ${documents.length - recognised} of its documents are not recognised`);
        }
        for (const entry of contents) {
            this.addContents(entry, file, label);
        }
    }

    /** @throws Unreadable if a source would recognise what follows other text */
    private refuseTextBefore([first]: readonly SourceDocument[]): void {
        const behind = first?.behindText?.();
        const isSource = (document: SourceDocument) =>
            this.sources.documents.some(source => source.recognises(document));
        if (behind?.documents.some(isSource) === true) {
            throw behind.error;
        }
    }

    /** Skipped files: how many there are, and why the first can't be read. */
    addPassedOver(files: readonly { readonly path: string; readonly reason: string }[]): void {
        const [first] = files;
        if (first !== undefined) {
            this.notes.push(
                `skipped ${count(files.length, "unreadable file")} with no mention of a trail (${first.path}: ${first.reason})`,
            );
        }
    }

    /** If no trail is found: what kinds of files no source claims. */
    addUnclaimed(paths: readonly string[]): void {
        if (this.trails.length + this.unread.length + this.problems.length + this.parts.length === 0) {
            const known = this.isRead ? "read" : this.notes.length > 0 ? "said" : "nothing";
            this.notes.push(...saidWhereNoTrailIs(paths, known));
        }
    }

    /** The files of a tree, of which only some declare what is found. */
    addFiles(paths: readonly string[]): void {
        for (const path of paths) {
            this.files.add(path);
        }
    }

    addTree({ roots, problems }: FileTree): void {
        this.problems.push(...problems);
        this.isRead = true;
        for (const { path, contents } of roots) {
            this.addContents(contents, path, path);
        }
    }

    /** Everything, once all inputs have been added. */
    gathered(): Gathered {
        for (const { trail, input } of joinParts(this.parts)) {
            this.trails.push(this.found(trail, input));
        }
        const { trails, stacks, problems, unread, notes } = this;
        return { trails, stacks, problems, unread, notes, files: [...this.files] };
    }

    private addContents(
        { trails, stack, unread, account, problems, notes }: Contents,
        file: string | undefined,
        label: string,
    ) {
        this.addTrails(trails ?? [], stack, file);
        this.unread.push(...(unread ?? []).map(part => this.unreadTrail(part, file)));
        this.parts.push(...(account ?? []).map(part => ({ part, input: file })));
        for (const problem of problems ?? []) {
            this.addProblem(label, problem);
        }
        this.notes.push(...(notes ?? []).map(note => `${label}: ${note}`));
    }

    private addTrails(trails: readonly DeclaredTrail[], declared: DeclaredStack | undefined, file: string | undefined) {
        const found = trails.filter(recordsEvents).map(trail => ({ declared: trail, found: this.found(trail, file) }));
        if (declared === undefined) {
            this.trails.push(...found.map(entry => entry.found));
            return;
        }
        const { name, address, dialect, resources, incomplete, trailsUnread, unknownPhrasing } = declared;
        const id = address === undefined ? this.uniqueId(file ?? "-") : this.idOf(address, file);
        const inStack = found.map(entry => ({ ...entry, inStack: stackTrail(entry.declared, entry.found) }));
        const stack = readStack(
            {
                id: address ?? id,
                label: name ?? file ?? STANDARD_INPUT,
                dialect: DIALECTS[dialect],
                incomplete,
                trailsUnread,
            },
            inStack.flatMap(entry => (entry.declared.recorder === "Trail" ? [entry.inStack] : [])),
            resources,
        );
        this.stacks.push({ id, place: stackPlace(file, address), stack, unknownPhrasing });
        this.trails.push(
            ...inStack.map(entry =>
                entry.declared.recorder === "Trail"
                    ? { ...entry.found, inStack: { stack, trail: entry.inStack } }
                    : entry.found,
            ),
        );
    }

    private found(declared: DeclaredTrail, file: string | undefined): SourceTrail {
        const {
            recorder,
            dialect,
            properties,
            resourceName,
            address,
            region,
            partition,
            group,
            secrets,
            unknownPhrasing,
        } = declared;
        const { shownByAws, facts, calledByResource: called = false } = declared;
        const context = { recorder, dialect: DIALECTS[dialect], resourceName, region, partition, shownByAws };
        const read = readTrail(properties, context);
        const trail = { ...read, selectors: this.intern(read.selectors) };
        // Pulumi's name for it, as in the policy pack; and a secret name must not be shown.
        const calledByResource = called || secrets.has(trail.label);
        return {
            id: this.idOf(address, file),
            trail: calledByResource ? { ...trail, label: resourceName } : trail,
            place: placeOf(declared, file),
            identifiers: [...new Set([resourceName, address])],
            group: group ?? file ?? STANDARD_INPUT,
            secrets,
            unknownPhrasing,
            ...(facts === undefined ? {} : { facts }),
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

    /** The same address can occur twice in one input: a resource and a pending change to it, or several documents. */
    private idOf(address: string, file = "-"): string {
        return this.uniqueId(`${file}#${address}`);
    }

    private uniqueId(id: string): string {
        const count = (this.ids.get(id) ?? 0) + 1;
        this.ids.set(id, count);
        return count === 1 ? id : `${id}#${count}`;
    }

    private notRecognised(): string {
        const titles = [...this.sources.documents, ...this.sources.trees].map(({ title }) => title);
        return titles.length === 1
            ? `it is not ${titles.join()}`
            : `unrecognised input; expected one of: ${titles.join(", ")}`;
    }
}

type Placed = Pick<UnreadPart, "address" | "line" | "file">;

function placeOf({ address, line, file: own }: Placed, ofInput: string | undefined): Place {
    const file = own ?? ofInput;
    return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }), address };
}

/** A declared trail as stack policies see it. */
function stackTrail(
    { address, resourceName, properties, dependencies = () => [], condition, region }: DeclaredTrail,
    { trail }: SourceTrail,
): StackTrail {
    const { of } = trail.dialect;
    const resource = { properties, dependencies };
    return {
        id: address,
        label: resourceName,
        condition,
        trail,
        region,
        bucket: linkOf(resource, [of("S3BucketName")]),
        key: linkOf(resource, [of("KmsKeyId")]),
    };
}

function stackPlace(file: string | undefined, address: string | undefined): Place {
    return { ...(file === undefined ? {} : { file }), ...(address === undefined ? {} : { address }) };
}

/** Telemetry rules are about all kinds of telemetry. */
function recordsEvents({ recorder, dialect, properties }: DeclaredTrail): boolean {
    return recorder !== "TelemetryRule" || recordsCloudTrail(properties, recorderDialect(DIALECTS[dialect], recorder));
}
