import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../../../command-line/user-error";
import { decodeUtf8, placeWithin } from "../../input/parse-bytes";
import { readRegularFile } from "../../input/regular-file";
import { Unreadable } from "../../input/unreadable";
import { isTerraformFile } from "../is-terraform-file";
import type { Body } from "../parse/ast";
import type { HclParser } from "../parse/parse-hcl";
import { parseJsonConfiguration } from "../parse/parse-json";

/** A parsed file takes a hundred times its size in memory. */
const LARGEST = 16 * 1024 * 1024;

/** The files of a folder that form a module: if both exist, OpenTofu reads `a.tofu` and not `a.tf`. */
export function moduleFilesIn(folder: string): readonly string[] {
    // Terraform passes over a folder with such a name.
    const names = readdirSync(folder)
        .filter(name => isTerraformFile(name) && !/^[.#]|~$/.test(name) && realFolder(join(folder, name)) === undefined)
        .sort();
    const present = new Set(names);
    return names.filter(
        name => !/\.tf(\.json)?$/.test(name) || !present.has(name.replace(/\.tf(\.json)?$/, ".tofu$1")),
    );
}

/** The text of a file. @throws Unreadable */
export function readSourceText(path: string): string {
    try {
        if (statSync(path).size > LARGEST) {
            throw new Unreadable("it is larger than 16 MiB, and no hand-written Terraform source is");
        }
        const bytes = readRegularFile(path);
        return decodeUtf8(bytes, offset => placeWithin(bytes, offset, { line: 1, column: 1 })).replace(/^\ufeff/, "");
    } catch (error) {
        if (error instanceof Unreadable) {
            throw error;
        }
        throw new Unreadable(reasonOf(error));
    }
}

/** A file of the language, as it is parsed. @throws Unreadable */
export function parseSource(path: string, text: string, parser: HclParser): Body {
    try {
        return path.toLowerCase().endsWith(".json")
            ? parseJsonConfiguration(path, text, parser)
            : parser.file(path, text);
    } catch (error) {
        if (error instanceof RangeError) {
            throw new Unreadable("it is nested too deeply");
        }
        throw error;
    }
}

/** The folder itself, with links resolved; `undefined` if there is none. */
export function realFolder(folder: string): string | undefined {
    try {
        const real = realpathSync(folder);
        return statSync(real).isDirectory() ? real : undefined;
    } catch {
        return undefined;
    }
}
