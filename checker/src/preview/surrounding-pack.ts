import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../command-line/user-error";

/**
 * The policy pack that is meant where none is named: the one that a folder is in.
 * @throws UserError where it is in none
 */
export function surroundingPack(folder: string): string {
    if (existsSync(join(folder, "PulumiPolicy.yaml"))) {
        return folder;
    }
    if (folder === dirname(folder)) {
        throw new UserError("no policy pack: name the folder of one with --policy-pack");
    }
    return surroundingPack(dirname(folder));
}
