import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { CLOUDFORMATION_RECORDERS } from "../../../../src/cloudtrail/recorders/cloudformation-recorders";
import { nothingKnown } from "../../../../src/cloudtrail/recorders/nothing-known";
import { isUnknown } from "../../../../src/cloudtrail/value";
import type { DeclaredTrail } from "../document";
import type { TemplateResource } from "./resources";
import { conditionOf, dependencies } from "./stack";
import type { Template } from "./template";
import { propertiesOf, resolveValue } from "./value";

/** The trail that a template resource declares; `undefined` for any other resource. */
export function trailOf(
    { logicalId, resource }: TemplateResource,
    template: Template,
    { line, region, partition, secrets }: Pick<DeclaredTrail, "line" | "region" | "partition" | "secrets">,
): DeclaredTrail | undefined {
    const recorder = isRecord(resource) ? CLOUDFORMATION_RECORDERS.get(resource.Type) : undefined;
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
        partition,
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
    if (isUnknown(resolved) || !isRecord(resolved) || !isRecord(properties)) {
        return resolved;
    }
    const holder = [ADVANCED, RULE].find(name => name in resolved);
    return holder === undefined ? resolved : { ...resolved, [holder]: resolveValue(properties[holder], template) };
}

const ADVANCED = "AdvancedEventSelectors";
/** What contains those of a telemetry rule. */
const RULE = "Rule";

/** Values of selectors are strings, however deep: CloudFormation reads `Equals: [true]` as `Equals: ["true"]`. */
function withStrings(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(properties).map(([name, value]) => {
            if (name === ADVANCED) {
                return [name, strings(value)];
            }
            return [name, isRecord(value) && !isUnknown(value) ? withStrings(value) : value];
        }),
    );
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
