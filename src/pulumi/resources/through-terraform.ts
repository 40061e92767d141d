import { DIALECTS, type Dialect } from "../../cloudtrail/selectors/dialect";

/** What a resource is to Terraform, and whose names its properties have. */
export interface ThroughTerraform {
    readonly type: string;
    readonly dialect: Dialect;
}

/**
 * What a Pulumi resource is that Terraform's own provider manages; `undefined` for any other.
 *
 * - `PACKAGE:tf:aws_cloudtrail`: made by a Terraform module (`pulumi package add terraform-module`), with Terraform's names.
 *   Source: `childResourceTypeToken` in `pkg/modprovider/child.go` of pulumi/pulumi-terraform-module.
 * - `aws:index/cloudtrail:Cloudtrail`: of any Terraform provider (`pulumi package add terraform-provider hashicorp/aws`), with the
 *   bridge's names, which `@pulumi/aws` has too. Source: "Automatic token mapping" of pulumi/pulumi-terraform-bridge.
 */
export function throughTerraform(type: unknown): ThroughTerraform | undefined {
    const name = String(type);
    const [, inModule] = /^[^:]+:tf:(aws(?:cc)?_\w+)$/.exec(name) ?? [];
    if (inModule !== undefined) {
        return { type: inModule, dialect: DIALECTS.terraform };
    }
    const [, provider, own] = /^(aws|awscc):index\/([a-z]\w*):[A-Z]\w*$/.exec(name) ?? [];
    return own === undefined
        ? undefined
        : { type: `${provider}_${own.replace(/[A-Z]/g, "_$&").toLowerCase()}`, dialect: DIALECTS["pulumi-aws"] };
}

/** The type under which a resource is known besides Pulumi's own. */
export function terraformTypeOr(type: string): string {
    return throughTerraform(type)?.type ?? type;
}

/** May it be a Terraform module? The engine shows policies nothing that a module creates. */
export function isTerraformModule(type: string): boolean {
    return /^[^:]+:index:Module$/.test(type);
}
