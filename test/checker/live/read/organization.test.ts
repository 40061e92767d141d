import assert from "node:assert/strict";
import { check, createJudge } from "../../../../checker/src/check/check";
import { SILENT } from "../../../../checker/src/command-line/terminal/progress";
import { defaultSettings } from "../../../../checker/src/configuration/policy-config";
import { gather } from "../../../../checker/src/live/read/gather";
import { policies } from "../../../../policies";
import { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE } from "../trails";
import { ALL, countOperations, OPTIONS, organization, read, verdicts } from "./reading";

describe("reading the accounts of an organization", () => {
    it("makes one call in an account that only sees trails of its organization", async () => {
        const fake = organization(1, false);
        fake.addTrail("111111111111", "shared", { isOrganizationTrail: true, selectors: { advanced: COMPLETE } });
        await read(fake, { accounts: ["200000000001"] });
        assert.deepEqual(countOperations(fake), { GetCallerIdentity: 1, AssumeRole: 1, ListTrails: 1 });
    });

    it("reads the accounts of an organization, page by page, and says why one can't be read", async () => {
        const fake = organization(5);
        fake.pageSize = 2;
        fake.account("200000000002").status = "SUSPENDED";
        fake.account("200000000003").roles.clear();
        const found = await read(fake, { organization: true });
        assert.deepEqual(
            found.trails.map(({ group }) => group),
            ["111111111111", "200000000001", "200000000004", "200000000005"],
        );
        assert.deepEqual(
            found.unread?.map(({ name, reason }) => [name, reason]),
            [
                [
                    "account 200000000003 (account-200000000003)",
                    "AssumeRole was denied: AccessDenied: not authorized to perform sts:AssumeRole on arn:aws:iam::200000000003:role/OrganizationAccountAccessRole",
                ],
            ],
        );
    });

    it("shows an unreadable account as such, and doesn't count it as a trail", async () => {
        const fake = organization(2);
        fake.account("200000000001").roles.clear();
        const judged = await gather(
            inProcess(fake),
            { ...OPTIONS, organization: true },
            SILENT,
            createJudge({ policies, settings: defaultSettings(policies) }),
        );
        const { report } = check(
            { trails: [], problems: [], unread: judged.unread },
            { policies, settings: defaultSettings(policies), judged },
        );
        assert.equal(report.summary.trails, 2);
        assert.equal(report.summary.undetermined, 0);
        assert.deepEqual(
            report.stacks?.map(({ noun, name }) => `${noun} ${name}`),
            ["Account 200000000001 (account-200000000001)"],
        );
        assert.equal(report.summary.stacks?.undetermined, 1);
    });

    it("lists suspended accounts separately, and counts them only on request", async () => {
        const fake = organization(4);
        for (const [id, status] of [
            ["200000000002", "SUSPENDED"],
            ["200000000003", "CLOSED"],
        ] as const) {
            fake.account(id).status = status;
        }
        const found = await read(fake, { organization: true });
        assert.deepEqual(found.unread, []);
        assert.deepEqual(found.notes, [
            "suspended accounts, not counted (--include-suspended counts them): 200000000002 (account-200000000002), 200000000003 (account-200000000003)",
        ]);
        const counted = await read(fake, { organization: true, includeSuspended: true });
        assert.deepEqual(counted.notes, []);
        assert.deepEqual(
            counted.unread.map(({ name, reason }) => [name, reason]),
            [
                ["account 200000000002 (account-200000000002)", "its status is SUSPENDED"],
                ["account 200000000003 (account-200000000003)", "its status is CLOSED"],
            ],
        );
    });

    it("leaves out excluded accounts", async () => {
        const fake = organization(3);
        fake.account("200000000002").status = "SUSPENDED";
        const found = await read(fake, { organization: true, exclude: ["200000000001", "200000000002"] });
        assert.deepEqual(Object.keys(verdicts(found)).length, 2);
        assert.deepEqual(found.unread, []);
    });

    it("judges an organization trail once, in its owner's account", async () => {
        const fake = organization(3);
        const shared = fake.addTrail("111111111111", "shared", { isOrganizationTrail: true });
        const found = await read(fake, { organization: true });
        assert.equal(found.trails.filter(({ id }) => id === shared.arn).length, 1);
        assert.equal(verdicts(found)[shared.arn], "violation");
        assert.deepEqual(found.unread, []);
        const asked = fake.calls.filter(({ target }) => target === shared.arn);
        assert.deepEqual([...new Set(asked.map(({ account }) => account))], ["111111111111"]);
    });

    it("calls an organization trail undetermined if only members see it", async () => {
        const fake = organization(3);
        const shared = fake.addTrail("111111111111", "shared", {
            isOrganizationTrail: true,
            selectors: { advanced: COMPLETE },
        });
        const found = await read(fake, { accounts: ["200000000001", "200000000002"] });
        assert.equal(verdicts(found)[shared.arn], "undetermined");
        assert.deepEqual(
            found.unread?.map(({ id, name, group, reason }) => [id, name, group, reason]),
            [
                [
                    shared.arn,
                    "shared",
                    "111111111111",
                    "it belongs to account 111111111111 and is seen from 200000000001 and 1 more; only its owner can see what it logs",
                ],
            ],
        );
    });

    it("says from a single member account why an organization trail can't be judged", async () => {
        const fake = new FakeAws("200000000001");
        fake.addAccount("111111111111");
        fake.management = "111111111111";
        fake.addTrail("111111111111", "shared", { isOrganizationTrail: true, selectors: { advanced: COMPLETE } });
        const [unread] = (await read(fake)).unread ?? [];
        assert.match(String(unread?.reason), /only its owner can see what it logs \(GetEventSelectors is not possible/);
    });

    it("reads an organization trail from an account that may read it: a delegated administrator", async () => {
        const fake = new FakeAws("200000000001");
        fake.addAccount("111111111111");
        fake.management = "111111111111";
        const shared = fake.addTrail("111111111111", "shared", {
            isOrganizationTrail: true,
            selectors: { advanced: COMPLETE },
        });
        const api = inProcess(fake);
        const own = api.ownAccount();
        const administrator = {
            ...api,
            ownAccount: () => ({ ...own, getEventSelectors: async () => ({ AdvancedEventSelectors: COMPLETE }) }),
        };
        const found = await gather(administrator, OPTIONS, SILENT, ALL);
        assert.deepEqual(verdicts(found), { [shared.arn]: "pass" });
    });

    it("names accounts without any trail", async () => {
        const fake = organization(2);
        fake.account("200000000002").trails.length = 0;
        assert.deepEqual((await read(fake, { organization: true })).notes, [
            "no trail, and no organization trail, in account 200000000002: nothing is recorded there",
        ]);
    });
});
