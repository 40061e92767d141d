import { count } from "../text/count";

/** The resource types from which CloudFormation makes more resources, by a template that stands elsewhere. */
export const TEMPLATE_TYPES: ReadonlySet<unknown> = new Set([
    "aws_cloudformation_stack",
    "aws_cloudformation_stack_set",
    "aws_serverlessapplicationrepository_cloudformation_stack",
    "aws_servicecatalog_provisioned_product",
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackSet:StackSet",
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
    "aws-native:cloudformation:Stack",
    "aws-native:cloudformation:StackSet",
    "aws-native:servicecatalog:CloudFormationProvisionedProduct",
]);

/** A note about templates whose trails are not seen, as one line. */
export function notesOfTemplates(number: number): string[] {
    return number === 0
        ? []
        : [
              `${count(number, "CloudFormation template")} that it deploys ${number === 1 ? "is" : "are"} not part of it: check ${number === 1 ? "it" : "them"} too`,
          ];
}
