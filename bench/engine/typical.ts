import type { AwsSelector } from "../../test/cloudtrail/naive/matcher";

const data = (type: string, ...filters: AwsSelector["FieldSelectors"]): AwsSelector => ({
    FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [type] },
        ...filters,
    ],
});
const management = (...filters: AwsSelector["FieldSelectors"]): AwsSelector => ({
    FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }, ...filters],
});

const AGENTS = "AWS::Bedrock::AgentAlias";
const BASES = "AWS::Bedrock::KnowledgeBase";
const arn = (resource: string) => `arn:aws:bedrock:us-east-1:111122223333:${resource}`;
const onlyReads = { Field: "readOnly", Equals: ["true"] };
const onlyWrites = { Field: "readOnly", Equals: ["false"] };
const noisy = { Field: "userIdentity.arn", NotStartsWith: ["arn:aws:sts::111122223333:assumed-role/etl/"] };

/** Trails as people write them: whole, in halves, with exceptions, and with what a check of the type alone misses. */
export const TYPICAL: Readonly<Record<string, readonly AwsSelector[]>> = {
    "everything, three selectors": [data(AGENTS), data(BASES), management()],
    "data events only": [data(AGENTS), data(BASES)],
    "reads and writes apart": [AGENTS, BASES].flatMap(type => [data(type, onlyReads), data(type, onlyWrites)]),
    "writes only": [data(AGENTS, onlyWrites), data(BASES, onlyWrites), management(onlyWrites)],
    "one agent": [data(AGENTS, { Field: "resources.ARN", StartsWith: [arn("agent-alias/AGENT12345/")] }), management()],
    "Regions one by one": ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1"].map(region =>
        data(AGENTS, { Field: "resources.ARN", StartsWith: [`arn:aws:bedrock:${region}:`] }),
    ),
    "one Region, and all but it": [
        data(BASES, { Field: "resources.ARN", StartsWith: ["arn:aws:bedrock:us-east-1:"] }),
        data(BASES, { Field: "resources.ARN", NotStartsWith: ["arn:aws:bedrock:us-east-1:"] }),
    ],
    "named operations": [
        data(BASES, { Field: "eventName", Equals: ["Retrieve", "RetrieveAndGenerate"] }),
        data(AGENTS, { Field: "eventName", Equals: ["InvokeAgent"] }),
    ],
    "without a noisy role": [data(AGENTS, noisy), data(BASES, noisy), management()],
    "a noisy role, reads apart": [data(AGENTS, noisy), data(AGENTS, onlyReads), data(BASES, noisy, onlyWrites)],
    "the console, and all else": [
        data(AGENTS, { Field: "sessionCredentialFromConsole", Equals: ["true"] }),
        data(AGENTS, { Field: "sessionCredentialFromConsole", NotEquals: ["true"] }),
    ],
    "without KMS": [management({ Field: "eventSource", NotEquals: ["kms.amazonaws.com"] }), data(AGENTS)],
    "many others": [
        ...["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table", "AWS::SQS::Queue"].map(type =>
            data(type),
        ),
        data("AWS::S3::Object", { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::logs/", "arn:aws:s3:::data/"] }),
        management(onlyWrites),
        data(BASES),
        data(AGENTS, { Field: "resources.ARN", EndsWith: ["/TSTALIASID"] }),
    ],
};
