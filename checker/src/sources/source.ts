import type { Contents, SourceDocument } from "./document";
import type { InputFile } from "./input/input-files";
import type { StreamedItemShape } from "./input/json-splitter";
import type { SourceProblem } from "./source-trail";
import type { VariableOption } from "./terraform-source/variable-option";
import type { UnusableOutput } from "./unusable";

/** One kind of input: all that the command, its help and its documents know of it. */
interface Description {
    /** With its article, for "it is not …". */
    readonly title: string;
    /** For "Checks the trails in …". */
    readonly plural: string;
    /** What it is, and which command gives it: Markdown for the documents. */
    readonly documented: { readonly what: string; readonly from: string };
    /** How the names of its files end, in lower case: a folder is searched for these. */
    readonly extensions: readonly string[];
    /** Those among them that nothing else has: such a file in a folder has to be of this source. */
    readonly ownExtensions?: readonly string[];
}

/** A source whose files are JSON or YAML documents, each of which can be read alone. */
export interface DocumentSource extends Description {
    /** What every document of this kind mentions: where a file in a folder has none of it, it need not be read. */
    readonly words: RegExp;
    readonly items?: StreamedItems;
    /** What its tools also write, from which it can't be read. */
    readonly unusable?: UnusableOutput;
    readonly recognises: (document: SourceDocument) => boolean;
    /** Of an input of many documents: does this one, behind the first, say nothing of trails? */
    readonly isNegligible?: (value: unknown) => boolean;
    /** Reads all documents of an input that were recognised. */
    readonly read: (documents: readonly SourceDocument[], options: SourceOptions) => readonly Contents[];
}

/** A source whose files only make sense together: a tree of modules. */
export interface FileTreeSource extends Description {
    /** Which of the files are its own; no other source reads these. */
    readonly claims: (files: readonly InputFile[]) => readonly InputFile[];
    /** Loads what reads them: only an input that has such files pays for it. */
    readonly load: () => FileTreeReader;
}

/** Any source. */
export type Source = DocumentSource | FileTreeSource;

/** What the command line says beside the files. */
export interface SourceOptions {
    /** Values for variables of Terraform source. */
    readonly variables: readonly VariableOption[];
    /** The value that is given for a parameter of templates. */
    readonly parameters: (name: string) => string | undefined;
}

/**
 * Reads all files of a source together.
 * @throws UserError for options that can't be followed
 */
export type FileTreeReader = (files: readonly InputFile[], options: SourceOptions) => Promise<FileTree>;

/** What a tree of files holds, and which of its files could not be read. */
export interface FileTree {
    readonly roots: readonly FileTreeRoot[];
    readonly problems: readonly SourceProblem[];
}

/** A part of the tree that is a whole of its own: a root module. */
export interface FileTreeRoot {
    /** The file or folder for which it stands; each trail in it can name a file of its own. */
    readonly path: string;
    readonly contents: Contents;
}

/** The lists of resources in the documents of a source, whose entries are read one by one. */
export interface StreamedItems {
    readonly shape: StreamedItemShape;
    /**
     * What is kept of an entry of each kind: a document has so many that only what matters is; `COUNTED`: only that
     * there is one; `undefined`: nothing. Entries of a kind that is absent here are skipped.
     */
    readonly keep: Readonly<Record<string, (item: Readonly<Record<string, unknown>>) => unknown>>;
}

/** An entry that is not kept, but counted. */
export const COUNTED = Symbol("counted");

/** A source that reads each of its documents alone. */
export function eachDocument(read: (document: SourceDocument) => Contents): DocumentSource["read"] {
    return documents => documents.map(read);
}
