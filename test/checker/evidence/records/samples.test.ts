import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { flatten } from "../../../../checker/src/evidence/records/bedrock-event";
import { categoryOf, isBedrockRecord, isCallCategory } from "../../../../checker/src/evidence/records/bedrock-record";
import { matchedPart } from "../../../../checker/src/evidence/records/sightings";
import { readEvent } from "../../../../checker/src/selectors/event-input";
import { explain } from "../../../../checker/src/selectors/explain";
import { BEDROCK_RESOURCE_TYPES } from "../../../../src/cloudtrail/bedrock/bedrock";
import { requirementOf } from "../../../../src/cloudtrail/bedrock/requirement";
import { countRecords, file, SETUP } from "../made-records";

const FOLDER = join(__dirname, "../../../fixtures/records");

/** What is expected of each published record: how it is counted, or nothing if it isn't Bedrock's. */
const EXPECTED: Readonly<Record<string, readonly (string | null)[] | undefined>> = {
    "awsdocs-agentcore-CreateGateway-management": [
        "Management",
        "CreateGateway",
        "arn:aws:bedrock-agentcore:us-west-2:XXXXXXXXXXXX:gateway/test-openapi-gateway-xxxxxxx-8fb4mo6pqx",
        null,
        "arn:aws:sts::XXXXXXXXXXXX:assumed-role/HydraInvocationRole-xxxxxxxxx",
    ],
    "awsdocs-agentcore-InvokeGateway-autherror": [
        "AWS::BedrockAgentCore::Gateway",
        "InvokeGateway",
        "arn:aws:bedrock-agentcore:us-west-2:XXXXXXXXXX:gateway/test-openapi-gateway-b24f8c26-u9p3rjw8qw",
        null,
        "anonymous",
    ],
    "awsdocs-agentcore-InvokeGateway-success": [
        "AWS::BedrockAgentCore::Gateway",
        "InvokeGateway",
        "arn:aws:bedrock-agentcore:us-west-2:XXXXXXXXXX:gateway/test-gateway-65129e91-mtzoadyihf",
        null,
        "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_Fxxxxxhtq#4ammgxxxxxxxxxxxm3b8c",
    ],
    "awsdocs-aggregated-API_ACTIVITY": undefined,
    "awsdocs-mantle-CreateInference": [
        "AWS::BedrockMantle::Project",
        "CreateInference",
        "arn:aws:bedrock-mantle:us-east-1:111122223333:project/proj_abc123",
        "anthropic.claude-opus-4-7",
        "arn:aws:iam::111122223333:user/userxyz",
    ],
    "stratus-CreateFoundationModelAgreement": byStratus("CreateFoundationModelAgreement"),
    "stratus-GetFoundationModelAvailability": byStratus("GetFoundationModelAvailability"),
    "stratus-InvokeModel": byStratus("InvokeModel"),
    "stratus-ListFoundationModelAgreementOffers": byStratus("ListFoundationModelAgreementOffers"),
    "stratus-PutFoundationModelEntitlement": byStratus("PutFoundationModelEntitlement"),
    "stratus-PutUseCaseForModelAccess": byStratus("PutUseCaseForModelAccess", null),
    "stratus-tamper-DeleteTrail": undefined,
    "stratus-tamper-PutEventSelectors": undefined,
    "stratus-tamper-StopLogging": undefined,
};

function byStratus(eventName: string, model: string | null = "anthropic.claude-3-sonnet-20240229-v1:0") {
    return ["Management", eventName, null, model, "arn:aws:iam::494659789341:role/test-role"];
}

describe("the published records", () => {
    const names = readdirSync(FOLDER).flatMap(name => (name.endsWith(".json") ? [name.slice(0, -".json".length)] : []));

    it("are all here", () => {
        assert.deepEqual(names.sort(), Object.keys(EXPECTED).sort());
    });

    for (const name of Object.keys(EXPECTED)) {
        const record: Record<string, unknown> = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
        const expected = EXPECTED[name];

        it(`${name} is counted${expected === undefined ? " for nothing" : ""}`, () => {
            const setup = { ...SETUP, from: "2020-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z" };
            const { inventory } = countRecords([[record]], setup);
            const rows = inventory.map(({ requirement, eventName, resource, model, identity }) => [
                requirement,
                eventName,
                resource,
                model,
                identity,
            ]);
            assert.deepEqual(rows, expected === undefined ? [] : [expected]);
        });

        it(`${name} is explained the same as delivered and as kept`, () => {
            const { requirement } = flatten(record, file(), "2026-11-02T10:25:00Z");
            const selectors = {
                advanced: [
                    requirementOf("Management").selector,
                    requirementOf("AWS::Bedrock::AgentAlias").selector,
                    requirementOf(requirement).selector,
                ],
            };
            const answers = [record, matchedPart(record, new Set())].map(
                each => explain({ selectors }, readEvent(each, "the record")).answer,
            );
            const isCall = isCallCategory(categoryOf(record));
            assert.deepEqual(answers, isCall ? ["yes", "yes"] : ["no", "no"]);
        });
    }

    it("name nothing of Bedrock's that is in the catalogue and that the patterns miss", () => {
        for (const { type, service } of BEDROCK_RESOURCE_TYPES.values()) {
            assert.ok(isBedrockRecord({ eventSource: `${service}.amazonaws.com` }), service);
            assert.ok(isBedrockRecord({ resources: [{ type }] }), type);
        }
        assert.ok(!isBedrockRecord({ eventSource: "s3.amazonaws.com", resources: [{ type: "AWS::S3::Object" }] }));
    });
});
