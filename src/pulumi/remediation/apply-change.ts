import { Secret } from "@pulumi/policy";
import type { Trail } from "../../cloudtrail/recorders/trail";
import { remediatedSelectors } from "../../cloudtrail/remediation";
import type { Dialect } from "../../cloudtrail/selectors/dialect";
import { writeSelectors } from "../../cloudtrail/selectors/write-selectors";
import type { TrailChange } from "../../compliance/findings/change";
import { beneathProxies, holdsSecret } from "../values/properties";

/**
 * Applies a change to the inputs of a resource, in place, beneath the SDK's proxies: unknown values and secrets stay as
 * they are. Secrets in basic selectors make the whole converted list secret.
 * @param properties the inputs, as the policy SDK passes them to a remediation
 */
export function applyChange(properties: Record<string, unknown>, change: TrailChange, { dialect }: Trail): void {
    const target = beneathProxies(properties);
    const { holder } = dialect;
    if (holder === undefined) {
        applyTo(target, change, dialect);
        return;
    }
    const given = target[holder];
    const state = given instanceof Secret ? given.value : given;
    const desired = (typeof state === "string" ? JSON.parse(state) : state) as Record<string, unknown>;
    applyTo(desired, change, dialect);
    set(target, holder, typeof state === "string" ? JSON.stringify(desired) : desired);
}

function applyTo(target: Record<string, unknown>, change: TrailChange, dialect: Dialect): void {
    const { of } = dialect;
    if (change.kind === "set") {
        set(target, of(change.property), change.value);
        if (change.also !== undefined) {
            set(target, of(change.also), true);
        }
        return;
    }
    const { plan } = change;
    const advanced = of("AdvancedEventSelectors");
    const added = writeSelectors(
        plan.added.map(({ selector }) => selector),
        dialect,
    );
    if (plan.converted === undefined) {
        set(target, advanced, [...listBeneath(target[advanced]), ...added]);
        return;
    }
    const basic = of("EventSelectors");
    const selectors = writeSelectors(remediatedSelectors(plan), dialect);
    target[advanced] = holdsSecret(target[basic]) ? new Secret(selectors) : selectors;
    // The provider has checked the inputs already: both kinds at once would fail only at apply time.
    delete target[basic];
}

/** Sets a property; if it was secret, it stays secret. */
function set(target: Record<string, unknown>, property: string, value: unknown): void {
    target[property] = target[property] instanceof Secret ? new Secret(value) : value;
}

function listBeneath(value: unknown): readonly unknown[] {
    const list = value instanceof Secret ? value.value : value;
    return Array.isArray(list) ? list : [list];
}
