import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { parseJson } from "../../text/json-text";

/** A stack of a cloud assembly: what `cdk synth` knows about it besides its template. */
export interface AssemblyStack {
    readonly name: string;
    /** Within the folder of the assembly. */
    readonly templateFile: string;
    readonly region: string | undefined;
    readonly account: string | undefined;
    readonly parameters: ReadonlyMap<string, string>;
}

/** What a manifest lists. */
export interface Manifest {
    readonly stacks: readonly AssemblyStack[];
    /** The folders of nested assemblies, such as the stages of a pipeline. */
    readonly assemblies: readonly string[];
}

/**
 * The manifest of a cloud assembly; `undefined` for any other text.
 * Source: aws-cdk, packages/@aws-cdk/cloud-assembly-schema (`assembly-manifest.ts`).
 */
export function parseManifest(text: string): Manifest | undefined {
    const parsed = parseJson(text);
    const value = "value" in parsed ? parsed.value : undefined;
    if (!isRecord(value) || typeof value.version !== "string" || !isRecord(value.artifacts)) {
        return undefined;
    }
    const artifacts = Object.entries(value.artifacts);
    return {
        stacks: artifacts.flatMap(([id, artifact]) => stackOf(id, artifact) ?? []),
        assemblies: artifacts.flatMap(([, artifact]) => assemblyOf(artifact) ?? []),
    };
}

function stackOf(id: string, artifact: unknown): AssemblyStack | undefined {
    const properties = propertiesOf(artifact, "aws:cloudformation:stack");
    if (properties === undefined || typeof properties.templateFile !== "string") {
        return undefined;
    }
    const { environment, displayName } = artifact as Readonly<Record<string, unknown>>;
    const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(environment)) ?? [];
    const { stackName, templateFile, parameters } = properties;
    const given = Object.entries(isRecord(parameters) ? parameters : {});
    return {
        name: [stackName, displayName, id].find(name => typeof name === "string") as string,
        templateFile,
        region: known(region),
        account: known(account),
        parameters: new Map(
            given.flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : [])),
        ),
    };
}

/** A stack without a fixed environment has `unknown-region`. */
function known(value: string | undefined): string | undefined {
    return value?.startsWith("unknown-") === true || value?.startsWith("current_") === true ? undefined : value;
}

function assemblyOf(artifact: unknown): string | undefined {
    const properties = propertiesOf(artifact, "cdk:cloud-assembly");
    return typeof properties?.directoryName === "string" ? properties.directoryName : undefined;
}

function propertiesOf(artifact: unknown, type: string): Readonly<Record<string, unknown>> | undefined {
    return isRecord(artifact) && artifact.type === type && isRecord(artifact.properties)
        ? artifact.properties
        : undefined;
}
