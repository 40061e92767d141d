import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { reasonOf, UserError } from "../../../checker/src/command-line/user-error";

/** A map of a YAML file. */
export interface YamlMap {
    readonly [key: string]: unknown;
}

/** Reads a YAML (or JSON) file that holds one map; an empty file is an empty map. */
export function readYamlMap(file: string): YamlMap {
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        throw new UserError(`can't read ${file}: ${reasonOf(error)}`);
    }
    const document = parseDocument(text, { prettyErrors: true });
    const [problem] = document.errors;
    if (problem !== undefined) {
        throw new UserError(`${file}: ${problem.message.split("\n")[0]}`);
    }
    let content: unknown;
    try {
        content = document.toJS() ?? {};
    } catch (error) {
        // Aliases that multiply: the parser stops them.
        throw new UserError(`${file}: ${(error as Error).message}`);
    }
    if (typeof content !== "object" || Array.isArray(content)) {
        throw new UserError(`${file} must hold a map`);
    }
    return content as YamlMap;
}
