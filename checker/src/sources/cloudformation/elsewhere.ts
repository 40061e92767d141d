import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { TemplateResource } from "./resources";

/** Resources that stand for the resources of another template, and their names in messages. */
const KINDS: readonly { readonly type: RegExp; readonly one: string; readonly many: string }[] = [
    {
        type: /^AWS::(CloudFormation::Stack|Serverless::Application)$/,
        one: "a nested stack",
        many: "nested stacks",
    },
    { type: /::MODULE$|^!Rain::Module$/, one: "a module", many: "modules" },
    { type: /^AWS::CloudFormation::StackSet$/, one: "a stack set", many: "stack sets" },
    {
        type: /^AWS::ServiceCatalog::CloudFormation(Provisioned)?Product$/,
        one: "a Service Catalog product",
        many: "Service Catalog products",
    },
];

/** Which of these resources have templates elsewhere, for a sentence: "a nested stack and 2 modules are". */
export function elsewhereIn(declared: readonly TemplateResource[]): string | undefined {
    const types = declared.map(typeOf);
    const counted = KINDS.flatMap(({ type, one, many }) => {
        const count = types.filter(name => name !== undefined && type.test(name)).length;
        return count === 0 ? [] : [{ count, text: count === 1 ? one : `${count} ${many}` }];
    });
    const total = counted.reduce((sum, { count }) => sum + count, 0);
    return total === 0 ? undefined : `${counted.map(({ text }) => text).join(" and ")} ${total === 1 ? "is" : "are"}`;
}

/** The type of a resource; Rain, a tool that fills in templates, has modules in place of types and of resources. */
function typeOf({ resource }: TemplateResource): string | undefined {
    if (!isRecord(resource)) {
        return undefined;
    }
    return isRainModule(resource) || isRainModule(resource.Type)
        ? "!Rain::Module"
        : typeof resource.Type === "string"
          ? resource.Type
          : undefined;
}

/** Does it use a Rain module? */
export function isRainModule(value: unknown): boolean {
    return isRecord(value) && "Fn::Rain::Module" in value;
}
