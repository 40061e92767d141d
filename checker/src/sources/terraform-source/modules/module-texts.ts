import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import { quote } from "../../../../../src/cloudtrail/quote";
import { Unreadable } from "../../input/unreadable";
import { EvaluationError } from "../evaluate/evaluation-error";
import type { ModuleFiles } from "../evaluate/scope";
import { type Hcl, undecided } from "../evaluate/value";
import type { HclParser } from "../parse/parse-hcl";

/** The largest file that `file` and `templatefile` read. */
const LARGEST = 1024 * 1024;

/**
 * The files that the functions of a configuration may read: those in the folders of its modules. Files elsewhere must not get
 * into a report.
 * @param folders of the modules of this configuration
 */
export function moduleTexts(root: string, folders: () => readonly string[], parser: HclParser): ModuleFiles {
    const find = (path: string): string | undefined => {
        const full = resolve(root, path);
        if (!existsSync(full)) {
            return undefined;
        }
        const real = realpathSync(full);
        return folders().some(folder => real.startsWith(`${realpathSync(folder)}${sep}`)) ? real : "";
    };
    return {
        exists: path => {
            const real = find(path);
            return real === "" ? outside(path) : real !== undefined && statSync(real).isFile();
        },
        read: path => {
            const real = find(path);
            if (real === undefined) {
                return undecided(`the file ${quote(path)} does not exist`);
            }
            if (real === "") {
                return outside(path);
            }
            if (!statSync(real).isFile() || statSync(real).size > LARGEST) {
                return undecided(`the file ${quote(path)} is not a file of at most 1 MiB`);
            }
            return readFileSync(real, "utf8");
        },
        template: (path, text) => {
            try {
                return parser.template(text, { file: path, line: 1 });
            } catch (error) {
                if (error instanceof Unreadable) {
                    throw new EvaluationError(`the template ${quote(path)} is malformed`);
                }
                throw error;
            }
        },
    };
}

function outside(path: string): Hcl {
    return undecided(`the file ${quote(path)} is outside the folders of the configuration`);
}
