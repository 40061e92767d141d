import type { Trail } from "../../../src/cloudtrail/recorders/trail";
import type { UnknownPhrasing } from "../../../src/compliance/findings/unknown-phrasing";
import type { BedrockUse } from "../../../src/compliance/policy/policy";
import type { Stack, StackTrail } from "../../../src/compliance/stack/resources/stack";

/** Where a trail is declared. */
export interface Place {
    /** The file, as the user named it; absent for a live trail and for standard input. */
    readonly file?: string;
    /** The line in the file, from 1. */
    readonly line?: number;
    /** A URN, a Terraform address, a CloudFormation logical ID, an ARN. */
    readonly address?: string;
}

/** A trail that a source found. */
export interface SourceTrail {
    /** Unique within a run, and the same in the next run over the same input: the key of baselines and reports. */
    readonly id: string;
    readonly trail: Trail;
    readonly place: Place;
    /** Further names that an exemption may use: URN, address. */
    readonly identifiers: readonly string[];
    /** The stack, state, template or account that it belongs to: `scope: any-trail` requires one in each. */
    readonly group: string;
    /** Values that no output may show. */
    readonly secrets: ReadonlySet<string>;
    /** How its unknown values are phrased; default: known after the update. */
    readonly unknownPhrasing?: UnknownPhrasing | undefined;
    /**
     * The stack that declares it, and its role in stack policies; why there is none, as a sentence without the full
     * stop; absent if its source shows no stack.
     */
    readonly inStack?: { readonly stack: Stack; readonly trail: StackTrail } | { readonly missing: string } | undefined;
    /** The Bedrock use where it records, if no stack shows it: of a live account. */
    readonly use?: BedrockUse | undefined;
    /** Further facts about it, in the order of the report: `{ "Last delivery": "2026-01-15T…" }`. */
    readonly facts?: Readonly<Record<string, string>>;
}

/**
 * A trail, or all trails of an account, about which nothing could be read: every policy is undetermined for it, and it
 * is in the report like any other.
 */
export interface UnreadTrail extends Pick<SourceTrail, "id" | "place" | "group"> {
    /** What people know it by: the name of the trail, `account 111122223333`. */
    readonly name: string;
    /** If it is an account as a whole: its number, and its name if known. */
    readonly account?: string;
    /** Why, in one line. */
    readonly reason: string;
}

/** A stack, or another tool's equivalent: everything that one state, plan or template declares. */
export interface SourceStack {
    /** Unique within a run, like that of a trail. */
    readonly id: string;
    readonly place: Place;
    readonly stack: Stack;
    readonly unknownPhrasing?: UnknownPhrasing | undefined;
}

/** Something that could not be read. `message` is one line that says what is wrong, with line and column if known. */
export interface SourceProblem {
    readonly source: string;
    readonly message: string;
}

/** What a source found, and what it could not read: neither hides the other. */
export interface Gathered {
    readonly trails: readonly SourceTrail[];
    readonly stacks?: readonly SourceStack[];
    readonly problems: readonly SourceProblem[];
    readonly unread?: readonly UnreadTrail[];
    /** The files that were read, or should have been, whether or not a trail is reported for them. */
    readonly files?: readonly string[];
    /** Further lines for standard error: what a reader has to know to trust the report. */
    readonly notes?: readonly string[];
}

/** The files that contain what was found, or a part of it. */
export function filesOf({ trails, stacks = [], unread = [], files = [] }: Gathered): ReadonlySet<string> {
    return new Set([...files, ...[...trails, ...stacks, ...unread].flatMap(({ place: { file } }) => file ?? [])]);
}
