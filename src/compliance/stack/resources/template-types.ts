/**
 * The resource types from which CloudFormation creates more resources, with a template, and the property that may contain the
 * text of that template.
 */
export const TEMPLATE_TYPES: ReadonlyMap<unknown, string | undefined> = new Map<unknown, string | undefined>([
    ["aws_cloudformation_stack", "template_body"],
    ["aws_cloudformation_stack_set", "template_body"],
    ["aws_serverlessapplicationrepository_cloudformation_stack", undefined],
    ["aws_servicecatalog_provisioned_product", undefined],
    ["aws:cloudformation/stack:Stack", "templateBody"],
    ["aws:cloudformation/stackSet:StackSet", "templateBody"],
    ["aws:serverlessrepository/cloudFormationStack:CloudFormationStack", undefined],
    ["aws:servicecatalog/provisionedProduct:ProvisionedProduct", undefined],
    ["aws-native:cloudformation:Stack", "templateBody"],
    ["aws-native:cloudformation:StackSet", "templateBody"],
    ["aws-native:servicecatalog:CloudFormationProvisionedProduct", undefined],
]);

/** The names of the properties that contain the text of a template. */
export const TEMPLATE_PROPERTIES: ReadonlySet<string> = new Set(
    [...TEMPLATE_TYPES.values()].flatMap(name => name ?? []),
);

/** Where the trails that a template declares may be: in text that is available, or elsewhere. */
export type TemplateTrails = "inside" | "elsewhere";

/**
 * Whether a resource may create trails with a template; `undefined` if it has none, or if its text mentions no resource that
 * could be one.
 */
export function templateTrails(
    type: unknown,
    properties: Readonly<Record<string, unknown>>,
): TemplateTrails | undefined {
    if (!TEMPLATE_TYPES.has(type)) {
        return undefined;
    }
    const body = properties[TEMPLATE_TYPES.get(type) ?? ""];
    if (typeof body !== "string" || body === "") {
        return "elsewhere";
    }
    return RECORDER.test(body) ? "inside" : MORE.test(body) ? "elsewhere" : undefined;
}

const RECORDER = /AWS::(CloudTrail|ObservabilityAdmin)::/;

/**
 * What creates resources that the text of a template doesn't name: other templates, and macros, except those of AWS that add
 * none.
 */
const MORE =
    /AWS::CloudFormation::Stack|AWS::Serverless::Application|AWS::ServiceCatalog::CloudFormationP|::MODULE\b|Fn::Transform|!Transform|Rain::|\bTransform['"]?\s*:(?![\s[\-'"]*AWS::(Serverless-2016|LanguageExtensions))/;
