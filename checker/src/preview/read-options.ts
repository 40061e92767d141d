import type { PreviewOptions } from "../../../offline-preview/src";
import { quote } from "../../../src/cloudtrail/quote";
import { isVocabulary } from "../../../src/compliance/findings/secret-texts";
import { type InputText, readText } from "../command-line/input/read-text";
import type { Io } from "../command-line/io";
import { UserError } from "../command-line/user-error";
import { REFUSED_MARK } from "../configuration/policy-config";
import { jsonOf } from "../text/input-json";
import { surroundingPack } from "./surrounding-pack";

/** What the command line says. */
export interface CommandOptions {
    readonly policyPack: readonly string[];
    readonly policyPackConfig: readonly string[];
    readonly mocks?: string;
    readonly stack?: string;
    readonly config: readonly string[];
    readonly timeout: number;
}

/** What to preview, and where each option with data was read from, for messages. */
export interface ReadOptions {
    readonly options: PreviewOptions;
    readonly labels: ReadonlyMap<string, string>;
}

/**
 * Reads the files that the command line names.
 * @throws UserError if one can't be read or isn't JSON
 */
export async function readOptions(program: string, given: CommandOptions, io: Io): Promise<ReadOptions> {
    const folders = given.policyPack.length === 0 ? [surroundingPack(process.cwd())] : given.policyPack;
    if (given.policyPackConfig.length > 0 && given.policyPackConfig.length !== folders.length) {
        throw new UserError("--policy-pack-config must be given once for each --policy-pack");
    }
    const labels = new Map([
        ["stack", "--stack"],
        ["stackConfig", "--config"],
    ]);
    const read = async (option: string, file: string, parse: (input: InputText) => unknown) => {
        const input = await readText(file, io);
        labels.set(option, input.label);
        return parse(input) as Readonly<Record<string, unknown>>;
    };
    const configs = await Promise.all(
        given.policyPackConfig.map((file, index) => read(`packs[${index}].config`, file, parsePackConfig)),
    );
    return {
        options: {
            program,
            packs: folders.map((folder, index) => ({ folder, config: configs[index] })),
            stack: given.stack,
            stackConfig: Object.fromEntries(given.config.map(parseKeyValue)),
            mocks: given.mocks === undefined ? {} : await read("mocks", given.mocks, jsonOf),
            timeoutSeconds: given.timeout,
            isPublicText: isVocabulary,
        },
        labels,
    };
}

/** Source: Pulumi's `LoadPolicyPackConfigFromFile` reads an empty file as one that configures nothing. */
function parsePackConfig(input: InputText): unknown {
    if (input.byteOrderMark === true) {
        throw new UserError(`${input.label}: ${REFUSED_MARK}`);
    }
    return input.text.trim() === "" ? {} : jsonOf(input);
}

function parseKeyValue(line: string): [key: string, value: string] {
    const split = line.indexOf("=");
    if (split < 1) {
        throw new UserError(`--config ${quote(line)}: write it as KEY=VALUE`);
    }
    return [line.slice(0, split), line.slice(split + 1)];
}
