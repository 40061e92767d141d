import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { nothingKnown } from "../../../../src/cloudtrail/recorders/nothing-known";
import { isUnknown, Unknown } from "../../../../src/cloudtrail/value";
import type { Contents, DeclaredTrail, SourceDocument, UnreadPart } from "../document";
import { DeployedTemplates } from "../templates-elsewhere";
import { declaredRecorder, ownRegion, secretsOf, untyped } from "../terraform/cloud-control";
import { TerraformConfiguration } from "../terraform/configuration";
import { type Resource, terraformTrail } from "../terraform/resource";
import { TerraformStack } from "../terraform/stack";
import { noteSensitive, withUnknown } from "../terraform/values";
import { trailCalls } from "../trail-calls";
import { isPartial, isTrail, leftOutOf, leftOutTrail } from "./left-out";

/** Is it what `terraform show -json` writes for a plan? */
export function isTerraformPlan({ value }: SourceDocument): boolean {
    return isRecord(value) && "format_version" in value && ("planned_values" in value || "resource_changes" in value);
}

/** The trails after the plan. */
export function readTerraformPlan({ value, items }: SourceDocument): Contents {
    const plan = isRecord(value) ? value : {};
    const configuration = new TerraformConfiguration(plan);
    const stack = new TerraformStack(configuration);
    const changes = [
        ...items.filter(({ kind }) => kind === "terraform-change"),
        ...deferredChanges(plan).map(change => ({ value: change, line: undefined })),
    ].flatMap(item => (isRecord(item.value) ? [{ resource: item.value, line: item.line }] : []));
    const present = changes.filter(({ resource }) => !isRemoved(resource));
    for (const { resource } of present) {
        stack.add(resource);
    }
    const planned = present.flatMap(({ resource, line }) => plannedTrail(resource, line, configuration, stack) ?? []);
    const forgotten = changes.filter(({ resource }) => actionsOf(resource).includes("forget"));
    const changed = new Set(changes.map(({ resource }) => resource.address));
    const leftOut = leftOutOf(items, changed);
    const unchanged = items.flatMap(({ kind, value: resource, line }) =>
        kind === "terraform-planned" && isRecord(resource) && !changed.has(resource.address)
            ? [{ resource, line }]
            : [],
    );
    const named = [...changes, ...unchanged].map(({ resource }) => String(resource.address));
    const templates = new DeployedTemplates();
    const unread: UnreadPart[] = [];
    const read = [
        ...present.map(({ resource, line }) => ({ resource, line, values: plannedValues(resource) })),
        ...unchanged.map(({ resource, line }) => ({ resource, line, values: resource.values })),
        ...leftOut,
    ];
    for (const { resource, line, values } of read) {
        const address = String(resource.address);
        const place = line === undefined ? {} : { line };
        templates.add(address, resource.type, isRecord(values) ? values : {}, place);
        unread.push(...untyped(resource, values, { address, ...place }));
    }
    for (const { resource, line } of present.filter(({ resource }) => actionsOf(resource).includes("create"))) {
        unread.push(...trailCalls(configuration.commandsOf(resource), String(resource.address), { line }));
    }
    const partial = isPartial(plan, leftOut.length > 0, configuration, named);
    return {
        trails: [
            ...planned,
            ...unchanged.flatMap(({ resource, line }) => withoutChange(resource, line) ?? []),
            ...leftOut.flatMap(instance => leftOutTrail(instance) ?? []),
        ],
        stack: {
            dialect: "terraform",
            resources: [
                ...present.flatMap(({ resource }) => stack.planned(resource) ?? []),
                // Without a change, the plan doesn't show which of its values are unknown.
                ...unchanged.flatMap(({ resource }) => stack.resourceOf(resource, new Unknown()) ?? []),
                ...leftOut.flatMap(({ resource, values }) => stack.resourceOf(resource, values) ?? []),
            ],
            incomplete:
                plan.errored === true
                    ? "the plan failed"
                    : partial
                      ? "the plan leaves resources out"
                      : unread[0] && `${unread[0].address}: ${unread[0].reason}`,
            trailsUnread: templates.trailsUnread(),
        },
        unread: [...unread, ...templates.unread(), ...(partial ? [LEFT_OUT] : [])],
        problems: plan.errored === true ? ["the plan failed, so resources may be missing in it"] : [],
        notes: [
            ...forgotten.map(
                ({ resource }) => `${String(resource.address)} is not checked: the plan only removes it from the state`,
            ),
            ...leftOut
                .filter(isTrail)
                .map(({ address }) => `${address} is checked as it is in the prior state: the plan leaves it out`),
            ...templates.notes(),
        ],
    };
}

