import type { Contents, SourceDocument } from "./document";
import type { InputFile } from "./input/input-files";
import type { StreamedItemShape } from "./input/json-splitter";
import type { SourceProblem } from "./source-trail";
import type { VariableOption } from "./terraform-source/variable-option";
import type { UnusableOutput } from "./unusable";

/** One kind of input: everything that the command, its help and its documents know about it. */
interface Description {
    /** With its article, for "it is not …". */
    readonly title: string;
    /** For "Checks the trails in …". */
    readonly plural: string;
    /** What it is, and which command gives it: Markdown for the documents. */
    readonly documented: { readonly what: string; readonly from: string };
    /** How the names of its files end, in lower case: a folder is searched for these. */
    readonly extensions: readonly string[];
    /** Those that nothing else has: such a file in a folder has to be of this source. */
    readonly ownExtensions?: readonly string[];
}

/** A source whose files are JSON or YAML documents, each of which can be read alone. */
export interface DocumentSource extends Description {
    /** What every document of this kind mentions: a file in a folder without any of it need not be read. */
    readonly words: RegExp;
    readonly items?: StreamedItems;
    /** What its tools also write, and what can't be read. */
    readonly unusable?: UnusableOutput;
    readonly recognises: (document: SourceDocument) => boolean;
    /** For an input with many documents: does this one, after the first, say nothing about trails? */
    readonly isNegligible?: (value: unknown) => boolean;
    /** Reads all recognised documents of an input. */
    readonly read: (documents: readonly SourceDocument[], options: SourceOptions) => readonly Contents[];
}

/** A source whose files only make sense together: a tree of modules. */
export interface FileTreeSource extends Description {
    /** Which of the files are its own; no other source reads these. */
    readonly claims: (files: readonly InputFile[]) => readonly InputFile[];
    /** Loads the reader: only an input with such files pays for it. */
    readonly load: () => FileTreeReader;
}

/** Any source. */
export type Source = DocumentSource | FileTreeSource;

/** The command line's options besides the files. */
export interface SourceOptions {
    /** Values for variables of Terraform source. */
    readonly variables: readonly VariableOption[];
    /** The value for a parameter of templates. */
    readonly parameters: (name: string) => string | undefined;
}

/**
 * Reads all files of a source together.
 * @throws UserError for options that can't be followed
 */
export type FileTreeReader = (files: readonly InputFile[], options: SourceOptions) => Promise<FileTree>;

/** The content of a tree of files, and which of its files could not be read. */
export interface FileTree {
    readonly roots: readonly FileTreeRoot[];
    readonly problems: readonly SourceProblem[];
}

/** A complete part of the tree: a root module. */
export interface FileTreeRoot {
    /** The file or folder that it stands for; each trail in it can name its own file. */
    readonly path: string;
    readonly contents: Contents;
}

/** The lists of resources in the documents of a source, whose entries are read one by one. */
export interface StreamedItems {
    readonly shape: StreamedItemShape;
    /**
     * What to keep of each kind of entry: a document has so many that only relevant content is kept; `COUNTED`: only
     * that there is one; `undefined`: nothing. Entries of a kind that is absent here are skipped.
     */
    readonly keep: Readonly<Record<string, (item: Readonly<Record<string, unknown>>) => unknown>>;
}

/** An entry that is not kept, but counted. */
export const COUNTED = Symbol("counted");

/** A source that reads each of its documents alone. */
export function eachDocument(read: (document: SourceDocument) => Contents): DocumentSource["read"] {
    return documents => documents.map(read);
}
