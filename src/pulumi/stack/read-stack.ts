import { isUnknown } from "../../cloudtrail/value";
import { readStack } from "../../compliance/stack/resources/read-stack";
import type { Stack, StackTrail } from "../../compliance/stack/resources/stack";
import { linkOf, type StackResource } from "../../compliance/stack/resources/stack-resource";
import { type PulumiResource, readResource, regionOf } from "../read-resource";
import { stackOfUrn } from "../urn";
import { plainProperties } from "../values/properties";
import { type OriginsOf, originsAmong } from "./stack-origins";
import { STACK_ROLES } from "./stack-resource-types";

/** A resource of a stack, as a policy over stacks sees it. */
export interface PulumiStackResource extends PulumiResource {
    readonly urn: string;
    /** The resources that the value of each property is made from. */
    readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** What policies over stacks look at, of the resources of a stack. */
export function readPulumiStack(resources: readonly PulumiStackResource[]): Stack {
    const originsOf = originsAmong(resources);
    return readStack(
        stackOfUrn(resources[0]?.urn ?? ""),
        resources.flatMap(resource => readStackTrail(resource, originsOf) ?? []),
        resources.flatMap(resource => readStackResource(resource, originsOf) ?? []),
    );
}

function readStackTrail(resource: PulumiStackResource, originsOf: OriginsOf): StackTrail | undefined {
    const trail = readResource(resource);
    if (trail?.recorder !== "Trail") {
        return undefined;
    }
    const { of } = trail.dialect;
    const own = declared(resource, originsOf);
    return {
        id: own.id,
        label: own.label,
        trail,
        region: regionOf(resource.provider, own.properties),
        bucket: linkOf(own, [of("S3BucketName")]),
        key: linkOf(own, [of("KmsKeyId")]),
    };
}

function readStackResource(resource: PulumiStackResource, originsOf: OriginsOf): StackResource | undefined {
    const role = STACK_ROLES.get(resource.type);
    if (role === undefined) {
        return undefined;
    }
    const own = declared(resource, originsOf);
    // The engine hands over outputs, and names the resources that inputs are made from: of a policy that is made from none,
    // in a resource that AWS knows already, it can't be told whether the program gives it or the last refresh found it.
    // Seen with pulumi 3.259 and programs in TypeScript, Python and YAML.
    const policyIsObserved = typeof own.properties.arn === "string" && own.dependencies("policy").length === 0;
    return { ...own, role, properties: withoutComputed(own), policyIsObserved };
}

function declared(
    { urn, name, props, propertyDependencies }: PulumiStackResource,
    originsOf: OriginsOf,
): Omit<StackResource, "role"> {
    return {
        id: urn,
        label: name,
        properties: plainProperties(props),
        dependencies: property => originsOf(propertyDependencies[property] ?? []),
    };
}

/** What the provider also computes. */
const COMPUTED = ["policy", "acl", "grants", "keySpec"];

/**
 * Without what the provider computes: where that isn't known and is made from nothing of the program, nobody has given
 * it, and it will be what AWS makes it.
 */
function withoutComputed({
    properties,
    dependencies,
}: Pick<StackResource, "properties" | "dependencies">): StackResource["properties"] {
    const computed = COMPUTED.filter(name => isUnknown(properties[name]) && dependencies(name).length === 0);
    return { ...properties, ...Object.fromEntries(computed.map(name => [name, undefined])) };
}
