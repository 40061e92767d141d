import { policies } from "../../../policies";
import type { Io } from "../command-line/io";
import { readText } from "../command-line/read-text";
import { UserError } from "../command-line/user-error";
import { defaultSettings, type PolicySetting, parsePolicyConfig } from "./policy-config";

/**
 * How each policy is configured, by its name: as a file says, or each with its own level.
 * @throws UserError that names the first mistake of the file, and how many more there are
 */
export async function readSettings(file: string | undefined, io: Io): Promise<ReadonlyMap<string, PolicySetting>> {
    if (file === undefined) {
        return defaultSettings(policies);
    }
    const { text, label } = await readText(file, io);
    const result = parsePolicyConfig(text, policies);
    if ("settings" in result) {
        return result.settings;
    }
    const [first, ...more] = result.problems;
    const path = first === undefined || first.path === "" ? "" : `${first.path}: `;
    const others = more.length === 0 ? "" : ` (and ${more.length} more: trail-guard validate-config ${label})`;
    throw new UserError(`${label}:${first?.line}:${first?.column}: ${path}${first?.message}${others}`);
}
