import assert from "node:assert/strict";
import { createJudge } from "../../../../checker/src/check/check";
import { SILENT } from "../../../../checker/src/command-line/terminal/progress";
import { parsePolicyConfig } from "../../../../checker/src/configuration/policy-config";
import { type GatherOptions, gather } from "../../../../checker/src/live/read/gather";
import { policies } from "../../../../policies";
import { textOf } from "../../result-text";
import type { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE } from "../trails";
import { OPTIONS, organization } from "./reading";

describe("cloudtrail-trail-required, for each account", () => {
    const ALWAYS = { "cloudtrail-trail-required": { enforcementLevel: "mandatory", when: "always" } };

    /** The result for each account as a whole. */
    async function accounts(fake: FakeAws, config: object | undefined, options: Partial<GatherOptions> = {}) {
        const parsed = parsePolicyConfig({ text: JSON.stringify(config ?? {}) }, policies);
        assert.ok("settings" in parsed);
        const judge = createJudge({ policies, settings: parsed.settings });
        const given = { ...OPTIONS, organization: true, ...options };
        const { stacks } = await gather(inProcess(fake), given, SILENT, judge);
        return Object.fromEntries(stacks.map(({ id, results: [result] }) => [id, result] as const));
    }

    it("is undetermined for an account without a trail, because it may not use Bedrock", async () => {
        const fake = organization(2);
        fake.account("200000000002").trails.length = 0;
        fake.account("200000000001").trails[0]!.isMultiRegionTrail = false;
        const said = await accounts(fake, undefined);
        assert.deepEqual(Object.keys(said), ["account/200000000002"]);
        assert.equal(said["account/200000000002"]?.status, "undetermined");
        assert.match(
            textOf(said["account/200000000002"], { noun: "Account", name: "2" }),
            /^Account "2" can't be determined: it has no trail, and/,
        );
    });

    it("finds a violation in every account without a trail that complies, if configured to", async () => {
        const fake = organization(3);
        fake.account("200000000002").trails.length = 0;
        fake.account("200000000001").trails[0]!.isMultiRegionTrail = false;
        const said = await accounts(fake, ALWAYS);
        assert.deepEqual(
            Object.entries(said).map(([id, result]) => [id, result?.status]),
            [
                ["account/111111111111", "pass"],
                ["account/200000000001", "violation"],
                ["account/200000000002", "violation"],
                ["account/200000000003", "pass"],
            ],
        );
        assert.match(
            textOf(said["account/200000000002"], { noun: "Account", name: "2" }),
            /^Account "[^"]+" has no trail\n/,
        );
    });

    it("counts an organization trail for each account that sees it", async () => {
        const fake = organization(2, false);
        const shared = fake.addTrail("111111111111", "shared", {
            isOrganizationTrail: true,
            selectors: { advanced: COMPLETE },
        });
        const statuses = async (config?: object, options?: Partial<GatherOptions>) =>
            Object.values(await accounts(fake, config, options)).map(result => result?.status);
        assert.deepEqual(await statuses(), []);
        assert.deepEqual(await statuses(ALWAYS), ["pass", "pass", "pass"]);
        shared.isLogging = false;
        assert.deepEqual(await statuses(ALWAYS), ["violation", "violation", "violation"]);
        const members = { organization: false, accounts: ["200000000001", "200000000002"] };
        assert.deepEqual(await statuses(ALWAYS, members), ["undetermined", "undetermined"]);
        assert.deepEqual(await statuses(undefined, members), []);
    });

    it("says nothing about an account whose trails could not all be read: they are reported themselves", async () => {
        const fake = organization(1);
        fake.intercept = ({ account, operation }) =>
            account === "200000000001" && operation === "ListTrails"
                ? { kind: "error", code: "AccessDeniedException" }
                : undefined;
        assert.deepEqual(Object.keys(await accounts(fake, ALWAYS)), ["account/111111111111"]);
    });
});
