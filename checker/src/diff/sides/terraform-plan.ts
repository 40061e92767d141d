import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { gatherText } from "../../sources/gather-text";
import type { Sides } from "./side";

type Json = Readonly<Record<string, unknown>>;

/** A Terraform plan shows both sides: what exists, and what the plan makes of it. */
export function isPlan(value: unknown): value is Json {
    return isRecord(value) && "format_version" in value && Array.isArray(value.resource_changes);
}

/**
 * Both sides of a plan: `before` and `after` of each change (Terraform's JSON output format, "Change Representation"),
 * and the prior state of what it doesn't change.
 */
export function sidesOfPlan(plan: Json, text: string, file: string | undefined): Sides {
    const changes = list(plan.resource_changes).filter(isRecord);
    const prior = resourcesIn(isRecord(plan.prior_state) ? plan.prior_state.values : undefined);
    const changed = new Set(changes.flatMap(change => [change.address, change.previous_address]));
    const state = {
        format_version: "1.0",
        terraform_version: plan.terraform_version ?? "",
        values: {
            root_module: {
                resources: [...changes.flatMap(before), ...prior.filter(({ address }) => !changed.has(address))],
            },
        },
    };
    return {
        before: gatherText(JSON.stringify(state), file, "terraform-state"),
        after: { ...gatherText(text, file, "terraform-plan"), incomplete: whyIncomplete(plan) },
        moved: new Map(
            changes.flatMap(({ address, previous_address: previous }) =>
                typeof address === "string" && typeof previous === "string" ? [[address, previous]] : [],
            ),
        ),
    };
}

function whyIncomplete({ errored, complete }: Json): string | undefined {
    if (errored === true) {
        return "the plan failed";
    }
    return complete === false ? "the plan defers resources to a later one" : undefined;
}

/** A resource before a change; none if the change creates it. */
function before({ change, previous_address: previous, ...resource }: Json): Json[] {
    return isRecord(change) && isRecord(change.before)
        ? [
              {
                  ...resource,
                  address: previous ?? resource.address,
                  values: change.before,
                  sensitive_values: change.before_sensitive,
              },
          ]
        : [];
}

/** The resources of a module and its child modules. */
function resourcesIn(values: unknown): Json[] {
    const pending: unknown[] = [isRecord(values) ? values.root_module : undefined];
    const found: Json[] = [];
    while (pending.length > 0) {
        const module = pending.pop();
        if (isRecord(module)) {
            found.push(...list(module.resources).filter(isRecord));
            pending.push(...list(module.child_modules));
        }
    }
    return found;
}

function list(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
}
