import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { DeclaredTrail } from "../document";
import type { StreamedItem } from "../input/json-splitter";
import { declaredRecorder } from "../terraform/cloud-control";
import { type TerraformConfiguration, withoutIndices } from "../terraform/configuration";
import { type Instance, shownInstance, stateTrail } from "../terraform/instance";
import type { Resource } from "../terraform/resource";

/**
 * What the prior state has and no change of the plan names: a targeted plan leaves it out, and it stays as it is. (A
 * complete plan has a change for everything, be it "no-op". Moved resources already have their new address in the prior
 * state.)
 */
export function leftOutOf(items: readonly StreamedItem[], changed: ReadonlySet<unknown>): Instance[] {
    return items.flatMap(({ kind, value, line }) =>
        kind === "terraform-prior" && isRecord(value) && !changed.has(value.address) ? shownInstance(value, line) : [],
    );
}

/** A trail that the plan leaves out, marked as such. */
export function leftOutTrail(instance: Instance): DeclaredTrail | undefined {
    const trail = stateTrail(instance);
    return trail && { ...trail, facts: { "Read from": "the prior state, because the plan leaves it out" } };
}

/** Is it a trail or an event data store? */
export function isTrail({ resource, values }: Instance): boolean {
    return declaredRecorder(resource, values) !== undefined;
}

/**
 * May a plan leave out trails that are to be created? Terraform says so since 1.8; OpenTofu and older versions don't,
 * but their plan then lacks something of the prior state or of the configuration.
 */
export function isPartial(
    { complete, resource_changes: changes }: Resource,
    leavesOut: boolean,
    configuration: TerraformConfiguration,
    named: readonly string[],
): boolean {
    if (typeof complete === "boolean") {
        return !complete;
    }
    // A plan that only refreshes the state has no changes at all.
    const names = new Set(named.map(withoutIndices));
    return changes !== undefined && (leavesOut || configuration.certainTrails().some(address => !names.has(address)));
}
