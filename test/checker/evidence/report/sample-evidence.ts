import type { Evidence } from "../../../../checker/src/evidence/evidence";

const place = { account: "111122223333", region: "us-east-1" };
const at = (time: string) => `2026-11-02T${time}:00Z`;
const key = (name: string) => `AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/02/${name}.json.gz`;

/** One of everything that a report can say. */
export const sampleEvidence: Evidence = {
    trail: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
    source: "s3://audit-logs",
    from: at("00:00"),
    to: "2026-11-03T00:00:00Z",
    read: { from: "2026-11-03T00:20:00Z", to: "2026-11-03T00:21:00Z" },
    complete: true,
    digests: { valid: 20, unverified: 0, invalid: [{ key: key("digest"), problem: "signature-invalid" }] },
    logFiles: {
        valid: 1234,
        unverified: 2,
        pending: 1,
        invalid: [{ key: key("changed"), problem: "hash-mismatch", detail: "its content is not what its digest says" }],
        unnamed: [key("planted")],
        duplicates: [key("twice")],
        repeatedEvents: 3,
        bytes: 1_234_567_890,
    },
    gaps: [
        {
            ...place,
            from: at("03:00"),
            to: at("05:00"),
            trail: "audit",
            reason: "digests-missing",
            logging: "on",
            logFiles: 4,
        },
        {
            ...place,
            from: at("12:00"),
            to: at("13:00"),
            trail: "audit",
            reason: "logging-stopped",
            logging: "off",
            logFiles: 0,
            detail: "StopLogging at 2026-11-02T12:00:00Z by arn:aws:iam::111122223333:user/admin",
        },
    ],
    timeline: [
        {
            ...place,
            spans: [
                { from: at("00:00"), to: at("03:00"), state: "verified" },
                { from: at("03:00"), to: at("05:00"), state: "digests-missing" },
                { from: at("05:00"), to: at("12:00"), state: "verified" },
                { from: at("12:00"), to: at("13:00"), state: "logging-stopped" },
                { from: at("13:00"), to: at("23:00"), state: "verified" },
                { from: at("23:00"), to: "2026-11-03T00:00:00Z", state: "pending" },
            ],
            delivered: [{ from: at("01:00"), to: at("11:00") }],
            tampered: [{ from: at("06:00"), to: at("07:00") }],
        },
        {
            account: "111122223333",
            region: "eu-west-1",
            spans: [{ from: at("00:00"), to: "2026-11-03T00:00:00Z", state: "unknown" }],
            delivered: [],
            tampered: [],
        },
    ],
    trailActions: [
        {
            ...place,
            time: at("12:00"),
            eventName: "StopLogging",
            trail: "audit",
            by: "arn:aws:iam::111122223333:user/admin",
            requestParameters: { name: "audit" },
            eventID: "stop",
            key: key("stop"),
        },
        {
            ...place,
            time: at("12:30"),
            eventName: "PutEventSelectors",
            trail: "audit",
            by: null,
            errorCode: "AccessDenied",
            requestParameters: null,
            eventID: "put",
            key: key("put"),
        },
    ],
    inventory: [
        {
            ...place,
            requirement: "AWS::Bedrock::AgentAlias",
            eventName: "InvokeAgent",
            resource: "arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345",
            model: null,
            identity: "arn:aws:iam::111122223333:role/application",
            count: 12,
            errors: 1,
            first: at("01:10"),
            last: at("10:59"),
        },
        {
            ...place,
            requirement: "Management",
            eventName: "InvokeModel",
            resource: null,
            model: "anthropic.claude-3-sonnet-20240229-v1:0",
            identity: "arn:aws:iam::111122223333:role/application",
            count: 4321,
            errors: 0,
            first: at("01:00"),
            last: at("10:30"),
        },
    ],
    reconciliation: [
        { ...place, requirement: "AWS::Bedrock::AgentAlias", promised: "all", arrived: 12, verdict: "recorded" },
        {
            ...place,
            requirement: "AWS::Bedrock::KnowledgeBase",
            promised: "none",
            arrived: 0,
            verdict: "not-promised",
            detail: "the selectors that the trail has now select none of it",
        },
        { ...place, requirement: "Management", promised: "all", since: at("13:00"), arrived: 4321, verdict: "unknown" },
    ],
    contradictions: [
        {
            ...place,
            count: 2,
            time: at("04:00"),
            eventID: "00000000-0000-4000-8000-000000000001",
            eventName: "Retrieve",
            requirement: "AWS::Bedrock::KnowledgeBase",
            key: key("contradicts"),
            detail: "the selectors that the trail has now: no selector logs it",
        },
    ],
    notes: ["which selectors were in force is not known for all of the time"],
};

/** Nothing is wrong, and nothing is in doubt. */
export const cleanEvidence: Evidence = {
    ...sampleEvidence,
    digests: { valid: 24, unverified: 0, invalid: [] },
    logFiles: { ...sampleEvidence.logFiles, unverified: 0, invalid: [], unnamed: [] },
    gaps: [],
    timeline: [
        {
            ...place,
            spans: [{ from: at("00:00"), to: "2026-11-03T00:00:00Z", state: "verified" }],
            delivered: [],
            tampered: [],
        },
    ],
    reconciliation: sampleEvidence.reconciliation.slice(0, 2),
    contradictions: [],
    notes: [],
};

/** What a report is made with. */
export const OPTIONS = { version: "1.2.3", time: new Date("2026-11-03T00:30:00Z") };
