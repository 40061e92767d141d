import * as pulumi from "@pulumi/pulumi";

/** The inputs of a trail, as in `@pulumi/aws-native`. */
export interface TrailArgs {
    isLogging: pulumi.Input<boolean>;
    s3BucketName: pulumi.Input<string>;
    isMultiRegionTrail?: pulumi.Input<boolean>;
    advancedEventSelectors?: pulumi.Input<pulumi.Input<AdvancedEventSelector>[]>;
}

interface AdvancedEventSelector {
    name?: pulumi.Input<string>;
    fieldSelectors: pulumi.Input<pulumi.Input<FieldSelector>[]>;
}

type Operator = "equals" | "startsWith" | "endsWith" | "notEquals" | "notStartsWith" | "notEndsWith";

type FieldSelector = { field: pulumi.Input<string> } & Partial<Record<Operator, pulumi.Input<pulumi.Input<string>[]>>>;

/**
 * `aws_native.cloudtrail.Trail`, declared here in a few lines: `@pulumi/aws-native` has 90 MB, and downloads its plugin
 * when it is installed. With the real provider the engine takes the plugin of this version.
 */
export class Trail extends pulumi.CustomResource {
    constructor(name: string, args: TrailArgs, options: pulumi.CustomResourceOptions = {}) {
        super("aws-native:cloudtrail:Trail", name, { ...args }, { version: "1.79.0", ...options });
    }
}
