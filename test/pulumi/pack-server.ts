import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPack } from "../build-pack";
import { type Analysis, type PolicyConfigs, PolicyServer, type SentResource } from "./policy-server";

const ROOT = join(__dirname, "../..");
export const REMEDIATE = configFile("remediate");
/** The policies that every trail must comply with. */
export const REQUIRED = [
    "cloudtrail-multi-region",
    "cloudtrail-s3-delivery",
    "cloudtrail-bedrock-management-events",
    "cloudtrail-bedrock-agent-alias-events",
    "cloudtrail-bedrock-knowledge-base-events",
];
export const DATA = (type: string, ...fields: unknown[]) => ({
    name: `my ${type}`,
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
        ...fields,
    ],
});
export const MANAGEMENT = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const ALL = [MANAGEMENT, DATA("AWS::Bedrock::AgentAlias"), DATA("AWS::Bedrock::KnowledgeBase")];
export const COMPLYING = { s3BucketName: "logs", isMultiRegionTrail: true, advancedEventSelectors: ALL };

/** The built pack in its own server, for the tests of a `describe`: without configuration before each. */
export function packServer() {
    let server: PolicyServer | undefined;

    before(async function () {
        this.timeout(30_000);
        buildPack();
        server = await PolicyServer.start(ROOT);
    });
    beforeEach(() => running().configure({}));
    after(() => server?.stop());

    function running(): PolicyServer {
        assert.ok(server !== undefined);
        return server;
    }
    return running;
}

export function trailOf(properties: Record<string, unknown>): SentResource {
    return { type: "aws:cloudtrail/trail:Trail", name: "audit", properties };
}

export function mandatory({ violations }: Analysis): string[] {
    return violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
}

function configFile(name: string): PolicyConfigs {
    const levels = JSON.parse(readFileSync(join(ROOT, "config", `${name}.json`), "utf8"));
    return Object.fromEntries(
        Object.entries(levels).map(([policy, enforcementLevel]) => [policy, { enforcementLevel }]),
    ) as PolicyConfigs;
}
