import assert from "node:assert/strict";
import { COMPLETE, dataEvents } from "../trails";
import { ACCOUNT, describeOverHttp, reportOf, worst } from "./over-http";

describeOverHttp("what it reads", http => {
    it("calls a compliant trail compliant, and shows what only AWS knows", async () => {
        const trail = http.fake.addTrail(ACCOUNT, "complete", { selectors: { advanced: COMPLETE } });
        const ran = await http.check();
        const report = reportOf(ran);
        assert.deepEqual(worst(report), { [trail.arn]: "pass" });
        assert.equal(report.trails[0]?.facts?.["Last delivery"], "2026-01-15T10:00:00.000Z");
        assert.deepEqual([ran.exitCode, ran.stderr.includes("secret")], [0, false]);
    });

    it("calls ListTrails and DescribeTrails once per account, and makes two calls per trail", async () => {
        for (const region of ["us-east-1", "eu-west-1", "ap-south-1"]) {
            http.fake.addTrail(ACCOUNT, "a", { region, isMultiRegionTrail: false });
        }
        await http.check();
        const count = (operation: string) => http.fake.calls.filter(call => call.operation === operation).length;
        assert.deepEqual(
            ["ListTrails", "DescribeTrails", "GetEventSelectors", "GetTrailStatus"].map(count),
            [1, 1, 3, 3],
        );
        assert.equal(http.fake.calls.length, 9, "and one of GetCallerIdentity");
    });

    it("reads the accounts of an organization through a role, with an external ID, in every home Region", async () => {
        http.fake.management = ACCOUNT;
        http.fake.pageSize = 2;
        for (const id of ["200000000001", "200000000002", "200000000003"]) {
            http.fake.addAccount(id, "member", [["audit", "the-id"]] as never);
        }
        const a = http.fake.addTrail("200000000001", "a", { region: "eu-west-1", selectors: { advanced: COMPLETE } });
        const b = http.fake.addTrail("200000000002", "b", { region: "ap-south-1", isMultiRegionTrail: false });
        const ran = await http.check("--organization", "--role-name", "audit", "--external-id", "the-id");
        assert.deepEqual(worst(reportOf(ran)), { [a.arn]: "pass", [b.arn]: "violation" });
        const denied = await http.check("--organization", "--role-name", "audit", "--external-id", "another");
        assert.equal(denied.exitCode, 3);
        assert.equal(reportOf(denied).summary.stacks?.undetermined, 3);
        const table = await http.run(["check", "--aws", "--organization", "--role-name", "audit"]);
        assert.match(table.stdout, /No trail was found; 3 accounts: 3 undetermined\n$/);
    });

    it("treats a condition that this version doesn't know as a condition", async () => {
        const newer = dataEvents("AWS::Bedrock::AgentAlias", { Field: "eventName", Contains: ["Invoke"] });
        http.fake.addTrail(ACCOUNT, "newer", { selectors: { advanced: [COMPLETE[0], newer, COMPLETE[2]] } });
        const ran = await http.check();
        assert.equal(ran.exitCode, 1, ran.stdout);
        const result = reportOf(ran).trails[0]?.results.find(({ policy }) => policy.endsWith("agent-alias-events"));
        assert.equal(result?.status, "violation");
    });
});
