import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import type { Value } from "../../../../src/cloudtrail/value";
import {
    CANNOT_BE_DETERMINED,
    UNTIL_THE_UPDATE,
    type UnknownPhrasing,
} from "../../../../src/compliance/findings/unknown-phrasing";
import { STACK_PROPERTIES } from "../../../../src/compliance/stack/resources/read-stack";
import { type StackResource, type StackRole, text } from "../../../../src/compliance/stack/resources/stack-resource";
import { RECORDER_TYPES } from "../../../../src/pulumi/resource-types";
import { type Dependent, type OriginsOf, originsAmong } from "../../../../src/pulumi/stack/stack-origins";
import { STACK_ROLES } from "../../../../src/pulumi/stack/stack-resource-types";
import { stackOfUrn } from "../../../../src/pulumi/urn";
import { SIGNATURE_KEY } from "../../../../src/pulumi/values/signatures";
import type { DeclaredStack, DeclaredTrail } from "../document";
import { notesOfTemplates, TEMPLATE_TYPES } from "../templates-elsewhere";
import { pick } from "./pick";
import { nameOfUrn, type Outputs, type PulumiResource, stackProperties, trailProperties } from "./resource";
import { type MetSecrets, plainPulumiValue } from "./values";

/** What a source knows about a resource besides its content. */
export interface PulumiResourceContext {
    readonly line: number;
    /** What distinguishes it from another with the same URN. */
    readonly suffix?: string;
    readonly outputs?: Outputs;
    /** Was it only begun when an update was cut off? */
    readonly pending?: boolean;
}

/** Did the provider report that its creation or change failed halfway? */
function hasFailed({ initErrors }: PulumiResource): boolean {
    return Array.isArray(initErrors) && initErrors.length > 0;
}

const PROVIDER_TYPES: ReadonlySet<unknown> = new Set(["pulumi:providers:aws", "pulumi:providers:aws-native"]);
const STACK_TYPE = "pulumi:pulumi:Stack";

/** Is a resource of this type relevant: one that policies use, the stack itself, or an AWS provider? */
export function isRelevantType(type: unknown): boolean {
    return isTrailType(type) || STACK_ROLES.has(type as string) || type === STACK_TYPE || TEMPLATE_TYPES.has(type);
}

/** Is it a trail, or a provider, which shows the Region of a trail? */
function isTrailType(type: unknown): boolean {
    return RECORDER_TYPES.has(type as string) || PROVIDER_TYPES.has(type);
}

/** The properties that are kept; a secret replaces all of them. */
const KEPT: ReadonlySet<string> = new Set([...STACK_PROPERTIES, SIGNATURE_KEY, "plaintext"]);

/** A resource with only the properties that are used, `undefined` if none are: a state may contain many. */
export function trimmedResource(resource: PulumiResource): PulumiResource | undefined {
    if (!isRelevantType(resource.type)) {
        return undefined;
    }
    return isTrailType(resource.type)
        ? resource
        : {
              ...resource,
              inputs: pick(resource.inputs, KEPT),
              outputs: pick(resource.outputs, KEPT),
              propertyDependencies: pick(resource.propertyDependencies, STACK_PROPERTIES),
          };
}

const MASKED = "a preview masks secrets: preview with the policy pack, or check the state after the update";

/**
 * How unknown values of a Pulumi source are phrased. `--show-secrets` changes nothing in what `pulumi preview` writes
 * as JSON (seen with Pulumi 3.259).
 */
const DOUBTS = {
    state: {
        shown: CANNOT_BE_DETERMINED,
        hidden: { ...CANNOT_BE_DETERMINED, advice: "export the state with --show-secrets" },
    },
    preview: { shown: UNTIL_THE_UPDATE, hidden: { ...CANNOT_BE_DETERMINED, advice: MASKED } },
} as const satisfies Readonly<Record<string, Readonly<Record<"shown" | "hidden", UnknownPhrasing>>>>;

/** Reads what matters among the resources of a stack, which have to come in their order: providers before their users. */
export class PulumiStack {
    /** The Region of each provider, by its URN. */
    private readonly regions = new Map<string, Value<string>>();
    private readonly differences: string[] = [];
    private readonly templates = new Set<string>();
    private readonly resources = new Map<string, StackResource>();
    private readonly dependents = new Map<string, Dependent>();
    private origins: OriginsOf | undefined;
    private urn: string | undefined;
    private readonly secrets: MetSecrets = { texts: new Set(), hidden: false };

