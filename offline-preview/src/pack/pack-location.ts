import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { PreviewError } from "../preview-error";
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
 * @throws PreviewError if there is none, or if it is not a Node pack
 */
export function locatePack(path: string): PackLocation {
    const folder = resolve(path);
    const file = join(folder, FILE_NAME);
    if (!existsSync(file)) {
        const why = existsSync(folder) ? `it contains no ${FILE_NAME}` : "the folder does not exist";
        throw new PreviewError(`${path} is not a policy pack: ${why}`);
    }
    const { runtime } = readYamlMap(file);
    const name = typeof runtime === "object" ? (runtime as { name?: unknown } | null)?.name : runtime;
    if (name !== "nodejs") {
        throw new PreviewError(
            `${file}: an offline preview runs Node packs (runtime: nodejs), not ${JSON.stringify(String(name))}`,
        );
    }
    return { folder, sdk: findSdk(folder, "run-policy-pack", "policy pack") };
}
