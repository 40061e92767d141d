import { STANDARD_INPUT } from "../command-line/input/read-text";
import type { Io } from "../command-line/io";
import { showProgress } from "../command-line/terminal/progress";
import { reasonOf, UserError } from "../command-line/user-error";
import { foreignFile } from "./foreign/foreign-file";
import { FOREIGN_EXTENSIONS, isForeign } from "./foreign/foreign-kinds";
import { Gatherer } from "./gatherer";
import { type AnySource, anyOf } from "./input/any-source";
import { forEachBlock } from "./input/file-blocks";
import { findInputFiles, type InputFile } from "./input/input-files";
import { InputReader } from "./input/input-reader";
import { Unreadable } from "./input/unreadable";
import { type SourceName, sourcesNamed } from "./registry";
import type { FileTreeSource, SourceOptions } from "./source";
import type { Gathered } from "./source-trail";

/**
 * Reads the trails in files. What can't be read is reported, and never hides the rest.
 * @param paths files, folders, `-` for standard input
 * @param only the one source to look for; default any
 * @throws UserError for options that can't be followed, or that have no effect
 */
export async function gatherFiles(
    paths: readonly string[],
    only: SourceName | undefined,
    { stdin, stderr }: Pick<Io, "stdin" | "stderr">,
    options: SourceOptions = NO_OPTIONS,
): Promise<Gathered> {
    const progress = showProgress(stderr, "MiB");
    const sources = sourcesNamed(only);
    // What another source would stream must not count as one huge document.
    const any = { ...anyOf(sources.documents), shape: anyOf(sourcesNamed(undefined).documents).shape };
    const gatherer = new Gatherer(sources, any, options);
    const reading: Reading = { gatherer, any, passedOver: [] };
    if (paths.includes(STANDARD_INPUT)) {
        if (sources.documents.length === 0) {
            throw new UserError(`${only} is not one document: name its files or its folder, not standard input`);
        }
        await readStream(stdin, reading);
    }
    const { files, problems } = findInputFiles(
        paths.filter(path => path !== STANDARD_INPUT),
        [
            ...sources.documents,
            ...sources.trees,
            { extensions: FOREIGN_EXTENSIONS },
            ...sources.documents.map(({ extensions }) => ({ extensions: extensions.map(gzipped) })),
        ],
    );
    for (const { source: file, message } of problems) {
        gatherer.addProblem(file, message);
    }
    const left = await readTrees(files, sources.trees, gatherer, options);
    const documents = left.filter(({ path, named }) => named || !(isForeign(path) || isDeliveredLog(path)));
    const total = documents.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    for (const file of documents) {
        readFile(file, reading, bytes => {
            done += bytes;
            progress.report(mebibytes(done), mebibytes(total), gatherer.problemCount);
        });
    }
    progress.end();
    gatherer.addPassedOver(reading.passedOver);
    gatherer.addUnclaimed(left.filter(({ path, named }) => !(named || isGzipped(path))).map(({ path }) => path));
    return gatherer.gathered();
}

/** There are no options besides the files. */
const NO_OPTIONS: SourceOptions = { variables: [], parameters: () => undefined };

/** A gzipped plan or state is named; any other gzipped file is not meant for this command. */
function gzipped(extension: string): string {
    return `${extension}.gz`;
}

function isGzipped(path: string): boolean {
    return path.toLowerCase().endsWith(gzipped(""));
}

/** A log file that CloudTrail delivered: there may be very many. */
function isDeliveredLog(path: string): boolean {
    return /_CloudTrail(-\w+)?_[^/]*\.json\.gz$/.test(path);
}

/** The state while one input after the other is read. */
interface Reading {
    readonly gatherer: Gatherer;
    readonly any: AnySource;
    /** Files that can't be read and contain nothing that belongs to a source. */
    readonly passedOver: { readonly path: string; readonly reason: string }[];
}

function mebibytes(bytes: number): number {
    return Math.ceil(bytes / 1024 / 1024);
}

/** Reads the files that only make sense together, and returns the others. */
async function readTrees(
    files: readonly InputFile[],
    sources: readonly FileTreeSource[],
    gatherer: Gatherer,
    options: SourceOptions,
): Promise<readonly InputFile[]> {
    let left = files;
    for (const source of sources) {
        const own = source.claims(left);
        if (own.length > 0) {
            gatherer.addTree(await source.load()(own, options));
            gatherer.addFiles(own.map(({ path }) => path));
            const claimed = new Set(own);
            left = left.filter(file => !claimed.has(file));
        }
    }
    if (options.variables.length > 0 && left.length === files.length) {
        throw new UserError("--var and --var-file are for Terraform source, and there is none");
    }
    return left;
}

async function readStream(stream: Io["stdin"], { gatherer, any }: Reading): Promise<void> {
    const reader = new InputReader(any, true);
    try {
        for await (const chunk of stream) {
            reader.write(chunk as Buffer);
        }
        gatherer.addInput({ documents: reader.end(), named: true });
    } catch (error) {
        gatherer.addProblem("standard input", problemOf(error));
    }
}

function readFile(
    { path, named }: InputFile,
    { gatherer, any, passedOver }: Reading,
    passed: (bytes: number) => void,
): void {
    const reader = new InputReader(any, named);
    try {
        forEachBlock(path, block => {
            reader.write(block);
            passed(block.length);
        });
        gatherer.addInput({ documents: reader.end(), file: path, named });
    } catch (error) {
        const reason = problemOf(error);
        // Much in a folder only looks like a source: settings with comments, templates of other tools.
        const foreign = named && !(error instanceof Unreadable && error.isSource) ? foreignFile(path) : undefined;
        if (foreign !== undefined) {
            gatherer.addProblem(path, foreign);
        } else if (named || !(error instanceof Unreadable) || error.isSource || fileMentions(path, any)) {
            gatherer.addProblem(path, reason);
        } else if (!isGzipped(path)) {
            passedOver.push({ path, reason });
        }
    }
}

/** Does an unreadable file contain anything that a source would contain? */
function fileMentions(path: string, any: AnySource): boolean {
    let mentions = false;
    let before = "";
    forEachBlock(path, block => {
        // Without the zero bytes of UTF-16.
        const text = block.toString("latin1").replaceAll("\0", "");
        mentions ||= any.mentions(before + text);
        before = text.slice(-100);
    });
    return mentions;
}

/** What was wrong with an input; anything that isn't the input's or the machine's fault is rethrown. */
function problemOf(error: unknown): string {
    if (error instanceof Unreadable) {
        return error.message;
    }
    if ((error as NodeJS.ErrnoException).code !== undefined) {
        return reasonOf(error);
    }
    throw error;
}
