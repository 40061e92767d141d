import type { Place } from "../../../checker/src/evidence/evidence";
import type { RecordFile } from "../../../checker/src/evidence/record-consumer";
import { type CountingSetup, createConsumer } from "../../../checker/src/evidence/records/counting";
import { ALL_COLUMNS } from "../../../checker/src/evidence/records/inventory";
import { RecordTotals } from "../../../checker/src/evidence/records/record-totals";

/** The account and the Region of records that don't name their own. */
export const PLACE: Place = { account: "111122223333", region: "us-east-1" };

/** A record of `InvokeAgent`, with overridable properties. It is made up: none has been published. */
export function invokeAgent(changes: Record<string, unknown> = {}): Record<string, unknown> {
    return {
        eventVersion: "1.11",
        userIdentity: {
            type: "AssumedRole",
            arn: "arn:aws:sts::111122223333:assumed-role/application/session",
            accountId: "111122223333",
            sessionContext: { sessionIssuer: { type: "Role", arn: "arn:aws:iam::111122223333:role/application" } },
        },
        eventTime: "2026-11-02T10:20:30Z",
        eventSource: "bedrock.amazonaws.com",
        eventName: "InvokeAgent",
        awsRegion: "us-east-1",
        eventID: "00000000-0000-4000-8000-000000000001",
        readOnly: false,
        resources: [
            {
                accountId: "111122223333",
                type: "AWS::Bedrock::AgentAlias",
                ARN: "arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345",
            },
        ],
        eventType: "AwsApiCall",
        managementEvent: false,
        recipientAccountId: "111122223333",
        eventCategory: "Data",
        ...changes,
    };
}

/** A record of `InvokeModel`, likewise. */
export function invokeModel(changes: Record<string, unknown> = {}): Record<string, unknown> {
    const { resources: _, ...record } = invokeAgent();
    return {
        ...record,
        eventName: "InvokeModel",
        eventID: "00000000-0000-4000-8000-000000000002",
        readOnly: true,
        requestParameters: { modelId: "anthropic.claude-3-sonnet-20240229-v1:0" },
        managementEvent: true,
        eventCategory: "Management",
        ...changes,
    };
}

/** The file that a record is put into. */
export function file(changes: Partial<RecordFile> = {}): RecordFile {
    const { account, region } = { ...PLACE, ...changes };
    const key = `AWSLogs/${account}/CloudTrail/${region}/2026/11/02/${account}_CloudTrail_${region}_20261102T1025Z_0123456789abcdef.json.gz`;
    return { key, account, region, trail: "audit", trust: "valid", ...changes };
}

/** What records are counted with by default. */
export const SETUP: CountingSetup = {
    from: "2026-11-02T00:00:00Z",
    to: "2026-11-03T00:00:00Z",
    by: ALL_COLUMNS,
    costlyFields: ["resources.ARN", "userIdentity.arn"],
    events: false,
};

/** A record, and the file that it is in. */
export type Written = readonly [record: Record<string, unknown>, file?: RecordFile];

/** The sum of records, counted in one unit, or in as many as there are records. */
export function countRecords(records: readonly Written[], setup: CountingSetup = SETUP, apart = false): RecordTotals {
    const totals = new RecordTotals(setup.by);
    for (const unit of apart ? records.map(record => [record]) : [records]) {
        const consumer = createConsumer(setup);
        for (const [record, inFile = file()] of unit) {
            consumer.consume(record, inFile);
        }
        // It crosses from a worker to the main thread, and is in the file of --resume.
        totals.add(JSON.parse(JSON.stringify(consumer.take())));
    }
    return totals;
}
