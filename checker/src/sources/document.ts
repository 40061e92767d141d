import type { DialectName } from "../../../src/cloudtrail/selectors/dialect";
import type { Recorder } from "../../../src/cloudtrail/selectors/field-rules";
import type { Value } from "../../../src/cloudtrail/value";
import type { SecretTexts } from "../../../src/compliance/findings/secret-texts";
import type { UnknownPhrasing } from "../../../src/compliance/findings/unknown-phrasing";
import type { StackResource } from "../../../src/compliance/stack/resources/stack-resource";
import type { StreamedItem } from "./input/json-splitter";

/** A JSON or YAML document, with the lists of resources taken out of it. */
export interface SourceDocument {
    readonly value: unknown;
    readonly items: readonly StreamedItem[];
    /** The first entry of such a list that is not an object. */
    readonly oddItem?: StreamedItem | undefined;
    /** Was it read as YAML, so that nothing was taken out of it? */
    readonly isYaml?: boolean;
    /** The JSON documents that a YAML text ends with, and what to say about the text if they were meant. */
    readonly behindText?: () => { readonly documents: readonly SourceDocument[]; readonly error: Error } | undefined;
    /** How many items were only counted: unchanged resources of a preview, of other types. */
    readonly counted: number;
    /** The line on which it begins. */
    readonly line: number;
    /** The name at the very end of a YAML document without a value: the document may have been cut off there. */
    readonly openEnd?: string | undefined;
    /** The line of the property at these names, if known. */
    readonly lineOf?: (names: readonly string[]) => number | undefined;
}

/** A trail or an event data store as a document declares it. */
export interface DeclaredTrail {
    readonly recorder: Recorder;
    readonly dialect: DialectName;
    /** Plain data in the dialect's names, in which `Unknown` stands for unknown values. */
    readonly properties: Readonly<Record<string, unknown>>;
    /** The name of the resource that declares it. */
    readonly resourceName: string;
    /** Its address within its source: a URN, a Terraform address, a logical ID, an ARN. */
    readonly address: string;
    readonly line?: number | undefined;
    /** If it isn't the input itself: a file of a tree. */
    readonly file?: string | undefined;
    /** The Region of its provider. */
    readonly region?: Value<string> | undefined;
    /** The partition that it is in, if that is known and its Region isn't. */
    readonly partition?: string | undefined;
    /** Is the name of its resource what people know it by, whatever its own is? */
    readonly calledByResource?: boolean | undefined;
    /** What it belongs to, if not the document. */
    readonly group?: string | undefined;
    /** Strings that no output may show. */
    readonly secrets: SecretTexts;
    /** Has AWS itself shown it: in a state of a resource whose creation or change has not failed? */
    readonly shownByAws?: boolean | undefined;
    /** What in its stack the value of a property is made from, as far as the document shows. */
    readonly dependencies?: StackResource["dependencies"] | undefined;
    /** The template condition that decides whether it exists at all. */
    readonly condition?: string | undefined;
    /** How its unknown values are phrased, if no update makes them known. */
    readonly unknownPhrasing?: UnknownPhrasing | undefined;
    /** Further facts about it: see `SourceTrail`. */
    readonly facts?: Readonly<Record<string, string>> | undefined;
}

/** What a state, a plan or a template declares besides trails, as far as stack policies use it. */
export interface DeclaredStack {
    /** Its name for people, if not its file's. */
    readonly name?: string | undefined;
    readonly address?: string | undefined;
    readonly dialect: DialectName;
    readonly resources: readonly StackResource[];
    /** Why there may be more, as a sentence without the full stop. */
    readonly incomplete?: string | undefined;
    /** Why there may be more trails, as a sentence without the full stop. */
    readonly trailsUnread?: string | undefined;
    readonly unknownPhrasing?: UnknownPhrasing | undefined;
}

/** Trails that may exist, but about which nothing can be read. */
export interface UnreadPart {
    readonly address: string;
    /** What it is, as the subject of a sentence. */
    readonly name: string;
    readonly reason: string;
    readonly line?: number | undefined;
    /** If it isn't the input itself: a file of a tree. */
    readonly file?: string | undefined;
}

/** What a document says about one trail of an account; other documents may contain the rest. */
export interface AccountPart {
    readonly arn: string;
    readonly line?: number | undefined;
    /** As `describe-trails` shows it. */
    readonly description?: Readonly<Record<string, unknown>>;
    /** As `get-event-selectors` shows them. */
    readonly selectors?: Readonly<Record<string, unknown>>;
}

/** The content of a document. */
export interface Contents {
    readonly trails?: readonly DeclaredTrail[];
    /** The stack that declares these trails, if the document shows one. */
    readonly stack?: DeclaredStack | undefined;
    readonly unread?: readonly UnreadPart[];
    readonly account?: readonly AccountPart[];
    /** Why it isn't complete, so trails may be missing. */
    readonly problems?: readonly string[];
    /** What a reader has to know to trust the result. */
    readonly notes?: readonly string[];
}
