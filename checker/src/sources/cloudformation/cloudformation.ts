import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import { isUnknown } from "../../../../src/cloudtrail/value";
import type { Contents, SourceDocument } from "../document";
import { Unreadable } from "../input/unreadable";
import { readYaml } from "../input/yaml-document";
import { trailCalls } from "../trail-calls";
import { decidedConditions } from "./conditions";
import { elsewhereIn, isRainModule } from "./elsewhere";
import { macroIn, templateMacros, unreadMacro } from "./macro";
import { givenParameters, secretParameters } from "./parameters";
import { resourcesOf, type TemplateResource } from "./resources";
import { stackResourcesOf } from "./stack";
import { stackSetParameters } from "./stack-set-parameters";
import { ANYWHERE, type Deployment, environmentOf, PSEUDO_PARAMETERS, partitionOf, type Template } from "./template";
import { trailOf } from "./trail";
import { isIntrinsic, propertiesOf } from "./value";

/** Is it a CloudFormation or SAM template? */
export function isCloudFormation({ value }: SourceDocument): boolean {
    return (
        isRecord(value) &&
        (("AWSTemplateFormatVersion" in value && "Resources" in value) ||
            (isRecord(value.Resources) &&
                ("Transform" in value ||
                    Object.entries(value.Resources).some(
                        ([name, resource]) =>
                            isIntrinsic(name) ||
                            (isRecord(resource) &&
                                (isTypeName(resource.Type) || isRainModule(resource.Type) || isRainModule(resource))),
                    ))))
    );
}

function isTypeName(type: unknown): boolean {
    return typeof type === "string" && /^\w+::/.test(type);
}

/** Reads a template that a resource refers to, if it is available. */
export type ReadNested = (logicalId: string, resource: unknown, template: Template) => readonly Contents[] | undefined;

/**
 * The trails that a template declares, whatever their conditions, unless these are decided: each may be created.
 * @param nested reads other templates; those contained in stack sets are read anyway
 */
export function readCloudFormation(
    { value, line, lineOf, openEnd }: SourceDocument,
    deployment: Deployment = ANYWHERE,
    nested: ReadNested = () => undefined,
): readonly Contents[] {
    const document = isRecord(value) ? value : {};
    if (!isRecord(document.Resources)) {
        throw new Unreadable("its Resources is not an object", undefined, true);
    }
    const template = templateOf(document, deployment);
    const secrets = secretParameters(document.Parameters, template.given);
    const lineAt = (...names: readonly string[]) => lineOf?.(names) ?? line;
    const { resources, macros, problems } = resourcesOf(document.Resources, template);
    const present = resources.filter(({ resource }) => !isLeftOut(resource, template));
    const parts = present.map(entry => ({
        entry,
        inner:
            nested(entry.logicalId, entry.resource, template) ??
            stackSetTemplate(entry, template, deployment, lineAt("Resources", entry.name)),
    }));
    const elsewhere = elsewhereIn(parts.flatMap(({ entry, inner }) => (inner === undefined ? [entry] : [])));
    const unread = [
        ...templateMacros(document).map(macro =>
            unreadMacro(macro, "the template", `Transform ${macro.name.replaceAll('"', "")}`, lineAt(macro.property)),
        ),
        ...macros.map(({ macro, of, name }) => unreadMacro(macro, of, `Resources.${name}`, lineAt("Resources", name))),
    ];
    const calls = present.flatMap(entry =>
        trailCalls(sdkCallsOf(entry), entry.logicalId, { line: lineAt("Resources", entry.name) }),
    );
    const { region, partition, name } = deployment;
    return [
        {
            trails: present.flatMap(
                resource =>
                    trailOf(resource, template, {
                        line: lineAt("Resources", resource.name),
                        region,
                        partition,
                        secrets,
                    }) ?? [],
            ),
            stack: {
                name,
                dialect: "cloudformation",
                resources: stackResourcesOf(present, template),
                incomplete:
                    unread.length > 0
                        ? "a macro may change the template"
                        : elsewhere === undefined
                          ? undefined
                          : `${elsewhere} not part of the template`,
            },
            unread: [...unread, ...calls],
            problems: [...problems, ...untyped(resources), ...cutOff(openEnd)],
            notes: elsewhere === undefined ? [] : [`${elsewhere} not part of it: check the template too`],
        },
        ...parts.flatMap(({ inner }) => inner ?? []),
    ];
}

