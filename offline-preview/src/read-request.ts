import { Mocks } from "./engine/mocks";
import { readStackConfig, readStackOptions, type Stack } from "./engine/stack";
import { refuseUnknownOptions } from "./known-options";
import { type PackConfig, readPackConfig } from "./pack/pack-config";
import { locatePack, type PackLocation } from "./pack/pack-location";
import { InvalidOptionError } from "./preview-error";
import type { PreviewOptions, ResourceDeclaration } from "./preview-options";
import { type Project, type ProjectIdentity, readProject } from "./program/project";
import { findSdk, type Sdk } from "./program/sdk";

/** A pack that can be run, and its configuration. */
export interface ConfiguredPack {
    readonly location: PackLocation;
    readonly config: PackConfig;
}

/** A project's program, or what replaces one. */
export type Program =
    | { readonly sdk: Sdk; readonly project: Project }
    | { readonly sdk: Sdk; readonly project: ProjectIdentity; readonly resources: readonly ResourceDeclaration[] };

/** The options, read and checked. */
export interface PreviewRequest {
    readonly program: Program;
    readonly stack: Stack;
    readonly packs: readonly ConfiguredPack[];
    readonly mocks: Mocks;
    readonly timeoutSeconds: number;
}

type ProgramAndStack = Pick<PreviewRequest, "program" | "stack">;

/** The project for resources that no program declares. */
const NO_PROJECT = "test";

const DEFAULT_TIMEOUT_SECONDS = 300;
const LONGEST_TIMEOUT_SECONDS = 86_400;

/**
 * Reads the options, and the files that they name.
 * @throws PreviewError if one of them is invalid
 */
export function readRequest(options: PreviewOptions): PreviewRequest {
    refuseUnknownOptions(options);
    const { program, mocks, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = options;
    if (!(timeoutSeconds > 0 && timeoutSeconds <= LONGEST_TIMEOUT_SECONDS)) {
        throw new InvalidOptionError("timeoutSeconds", `it must be above 0, and at most ${LONGEST_TIMEOUT_SECONDS}`);
    }
    if (!Array.isArray(options.packs)) {
        throw new InvalidOptionError("packs", "a list of policy packs is needed");
    }
    if (typeof program !== "string" && !Array.isArray(program)) {
        throw new InvalidOptionError("program", "it must be the folder of a project, or a list of resources");
    }
    const given: PreviewOptions["packs"] = options.packs;
    const packs = given.map(({ folder, config = {} }, index) => ({
        location: locatePack(folder),
        config: readPackConfig(config, `packs[${index}].config`),
    }));
    const [first] = packs;
    if (first === undefined) {
        throw new InvalidOptionError("packs", "at least one policy pack is needed");
    }
    return {
        ...(typeof program === "string"
            ? readProgram(program, options)
            : withoutProgram(program, options, first.location.sdk)),
        packs,
        mocks: new Mocks(mocks),
        timeoutSeconds,
    };
}

function readProgram(folder: string, options: PreviewOptions): ProgramAndStack {
    const project = readProject(folder);
    const stack = readStackConfig(project, options);
    return { program: { project, sdk: findSdk(project.programFolder, "run", "program") }, stack };
}

function withoutProgram(resources: readonly ResourceDeclaration[], options: PreviewOptions, sdk: Sdk): ProgramAndStack {
    const project = { name: NO_PROJECT, programFolder: process.cwd() };
    return { program: { sdk, project, resources }, stack: readStackOptions(NO_PROJECT, options) };
}
