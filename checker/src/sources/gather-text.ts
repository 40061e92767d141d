import { Gatherer } from "./gatherer";
import { anyOf } from "./input/any-source";
import { InputReader } from "./input/input-reader";
import { Unreadable } from "./input/unreadable";
import { type SourceName, sourcesNamed } from "./registry";
import type { Gathered } from "./source-trail";

/**
 * Reads the trails in one text.
 * @param file its name in messages; default standard input
 * @param only the one source that it has to be
 */
export function gatherText(text: string, file: string | undefined, only: SourceName): Gathered {
    const sources = sourcesNamed(only);
    const any = anyOf(sources.documents);
    const gatherer = new Gatherer(sources, any);
    const reader = new InputReader(any, true);
    try {
        reader.write(Buffer.from(text));
        gatherer.addInput({ documents: reader.end(), named: true, ...(file === undefined ? {} : { file }) });
    } catch (error) {
        if (!(error instanceof Unreadable)) {
            throw error;
        }
        gatherer.addProblem(file ?? "standard input", error.message);
    }
    return gatherer.gathered();
}
