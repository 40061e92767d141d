import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import { isUnknown } from "../../../../src/cloudtrail/value";
import type { Contents, SourceDocument } from "../document";
import { elsewhereIn, isRainModule } from "./elsewhere";
import { templateMacros, unreadMacro } from "./macro";
import { resourcesOf, type TemplateResource } from "./resources";
import { stackResourcesOf } from "./stack";
import { PSEUDO_PARAMETERS, type Template } from "./template";
import { trailOf } from "./trail";
import { isIntrinsic } from "./value";

/** Is it a template of CloudFormation or SAM? */
export function isCloudFormation({ value }: SourceDocument): boolean {
    return (
        isRecord(value) &&
        isRecord(value.Resources) &&
        ("AWSTemplateFormatVersion" in value ||
            "Transform" in value ||
            Object.entries(value.Resources).some(
                ([name, resource]) =>
                    isIntrinsic(name) ||
                    (isRecord(resource) &&
                        (isTypeName(resource.Type) || isRainModule(resource.Type) || isRainModule(resource))),
            ))
    );
}

function isTypeName(type: unknown): boolean {
    return typeof type === "string" && /^\w+::/.test(type);
}

/** The trails that a template declares, whatever their conditions: each may come to be. */
export function readCloudFormation({ value, line, lineOf, openEnd }: SourceDocument): Contents {
    const document = isRecord(value) ? value : {};
    const template: Template = { mappings: document.Mappings, values: PSEUDO_PARAMETERS };
    const lineAt = (...names: readonly string[]) => lineOf?.(names) ?? line;
    const { resources, macros, problems } = resourcesOf(
        isRecord(document.Resources) ? document.Resources : {},
        template,
    );
    const elsewhere = elsewhereIn(resources);
    const unread = [
        ...templateMacros(document).map(macro =>
            unreadMacro(macro, "the template", `Transform ${macro.name.replaceAll('"', "")}`, lineAt(macro.property)),
        ),
        ...macros.map(({ macro, of, name }) => unreadMacro(macro, of, `Resources.${name}`, lineAt("Resources", name))),
    ];
    return {
        trails: resources.flatMap(resource => trailOf(resource, template, lineAt("Resources", resource.name)) ?? []),
        stack: {
            resources: stackResourcesOf(resources, template),
            incomplete:
                unread.length > 0
                    ? "a macro may change the template"
                    : elsewhere === undefined
                      ? undefined
                      : `${elsewhere} not part of the template`,
        },
        unread,
        problems: [...problems, ...untyped(resources), ...cutOff(openEnd)],
        notes: elsewhere === undefined ? [] : [`${elsewhere} not part of it: check the template too`],
    };
}

/** CloudFormation refuses a resource without a type; here it may be a trail whose end, or whose beginning, was lost. */
function untyped(declared: readonly TemplateResource[]): string[] {
    const [first, ...more] = declared.filter(({ resource }) => !mayHaveType(resource));
    const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
    return first === undefined ? [] : [`its resource ${quote(first.logicalId)} has no Type${others}`];
}

function mayHaveType(resource: unknown): boolean {
    return (
        isUnknown(resource) ||
        (isRecord(resource) &&
            (typeof resource.Type === "string" || isRainModule(resource.Type) || isRainModule(resource)))
    );
}

/** CloudFormation accepts no property without a value. */
function cutOff(openEnd: string | undefined): string[] {
    return openEnd === undefined ? [] : [`it ends with ${quote(openEnd)} and no value: it may be cut off`];
}