/** What a plan doesn't show may be a trail, or change one. */
const LEFT_OUT: UnreadPart = {
    address: "left out",
    name: "what the plan leaves out",
    reason: "it is targeted, or leaves resources for a later plan: plan without -target and -exclude",
};

/** Is it destroyed, or no longer managed by Terraform? */
function isRemoved(resource: Resource): boolean {
    const actions = actionsOf(resource);
    return actions.length > 0 && actions.every(action => REMOVING.has(action));
}

/** A trail after a change; `undefined` for other resources. */
function plannedTrail(
    resource: Resource,
    line: number | undefined,
    configuration: TerraformConfiguration,
    stack: TerraformStack,
): DeclaredTrail | undefined {
    const change = isRecord(resource.change) ? resource.change : {};
    const values = plannedValues(resource);
    const declared = declaredRecorder(resource, values);
    if (declared === undefined) {
        return undefined;
    }
    const { recorder, dialect, properties } = declared;
    const secrets = new Set<string>();
    noteSensitive(change.after, change.after_sensitive, secrets);
    const dependencies = stack.dependencies(resource);
    const { desired_state } = values ?? {};
    return terraformTrail(
        resource.type,
        {
            recorder,
            dialect,
            address: String(resource.address),
            line,
            secrets: secretsOf(secrets, change.after),
            properties: isRecord(properties) ? properties : nothingKnown(dialect, recorder),
            region: configuration.regionOf(resource),
            dependencies:
                dialect === "terraform"
                    ? dependencies
                    : () => (isUnknown(desired_state) ? [] : dependencies("desired_state")),
        },
        ownRegion(values),
    );
}

/** The values after a change, with `Unknown` for what is only known after apply; `undefined` if none are known. */
function plannedValues({ change }: Resource): Resource | undefined {
    const { after, after_unknown: unknown } = isRecord(change) ? change : {};
    const values = isRecord(after) ? withUnknown(after, unknown) : undefined;
    return isRecord(values) && !isUnknown(values) ? values : undefined;
}

/** Actions after which a resource no longer exists, or is no longer managed by Terraform. */
const REMOVING: ReadonlySet<unknown> = new Set(["delete", "forget"]);

/** A planned trail without a change: its unknown values are absent, and look like unset ones. */
function withoutChange(resource: Resource, line: number): DeclaredTrail | undefined {
    const declared = declaredRecorder(resource, resource.values);
    if (declared === undefined) {
        return undefined;
    }
    const { recorder, dialect } = declared;
    const secrets = new Set<string>();
    noteSensitive(resource.values, resource.sensitive_values, secrets);
    const properties = isRecord(declared.properties) ? declared.properties : {};
    const { advanced_event_selector: _, event_selector: __, ...known } = properties;
    return terraformTrail(
        resource.type,
        {
            recorder,
            dialect,
            address: String(resource.address),
            line,
            secrets: secretsOf(secrets, resource.values),
            // Text is there as a whole, or not at all.
            properties: dialect === "cloud-control" ? properties : { ...nothingKnown(dialect, recorder), ...known },
        },
        ownRegion(resource.values),
    );
}

function actionsOf({ change }: Resource): readonly unknown[] {
    return isRecord(change) && Array.isArray(change.actions) ? change.actions : [];
}

/** Changes that Terraform defers to a later plan, because something that they need is unknown. */
function deferredChanges({ deferred_changes: deferred }: Resource): unknown[] {
    return (Array.isArray(deferred) ? deferred : []).map((entry: unknown) =>
        isRecord(entry) ? entry.resource_change : undefined,
    );
}
