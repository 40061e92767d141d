import { partitionOfRegion } from "../../../../../src/cloudtrail/bedrock/partition";
import { isUnknown, type Value } from "../../../../../src/cloudtrail/value";
import type { Scope } from "../evaluate/scope";
import { type Hcl, undecided } from "../evaluate/value";
import type { Block } from "../parse/ast";
import { policyDocument } from "./policy-document";

/** A data source, and its provider's Region and so on. */
export interface DataSource {
    readonly block: Block;
    readonly scope: Scope;
    readonly region: Value<string> | undefined;
}

/** The attributes of a data source, if the source alone decides them. */
export function dataSource(property: string, { block, scope, region }: DataSource): Hcl {
    const [type, name] = block.labels;
    switch (`${type}.${property}`) {
        case "aws_iam_policy_document.json":
        case "aws_iam_policy_document.minified_json":
            return policyDocument(block, scope);
        case "aws_partition.partition":
        case "aws_partition.id":
            return isUnknown(region) ? region : partitionOfRegion(region);
        case "aws_region.name":
        case "aws_region.id":
        case "aws_region.region":
            return region !== undefined && !block.body.attributes.has("name") && !block.body.attributes.has("region")
                ? region
                : undecided(`data.${type}.${name} is read only when Terraform runs`, block.place);
        default:
            return undecided(`data.${type}.${name} is read only when Terraform runs`, block.place);
    }
}