function templateOf(document: Readonly<Record<string, unknown>>, deployment: Deployment): Template {
    const environment = environmentOf(deployment);
    const given = new Map([...environment, ...givenParameters(document.Parameters, deployment)]);
    const undecided: Template = {
        mappings: document.Mappings,
        values: new Map([...PSEUDO_PARAMETERS, ...given]),
        given,
        resourceTypes: resourceTypesIn(document.Resources),
        conditions: new Map(),
    };
    return { ...undecided, conditions: decidedConditions(document.Conditions, undecided) };
}

/** The calls that CDK's `AwsCustomResource` makes when a stack is created or updated: text, or a function that builds it. */
function sdkCallsOf({ resource }: TemplateResource): readonly string[] {
    const { Type, Properties }: Readonly<Record<string, unknown>> = isRecord(resource) ? resource : {};
    return Type === "Custom::AWS" && isRecord(Properties)
        ? [Properties.Create, Properties.Update].flatMap(call => JSON.stringify(call) ?? [])
        : [];
}

/** A macro within a resource may make another of it. */
function resourceTypesIn(resources: unknown): ReadonlyMap<string, string> {
    return new Map(
        Object.entries(isRecord(resources) ? resources : {}).flatMap(([id, resource]) =>
            isRecord(resource) && typeof resource.Type === "string" && macroIn(resource) === undefined
                ? [[id, resource.Type] as const]
                : [],
        ),
    );
}

/** Is its condition decided so that it is never created? */
function isLeftOut(resource: unknown, { conditions }: Template): boolean {
    return isRecord(resource) && typeof resource.Condition === "string" && conditions.get(resource.Condition) === false;
}

/** The template that a stack set contains as a string: what it creates in other accounts. */
function stackSetTemplate(
    { logicalId, resource }: TemplateResource,
    template: Template,
    deployment: Deployment,
    line: number,
): readonly Contents[] | undefined {
    if (!isRecord(resource) || resource.Type !== "AWS::CloudFormation::StackSet") {
        return undefined;
    }
    const properties = propertiesOf(resource, { ...template, values: template.given });
    if (properties === undefined) {
        return undefined;
    }
    const { TemplateBody } = properties;
    // A dynamic reference within the text makes a value of the inner template unknown, not the whole template.
    const written = isRecord(resource.Properties) ? resource.Properties.TemplateBody : undefined;
    const body = typeof written === "string" ? written : TemplateBody;
    const [document] = typeof body === "string" ? documentsIn(body) : [];
    if (document === undefined || !isCloudFormation(document)) {
        return undefined;
    }
    // Its Regions differ from this stack's; its partition can't.
    const inner = readCloudFormation(document, {
        name: deployment.name === undefined ? logicalId : `${deployment.name}/${logicalId}`,
        partition: partitionOf(deployment),
        parameters: stackSetParameters(properties),
    });
    return inner.map(contents => within(contents, logicalId, line));
}

function documentsIn(text: string): readonly SourceDocument[] {
    try {
        return readYaml(text);
    } catch (error) {
        if (error instanceof Unreadable) {
            return [];
        }
        throw error;
    }
}

/** What a template within another declares, at the place of the resource that refers to it. */
function within({ trails = [], stack, unread = [], ...others }: Contents, logicalId: string, line: number): Contents {
    const addressOf = (address: string) => `${logicalId}/${address}`;
    return {
        ...others,
        trails: trails.map(trail => ({
            ...trail,
            address: addressOf(trail.address),
            resourceName: addressOf(trail.resourceName),
            line,
        })),
        stack: stack && { ...stack, address: addressOf(stack.address ?? "stack") },
        unread: unread.map(part => ({ ...part, address: addressOf(part.address), line })),
    };
}

/** CloudFormation refuses a resource without a type; here it may be a trail whose beginning or end was lost. */
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
