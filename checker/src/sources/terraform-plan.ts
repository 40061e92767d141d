import type { Recorder } from "../../../src/cloudtrail/field-rules";
import { isRecord } from "../../../src/cloudtrail/plain-data";
import { isUnknown } from "../../../src/cloudtrail/value";
import type { Contents, DeclaredTrail, SourceDocument } from "./document";
import { nothingKnown } from "./nothing-known";
import { TerraformRegions } from "./terraform-regions";
import { recorderOf, terraformTrail } from "./terraform-resource";
import { noteSensitive, withUnknown } from "./terraform-values";

/** Is it what `terraform show -json` writes of a plan? */
export function isTerraformPlan({ value }: SourceDocument): boolean {
    return isRecord(value) && "format_version" in value && ("planned_values" in value || "resource_changes" in value);
}

/** The trails as the plan would leave them. */
export function readTerraformPlan({ value, pieces }: SourceDocument): Contents {
    const plan = isRecord(value) ? value : {};
    const regions = new TerraformRegions(plan);
    const changes = [
        ...pieces.filter(({ kind }) => kind === "terraform-change"),
        ...deferredChanges(plan).map(change => ({ value: change, line: undefined })),
    ].flatMap(piece => (isRecord(piece.value) ? [{ resource: piece.value, line: piece.line }] : []));
    const planned = changes.flatMap(({ resource, line }) => plannedTrail(resource, line, regions) ?? []);
    const forgotten = changes.filter(({ resource }) => actionsOf(resource).includes("forget"));
    const changed = new Set(changes.map(({ resource }) => resource.address));
    return {
        trails: [
            ...planned,
            ...pieces.flatMap(({ kind, value: resource, line }) =>
                kind === "terraform-resource" && isRecord(resource) && !changed.has(resource.address)
                    ? (withoutChange(resource, line) ?? [])
                    : [],
            ),
        ],
        problems: plan.errored === true ? ["the plan failed, so resources may be missing in it"] : [],
        notes: forgotten.map(({ resource }) => `${String(resource.address)} is only forgotten by it, and not checked`),
    };
}

/** A trail as a change leaves it; `undefined` for what is destroyed, and for other resources. */
function plannedTrail(
    resource: Readonly<Record<string, unknown>>,
    line: number | undefined,
    regions: TerraformRegions,
): DeclaredTrail | undefined {
    const recorder = recorderOf(resource);
    const change = isRecord(resource.change) ? resource.change : {};
    const actions = actionsOf(resource);
    if (recorder === undefined || (actions.length > 0 && actions.every(action => REMOVING.has(action)))) {
        return undefined;
    }
    const secrets = new Set<string>();
    noteSensitive(change.after, change.after_sensitive, secrets);
    return terraformTrail({
        recorder,
        address: String(resource.address),
        line,
        secrets,
        properties: propertiesOf(change, recorder),
        region: regions.of(resource),
    });
}

function propertiesOf(
    { after, after_unknown: unknown }: Readonly<Record<string, unknown>>,
    recorder: Recorder,
): Readonly<Record<string, unknown>> {
    const properties = isRecord(after) ? withUnknown(after, unknown) : undefined;
    return isRecord(properties) && !isUnknown(properties) ? properties : nothingKnown("terraform", recorder);
}

/** Actions after which a resource is not there, or Terraform's no longer. */
const REMOVING: ReadonlySet<unknown> = new Set(["delete", "forget"]);

/** A planned trail without a change: what isn't known is absent there, and can't be told from what isn't set. */
function withoutChange(resource: Readonly<Record<string, unknown>>, line: number): DeclaredTrail | undefined {
    const recorder = recorderOf(resource);
    if (recorder === undefined) {
        return undefined;
    }
    const secrets = new Set<string>();
    noteSensitive(resource.values, resource.sensitive_values, secrets);
    const {
        advanced_event_selector: _,
        event_selector: __,
        ...known
    } = isRecord(resource.values) ? resource.values : {};
    return terraformTrail({
        recorder,
        address: String(resource.address),
        line,
        secrets,
        properties: { ...nothingKnown("terraform", recorder), ...known },
    });
}

function actionsOf({ change }: Readonly<Record<string, unknown>>): readonly unknown[] {
    return isRecord(change) && Array.isArray(change.actions) ? change.actions : [];
}

/** Changes that Terraform leaves for a later plan, because something that it needs isn't known yet. */
function deferredChanges({ deferred_changes: deferred }: Readonly<Record<string, unknown>>): unknown[] {
    return (Array.isArray(deferred) ? deferred : []).map((entry: unknown) =>
        isRecord(entry) ? entry.resource_change : undefined,
    );
}
