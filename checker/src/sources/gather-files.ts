import type { Io } from "../command-line/io";
import { showProgress } from "../command-line/progress";
import { STANDARD_INPUT } from "../command-line/read-text";
import { reasonOf } from "../command-line/user-error";
import { Gatherer } from "./gatherer";
import { forEachBlock, mentionsSource } from "./input/file-blocks";
import { findInputFiles, type InputFile } from "./input/input-files";
import { InputReader } from "./input/input-reader";
import { Unreadable } from "./input/unreadable";
import type { SourceName } from "./registry";
import type { Gathered } from "./source-trail";

/**
 * Reads the trails that are written down in files. What can't be read is named, and never hides the others.
 * @param paths files, folders, `-` for standard input
 * @param source the one source that is looked for; default any
 */
export async function gatherFiles(
    paths: readonly string[],
    source: SourceName | undefined,
    { stdin, stderr }: Pick<Io, "stdin" | "stderr">,
): Promise<Gathered> {
    const progress = showProgress(stderr, "MiB");
    const gatherer = new Gatherer(source);
    if (paths.includes(STANDARD_INPUT)) {
        await readStream(stdin, gatherer);
    }
    const { files, problems } = findInputFiles(paths.filter(path => path !== STANDARD_INPUT));
    for (const { source: file, message } of problems) {
        gatherer.addProblem(file, message);
    }
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    for (const file of files) {
        readFile(file, gatherer, bytes => {
            done += bytes;
            progress.report(mebibytes(done), mebibytes(total), gatherer.problemCount);
        });
    }
    progress.end();
    return gatherer.gathered();
}

function mebibytes(bytes: number): number {
    return Math.ceil(bytes / 1024 / 1024);
}

async function readStream(stream: Io["stdin"], gatherer: Gatherer): Promise<void> {
    const reader = new InputReader();
    try {
        for await (const chunk of stream) {
            reader.write(chunk as Buffer);
        }
        gatherer.addInput({ documents: reader.end(), named: true });
    } catch (error) {
        gatherer.addProblem("standard input", problemOf(error));
    }
}

function readFile({ path, named }: InputFile, gatherer: Gatherer, passed: (bytes: number) => void): void {
    const reader = new InputReader(named ? undefined : mentionsSource);
    try {
        forEachBlock(path, block => {
            reader.write(block);
            passed(block.length);
        });
        gatherer.addInput({ documents: reader.end(), file: path, named });
    } catch (error) {
        // In a folder there is much that only looks like a source: settings with comments, templates of other tools.
        if (named || !(error instanceof Unreadable) || !error.malformed || holdsSource(path)) {
            gatherer.addProblem(path, problemOf(error));
        }
    }
}

/** Is there anything in a malformed file that a source would have? */
function holdsSource(path: string): boolean {
    let holds = false;
    let before = "";
    forEachBlock(path, block => {
        const text = block.toString("latin1");
        holds ||= mentionsSource(before + text);
        before = text.slice(-100);
    });
    return holds;
}

/** What was wrong with an input; what isn't the input's or the machine's fault is thrown on. */
function problemOf(error: unknown): string {
    if (error instanceof Unreadable) {
        return error.message;
    }
    if ((error as NodeJS.ErrnoException).code !== undefined) {
        return `can't read it: ${reasonOf(error)}`;
    }
    throw error;
}
