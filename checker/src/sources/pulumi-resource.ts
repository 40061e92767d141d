import type { Dialect } from "../../../src/cloudtrail/dialect";
import { isRecord } from "../../../src/cloudtrail/plain-data";
import { isUnknown } from "../../../src/cloudtrail/value";
import { RECORDER_TYPES } from "../../../src/pulumi/resource-types";
import type { DeclaredTrail } from "./document";
import { HIDDEN_SELECTORS, nothingKnown } from "./nothing-known";
import { plainPulumiValue } from "./pulumi-values";

/** A resource as Pulumi writes it down, in a state or a preview. */
export type PulumiResource = Readonly<Record<string, unknown>>;

/** What a source knows of a resource besides itself. */
export interface PulumiResourceContext {
    readonly line: number;
    /** Whether its outputs are those of the resource that is declared: in a preview they may still be the old ones. */
    readonly outputs: "valid" | "maybe old";
    /** What sets it apart from another of the same URN. */
    readonly suffix?: string;
}

const PROVIDER_TYPES: ReadonlySet<unknown> = new Set(["pulumi:providers:aws", "pulumi:providers:aws-native"]);

/** Does a resource of this type matter: is it a trail, or a provider of AWS? */
export function isRelevantType(type: unknown): boolean {
    return RECORDER_TYPES.has(type as string) || PROVIDER_TYPES.has(type);
}

/** Reads the trails among the resources of a stack, which have to come in their order: providers before their users. */
export class PulumiStack {
    /** The Region of each provider, by its URN. */
    private readonly regions = new Map<string, string>();

    /** The trail that a resource is, or `undefined` for any other. */
    read(resource: PulumiResource, { line, outputs, suffix = "" }: PulumiResourceContext): DeclaredTrail | undefined {
        const { type, urn, provider } = resource;
        const address = typeof urn === "string" ? urn : String(type);
        const secrets = new Set<string>();
        const plain = (value: unknown) => plainPulumiValue(value ?? {}, secrets);
        const inputs = plain(resource.inputs);
        if (PROVIDER_TYPES.has(type)) {
            if (isRecord(inputs) && typeof inputs.region === "string") {
                this.regions.set(address, inputs.region);
            }
            return undefined;
        }
        const recorder = RECORDER_TYPES.get(type as string);
        if (recorder === undefined) {
            return undefined;
        }
        const properties = propertiesOf(inputs, plain(resource.outputs), resource.external === true, {
            ...recorder,
            outputs,
        });
        const own = properties.region;
        return {
            recorder: recorder.recorder,
            dialect: recorder.dialect.name,
            properties,
            resourceName: nameOfUrn(address),
            address: `${address}${suffix}`,
            line,
            region: typeof own === "string" ? own : this.regions.get(String(provider).replace(/::[^:]*$/, "")),
            secrets,
        };
    }
}

/** The last part of `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function nameOfUrn(urn: string): string {
    return urn.split("::").slice(3).join("::") || urn;
}

/**
 * The inputs are what is declared; what they lack was decided by the provider, or read from AWS. Of a resource that
 * another program manages (`external`) there are only outputs.
 */
function propertiesOf(
    inputs: unknown,
    outputs: unknown,
    external: boolean,
    kind: Pick<PulumiResourceContext, "outputs"> & { recorder: DeclaredTrail["recorder"]; dialect: Dialect },
): Readonly<Record<string, unknown>> {
    if (isUnknown(inputs) || isUnknown(outputs) || !isRecord(inputs) || !isRecord(outputs)) {
        return nothingKnown(kind.dialect.name, kind.recorder);
    }
    const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
    if (kind.outputs === "maybe old") {
        const { arn, homeRegion, eventDataStoreArn } = outputs;
        return { arn, homeRegion, eventDataStoreArn, ...given };
    }
    const selectors = [kind.dialect.of("EventSelectors"), kind.dialect.of("AdvancedEventSelectors")];
    // From one of both: outputs may still show the kind of selectors that the inputs have replaced.
    const source = [given, outputs].find(properties => selectors.some(name => !isNone(properties[name])));
    const declared = !external && Object.keys(given).some(name => !name.startsWith("__"));
    return {
        ...outputs,
        ...given,
        ...Object.fromEntries(selectors.map(name => [name, source?.[name]])),
        ...(source === undefined && !declared ? { [kind.dialect.of("EventSelectors")]: HIDDEN_SELECTORS } : {}),
    };
}

/** `null`, `[]` and absent mean the same. */
function isNone(value: unknown): boolean {
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
