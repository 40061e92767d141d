import { CLOUD_CONTROL } from "../cloud-control";
import { beneathProxies } from "../values/properties";
import { STACK_ROLES } from "./stack-resource-types";

/** A resource on its way to the provider: these are its inputs, where a stack policy sees outputs. */
interface Resource {
    readonly type: string;
    readonly urn: string;
    readonly props: Record<string, unknown>;
}

const GIVEN = new Map<string, ReadonlySet<string>>();
const THROUGH_CLOUD_CONTROL = new Map<string, Record<string, unknown>>();

/**
 * Remembers which inputs a resource is given. The engine shows a pack each resource before the whole stack, in which
 * nothing distinguishes what the program gives from what the provider computes.
 */
export function noteInputs({ type, urn, props }: Resource): void {
    if (CLOUD_CONTROL.has(type)) {
        THROUGH_CLOUD_CONTROL.set(urn, props);
    }
    const role = STACK_ROLES.get(type);
    if (role !== undefined && role !== "bedrock") {
        GIVEN.set(urn, new Set(Object.keys(beneathProxies(props))));
    }
}

/** The names of the inputs that a resource of the stack is given, or `undefined` if the pack has not seen them. */
export function givenInputs(urn: string): ReadonlySet<string> | undefined {
    return GIVEN.get(urn);
}

/**
 * Resources of a stack, those for Cloud Control with their inputs in place of their outputs: the outputs of an
 * `aws-native.ExtensionResource` contain neither its type nor what was asked for.
 */
export function withGivenInputs<T extends Resource>(resources: readonly T[]): readonly T[] {
    return THROUGH_CLOUD_CONTROL.size === 0
        ? resources
        : resources.map(resource => {
              const props = THROUGH_CLOUD_CONTROL.get(resource.urn);
              return props === undefined ? resource : { ...resource, props };
          });
}
