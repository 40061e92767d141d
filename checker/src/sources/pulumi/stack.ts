import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import { nothingKnown } from "../../../../src/cloudtrail/recorders/nothing-known";
import { isUnknown, type Value } from "../../../../src/cloudtrail/value";
import {
    CANNOT_BE_DETERMINED,
    UNTIL_THE_UPDATE,
    type UnknownPhrasing,
} from "../../../../src/compliance/findings/unknown-phrasing";
import { STACK_PROPERTIES } from "../../../../src/compliance/stack/resources/read-stack";
import { type StackResource, text } from "../../../../src/compliance/stack/resources/stack-resource";
import { TEMPLATE_PROPERTIES, TEMPLATE_TYPES } from "../../../../src/compliance/stack/resources/template-types";
import { CLOUD_CONTROL_NAMES, cloudControlNames } from "../../../../src/pulumi/resources/cloud-control";
import { COMMAND_PROPERTIES, commandsIn, isCommand } from "../../../../src/pulumi/resources/commands";
import { recorderOfType } from "../../../../src/pulumi/resources/resource-types";
import { terraformTypeOr } from "../../../../src/pulumi/resources/through-terraform";
import { stackOfUrn } from "../../../../src/pulumi/resources/urn";
import { type Dependent, type OriginsOf, originsAmong } from "../../../../src/pulumi/stack/stack-origins";
import { roleOfType } from "../../../../src/pulumi/stack/stack-resource-types";
import { SIGNATURE_KEY } from "../../../../src/pulumi/values/signatures";
import type { DeclaredStack, DeclaredTrail, UnreadPart } from "../document";
import { DeployedTemplates } from "../templates-elsewhere";
import { PHRASING_OF_AWSCC } from "../terraform/resource";
import { trailCalls } from "../trail-calls";
import { type Declaration, declaredBy, isIrrelevant, type Sides } from "./declaration";
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
    return (
        isTrailType(type) ||
        cloudControlNames(type) !== undefined ||
        roleOfType(type) !== undefined ||
        type === STACK_TYPE ||
        TEMPLATE_TYPES.has(terraformTypeOr(String(type))) ||
        isCommand(type)
    );
}

/** Is it a trail, or a provider, which shows the Region of a trail? */
function isTrailType(type: unknown): boolean {
    return recorderOfType(type) !== undefined || PROVIDER_TYPES.has(type);
}

/** The properties that are kept; a secret replaces all of them. */
const KEPT: ReadonlySet<string> = new Set([
    ...STACK_PROPERTIES,
    ...TEMPLATE_PROPERTIES,
    ...COMMAND_PROPERTIES,
    SIGNATURE_KEY,
    "plaintext",
]);

/** For Cloud Control: whatever a trail has, it has in one of these. */
const KEPT_OF_CLOUD_CONTROL: ReadonlySet<string> = new Set([
    ...CLOUD_CONTROL_NAMES.flatMap(names => Object.values(names)),
    "region",
    SIGNATURE_KEY,
    "plaintext",
]);

/** A resource with only the properties that are used, `undefined` if none are: a state may contain many. */
export function trimmedResource(resource: PulumiResource): PulumiResource | undefined {
    if (!isRelevantType(resource.type) || isIrrelevant(resource)) {
        return undefined;
    }
    if (isTrailType(resource.type)) {
        return resource;
    }
    const kept = cloudControlNames(resource.type) !== undefined ? KEPT_OF_CLOUD_CONTROL : KEPT;
    return {
        ...resource,
        inputs: pick(resource.inputs, kept),
        outputs: pick(resource.outputs, kept),
        propertyDependencies: pick(resource.propertyDependencies, kept),
    };
}

const UNTYPED = "which type of resource it declares through Cloud Control is not known";

const MASKED = "a preview masks secrets: preview with the policy pack, or check the state after the update";

/**
 * How unknown values of a Pulumi source are phrased. `--show-secrets` changes nothing in what `pulumi preview` writes
 * as JSON (seen with Pulumi 3.259).
 */
