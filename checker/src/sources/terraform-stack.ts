import { isRecord } from "../../../src/cloudtrail/plain-data";
import { isUnknown, Unknown } from "../../../src/cloudtrail/value";
import { declaresPolicy } from "../../../src/compliance/stack/read-stack";
import type { StackResource } from "../../../src/compliance/stack/stack-resource";
import { nothingKnownOfResource } from "./nothing-known";
import { type TerraformConfiguration, withoutIndices } from "./terraform-configuration";
import { type Resource, roleOf } from "./terraform-resource";
import { withUnknown } from "./terraform-values";

/** What a plan declares besides trails, and what values are made from. */
export class TerraformStack {
    /** The addresses of the instances of each resource. */
    private readonly instances = new Map<string, string[]>();

    /** @param configuration of a plan; a state has none, and all values are known */
    constructor(private readonly configuration?: TerraformConfiguration) {}

    /** Makes a resource known, so that references to it lead somewhere. */
    add(address: string): void {
        const name = withoutIndices(address);
        const present = this.instances.get(name);
        if (present === undefined) {
            this.instances.set(name, [address]);
        } else {
            present.push(address);
        }
    }

    /** What of the stack the properties of a resource are made from: all instances of what they refer to. */
    madeFrom(resource: Resource): StackResource["madeFrom"] {
        return property =>
            this.configuration?.referencesOf(resource, property).flatMap(name => this.instances.get(name) ?? []) ?? [];
    }

    /** A resource as a change leaves it. */
    planned(resource: Resource): StackResource | undefined {
        const { after, after_unknown: marks } = isRecord(resource.change) ? resource.change : {};
        const values = isRecord(after) ? withUnknown(after, marks) : new Unknown();
        return this.resourceOf(resource, values);
    }

    /** A resource as it is, where all that is there is known. */
    resourceOf(resource: Resource, values: unknown, address = String(resource.address)): StackResource | undefined {
        const role = roleOf(resource);
        if (role === undefined) {
            return undefined;
        }
        const known = isRecord(values) && !isUnknown(values);
        const properties = known ? this.withoutComputed(resource, values) : nothingKnownOfResource();
        return {
            id: address,
            label: address,
            role,
            properties,
            // Of a bucket the provider shows the policy that AWS has, whoever gave it.
            policyIsObserved: role === "bucket" && !declaresPolicy(this.given(resource, properties)),
            madeFrom: this.madeFrom(resource),
        };
    }

    /** Without what the provider computes and nobody has given: it will be what AWS makes it. */
    private withoutComputed(resource: Resource, values: Resource): Resource {
        return Object.fromEntries(
            Object.entries(values).filter(
                ([name, value]) => !isUnknown(value) || this.configuration?.isGiven(resource, name) !== false,
            ),
        );
    }

    private given(resource: Resource, properties: Resource): Resource {
        return Object.fromEntries(
            Object.entries(properties).filter(([name]) => this.configuration?.isGiven(resource, name) === true),
        );
    }
}
