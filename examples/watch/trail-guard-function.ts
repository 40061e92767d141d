import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Allowed, allow } from "./permissions";
import type { Settings } from "./settings";

/** A function that runs the bundle of `trail-guard`. */
export interface TrailGuardFunctionArgs {
    /** The function in the bundle. */
    readonly handler: "index.handler" | "index.configRule";
    readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
    readonly statements: readonly Allowed[];
    readonly settings: Settings;
    /** Where events go after every try has failed. */
    readonly deadLetters?: aws.sqs.Queue;
    readonly reservedConcurrency?: number;
}

/** A function with its own role, which allows only the given statements, and a log that is kept for a year. */
export class TrailGuardFunction extends pulumi.ComponentResource {
    readonly function: aws.lambda.Function;
    readonly role: aws.iam.Role;

    constructor(name: string, args: TrailGuardFunctionArgs, options?: pulumi.ComponentResourceOptions) {
        super("trail-guard:watch:Function", name, {}, options);
        const parent = { parent: this };
        const { settings, deadLetters } = args;
        const logGroup = new aws.cloudwatch.LogGroup(
            name,
            { name: `/aws/lambda/trail-guard-${name}`, retentionInDays: 365 },
            parent,
        );
        this.role = new aws.iam.Role(
            name,
            {
                assumeRolePolicy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { Service: "lambda.amazonaws.com" },
                            Action: "sts:AssumeRole",
                        },
                    ],
                }),
            },
            parent,
        );
        const policy = new aws.iam.RolePolicy(
            name,
            {
                role: this.role.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17",
                    Statement: [
                        allow(
                            ["logs:CreateLogStream", "logs:PutLogEvents"],
                            pulumi.interpolate`${logGroup.arn}:log-stream:*`,
                        ),
                        ...(deadLetters === undefined ? [] : [allow(["sqs:SendMessage"], deadLetters.arn)]),
                        ...args.statements,
                    ],
                }),
            },
            parent,
        );
        const { organization, policyConfig } = settings;
        this.function = new aws.lambda.Function(
            name,
            {
                name: `trail-guard-${name}`,
                runtime: "nodejs22.x",
                architectures: ["arm64"],
                handler: args.handler,
                role: this.role.arn,
                code: new pulumi.asset.AssetArchive({
                    "index.js": new pulumi.asset.FileAsset(require.resolve("trail-guard/lambda")),
                }),
                memorySize: 512,
                timeout: 900,
                reservedConcurrentExecutions: args.reservedConcurrency ?? -1,
                ...(deadLetters === undefined ? {} : { deadLetterConfig: { targetArn: deadLetters.arn } }),
                loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
                environment: {
                    variables: {
                        ...args.environment,
                        ...(policyConfig === undefined
                            ? {}
                            : { TRAIL_GUARD_POLICY_CONFIG: JSON.stringify(policyConfig) }),
                        ...(organization === undefined ? {} : { TRAIL_GUARD_ROLE_NAME: organization.roleName }),
                        ...(organization?.externalId === undefined
                            ? {}
                            : { TRAIL_GUARD_EXTERNAL_ID: organization.externalId }),
                    },
                },
            },
            // Without its permissions, the first event would fail.
            { ...parent, dependsOn: [policy] },
        );
        this.registerOutputs();
    }
}
