import * as aws from "@pulumi/aws";
import { allow, readTrails } from "./permissions";
import type { Settings } from "./settings";
import { TrailGuardFunction } from "./trail-guard-function";

const TRAIL = "AWS::CloudTrail::Trail";
const DESCRIPTION = "Every trail records every use of Amazon Bedrock, as the policies of bedrock-trail-guard require.";

/** An AWS Config rule for this account or the organization, which judges each trail with the same bundle. */
export function configRule(settings: Settings): void {
    const { accountId } = settings;
    const ofOrganization = settings.configRule === "organization";
    const { function: judge } = new TrailGuardFunction("config-rule", {
        handler: "index.configRule",
        environment: {},
        statements: [
            ...readTrails(settings),
            // Neither action can be limited to a rule.
            allow(["config:ListDiscoveredResources", "config:PutEvaluations"], "*"),
        ],
        settings,
    });
    const permission = new aws.lambda.Permission("config-rule", {
        function: judge.name,
        action: "lambda:InvokeFunction",
        principal: "config.amazonaws.com",
        // An organization rule calls from each member account.
        ...(ofOrganization ? {} : { sourceAccount: accountId }),
    });
    if (ofOrganization) {
        new aws.cfg.OrganizationCustomRule(
            "trails",
            {
                name: "trail-guard",
                description: DESCRIPTION,
                lambdaFunctionArn: judge.arn,
                triggerTypes: [
                    "ConfigurationItemChangeNotification",
                    "OversizedConfigurationItemChangeNotification",
                    "ScheduledNotification",
                ],
                resourceTypesScopes: [TRAIL],
                maximumExecutionFrequency: "TwentyFour_Hours",
            },
            { dependsOn: [permission] },
        );
        return;
    }
    new aws.cfg.Rule(
        "trails",
        {
            name: "trail-guard",
            description: DESCRIPTION,
            scope: { complianceResourceTypes: [TRAIL] },
            source: {
                owner: "CUSTOM_LAMBDA",
                sourceIdentifier: judge.arn,
                sourceDetails: [
                    { messageType: "ConfigurationItemChangeNotification" },
                    { messageType: "OversizedConfigurationItemChangeNotification" },
                    { messageType: "ScheduledNotification", maximumExecutionFrequency: "TwentyFour_Hours" },
                ],
            },
        },
        { dependsOn: [permission] },
    );
}
