import assert from "node:assert/strict";
import { SILENT } from "../../../../checker/src/command-line/terminal/progress";
import { UserError } from "../../../../checker/src/command-line/user-error";
import { gather } from "../../../../checker/src/live/read/gather";
import { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE } from "../trails";
import { ALL, countOperations, OPTIONS, organization, read, verdicts } from "./reading";

describe("reading the trails of an account", () => {
    it("reads the trails of all Regions, each in its home Region", async () => {
        const fake = new FakeAws();
        const a = fake.addTrail("111111111111", "a", { selectors: { advanced: COMPLETE } });
        const b = fake.addTrail("111111111111", "b", { region: "eu-west-1", selectors: { advanced: COMPLETE } });
        const c = fake.addTrail("111111111111", "c", { region: "ap-south-1", isMultiRegionTrail: false });
        const found = await read(fake);
        assert.deepEqual(verdicts(found), { [a.arn]: "pass", [b.arn]: "pass", [c.arn]: "violation" });
        assert.deepEqual(found.unread, []);
        assert.deepEqual(countOperations(fake), {
            GetCallerIdentity: 1,
            ListTrails: 1,
            DescribeTrails: 1,
            GetEventSelectors: 3,
            GetTrailStatus: 3,
        });
    });

    for (const trails of [0, 1, 3, 100]) {
        it(`makes two calls per account and two per trail: ${trails} trails in 3 Regions`, async () => {
            const fake = new FakeAws();
            const regions = ["us-east-1", "eu-west-1", "ap-south-1"];
            for (let n = 0; n < trails; n++) {
                fake.addTrail("111111111111", `trail-${n}`, {
                    region: regions[n % 3]!,
                    // Without an ARN, AWS shows only a trail of the called Region, or a multi-Region one.
                    isMultiRegionTrail: n % 2 === 0,
                    selectors: { advanced: COMPLETE },
                });
            }
            const found = await read(fake);
            assert.equal(found.trails.length, trails);
            assert.ok(found.trails.every(({ trail }) => trail.s3BucketName === "logs-111111111111"));
            const { GetCallerIdentity: _, ...calls } = countOperations(fake);
            const ofTrails = trails === 0 ? {} : { GetEventSelectors: trails, GetTrailStatus: trails };
            assert.deepEqual(calls, { ListTrails: 1, DescribeTrails: 1, ...ofTrails });
        });
    }

    it("finds what it can if one of the two calls that find trails fails", async () => {
        const fake = new FakeAws();
        const near = fake.addTrail("111111111111", "near", { selectors: { advanced: COMPLETE } });
        const far = fake.addTrail("111111111111", "far", {
            region: "eu-west-1",
            isMultiRegionTrail: false,
            selectors: { advanced: COMPLETE },
        });
        const failing = (operation: string) => {
            fake.intercept = call =>
                call.operation === operation ? { kind: "error", code: "AccessDeniedException" } : undefined;
        };
        failing("DescribeTrails");
        // Each is described.
        assert.deepEqual(verdicts(await read(fake)), { [far.arn]: "violation", [near.arn]: "pass" });
        failing("ListTrails");
        const found = await read(fake);
        assert.deepEqual(verdicts(found), { [near.arn]: "pass", "account/111111111111": "undetermined" });
        assert.match(
            String(found.unread?.[0]?.reason),
            /^not all of its trails may be listed here: ListTrails was den/,
        );
        fake.account("111111111111").trails.length = 0;
        failing("DescribeTrails");
        await assert.rejects(read(fake), /nothing could be read from account 111111111111: DescribeTrails was denied/);
    });

    it("shows what only a live account can show", async () => {
        const fake = new FakeAws();
        fake.addTrail("111111111111", "off", { isLogging: false, selectors: { advanced: COMPLETE } });
        fake.addTrail("111111111111", "stuck", {
            latestDeliveryError: "AccessDenied",
            selectors: { advanced: COMPLETE },
        });
        const found = await read(fake);
        assert.deepEqual(Object.values(verdicts(found)), ["violation", "violation"]);
        assert.deepEqual(found.trails[1]?.facts, {
            Account: "111111111111",
            "Home Region": "us-east-1",
            Logging: "yes, since 2026-01-14T10:00:00.000Z",
            "Last delivery": "2026-01-15T10:00:00.000Z",
            "Last delivery error": "AccessDenied",
        });
    });

    it("says once why nothing of a trail could be read, if the reason is the same for each call", async () => {
        const fake = new FakeAws();
        fake.addTrail("111111111111", "a");
        fake.intercept = ({ operation }) =>
            /List|Caller/.test(operation) ? undefined : { kind: "error", code: "ExpiredTokenException" };
        const { unread, notes } = await read(fake);
        assert.equal(
            unread[0]?.reason,
            "GetEventSelectors, GetTrailStatus, GetTrail was refused for its credentials: ExpiredTokenException: injected",
        );
        assert.match(String(notes[0]), /^1 of 1 account could not be read, or not completely: with --resume FILE/);
    });

    describe("stops with one line if nothing at all can be read", () => {
        const CALLER: readonly (readonly [string, string, RegExp])[] = [
            [
                "no credentials",
                "CredentialsProviderError: Could not load credentials from any providers",
                /^no AWS credentials: set AWS_PROFILE, name a --profile, or sign in$/,
            ],
            [
                "an expired token",
                "GetCallerIdentity was refused for its credentials: ExpiredToken: the token has expired",
                /^AWS can't be called: GetCallerIdentity was refused for its credentials: ExpiredToken: the token has expired$/,
            ],
        ];
        for (const [name, failure, expected] of CALLER) {
            it(name, async () => {
                const api = inProcess(new FakeAws());
                const without = { ...api, getCallerIdentity: () => Promise.reject(new Error(failure)) };
                await assert.rejects(
                    gather(without, OPTIONS, SILENT, ALL),
                    (error: unknown) => error instanceof UserError && expected.test(error.message),
                );
            });
        }

        it("no accessible account", async () => {
            const fake = organization(3);
            fake.intercept = ({ operation }) =>
                operation === "AssumeRole" ? { kind: "error", code: "AccessDenied" } : undefined;
            const members = { accounts: ["200000000001", "200000000002", "200000000003"] };
            await assert.rejects(
                read(fake, members),
                /^Error: nothing could be read from account 200000000001: AssumeRole was denied: .*, and nothing from 2 other accounts$/,
            );
            // If one can be read, there is a report.
            const found = await read(fake, { accounts: [...members.accounts, "111111111111"] });
            assert.equal(found.unread.length, 3);
        });

        it("no list of accounts", async () => {
            const fake = new FakeAws();
            await assert.rejects(
                read(fake, { organization: true }),
                /the accounts of the organization can't be listed: ListAccounts was denied/,
            );
        });
    });

    describe("what an answer leaves out is unknown", () => {
        for (const operation of ["GetEventSelectors", "GetTrailStatus"]) {
            it(`${operation} answers {}`, async () => {
                const fake = new FakeAws();
                const trail = fake.addTrail("111111111111", "a", { selectors: { advanced: COMPLETE } });
                fake.intercept = call => (call.operation === operation ? { kind: "empty" } : undefined);
                assert.deepEqual(verdicts(await read(fake)), { [trail.arn]: "undetermined" });
                // Nor is it the answer for a trail whose selectors were never touched.
                trail.selectors = undefined;
                const expected = operation === "GetEventSelectors" ? "undetermined" : "violation";
                assert.deepEqual(verdicts(await read(fake)), { [trail.arn]: expected });
            });
        }

        it("ListTrails answers {}", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail("111111111111", "a", { selectors: { advanced: COMPLETE } });
            fake.intercept = ({ operation }) => (operation === "ListTrails" ? { kind: "empty" } : undefined);
            const found = await read(fake);
            assert.deepEqual(verdicts(found), { [trail.arn]: "pass", "account/111111111111": "undetermined" });
            assert.match(String(found.unread[0]?.reason), /ListTrails failed: the answer has no Trails/);
        });

        it("DescribeTrails answers {}, after ListTrails named no trail", async () => {
            const fake = new FakeAws();
            fake.intercept = ({ operation }) => (operation === "DescribeTrails" ? { kind: "empty" } : undefined);
            await assert.rejects(
                read(fake),
                /nothing could be read .* DescribeTrails failed: the answer has no trailList/,
            );
        });

        it("GetTrail answers {}, if only it has the answer", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail("111111111111", "a", { selectors: { advanced: COMPLETE } });
            fake.intercept = ({ operation }) =>
                /^(DescribeTrails|GetTrail)$/.test(operation) ? { kind: "empty" } : undefined;
            assert.deepEqual(verdicts(await read(fake)), { [trail.arn]: "undetermined" });
        });
    });

    it("stops following a list that repeats a page", async () => {
        const fake = organization(3);
        fake.pageSize = 2;
        const api = inProcess(fake);
        const own = api.ownAccount();
        const trails = await own.listTrails(undefined);
        const endless = {
            ...api,
            listAccounts: async () => ({ ...(await api.listAccounts(undefined)), next: "again" }),
            ownAccount: () => ({ ...own, listTrails: async () => ({ ...trails, next: "again" }) }),
        };
        const found = await gather(endless, { ...OPTIONS, organization: true }, SILENT, ALL);
        assert.deepEqual(
            found.unread.map(({ name, reason }) => [name, reason]),
            [
                [
                    "account 111111111111 (own)",
                    "not all of its trails may be listed here: ListTrails failed: the list never ends: AWS repeats a page",
                ],
                [
                    "account of the organization",
                    "not all accounts are known: ListAccounts failed: the list never ends: AWS repeats a page",
                ],
            ],
        );
        assert.equal(countOperations(fake).ListAccounts, 2);
    });

    it("leaves out the trails of excluded Regions, and says how many", async () => {
        const fake = new FakeAws();
        fake.addTrail("111111111111", "far", { region: "eu-west-1", isMultiRegionTrail: false });
        const near = fake.addTrail("111111111111", "near", { selectors: { advanced: COMPLETE } });
        const found = await read(fake, { excludeRegions: ["eu-west-1"] });
        assert.deepEqual(verdicts(found), { [near.arn]: "pass" });
        assert.deepEqual(found.notes, ["1 trail left out: --exclude-region"]);
        assert.ok(!fake.calls.some(({ region }) => region === "eu-west-1"));
    });
});
