/** Where a fact about Bedrock's events comes from, and when it was last read there. */
export interface Source {
    readonly title: string;
    readonly url: string;
    /** The month in which a copy was last read, `YYYY-MM`. */
    readonly read: string;
}

const AWS_DOCS = "https://docs.aws.amazon.com";

/** The sources of the catalogue: each row of it names one. */
export const SOURCES = {
    table: {
        title: 'CloudTrail user guide, "Data events supported by AWS CloudTrail"',
        url: `${AWS_DOCS}/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html`,
        read: "2026-09",
    },
    guide: {
        title: 'Bedrock user guide, "Monitor Amazon Bedrock API calls using CloudTrail"',
        url: `${AWS_DOCS}/bedrock/latest/userguide/logging-using-cloudtrail.html`,
        read: "2026-09",
    },
    mantle: {
        title: 'Bedrock user guide, "Monitor bedrock-mantle API calls using CloudTrail"',
        url: `${AWS_DOCS}/bedrock/latest/userguide/logging-cloudtrail-mantle.html`,
        read: "2026-09",
    },
    "web-search": {
        title: 'Bedrock user guide, "Monitor Web Search"',
        url: `${AWS_DOCS}/bedrock/latest/userguide/monitoring-web-search.html`,
        read: "2026-09",
    },
    gateway: {
        title: 'AgentCore developer guide, "Amazon Bedrock AgentCore Gateway event types"',
        url: `${AWS_DOCS}/bedrock-agentcore/latest/devguide/gateway-event-types.html`,
        read: "2026-09",
    },
    registry: {
        title: 'AgentCore developer guide, "AWS CloudTrail integration" of AWS Agent Registry',
        url: `${AWS_DOCS}/bedrock-agentcore/latest/devguide/registry-cloudtrail-integration.html`,
        read: "2026-09",
    },
    sdk: {
        title: "The service's API model in botocore 1.44.8: operations whose path names a resource of the type",
        url: "https://pypi.org/project/botocore/1.44.8/",
        read: "2026-11",
    },
    arn: {
        title: 'Service authorization reference, "Resource types"',
        url: `${AWS_DOCS}/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html`,
        read: "2026-09",
    },
} as const satisfies Readonly<Record<string, Source>>;

/** The name of a source. */
export type SourceName = keyof typeof SOURCES;
