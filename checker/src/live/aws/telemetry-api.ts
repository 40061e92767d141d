import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { AccountAccess } from "./account-access";
import { required, undefinedIfAbsent } from "./answers";
import type { PlainData, RuleOwner, TelemetryApi } from "./api";
import { AwsFailure } from "./calls/aws-failure";
import { call } from "./calls/call";
import type { Sdk } from "./sdk/sdk";

/**
 * The calls about CloudWatch telemetry rules, with the credentials of one account.
 * Source: API reference of CloudWatch Observability Admin.
 */
export function telemetryApi(sdk: Sdk, { options, seconds, telemetryRegions }: AccountAccess): TelemetryApi {
    const ask = async (operation: string, region: string, input: Readonly<Record<string, string>>) => {
        const { text } = await telemetryRegions.ask(region, operation, patience => {
            const client = new sdk.ObservabilityAdminClient({ ...options[patience], region });
            const command = sdk.observabilityAdminCommand(operation, input);
            return call(operation, command, seconds[patience], () => client.send(command));
        });
        // The text that AWS sent is authoritative: a condition that it has added since must not be lost.
        return plainAnswer(operation, text);
    };
    return {
        async listRules(owner, region, from) {
            const operation = operationOf("ListTelemetryRules", owner);
            return listedRules(operation, await ask(operation, region, from === undefined ? {} : { NextToken: from }));
        },
        async getRule(owner, region, arn) {
            const operation = operationOf("GetTelemetryRule", owner);
            const answer = await ask(operation, region, { RuleIdentifier: arn });
            required(operation, "TelemetryRule", isRecord(answer.TelemetryRule) ? answer.TelemetryRule : undefined);
            return answer;
        },
        async getEvaluationStatus(owner, region) {
            const operation = operationOf("GetTelemetryEvaluationStatus", owner);
            return String(required(operation, "Status", (await ask(operation, region, {})).Status));
        },
        async managementAccount() {
            const client = new sdk.OrganizationsClient(options.usual);
            const command = new sdk.DescribeOrganizationCommand({});
            const send = () => call("DescribeOrganization", command, seconds.usual, () => client.send(command));
            const answer = await undefinedIfAbsent(send);
            return answer === undefined
                ? undefined
                : required("DescribeOrganization", "MasterAccountId", answer.value.Organization?.MasterAccountId);
        },
    };
}

/** The operations for an organization have different names. */
export function operationOf(operation: string, owner: RuleOwner): string {
    return owner === "organization" ? `${operation}ForOrganization` : operation;
}

/**
 * The rules in an answer of `ListTelemetryRules`, and where the next page begins.
 * @throws AwsFailure if it is not such an answer
 */
export function listedRules(operation: string, { TelemetryRuleSummaries: rules, NextToken: next }: PlainData) {
    const summaries = required(operation, "TelemetryRuleSummaries", Array.isArray(rules) ? rules : undefined);
    const entries = summaries.map(summary => {
        const { RuleArn: arn, ResourceType: resourceType } = isRecord(summary) ? summary : {};
        return {
            arn: required(operation, "RuleArn", typeof arn === "string" ? arn : undefined),
            resourceType: resourceType as unknown,
        };
    });
    return { entries, next: typeof next === "string" ? next : undefined };
}

function plainAnswer(operation: string, text: string): PlainData {
    try {
        const answer: unknown = JSON.parse(text);
        if (isRecord(answer)) {
            return answer;
        }
    } catch {
        // As below.
    }
    throw new AwsFailure(operation, "other", "the answer is not a JSON object");
}
