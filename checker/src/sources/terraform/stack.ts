import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { isUnknown, Unknown } from "../../../../src/cloudtrail/value";
import { declaresPolicy, nothingKnownOfResource } from "../../../../src/compliance/stack/resources/read-stack";
import type { StackResource } from "../../../../src/compliance/stack/resources/stack-resource";
import { stackProperties } from "../pulumi/resource";
import { actualOf, throughCloudControl } from "./cloud-control";
import { type TerraformConfiguration, withoutIndices } from "./configuration";
import { PASSED_ON } from "./passed-on";
import { type Resource, roleOf } from "./resource";
import { withUnknown } from "./values";

/** How many resources may pass a name on, one to the next. */
const LONGEST = 5;

/** What a plan declares besides trails, and what values are made from. */
export class TerraformStack {
    /** The instances of each resource, by its address without indices. */
    private readonly instances = new Map<string, Resource[]>();

    /** @param configuration of a plan; a state has none, and all values are known */
    constructor(private readonly configuration?: TerraformConfiguration) {}

    /** Registers a resource, so that references to it can be resolved. */
    add(resource: Resource): void {
        const name = withoutIndices(String(resource.address));
        const present = this.instances.get(name);
        if (present === undefined) {
            this.instances.set(name, [resource]);
        } else {
            present.push(resource);
        }
    }

    /** What in the stack the properties of a resource are made from: all instances of what they refer to. */
    dependencies(resource: Resource): StackResource["dependencies"] {
        return property => this.origins(resource, property, LONGEST);
    }

    /** What only passes a name on is followed: the `bucket` of a bucket policy is the name of its bucket. */
    private origins(resource: Resource, property: string, steps: number): readonly string[] {
        const names = this.configuration?.referencesOf(resource, property) ?? [];
        const targets = names.flatMap(name => this.instances.get(name) ?? []);
        const addresses = targets.flatMap(target => {
            const passed = steps === 0 ? undefined : PASSED_ON.get(roleOf(target));
            return passed === undefined ? [String(target.address)] : this.origins(target, passed, steps - 1);
        });
        return [...new Set(addresses)];
    }

    /** A resource as a change leaves it. */
    planned(resource: Resource): StackResource | undefined {
        const { after, after_unknown: marks } = isRecord(resource.change) ? resource.change : {};
        const values = isRecord(after) ? withUnknown(after, marks) : new Unknown();
        return this.resourceOf(resource, values);
    }

    /** A resource as it is, if everything in it is known. */
    resourceOf(resource: Resource, values: unknown, address = String(resource.address)): StackResource | undefined {
        const role = roleOf(resource);
        if (role === undefined) {
            return this.desired(resource, values, address);
        }
        const known = isRecord(values) && !isUnknown(values);
        const properties = known ? this.withoutComputed(resource, values) : nothingKnownOfResource();
        return {
            id: address,
            label: address,
            role,
            type: String(resource.type),
            properties,
            // For a bucket the provider shows the policy that AWS has, whoever set it.
            policyIsObserved: role === "bucket" && !declaresPolicy(this.given(resource, properties)),
            dependencies: this.dependencies(resource),
        };
    }

    /** What a resource declares through Cloud Control. */
    private desired(resource: Resource, values: unknown, address: string): StackResource | undefined {
        const desired = throughCloudControl(resource, values);
        if (desired?.kind !== "other") {
            return undefined;
        }
        const { id, desired_state }: Resource = isRecord(values) && !isUnknown(values) ? values : {};
        const actual = actualOf(values);
        const origins = isUnknown(desired_state) ? () => [] : () => this.dependencies(resource)("desired_state");
        return {
            id: address,
            label: address,
            role: desired.role,
            type: desired.type,
            ...stackProperties(desired.properties, isRecord(actual) ? { id, ...actual } : actual, "valid"),
            dependencies: origins,
        };
    }

    /** Without what the provider computes and nobody has set: it will be AWS's value. */
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
