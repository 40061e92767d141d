import { quote } from "../../cloudtrail/quote";
import { DIALECTS, inLanguage } from "../../cloudtrail/selectors/dialect";
import { isUnknown } from "../../cloudtrail/value";
import { inOrder } from "../../compliance/stack/resources/in-order";
import { isPolicyProperty, readStack } from "../../compliance/stack/resources/read-stack";
import type { Stack, StackTrail } from "../../compliance/stack/resources/stack";
import { linkOf, type StackResource } from "../../compliance/stack/resources/stack-resource";
import { type ThroughCloudControl, throughCloudControl } from "../resources/cloud-control";
import { hiddenTrails } from "../resources/hidden-trails";
import { type PulumiResource, readResource, regionOf, runtimeOf } from "../resources/read-resource";
import { terraformTypeOr } from "../resources/through-terraform";
import { isUnseen } from "../resources/unseen";
import { stackOfUrn } from "../resources/urn";
import { plainProperties } from "../values/properties";
import { type OriginsOf, originsAmong } from "./stack-origins";
import { roleOfType } from "./stack-resource-types";

/** A resource of a stack, as a stack policy sees it. */
export interface PulumiStackResource extends PulumiResource {
    readonly urn: string;
    /** The resources that the value of each property is made from. */
    readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** The names of the inputs that the program sets on a resource, by its URN; `undefined` if they were not seen. */
export type InputsOf = (urn: string) => ReadonlySet<string> | undefined;

/** What stack policies use of the resources of a stack. */
export function readPulumiStack(
    resources: readonly PulumiStackResource[],
    inputsOf: InputsOf = () => undefined,
    stackTags?: ReadonlyMap<string, string>,
): Stack {
    const originsOf = originsAmong(resources);
    const unseen = resources.filter(isUnseen);
    const read = unseen.length === 0 ? resources : resources.filter(resource => !unseen.includes(resource));
    const hidden = read.flatMap(resource => hiddenTrails(resource) ?? []);
    return readStack(
        {
            ...stackOfUrn(resources[0]?.urn ?? ""),
            dialect: inLanguage(DIALECTS["pulumi-aws"], runtimeOf(stackTags)),
            incomplete: whyIncomplete(unseen) ?? hidden.find(({ mayBeAnything }) => mayBeAnything)?.why,
            trailsUnread: hidden[0]?.why,
        },
        read.flatMap(resource => readStackTrail({ ...resource, stackTags }, originsOf) ?? []),
        read.flatMap(resource => readStackResource(resource, originsOf, inputsOf(resource.urn)) ?? []),
    );
}

/** How many resources a message names. */
const SHOWN = 3;

function whyIncomplete(unseen: readonly PulumiStackResource[]): string | undefined {
    const names = inOrder(unseen.map(({ urn, name }) => ({ id: urn, label: name })))
        .slice(0, SHOWN)
        .map(({ label }) => quote(label));
    const more = unseen.length > SHOWN ? ` and ${unseen.length - SHOWN} more` : "";
    return unseen.length === 0
        ? undefined
        : `the update leaves out new resources (--target or --exclude), and the engine shows nothing about them: ${names.join(", ")}${more}`;
}

function readStackTrail(resource: PulumiStackResource, originsOf: OriginsOf): StackTrail | undefined {
    const trail = readResource(resource);
    if (trail?.recorder !== "Trail") {
        return undefined;
    }
    const { of } = trail.dialect;
    const own = trailIn(resource, originsOf);
    return {
        id: own.id,
        label: own.label,
        trail,
        region: regionOf(resource.provider, resource.props),
        bucket: linkOf(own, [of("S3BucketName")]),
        key: linkOf(own, [of("KmsKeyId")]),
    };
}

function readStackResource(
    resource: PulumiStackResource,
    originsOf: OriginsOf,
    given: ReadonlySet<string> | undefined,
): StackResource | undefined {
    const role = roleOfType(resource.type);
    if (role === undefined) {
        return readDesired(resource, originsOf);
    }
    const own = declared(resource, originsOf);
    return {
        ...own,
        role,
        type: terraformTypeOr(resource.type),
        properties: given === undefined ? own.properties : withoutComputed(own.properties, given),
        policyIsObserved: given === undefined ? maybeObserved(own) : ![...given].some(isPolicyProperty),
    };
}

/** A trail's own properties, which may be nested in an input of the resource that declares it. */
function trailIn(resource: PulumiStackResource, originsOf: OriginsOf): Omit<StackResource, "role" | "type"> {
    const own = declared(resource, originsOf);
    const desired = throughCloudControl(resource.type, () => own.properties);
    return desired?.kind === "recorder" ? { ...own, ...inside(desired, own) } : own;
}

/** What a resource declares through Cloud Control, besides trails. */
function readDesired(resource: PulumiStackResource, originsOf: OriginsOf): StackResource | undefined {
    const desired = throughCloudControl(resource.type, () => plainProperties(resource.props));
    if (desired?.kind !== "other") {
        return undefined;
    }
    const own = declared(resource, originsOf);
    return { ...own, role: desired.role, type: desired.type, ...inside(desired, own) };
}

function inside(
    desired: ThroughCloudControl & { readonly properties: StackResource["properties"] },
    { dependencies }: Pick<StackResource, "dependencies">,
): Pick<StackResource, "properties" | "dependencies"> {
    const origins = desired.isUnknown ? [] : dependencies(desired.holder);
    return { properties: desired.properties, dependencies: () => origins };
}

/**
 * The engine passes outputs, and names the resources that inputs are made from. If a policy is made from none, in a
 * resource that AWS knows already, the outputs alone don't show whether the program sets it or the last refresh found
 * it. Seen with pulumi 3.259 and programs in TypeScript, Python and YAML.
 */
function maybeObserved({ properties, dependencies }: Pick<StackResource, "properties" | "dependencies">): boolean {
    return typeof properties.arn === "string" && dependencies("policy").length === 0;
}

function declared(
    { urn, name, props, propertyDependencies }: PulumiStackResource,
    originsOf: OriginsOf,
): Omit<StackResource, "role" | "type"> {
    return {
        id: urn,
        label: name,
        properties: plainProperties(props),
        dependencies: property => originsOf(propertyDependencies[property] ?? []),
    };
}

/** What the provider also computes. */
const COMPUTED = ["policy", "acl", "grants", "accessControlPolicy", "keySpec"];

/**
 * Without what the provider computes: if that is unknown and not among the inputs, nobody has set it, and it will have AWS's
 * value. An unknown value without an origin in the program proves nothing: the Node and Python runtimes name no origin for the
 * result of a function with unknown arguments.
 */
function withoutComputed(
    properties: StackResource["properties"],
    given: ReadonlySet<string>,
): StackResource["properties"] {
    const computed = COMPUTED.filter(name => isUnknown(properties[name]) && !given.has(name));
    return { ...properties, ...Object.fromEntries(computed.map(name => [name, undefined])) };
}
