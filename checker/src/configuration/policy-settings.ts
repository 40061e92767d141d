import { policies } from "../../../policies";
import type { Io } from "../command-line/io";
import { UserError } from "../command-line/user-error";
import { defaultSettings, type PolicyConfigProblem, parsePolicyConfig } from "./policy-config";
import type { PolicySetting } from "./policy-setting";
import { readPolicyConfig } from "./read-policy-config";

/**
 * The configuration of each policy, by its name: from a file, or with each policy's default level. Settings of the file
 * that do nothing are reported on standard error.
 * @throws UserError that names the first mistake in the file, and how many more there are
 */
export async function readSettings(file: string | undefined, io: Io): Promise<ReadonlyMap<string, PolicySetting>> {
    if (file === undefined) {
        return defaultSettings(policies);
    }
    const input = await readPolicyConfig(file, io);
    const { label } = input;
    const result = parsePolicyConfig(input, policies);
    if ("settings" in result) {
        for (const problem of result.ineffective) {
            io.stderr.write(`trail-guard: ${label}:${placed(problem)}\n`);
        }
        return result.settings;
    }
    const [first, ...more] = result.problems;
    const others = more.length === 0 ? "" : ` (and ${more.length} more: trail-guard validate-config ${label})`;
    throw new UserError(`${label}:${first === undefined ? "" : placed(first)}${others}`);
}

/** A problem with its place: `3:5: cloudtrail-multi-region.scope: …`. */
export function placed({ line, column, path, message }: PolicyConfigProblem): string {
    return `${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`;
}