const PHRASINGS = {
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
    private readonly templates = new DeployedTemplates();
    private readonly untyped = new Map<string, UnreadPart>();
    private readonly calls: UnreadPart[] = [];
    private readonly resources = new Map<string, StackResource>();
    private readonly dependents = new Map<string, Dependent>();
    private origins: OriginsOf | undefined;
    private urn: string | undefined;
    private readonly secrets: MetSecrets = { texts: new Set(), hidden: false };

    constructor(private readonly source: keyof typeof PHRASINGS) {}

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
        const secrets: MetSecrets = { texts: new Set(), hidden: false };
        const declared = declaredBy(resource, secrets);
        if (declared.kind === "unknown-type") {
            const name = `what ${quote(nameOfUrn(address))} declares`;
            this.untyped.set(address, { address: `${address}${suffix}`, name, reason: UNTYPED, line });
        }
        if (declared.kind !== "recorder") {
            this.secrets.hidden ||= secrets.hidden;
            this.readOther(resource, declared, address, outputs, line);
            return undefined;
        }
        const { recorder, dialect, inputs, isUnread } = declared;
        const { properties, differing } = isUnread
            ? { properties: nothingKnown(dialect.name, recorder), differing: [] }
            : trailProperties(inputs, declared.outputs, resource.external === true, { recorder, dialect, outputs });
        if (differing.length > 0) {
            this.differences.push(
                `AWS had a different ${differing.join(" and ")} for ${quote(nameOfUrn(address))} than its inputs say: what AWS had is checked. Remove ignoreChanges, or run pulumi refresh`,
            );
        }
        const own = (declared.by?.inputs ?? properties).region;
        const provider = String(resource.provider).replace(/::[^:]*$/, "");
        return {
            recorder,
            dialect: dialect.name,
            properties,
            calledByResource: true,
            resourceName: nameOfUrn(address),
            address: `${address}${suffix}`,
            line,
            // Whatever its own Region turns out to be, it is in its provider's partition.
            region: typeof own === "string" ? own : (this.regions.get(provider) ?? text(own)),
            secrets: secrets.texts,
            dependencies: this.dependencies(resource, address, declared.by),
            unknownPhrasing: isUnread ? PHRASING_OF_AWSCC : PHRASINGS[this.source][secrets.hidden ? "hidden" : "shown"],
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
            incomplete: incomplete ?? (this.untyped.size > 0 ? UNTYPED : undefined),
            trailsUnread: this.templates.trailsUnread(),
            unknownPhrasing: PHRASINGS[this.source][this.secrets.hidden ? "hidden" : "shown"],
        };
    }

    /** Notes besides verdicts. */
    notes(): string[] {
        return [...this.differences, ...this.templates.notes()];
    }

    /** What may be trails, and can't be read. */
    unread(): readonly UnreadPart[] {
        return [...this.untyped.values(), ...this.templates.unread(), ...this.calls];
    }

    private readOther(
        resource: PulumiResource,
        declared: Declaration,
        address: string,
        mode: Outputs,
        line: number,
    ): void {
        const { type } = resource;
        const known = terraformTypeOr(String(type));
        if (TEMPLATE_TYPES.has(known)) {
            const inputs = recordOf(plainPulumiValue(resource.inputs ?? {}, this.secrets));
            this.templates.add(address, known, inputs, { line }, nameOfUrn(address));
        }
        if (isCommand(type)) {
            const inputs = recordOf(plainPulumiValue(resource.inputs ?? {}, this.secrets));
            this.calls.push(...trailCalls(commandsIn(inputs), address, { line }, nameOfUrn(address)));
        }
        if (PROVIDER_TYPES.has(type)) {
            const inputs = plainPulumiValue(resource.inputs ?? {}, this.secrets);
            const region = isRecord(inputs) ? text(inputs.region) : undefined;
            if (region !== undefined) {
                this.regions.set(address, region);
            }
        }
        if (declared.kind === "other") {
            this.resources.set(address, this.stackResource(resource, declared, address, mode));
        }
    }

    private stackResource(
        resource: PulumiResource,
        { role, type, inputs, outputs, by }: Declaration & { readonly kind: "other" },
        address: string,
        mode: Outputs,
    ): StackResource {
        const { id } = resource;
        const identified =
            typeof id === "string" && isRecord(outputs) && !isUnknown(outputs) ? { id, ...outputs } : outputs;
        return {
            id: address,
            label: nameOfUrn(address),
            role,
            type: terraformTypeOr(type),
            ...stackProperties(inputs, identified, mode),
            dependencies: this.dependencies(resource, address, by),
        };
    }

    /** @param by the resource for Cloud Control that it is declared by: all of its properties are made from one input */
    private dependencies(resource: PulumiResource, urn: string, by?: Sides["by"]): StackResource["dependencies"] {
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
            const name = by === undefined ? property : by.holder;
            return name === undefined ? [] : this.origins(propertyDependencies[name] ?? []);
        };
    }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
    return isRecord(value) ? value : {};
}
