import { cloudControlNames } from "../resources/cloud-control";
import { throughTerraform } from "../resources/through-terraform";
import { beneathProxies } from "../values/properties";
import { roleOfType } from "./stack-resource-types";

/** A resource on its way to the provider: these are its inputs, where a stack policy sees outputs. */
interface Resource {
    readonly type: string;
    readonly urn: string;
    readonly props: Record<string, unknown>;
}

const GIVEN = new Map<string, ReadonlySet<string>>();
const INPUTS_ALONE = new Map<string, Record<string, unknown>>();

/**
 * Remembers which inputs a program sets on a resource. The engine shows a pack each resource before the whole stack, in which
 * nothing distinguishes what the program sets from what the provider computes.
 */
export function noteInputs({ type, urn, props }: Resource): void {
    if (cloudControlNames(type) !== undefined || throughTerraform(type)?.dialect.name === "terraform") {
        INPUTS_ALONE.set(urn, props);
    }
    const role = roleOfType(type);
    if (role !== undefined && role !== "bedrock") {
        GIVEN.set(urn, new Set(Object.keys(beneathProxies(props))));
    }
}

/** The names of the inputs that the program sets on a resource of the stack, or `undefined` if the pack has not seen them. */
export function givenInputs(urn: string): ReadonlySet<string> | undefined {
    return GIVEN.get(urn);
}

/**
 * Resources of a stack, some with their inputs in place of their outputs: the outputs of an `aws-native.ExtensionResource` contain
 * neither its type nor what was requested, and what a Terraform module creates has no outputs.
 */
export function withGivenInputs<T extends Resource>(resources: readonly T[]): readonly T[] {
    return INPUTS_ALONE.size === 0
        ? resources
        : resources.map(resource => {
              const props = INPUTS_ALONE.get(resource.urn);
              return props === undefined ? resource : { ...resource, props };
          });
}
