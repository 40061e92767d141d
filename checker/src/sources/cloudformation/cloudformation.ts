import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import type { Recorder } from "../../../../src/cloudtrail/selectors/field-rules";
import { isUnknown } from "../../../../src/cloudtrail/value";
import type { Contents, DeclaredTrail, SourceDocument, UnreadPart } from "../document";
import { nothingKnown } from "../nothing-known";
import { resourcesOf, type TemplateResource } from "./loop";
import { conditionOf, dependencies, stackResourcesOf } from "./stack";
import { isIntrinsic, resolveValue } from "./value";

/** The resource types of templates that are trails or event data stores. */
const RECORDERS: ReadonlyMap<unknown, Recorder> = new Map([
    ["AWS::CloudTrail::Trail", "Trail"],
    ["AWS::CloudTrail::EventDataStore", "EventDataStore"],
]);

/** Is it a template of CloudFormation or SAM? */
export function isCloudFormation({ value }: SourceDocument): boolean {
    return (
        isRecord(value) &&
        isRecord(value.Resources) &&
        ("AWSTemplateFormatVersion" in value ||
            "Transform" in value ||
            Object.entries(value.Resources).some(
                ([name, resource]) => isIntrinsic(name) || (isRecord(resource) && isTypeName(resource.Type)),
            ))
    );
}

function isTypeName(type: unknown): boolean {
    return typeof type === "string" && /^\w+::/.test(type);
}

/** The trails that a template declares, whatever their conditions: each may come to be. */
export function readCloudFormation({ value, line, lineOf, openEnd }: SourceDocument): Contents {
    const template = isRecord(value) ? value : {};
    const resources = isRecord(template.Resources) ? template.Resources : {};
    const lineAt = (...names: readonly string[]) => lineOf?.(names) ?? line;
    const declared = resourcesOf(resources, template.Mappings);
    const elsewhere = declared.filter(({ resource }) => isRecord(resource) && ELSEWHERE.test(String(resource.Type)));
    const unread = [
        ...unreadMacros(template.Transform, lineAt("Transform")),
        ...unreadMacros(template[MACRO], lineAt(MACRO)),
        ...unreadMacros(resources[MACRO], lineAt("Resources", MACRO)),
    ];
    return {
        trails: declared.flatMap(
            ({ logicalId, resource, name }) =>
                trailOf(logicalId, resource, template.Mappings, lineAt("Resources", name)) ?? [],
        ),
        stack: {
            resources: stackResourcesOf(declared, template.Mappings),
            incomplete:
                unread.length > 0
                    ? "a macro may change the template"
                    : elsewhere.length > 0
                      ? `${nested(elsewhere.length)} not part of the template`
                      : undefined,
        },
        unread,
        problems: [...untyped(declared), ...cutOff(openEnd)],
        notes: elsewhere.length === 0 ? [] : [`${nested(elsewhere.length)} not part of it: check the template too`],
    };
}

const MACRO = "Fn::Transform";

/** CloudFormation refuses a resource without a type; here it may be a trail whose end, or whose beginning, was lost. */
function untyped(declared: readonly TemplateResource[]): string[] {
    const [first, ...more] = declared.filter(
        ({ logicalId, resource }) => !isIntrinsic(logicalId) && !mayHaveType(resource),
    );
    const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
    return first === undefined ? [] : [`its resource ${quote(first.logicalId)} has no Type${others}`];
}

function mayHaveType(resource: unknown): boolean {
    return (
        isUnknown(resource) ||
        (isRecord(resource) && (typeof resource.Type === "string" || Object.keys(resource).some(isIntrinsic)))
    );
}

/** CloudFormation takes no property without a value. */
function cutOff(openEnd: string | undefined): string[] {
    return openEnd === undefined ? [] : [`it ends with ${quote(openEnd)} and no value: it may be cut off`];
}

/** Resources that stand for the resources of another template. */
const ELSEWHERE = /^AWS::(CloudFormation::Stack|Serverless::Application)$|::MODULE$/;

function nested(count: number): string {
    return count === 1 ? "a nested stack or module is" : `${count} nested stacks or modules are`;
}

function trailOf(logicalId: string, resource: unknown, mappings: unknown, line: number): DeclaredTrail | undefined {
    const recorder = isRecord(resource) ? RECORDERS.get(resource.Type) : undefined;
    if (!isRecord(resource) || recorder === undefined) {
        return undefined;
    }
    const resolved = resolveValue(resource.Properties ?? {}, mappings);
    return {
        recorder,
        dialect: "cloudformation",
        properties:
            isRecord(resolved) && !isUnknown(resolved)
                ? withStrings(resolved)
                : nothingKnown("cloudformation", recorder),
        resourceName: logicalId,
        address: logicalId,
        line,
        secrets: new Set(),
        dependencies: dependencies(resource),
        condition: conditionOf(resource),
    };
}

/** Values of selectors are strings: CloudFormation takes `Equals: [true]` for `Equals: ["true"]`. */
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

/** AWS's transforms that neither add nor change trails. */
const HARMLESS = /^AWS::(Serverless|LanguageExtensions|CodeDeployBlueGreen|SecretsManager|ServiceCatalog)/;

/** A macro may add any trail, and change those that are written down. */
function unreadMacros(transform: unknown, line: number): UnreadPart[] {
    const transforms: readonly unknown[] = Array.isArray(transform) ? transform : [transform];
    return transforms
        .filter(entry => entry !== undefined && entry !== null)
        .map(entry => (isRecord(entry) ? String(entry.Name) : String(entry)))
        .filter(name => !HARMLESS.test(name))
        .map(name => ({
            address: `Transform ${name}`,
            name: `what the macro ${quote(name)} makes of the template`,
            reason: "only CloudFormation runs macros: check what `aws cloudformation get-template --template-stage Processed` prints",
            line,
        }));
}
