import assert from "node:assert/strict";
import { createJudge } from "../../../../checker/src/check/check";
import { SILENT } from "../../../../checker/src/command-line/terminal/progress";
import { parsePolicyConfig } from "../../../../checker/src/configuration/policy-config";
import { type GatherOptions, gather } from "../../../../checker/src/live/read/gather";
import { policies } from "../../../../policies";
import { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE, dataEvents } from "../trails";
import { countOperations, OPTIONS } from "./reading";

const ACCOUNT = "111111111111";

/** The statuses of one policy, by what they are about. */
async function statuses(fake: FakeAws, policy: string, config: object, options: Partial<GatherOptions>) {
    const parsed = parsePolicyConfig({ text: JSON.stringify({ [policy]: config }) }, policies);
    assert.ok("settings" in parsed);
    const judge = createJudge({ policies, settings: parsed.settings });
    const found = await gather(inProcess(fake), { ...OPTIONS, ...options }, SILENT, judge);
    const rows = [...found.trails.map(({ report }) => report), ...found.stacks];
    return {
        unread: found.unread.map(({ name, reason }) => `${name}: ${reason}`),
        statuses: Object.fromEntries(
            rows.flatMap(({ name, results }) =>
                results.flatMap(result => (result.policy === policy ? [[name, result.status] as const] : [])),
            ),
        ),
    };
}

describe("event data stores of live accounts", () => {
    const POLICY = "cloudtrail-bedrock-agent-alias-events";
    const store = (name: string, region: string, more: object = {}) => ({
        EventDataStoreArn: `arn:aws:cloudtrail:${region}:${ACCOUNT}:eventdatastore/${name}`,
        Name: name,
        Status: "ENABLED",
        MultiRegionEnabled: true,
        OrganizationEnabled: false,
        AdvancedEventSelectors: COMPLETE,
        ...more,
    });

    function world(): FakeAws {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "trail", { selectors: { advanced: COMPLETE } });
        fake.account(ACCOUNT).eventDataStores.push(
            store("whole", "us-east-1"),
            store("part", "eu-west-1", { AdvancedEventSelectors: COMPLETE.slice(0, 1) }),
            store("deleted", "eu-west-1", { Status: "PENDING_DELETION" }),
        );
        return fake;
    }

    const judged = (fake: FakeAws, options: Partial<GatherOptions> = { eventDataStores: true }) =>
        statuses(fake, POLICY, { includeEventDataStores: true }, options);

    it("are judged in every Region, except those that are being deleted", async () => {
        const fake = world();
        assert.deepEqual((await judged(fake)).statuses, { trail: "pass", whole: "pass", part: "violation" });
        assert.equal(countOperations(fake).ListEventDataStores, 2);
    });

    it("are not read if no policy includes them", async () => {
        const fake = world();
        assert.deepEqual((await judged(fake, {})).statuses, { trail: "pass" });
        assert.equal(countOperations(fake).ListRegions, undefined);
    });

    it("are left out in excluded Regions", async () => {
        const options = { eventDataStores: true, excludeRegions: ["eu-west-1"] };
        assert.deepEqual((await judged(world(), options)).statuses, { trail: "pass", whole: "pass" });
    });

    for (const kind of ["denied", "empty"] as const) {
        it(`are undetermined if they can't be read: ${kind}`, async () => {
            const fault = kind === "empty" ? { kind } : ({ kind: "error", code: "AccessDeniedException" } as const);
            const fake = world();
            fake.intercept = ({ operation }) => (operation === "GetEventDataStore" ? fault : undefined);
            const { trail, ...stores } = (await judged(fake)).statuses;
            assert.equal(trail, "pass");
            assert.deepEqual(new Set(Object.values(stores)), new Set(["undetermined"]));
            for (const list of ["ListEventDataStores", "ListRegions"]) {
                fake.intercept = ({ operation, region }) =>
                    operation === list && (list === "ListRegions" || region === "eu-west-1") ? fault : undefined;
                const { unread } = await judged(fake);
                assert.match(
                    String(unread[0]),
                    /^account 111111111111: not all of its event data stores may be listed/,
                );
            }
        });
    }
});

describe("the Bedrock resources of accounts", () => {
    const POLICY = "cloudtrail-bedrock-data-events";
    const USED = { resourceTypes: ["used"], enforcementLevel: "mandatory" };
    const judged = (fake: FakeAws, bedrockUse = true, more = {}) =>
        statuses(fake, POLICY, { ...USED, ...more }, { bedrockUse });

    function world(...used: readonly (readonly [list: string, region: string])[]): FakeAws {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "base", { selectors: { advanced: COMPLETE } });
        const flows = [...COMPLETE, dataEvents("AWS::Bedrock::FlowAlias")];
        fake.addTrail(ACCOUNT, "flows", { selectors: { advanced: flows } });
        for (const [list, region] of used) {
            fake.account(ACCOUNT).bedrock.set(`${list} ${region}`, ["one", "two"]);
        }
        return fake;
    }

    it("decide which events are required, in any Region", async () => {
        assert.deepEqual((await judged(world(["ListFlows", "eu-west-1"]))).statuses, {
            base: "violation",
            flows: "pass",
        });
        assert.deepEqual((await judged(world(["ListGateways", "us-east-1"]))).statuses, {
            base: "violation",
            flows: "violation",
        });
        assert.deepEqual((await judged(world())).statuses, { base: "not-applicable", flows: "not-applicable" });
    });

    it("are not read without --bedrock-use", async () => {
        const fake = world(["ListFlows", "eu-west-1"]);
        assert.deepEqual((await judged(fake, false)).statuses, { base: "undetermined", flows: "undetermined" });
        const advisory = await judged(fake, false, { enforcementLevel: "advisory" });
        assert.deepEqual(advisory.statuses, { base: "not-applicable", flows: "not-applicable" });
        assert.equal(countOperations(fake).ListFlows, undefined);
    });

    it("are listed page by page", async () => {
        const fake = world(["ListFlows", "eu-west-1"]);
        fake.pageSize = 1;
        assert.equal((await judged(fake)).statuses.base, "violation");
        assert.equal(countOperations(fake).ListFlows, 3);
    });

    it("are undetermined if they could not be listed", async () => {
        const fake = world(["ListFlows", "eu-west-1"]);
        fake.intercept = ({ operation }) =>
            operation === "ListGateways" ? { kind: "error", code: "AccessDeniedException" } : undefined;
        assert.deepEqual((await judged(fake)).statuses, { base: "violation", flows: "undetermined" });
        fake.intercept = ({ operation }) => (operation === "ListRegions" ? { kind: "empty" } : undefined);
        assert.deepEqual((await judged(fake)).statuses, { base: "undetermined", flows: "undetermined" });
    });

    it("make an account without a trail violate cloudtrail-trail-required", async () => {
        const required = (fake: FakeAws) =>
            statuses(fake, "cloudtrail-trail-required", { enforcementLevel: "mandatory" }, { bedrockUse: true });
        const fake = new FakeAws();
        fake.account(ACCOUNT).bedrock.set("ListAgents us-east-1", ["assistant"]);
        assert.deepEqual((await required(fake)).statuses, { [ACCOUNT]: "violation" });
        assert.deepEqual((await required(new FakeAws())).statuses, {});
    });
});
