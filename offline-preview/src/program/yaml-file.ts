import { readFileSync } from "node:fs";
import { getSystemErrorMap } from "node:util";
import { parseDocument } from "yaml";
import { PreviewError } from "../preview-error";
import { requireObject } from "../values/plain-data";

/** A map from a YAML file. */
export type YamlMap = Readonly<Record<string, unknown>>;

/** Reads a YAML (or JSON) file that contains one map; an empty file is an empty map. */
export function readYamlMap(file: string): YamlMap {
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        const { errno = 0, message } = error as NodeJS.ErrnoException;
        throw new PreviewError(`can't read ${file}: ${getSystemErrorMap().get(errno)?.[1] ?? message}`);
    }
    const document = parseDocument(text, { prettyErrors: true });
    const [problem] = document.errors;
    if (problem !== undefined) {
        throw new PreviewError(`${file}: ${problem.message.split("\n")[0]}`);
    }
    let content: unknown;
    try {
        content = document.toJS() ?? {};
    } catch (error) {
        // Aliases that multiply: the parser stops them.
        throw new PreviewError(`${file}: ${(error as Error).message}`);
    }
    return mapAt(content, file);
}

/**
 * The same value, which must be a map.
 * @param where its place, for the message
 */
export function mapAt(value: unknown, where: string): YamlMap {
    return requireObject(value, "a map", problem => new PreviewError(`${where}: ${problem}`));
}
