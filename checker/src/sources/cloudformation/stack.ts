import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { CLOUDFORMATION_ROLES } from "../../../../src/compliance/stack/resources/cloudformation-roles";
import { nothingKnownOfResource } from "../../../../src/compliance/stack/resources/read-stack";
import type { StackResource } from "../../../../src/compliance/stack/resources/stack-resource";
import { referencesIn } from "./references";
import type { TemplateResource } from "./resources";
import type { Template } from "./template";
import { propertiesOf } from "./value";

/** What a template declares besides trails. */
export function stackResourcesOf(declared: readonly TemplateResource[], template: Template): StackResource[] {
    return declared.flatMap(({ logicalId, resource }): StackResource[] => {
        const role = isRecord(resource) ? CLOUDFORMATION_ROLES.get(resource.Type) : undefined;
        if (role === undefined || !isRecord(resource)) {
            return [];
        }
        return [
            {
                id: logicalId,
                label: logicalId,
                condition: conditionOf(resource, template),
                role,
                type: String(resource.Type),
                properties: propertiesOf(resource, template) ?? nothingKnownOfResource(),
                dependencies: dependencies(resource),
            },
        ];
    });
}

/** What in the template the properties of a resource are made from. */
export function dependencies({ Properties }: Readonly<Record<string, unknown>>): StackResource["dependencies"] {
    return property => referencesIn(isRecord(Properties) ? Properties[property] : undefined);
}

/** The condition that decides whether a resource exists at all, unless it is already decided. */
export function conditionOf(
    { Condition }: Readonly<Record<string, unknown>>,
    { conditions }: Template,
): string | undefined {
    return typeof Condition === "string" && !conditions.has(Condition) ? Condition : undefined;
}
