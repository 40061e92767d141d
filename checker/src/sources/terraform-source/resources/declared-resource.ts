import { isUnknown, Unknown } from "../../../../../src/cloudtrail/value";
import type { Desired } from "../../../../../src/compliance/cloud-control";
import { STACK_PROPERTIES } from "../../../../../src/compliance/stack/resources/read-stack";
import type { StackResource, StackRole } from "../../../../../src/compliance/stack/resources/stack-resource";
import { evaluateWhole } from "../evaluate/evaluate-whole";
import type { Scope } from "../evaluate/scope";
import { blocksIn } from "../modules/blocks";
import type { ResourceInstance } from "../modules/resource-instance";
import type { Body } from "../parse/ast";
import { originsInside } from "./declared-trail";
import { plainValue } from "./plain-value";
import { ignoredChanges } from "./read-trail-block";

/** What policies over stacks see of a resource that is not a trail. */
export function declaredResource(resource: ResourceInstance, role: StackRole): StackResource {
    const { address, block, scope, uncertain } = resource;
    const ignored = ignoredChanges(block);
    const written = [...block.body.attributes.keys()]
        .filter(name => STACK_PROPERTIES.has(name))
        .flatMap((name): [string, unknown][] => {
            const value = plainValue(resource.attribute(name)?.value ?? null);
            return value === null ? [] : [[name, value]];
        });
    const blocks = BLOCKS.flatMap((type): [string, unknown][] => {
        const values = blockValues(block.body, type, scope);
        return values.length === 0 ? [] : [[type, values]];
    });
    const kept = [...STACK_PROPERTIES].filter(name => ignored.has("all") || ignored.has(name));
    return {
        id: address,
        label: address,
        role,
        type: resource.type,
        properties: Object.fromEntries([...written, ...blocks, ...kept.map(name => [name, new Unknown()] as const)]),
        dependencies: name => [...(resource.attribute(name)?.origins ?? [])],
        ...(uncertain === undefined ? {} : { condition: uncertain }),
    };
}

/** The same for what it declares through Cloud Control. */
export function desiredStackResource(
    resource: ResourceInstance,
    { type, role, properties }: Desired & { readonly kind: "other" },
): StackResource {
    const { address, uncertain } = resource;
    return {
        id: address,
        label: address,
        role,
        type,
        properties,
        dependencies: () => [...originsInside(resource)],
        ...(uncertain === undefined ? {} : { condition: uncertain }),
    };
}

/** The blocks of buckets and their ACLs that show whom they let in, and those of data sources that show what they read. */
const BLOCKS = ["grant", "access_control_policy", "grantee", "data_source_configuration", "s3_configuration"];

function blockValues(body: Body, type: string, scope: Scope): unknown[] {
    return blocksIn(body, type, scope).map(block => {
        if (isUnknown(block)) {
            return block;
        }
        const attributes = [...block.body.attributes].map(([name, expression]) => [
            name,
            plainValue(evaluateWhole(expression, block.scope)),
        ]);
        const inner = BLOCKS.map(name => [name, blockValues(block.body, name, block.scope)] as const);
        return Object.fromEntries([...attributes, ...inner.filter(([, values]) => values.length > 0)]);
    });
}
