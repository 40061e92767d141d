import { nothingKnown } from "../../../../../src/cloudtrail/recorders/nothing-known";
import type { Recorder } from "../../../../../src/cloudtrail/selectors/field-rules";
import { isUnknown } from "../../../../../src/cloudtrail/value";
import type { Desired } from "../../../../../src/compliance/cloud-control";
import { NOT_IN_THE_SOURCE, type UnknownPhrasing } from "../../../../../src/compliance/findings/unknown-phrasing";
import type { DeclaredTrail } from "../../document";
import { type Resource, terraformTrail } from "../../terraform/resource";
import { causeOf, undecided } from "../evaluate/value";
import type { ResourceInstance } from "../modules/resource-instance";
import type { Block } from "../parse/ast";
import { plainValue } from "./plain-value";
import { ignoredChanges, readProperties } from "./read-trail-block";
import { SCHEMAS } from "./trail-schema";

/** The trail that a resource declares. */
export function declaredTrail(
    resource: ResourceInstance,
    recorder: Recorder,
    secrets: ReadonlySet<string>,
): DeclaredTrail {
    const { block, scope } = resource;
    const schema = SCHEMAS[resource.type] ?? { attributes: {}, blocks: {} };
    const properties = {
        ...readProperties(block.body, scope, schema),
        ...keptProperties(block, Object.keys(nothingKnown("terraform", recorder))),
    };
    return trailOf(resource, secrets, {
        recorder,
        dialect: "terraform",
        properties,
        dependencies: name => [...(resource.attribute(name)?.origins ?? [])],
    });
}

/** What a resource declares through Cloud Control, as far as the source decides it. */
export function valuesForCloudControl(resource: ResourceInstance): Resource {
    const names = ["type_name", "desired_state"];
    const written = names.map(name => [name, plainValue(resource.attribute(name)?.value ?? null)] as const);
    return { ...Object.fromEntries(written), ...keptProperties(resource.block, names) };
}

/** The trail that a resource declares through Cloud Control. */
export function desiredTrail(
    resource: ResourceInstance,
    { recorder, properties }: Desired & { readonly kind: "recorder" },
    secrets: ReadonlySet<string>,
): DeclaredTrail {
    return trailOf(resource, secrets, {
        recorder,
        dialect: "cloud-control",
        properties,
        dependencies: () => [...originsInside(resource)],
    });
}

/**
 * What a string for Cloud Control is made from; nothing if it is completely unknown, and so says nothing about a single
 * property.
 */
export function originsInside(resource: ResourceInstance): ReadonlySet<string> {
    const { value, origins } = resource.attribute("desired_state") ?? {};
    return isUnknown(value) ? new Set() : (origins ?? new Set());
}

function trailOf(
    { address, block, region, type }: ResourceInstance,
    secrets: ReadonlySet<string>,
    declared: Pick<DeclaredTrail, "recorder" | "dialect" | "properties" | "dependencies">,
): DeclaredTrail {
    const { line, file } = block.place;
    const unknownPhrasing = phrasingOf(declared.properties, region);
    return { ...terraformTrail(type, { ...declared, address, line, secrets, region, unknownPhrasing }), file };
}

/** Of these properties, those that Terraform leaves unchanged. */
function keptProperties(block: Block, names: readonly string[]): Resource {
    const ignored = ignoredChanges(block);
    return Object.fromEntries(
        names.flatMap(name =>
            ignored.has("all") || ignored.has(name)
                ? [[name, kept(ignored.has("all") ? "everything" : name, block)]]
                : [],
        ),
    );
}

/** A property that Terraform leaves unchanged, whatever the source says. */
function kept(name: string, { place }: Block): unknown {
    return undecided(`ignore_changes keeps the existing ${name}`, place);
}

/** How many causes a message names. */
const SHOWN = 3;

/** How to word unknown values: what each depends on. If all are known, only the Region can leave anything open. */
function phrasingOf(properties: unknown, region: unknown): UnknownPhrasing {
    const found = causesIn(properties);
    const causes = [...new Set(found.length > 0 ? found : causesIn(region))];
    const more = causes.length > SHOWN ? `; and ${causes.length - SHOWN} more` : "";
    return {
        ...NOT_IN_THE_SOURCE,
        ...(causes.length === 0 ? {} : { advice: `${causes.slice(0, SHOWN).join("; ")}${more}` }),
    };
}

function causesIn(value: unknown): string[] {
    if (isUnknown(value)) {
        return [causeOf(value) ?? "check the plan: some values are known only once it is made"];
    }
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(causesIn) : [];
}
