import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../../../checker/src/command-line/user-error";
import { quote } from "../../../src/cloudtrail/quote";
import { findSdk, type Sdk } from "../program/sdk";
import { readYamlMap } from "../program/yaml-file";

/** A policy pack that can be run. */
export interface PackLocation {
    /** Absolute. */
    readonly folder: string;
    readonly sdk: Sdk;
}

const FILE_NAME = "PulumiPolicy.yaml";

/**
 * Finds a pack and its SDK.
 * @throws UserError where there is none, or where it is no Node pack
 */
export function locatePack(path: string): PackLocation {
    const folder = resolve(path);
    const file = join(folder, FILE_NAME);
    if (!existsSync(file)) {
        const why = existsSync(folder) ? `there is no ${FILE_NAME} in it` : "there is no such folder";
        throw new UserError(`${path} is no policy pack: ${why}`);
    }
    const { runtime } = readYamlMap(file);
    const name = typeof runtime === "object" ? (runtime as { name?: unknown } | null)?.name : runtime;
    if (name !== "nodejs") {
        throw new UserError(
            `${file}: an offline preview runs Node packs (runtime: nodejs), not ${quote(String(name))}`,
        );
    }
    return { folder, sdk: findSdk(folder, "run-policy-pack", "policy pack") };
}

/**
 * The pack that is meant where none is named: the one that the working directory is in.
 * @throws UserError where it is in none
 */
export function surroundingPack(workingDirectory: string): string {
    for (let folder = workingDirectory; ; folder = dirname(folder)) {
        if (existsSync(join(folder, FILE_NAME))) {
            return folder;
        }
        if (folder === dirname(folder)) {
            throw new UserError("no policy pack: name the folder of one with --policy-pack");
        }
    }
}