    constructor(private readonly source: keyof typeof DOUBTS) {}

    /** The trail that a resource is, or `undefined` for any other. */
    read(
        resource: PulumiResource,
        {
            line,
            outputs = this.source === "state" ? "valid" : "maybe old",
            suffix = "",
            pending = false,
        }: PulumiResourceContext,
    ): DeclaredTrail | undefined {
        const { type, urn } = resource;
        const address = typeof urn === "string" ? urn : String(type);
        this.urn ??= address;
        const recorder = RECORDER_TYPES.get(type as string);
        if (recorder === undefined) {
            this.readOther(resource, address, outputs);
            return undefined;
        }
        const secrets: MetSecrets = { texts: new Set(), hidden: false };
        const plain = (value: unknown) => plainPulumiValue(value ?? {}, secrets);
        const { properties, differing } = trailProperties(
            plain(resource.inputs),
            plain(resource.outputs),
            resource.external === true,
            { ...recorder, outputs },
        );
        if (differing.length > 0) {
            this.differences.push(
                `AWS had a different ${differing.join(" and ")} for ${quote(nameOfUrn(address))} than its inputs say: what AWS had is checked. Remove ignoreChanges, or run pulumi refresh`,
            );
        }
        const own = properties.region;
        const provider = String(resource.provider).replace(/::[^:]*$/, "");
        return {
            recorder: recorder.recorder,
            dialect: recorder.dialect.name,
            properties,
            resourceName: nameOfUrn(address),
            address: `${address}${suffix}`,
            line,
            // Whatever its own turns out to be, it is in its provider's partition.
            region: typeof own === "string" ? own : (this.regions.get(provider) ?? text(own)),
            secrets: secrets.texts,
            dependencies: this.dependencies(resource, address),
            doubt: DOUBTS[this.source][secrets.hidden ? "hidden" : "shown"],
            shownByAws: this.source === "state" && !pending && !hasFailed(resource),
        };
    }

    /** What else the stack declares. */
    declared(incomplete: string | undefined): DeclaredStack | undefined {
        if (this.urn === undefined) {
            return undefined;
        }
        const { id, label } = stackOfUrn(this.urn);
        return {
            name: label,
            address: id,
            dialect: "pulumi-aws",
            resources: [...this.resources.values()],
            incomplete,
            doubt: DOUBTS[this.source][this.secrets.hidden ? "hidden" : "shown"],
        };
    }

    /** Notes besides verdicts. */
    notes(): string[] {
        return [...this.differences, ...notesOfTemplates(this.templates.size)];
    }

    private readOther(resource: PulumiResource, address: string, outputs: Outputs): void {
        const { type, id } = resource;
        if (TEMPLATE_TYPES.has(type)) {
            this.templates.add(address);
        }
        if (PROVIDER_TYPES.has(type)) {
            const inputs = plainPulumiValue(resource.inputs ?? {}, this.secrets);
            const region = isRecord(inputs) ? text(inputs.region) : undefined;
            if (region !== undefined) {
                this.regions.set(address, region);
            }
        }
        const role = STACK_ROLES.get(type as string);
        if (role !== undefined) {
            this.resources.set(address, this.stackResource(resource, address, role, outputs, id));
        }
    }

    private stackResource(
        resource: PulumiResource,
        address: string,
        role: StackRole,
        mode: Outputs,
        id: unknown,
    ): StackResource {
        const inputs = plainPulumiValue(resource.inputs ?? {}, this.secrets);
        const outputs = plainPulumiValue(
            { ...(typeof id === "string" ? { id } : {}), ...recordOf(resource.outputs) },
            this.secrets,
        );
        return {
            id: address,
            label: nameOfUrn(address),
            role,
            type: String(resource.type),
            ...stackProperties(inputs, outputs, mode),
            dependencies: this.dependencies(resource, address),
        };
    }

    private dependencies(resource: PulumiResource, urn: string): StackResource["dependencies"] {
        const dependencies = recordOf(resource.propertyDependencies);
        const propertyDependencies = Object.fromEntries(
            Object.entries(dependencies).map(([name, urns]) => [
                name,
                (Array.isArray(urns) ? urns : []).map(dependency => ({ urn: String(dependency) })),
            ]),
        );
        this.dependents.set(urn, { urn, type: String(resource.type), propertyDependencies });
        return property => {
            this.origins ??= originsAmong([...this.dependents.values()]);
            return this.origins(propertyDependencies[property] ?? []);
        };
    }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
    return isRecord(value) ? value : {};
}
