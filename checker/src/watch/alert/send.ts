import { awsFailure } from "../../live/aws/calls/aws-failure";
import { BatchImportFindingsCommand, PublishCommand, type SecurityHubClient, type SNSClient } from "../watch-sdk";
import type { Alert } from "./alert";
import { type FindingOrigin, securityFinding } from "./finding";
import { type TopicMessage, topicMessage } from "./message";

/** Where alerts go. */
export interface Destinations {
    /** Absent: Security Hub is not used. */
    readonly securityHub?: SecurityHubClient | undefined;
    readonly sns: SNSClient;
    readonly topicArn: string;
    readonly origin: FindingOrigin;
}

/** Security Hub accepts at most this many findings in a call. Source: Security Hub API reference, BatchImportFindings. */
const MOST_FINDINGS = 100;

/**
 * Writes alerts to the function's log, and sends them: one finding per alert to Security Hub, and messages to the topic, by
 * default one per alert. If either fails, the other is still tried.
 * @throws AwsFailure, or an Error that names the findings that Security Hub refused
 */
export async function sendAlerts(
    alerts: readonly Alert[],
    { securityHub, sns, topicArn, origin }: Destinations,
    messages: readonly TopicMessage[] = alerts.map(topicMessage),
): Promise<void> {
    for (const alert of alerts.filter(({ status }) => status !== "settled")) {
        process.stdout.write(`${JSON.stringify(alert)}\n`);
    }
    const sent = await Promise.allSettled([
        securityHub === undefined ? undefined : importFindings(alerts, securityHub, origin),
        publish(messages, sns, topicArn),
    ]);
    const failed = sent.find(result => result.status === "rejected");
    if (failed !== undefined) {
        throw failed.reason;
    }
}

async function importFindings(
    alerts: readonly Alert[],
    client: SecurityHubClient,
    origin: FindingOrigin,
): Promise<void> {
    for (let first = 0; first < alerts.length; first += MOST_FINDINGS) {
        const findings = alerts.slice(first, first + MOST_FINDINGS).map(alert => securityFinding(alert, origin));
        const answer = await client.send(new BatchImportFindingsCommand({ Findings: findings })).catch(error => {
            throw awsFailure("BatchImportFindings", error);
        });
        const { FailedCount: failed, FailedFindings: refused = [] } = answer;
        if (failed !== 0) {
            const reasons = refused.map(({ Id, ErrorCode, ErrorMessage }) => `${Id}: ${ErrorCode} ${ErrorMessage}`);
            throw new Error(`Security Hub refused ${failed} of ${findings.length} findings: ${reasons.join("; ")}`);
        }
    }
}

async function publish(messages: readonly TopicMessage[], client: SNSClient, topicArn: string): Promise<void> {
    for (const { subject, message } of messages) {
        const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: message });
        await client.send(command).catch(error => {
            throw awsFailure("Publish", error);
        });
    }
}
