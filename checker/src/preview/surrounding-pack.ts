import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../command-line/user-error";

/**
 * The default policy pack: the one that contains a folder.
 * @throws UserError if none does
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
