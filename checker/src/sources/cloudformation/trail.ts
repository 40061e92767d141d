import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Recorder } from "../../../../src/cloudtrail/selectors/field-rules";
import { isUnknown } from "../../../../src/cloudtrail/value";
import type { DeclaredTrail } from "../document";
import { nothingKnown } from "../nothing-known";
import type { TemplateResource } from "./resources";
import { conditionOf, dependencies } from "./stack";
import type { Template } from "./template";
import { propertiesOf, resolveValue } from "./value";

/** The resource types of templates that are trails or event data stores. */
const RECORDERS: ReadonlyMap<unknown, Recorder> = new Map([
    ["AWS::CloudTrail::Trail", "Trail"],
    ["AWS::CloudTrail::EventDataStore", "EventDataStore"],
    ["AWS::ObservabilityAdmin::TelemetryRule", "TelemetryRule"],
    ["AWS::ObservabilityAdmin::OrganizationTelemetryRule", "TelemetryRule"],
]);

/** The trail that a template resource declares; `undefined` for any other resource. */
export function trailOf(
    { logicalId, resource }: TemplateResource,
    template: Template,
    { line, region, secrets }: Pick<DeclaredTrail, "line" | "region" | "secrets">,
): DeclaredTrail | undefined {
    const recorder = isRecord(resource) ? RECORDERS.get(resource.Type) : undefined;
    if (!isRecord(resource) || recorder === undefined) {
        return undefined;
    }
    const resolved = propertiesOf(resource, template, resolveProperties);
    return {
        recorder,
        dialect: "cloudformation",
        properties: resolved === undefined ? nothingKnown("cloudformation", recorder) : withStrings(resolved),
        resourceName: logicalId,
        address: logicalId,
        line,
        region,
        secrets,
        dependencies: dependencies(resource),
        condition: conditionOf(resource, template),
    };
}

/**
 * The properties of a trail. Pseudo parameters have values only in advanced selectors: all other selectors appear in
 * the fix of a trail, which has to fit the partition in which the template is deployed.
 */
function resolveProperties(properties: unknown, template: Template): unknown {
    const resolved = resolveValue(properties, { ...template, values: template.given });
    return isUnknown(resolved) || !isRecord(resolved) || !isRecord(properties) || !(ADVANCED in resolved)
        ? resolved
        : { ...resolved, [ADVANCED]: resolveValue(properties[ADVANCED], template) };
}

const ADVANCED = "AdvancedEventSelectors";

/** Values of selectors are strings: CloudFormation reads `Equals: [true]` as `Equals: ["true"]`. */
function withStrings({
    AdvancedEventSelectors,
    ...others
}: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return AdvancedEventSelectors === undefined
        ? others
        : { ...others, AdvancedEventSelectors: strings(AdvancedEventSelectors) };
}

function strings(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(strings);
    }
    if (isRecord(value) && !isUnknown(value)) {
        return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, strings(entry)]));
    }
    return typeof value === "boolean" ? String(value) : value;
}
