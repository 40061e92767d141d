import { type Command, InvalidArgumentError, Option } from "commander";
import { Mocks } from "../../../offline-preview/src/engine/mocks";
import { readStackConfig } from "../../../offline-preview/src/engine/stack";
import { readPackConfig } from "../../../offline-preview/src/pack/pack-config";
import { locatePack, surroundingPack } from "../../../offline-preview/src/pack/pack-location";
import { type PreviewRequest, preview } from "../../../offline-preview/src/preview";
import { PreviewError } from "../../../offline-preview/src/preview-error";
import { readProject } from "../../../offline-preview/src/program/project";
import { formatPreviewJson } from "../../../offline-preview/src/report/json-report";
import { Log } from "../../../offline-preview/src/report/log";
import type { PreviewResult } from "../../../offline-preview/src/report/result";
import { formatPreviewText } from "../../../offline-preview/src/report/text-report";
import { Secrets } from "../../../offline-preview/src/values/secrets";
import { isVocabulary } from "../../../src/compliance/findings/secret-texts";
import { coloursFor } from "../command-line/colours";
import { addExamples, addExitCodes, type Handle } from "../command-line/command";
import { EXIT, type ExitCode } from "../command-line/exit-code";
import type { Io } from "../command-line/io";
import { readText } from "../command-line/read-text";
import { UserError } from "../command-line/user-error";

interface Options {
    readonly policyPack: readonly string[];
    readonly policyPackConfig: readonly string[];
    readonly mocks?: string;
    readonly stack?: string;
    readonly config: readonly string[];
    readonly format: "text" | "json";
    readonly timeout: number;
}

const DEFAULT_TIMEOUT_SECONDS = 300;

/** `trail-guard preview`: a Pulumi program, previewed with policy packs, without CLI, provider or account. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Previews a Pulumi program of Node with policy packs, offline: no Pulumi CLI, provider, account or state. Pulumi's own runtime runs the program, and each pack runs as its own server. Outputs of a resource are its inputs, everything else is unknown, as at a first preview.",
        )
        .argument("<folder>", "the Pulumi project: the folder of its Pulumi.yaml")
        .option("--policy-pack <folder>", "a policy pack; default: the one of the working directory", collect, [])
        .option("--policy-pack-config <file>", "configuration of the policy pack, in the same order", collect, [])
        .option("--mocks <file>", "what functions of providers answer, as JSON: {token: result}")
        .option("--stack <name>", "the stack whose configuration is used; default: the only one")
        .option("--config <key=value>", "a value of the configuration, over those of the stack's file", collect, [])
        .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
        .option("--timeout <seconds>", "how long all of it may take", parseSeconds, DEFAULT_TIMEOUT_SECONDS)
        .action(handle(run));
    addExamples(command, [
        ["trail-guard preview infra --policy-pack ../bedrock-trail-guard", "what `pulumi preview` would report"],
        ["trail-guard preview infra --policy-pack-config config/remediate.json", "and what would be mended"],
        ['echo \'{"aws:index/getRegion:getRegion": {"name": "eu-west-1"}}\' > mocks.json', "an answer for a function,"],
        ["trail-guard preview infra --mocks mocks.json", "which only the provider could give"],
    ]);
    addExitCodes(command, {
        0: "nothing mandatory is violated",
        1: "something mandatory is violated",
        2: "the program, a pack or an input failed",
        3: "nothing is violated, but not all was seen: a provider builds a component, or no mock answers a function",
    });
}

async function run(io: Io, folder: string, options: Options): Promise<ExitCode> {
    const secrets = new Secrets(isVocabulary);
    const log = new Log(io.stderr, secrets);
    const request = await readRequest(folder, options, io);
    for (const warning of request.stack.warnings) {
        log.warn(warning);
    }
    try {
        const result = await preview(request, { log, secrets });
        const text =
            options.format === "json"
                ? formatPreviewJson(result)
                : formatPreviewText(result, coloursFor(io.stdout, io));
        io.stdout.write(`${text}\n`);
        return exitCodeOf(result);
    } catch (error) {
        if (error instanceof PreviewError) {
            for (const line of error.details) {
                log.line(line);
            }
        }
        throw error instanceof UserError ? new UserError(secrets.hide(error.message)) : error;
    }
}

async function readRequest(folder: string, options: Options, io: Io): Promise<PreviewRequest> {
    const { policyPackConfig: configFiles } = options;
    const packs = options.policyPack.length === 0 ? [surroundingPack(process.cwd())] : options.policyPack;
    if (configFiles.length > 0 && configFiles.length !== packs.length) {
        throw new UserError("--policy-pack-config must be given once for each --policy-pack");
    }
    const project = readProject(folder);
    const stack = readStackConfig(project, { name: options.stack, config: options.config });
    const configs = await Promise.all(configFiles.map(async file => readPackConfig(await readText(file, io))));
    return {
        project,
        stack,
        packs: packs.map((pack, index) => ({ location: locatePack(pack), config: configs[index] ?? new Map() })),
        mocks: options.mocks === undefined ? Mocks.none() : Mocks.read(await readText(options.mocks, io)),
        timeoutSeconds: options.timeout,
    };
}

function exitCodeOf({ violations, unseen, unanswered }: PreviewResult): ExitCode {
    if (violations.some(({ level }) => level === "mandatory")) {
        return EXIT.violated;
    }
    return unseen.length + unanswered.length > 0 ? EXIT.undetermined : EXIT.ok;
}

function collect(value: string, former: readonly string[]): readonly string[] {
    return [...former, value];
}

function parseSeconds(text: string): number {
    const seconds = Number(text);
    if (!(seconds > 0 && seconds <= 86_400)) {
        throw new InvalidArgumentError("it must be a number of seconds, above 0.");
    }
    return seconds;
}
