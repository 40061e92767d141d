import { AGENTS, type Json, MANAGEMENT } from "./written-plans";

export const ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
const described = (selectors: Json, more: Json = {}): Json => ({
    trailList: [
        {
            Name: "audit",
            TrailARN: ARN,
            HomeRegion: "us-east-1",
            S3BucketName: "logs",
            IsMultiRegionTrail: true,
            LogFileValidationEnabled: true,
            ...more,
        },
    ],
    TrailARN: ARN,
    ...selectors,
});
export const both = (selectors: Json) => {
    const { trailList, ...rest } = described(selectors) as { trailList: unknown };
    return `${JSON.stringify({ trailList })}\n${JSON.stringify(rest)}`;
};
export const AWS = (fields: readonly Json[]) => ({
    FieldSelectors: fields.map(({ field, equals }) => ({ Field: field, Equals: equals })),
});
export const BEFORE = { AdvancedEventSelectors: [AWS(MANAGEMENT), AWS(AGENTS)] };
export const record = (eventName: string, requestParameters: Json, more: Json = {}): Json => ({
    eventVersion: "1.10",
    eventTime: "2026-10-01T10:00:00Z",
    eventSource: "cloudtrail.amazonaws.com",
    eventName,
    awsRegion: "us-east-1",
    recipientAccountId: "111122223333",
    requestParameters,
    responseElements: { trailARN: ARN },
    ...more,
});
export const lower = (fields: readonly Json[]) => ({ fieldSelectors: fields });
