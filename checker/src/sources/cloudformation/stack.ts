import { isRecord } from "../../../../src/cloudtrail/plain-data";
import {
    BEDROCK_TYPE_NAMES,
    DATA_SOURCE_TYPE_NAMES,
} from "../../../../src/compliance/stack/resources/bedrock-resources";
import type { StackResource, StackRole } from "../../../../src/compliance/stack/resources/stack-resource";
import { nothingKnownOfResource } from "../nothing-known";
import { referencesIn } from "./references";
import type { TemplateResource } from "./resources";
import type { Template } from "./template";
import { propertiesOf } from "./value";

/** The resource types, besides trails, that stack policies use. */
const ROLES: ReadonlyMap<unknown, StackRole> = new Map<unknown, StackRole>([
    ["AWS::S3::Bucket", "bucket"],
    ["AWS::S3::BucketPolicy", "bucket-policy"],
    ["AWS::KMS::Key", "key"],
    ["AWS::KMS::ReplicaKey", "key"],
    ["AWS::KMS::Alias", "key-alias"],
    ...BEDROCK_TYPE_NAMES.map(name => [name, "bedrock"] as const),
    ...DATA_SOURCE_TYPE_NAMES.map(name => [name, "data-source"] as const),
]);

/** What a template declares besides trails. */
export function stackResourcesOf(declared: readonly TemplateResource[], template: Template): StackResource[] {
    return declared.flatMap(({ logicalId, resource }): StackResource[] => {
        const role = isRecord(resource) ? ROLES.get(resource.Type) : undefined;
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
