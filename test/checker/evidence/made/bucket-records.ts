import { createHash } from "node:crypto";

/** Where and when a record is written. */
export interface RecordPlace {
    readonly account: string;
    readonly region: string;
    /** ISO 8601. */
    readonly time: string;
    /** Distinguishes it from all others. */
    readonly id: string;
}

type Made = Record<string, unknown>;

/** A UUID that looks random and is the same in every run. */
export function uuidOf(text: string): string {
    const hex = createHash("sha256").update(text).digest("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function common({ account, region, time, id }: RecordPlace): Made {
    return {
        eventVersion: "1.11",
        userIdentity: {
            type: "AssumedRole",
            principalId: "AROAEXAMPLE:session",
            arn: `arn:aws:sts::${account}:assumed-role/application/session`,
            accountId: account,
            sessionContext: { sessionIssuer: { type: "Role", arn: `arn:aws:iam::${account}:role/application` } },
        },
        eventTime: time,
        awsRegion: region,
        sourceIPAddress: "192.0.2.1",
        userAgent: "Boto3/1.40",
        requestID: uuidOf(`${id} request`),
        eventID: uuidOf(id),
        eventType: "AwsApiCall",
        recipientAccountId: account,
    };
}

/** A call of a model: a management event. */
export function invokeModel(place: RecordPlace): Made {
    return {
        ...common(place),
        eventSource: "bedrock.amazonaws.com",
        eventName: "InvokeModel",
        requestParameters: { modelId: "anthropic.claude-3-sonnet-20240229-v1:0" },
        responseElements: null,
        readOnly: true,
        managementEvent: true,
        eventCategory: "Management",
    };
}

/** A query of a knowledge base: a data event. */
export function retrieve(place: RecordPlace): Made {
    const arn = `arn:aws:bedrock:${place.region}:${place.account}:knowledge-base/KB12345678`;
    return {
        ...common(place),
        eventSource: "bedrock.amazonaws.com",
        eventName: "Retrieve",
        requestParameters: { knowledgeBaseId: "KB12345678" },
        responseElements: null,
        resources: [{ accountId: place.account, type: "AWS::Bedrock::KnowledgeBase", ARN: arn }],
        readOnly: true,
        managementEvent: false,
        eventCategory: "Data",
    };
}

/** A call that has nothing to do with Bedrock: most of what is in log files. */
export function describeInstances(place: RecordPlace): Made {
    return {
        ...common(place),
        eventSource: "ec2.amazonaws.com",
        eventName: "DescribeInstances",
        requestParameters: { instancesSet: {}, filterSet: { items: [{ name: "tag:team", valueSet: { items: [] } }] } },
        responseElements: null,
        readOnly: true,
        managementEvent: true,
        eventCategory: "Management",
    };
}

/** A call that changes a trail. */
export function trailCall(place: RecordPlace, eventName: string, requestParameters: Made): Made {
    return {
        ...common(place),
        eventSource: "cloudtrail.amazonaws.com",
        eventName,
        requestParameters,
        responseElements: null,
        readOnly: false,
        managementEvent: true,
        eventCategory: "Management",
    };
}
