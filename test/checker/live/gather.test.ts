import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createJudge } from "../../../checker/src/check/check";
import { SILENT } from "../../../checker/src/command-line/progress";
import { UserError } from "../../../checker/src/command-line/user-error";
import { defaultSettings, parsePolicyConfig } from "../../../checker/src/configuration/policy-config";
import { type GatherOptions, gather } from "../../../checker/src/live/read/gather";
import type { Keep, LiveTrails } from "../../../checker/src/live/read/gathered";
import { openResumeFile } from "../../../checker/src/live/read/resume-file";
import type { SourceTrail } from "../../../checker/src/sources/source-trail";
import { policies, trailPolicies } from "../../../policies";
import type { Trail } from "../../../src/cloudtrail/trail";
import { evaluate } from "../../../src/compliance/evaluate";
import { type Call, FakeAws, type Fault } from "./fake-aws";
import { inProcess } from "./fake-in-process";
import { COMPLETE } from "./trails";

const OPTIONS: GatherOptions = {
    organization: false,
    exclude: [],
    role: { name: "OrganizationAccountAccessRole" },
    concurrency: 8,
    bucketPolicies: false,
};

const ALL: Keep<SourceTrail> = { trail: found => found, stack: () => undefined };

const read = (fake: FakeAws, options: Partial<GatherOptions> = {}, region = "us-east-1") =>
    gather(inProcess(fake, region), { ...OPTIONS, ...options }, SILENT, ALL);

/** The worst result of each trail over all policies that are on by default. */
function verdicts(found: LiveTrails<SourceTrail>): Record<string, string> {
    return Object.fromEntries([
        ...found.trails.map(({ id, trail }) => [id, verdictOf(trail)]),
        ...(found.unread ?? []).map(({ id }) => [id, "undetermined"]),
    ]);
}

const known = new Map<string, string>();

function verdictOf(trail: Trail): string {
    const key = JSON.stringify(trail);
    const verdict = known.get(key) ?? judge(trail);
    known.set(key, verdict);
    return verdict;
}

function judge(trail: Trail): string {
    const statuses = trailPolicies
        .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
        .map(policy => {
            const result = evaluate(policy, trail, {});
            assert.ok(!("configProblems" in result));
            return result.status;
        });
    return (["violation", "undetermined"] as const).find(status => statuses.includes(status)) ?? "pass";
}

describe("reading live accounts", () => {
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
        it(`makes two calls an account and two a trail: ${trails} trails in 3 Regions`, async () => {
            const fake = new FakeAws();
            const regions = ["us-east-1", "eu-west-1", "ap-south-1"];
            for (let n = 0; n < trails; n++) {
                fake.addTrail("111111111111", `trail-${n}`, {
                    region: regions[n % 3]!,
                    // AWS lets only a trail of the Region that is asked, or of all, be seen without its ARN.
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

    it("makes one call in an account that only sees trails of its organization", async () => {
        const fake = organization(1, false);
        fake.addTrail("111111111111", "shared", { isOrganizationTrail: true, selectors: { advanced: COMPLETE } });
        await read(fake, { accounts: ["200000000001"] });
        assert.deepEqual(countOperations(fake), { GetCallerIdentity: 1, AssumeRole: 1, ListTrails: 1 });
    });

    it("finds what can be found where one of the two calls that find trails fails", async () => {
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
        // Each is asked for what it is.
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
        assert.deepEqual(verdicts(await read(fake)), { "account/111111111111": "undetermined" });
    });

    it("tells what only a live account can tell", async () => {
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

    it("reads the accounts of an organization, page by page, and says of each one that can't be read why", async () => {
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
                ["account 200000000002 (account-200000000002)", "the organization has it as SUSPENDED"],
                [
                    "account 200000000003 (account-200000000003)",
                    "AssumeRole was denied: AccessDenied: not authorized to perform sts:AssumeRole on arn:aws:iam::200000000003:role/OrganizationAccountAccessRole",
                ],
            ],
        );
    });

    it("leaves out accounts that are excluded", async () => {
        const fake = organization(3);
        fake.account("200000000002").status = "SUSPENDED";
        const found = await read(fake, { organization: true, exclude: ["200000000001", "200000000002"] });
        assert.deepEqual(Object.keys(verdicts(found)).length, 2);
        assert.deepEqual(found.unread, []);
    });

    it("judges an organization trail once, at its owner", async () => {
        const fake = organization(3);
        const shared = fake.addTrail("111111111111", "shared", { isOrganizationTrail: true });
        const found = await read(fake, { organization: true });
        assert.equal(found.trails.filter(({ id }) => id === shared.arn).length, 1);
        assert.equal(verdicts(found)[shared.arn], "violation");
        assert.deepEqual(found.unread, []);
        const asked = fake.calls.filter(({ target }) => target === shared.arn);
        assert.deepEqual([...new Set(asked.map(({ account }) => account))], ["111111111111"]);
    });

    it("calls an organization trail undetermined that is seen from members only", async () => {
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
                    "it belongs to account 111111111111 and is seen from 200000000001 and 1 more; only its owner can tell what it logs",
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
        assert.match(
            String(unread?.reason),
            /only its owner can tell what it logs \(GetEventSelectors is not possible/,
        );
    });

    it("reads an organization trail from an account that may: a delegated administrator", async () => {
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

    describe("with --bucket-policies", () => {
        const BUCKET = "logs-111111111111";
        const KEY = "arn:aws:kms:eu-west-1:111111111111:key/1";
        const cloudTrail = { Service: "cloudtrail.amazonaws.com" };
        const allow = (Action: string | string[], Resource: string) => ({
            Effect: "Allow",
            Principal: cloudTrail,
            Action,
            Resource,
        });
        const acl = allow("s3:GetBucketAcl", `arn:aws:s3:::${BUCKET}`);
        const put = allow("s3:PutObject", `arn:aws:s3:::${BUCKET}/AWSLogs/111111111111/*`);
        const use = allow(["kms:GenerateDataKey*", "kms:DescribeKey"], "*");
        const policy = (...Statement: object[]) => JSON.stringify({ Statement });
        const BLOCKED = { IgnorePublicAcls: true, RestrictPublicBuckets: true };

        function world(): FakeAws {
            const fake = new FakeAws();
            fake.addTrail("111111111111", "a", { kmsKeyId: KEY, selectors: { advanced: COMPLETE } });
            fake.bucketPolicies.set(BUCKET, policy(acl, put));
            fake.publicAccessBlocks.set(BUCKET, BLOCKED);
            fake.keys.set(KEY, { policy: policy(use), metadata: { Enabled: true, KeySpec: "SYMMETRIC_DEFAULT" } });
            return fake;
        }

        /** The result of the policy for the one trail. */
        async function judged(fake: FakeAws, bucketPolicies = true) {
            const judge = createJudge({ policies, settings: defaultSettings(policies) });
            const options = { ...OPTIONS, bucketPolicies };
            const { trails } = await gather(inProcess(fake), options, SILENT, judge);
            const result = trails[0]?.report.results.find(({ policy }) => policy === "cloudtrail-bucket-policy");
            return [result?.status, result?.message] as const;
        }

        it("lets pass a bucket and a key that let CloudTrail deliver, and nobody else", async () => {
            assert.deepEqual(await judged(world()), ["pass", ""]);
        });

        it("says that it was not asked to look", async () => {
            const fake = world();
            const [status, message] = await judged(fake, false);
            assert.equal(status, "not-applicable");
            assert.match(String(message), /only read with --bucket-policies/);
            assert.ok(!fake.calls.some(({ operation }) => /Bucket|Key|PublicAccess/.test(operation)));
        });

        const VIOLATIONS: readonly (readonly [string, (fake: FakeAws) => void, RegExp])[] = [
            [
                "a policy that doesn't let it write",
                fake => fake.bucketPolicies.set(BUCKET, policy(acl)),
                /s3:PutObject/,
            ],
            [
                "a policy for another trail",
                fake => {
                    const Condition = { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:1:trail/b" } };
                    fake.bucketPolicies.set(BUCKET, policy(acl, { ...put, Condition }));
                },
                /not with the aws:SourceArn/,
            ],
            ["no policy", fake => fake.bucketPolicies.delete(BUCKET), /has no policy/],
            [
                "a key policy that doesn't let it encrypt",
                fake =>
                    fake.keys.set(KEY, { policy: policy(), metadata: { Enabled: true, KeySpec: "SYMMETRIC_DEFAULT" } }),
                /kms:GenerateDataKey\*/,
            ],
            [
                "a key that is disabled",
                fake =>
                    fake.keys.set(KEY, {
                        policy: policy(use),
                        metadata: { Enabled: false, KeySpec: "SYMMETRIC_DEFAULT" },
                    }),
                /is disabled/,
            ],
        ];
        for (const [name, change, said] of VIOLATIONS) {
            it(`finds a violation: ${name}`, async () => {
                const fake = world();
                change(fake);
                const [status, message] = await judged(fake);
                assert.equal(status, "violation", message);
                assert.match(String(message), said);
            });
        }

        for (const operation of [
            "GetBucketPolicy",
            "GetPublicAccessBlock",
            "GetBucketAcl",
            "DescribeKey",
            "GetKeyPolicy",
        ]) {
            it(`lets nothing pass that could not be read: ${operation}`, async () => {
                const fake = world();
                fake.aclGroups.set(BUCKET, ["http://acs.amazonaws.com/groups/global/AllUsers"]);
                fake.intercept = call =>
                    call.operation === operation ? { kind: "error", code: "AccessDenied" } : undefined;
                // That everyone may read by the ACL makes no difference while public ACLs are ignored.
                const expected = operation === "GetBucketAcl" ? "pass" : "undetermined";
                const [status, message] = await judged(fake);
                assert.equal(status, expected, message);
                if (operation === "GetBucketPolicy" || operation === "GetKeyPolicy") {
                    assert.match(String(message), new RegExp(`could not be read: ${operation} was denied`));
                }
            });
        }

        it("can't tell what the account blocks for all of its buckets", async () => {
            const fake = world();
            fake.publicAccessBlocks.delete(BUCKET);
            assert.equal((await judged(fake))[0], "pass", "nothing is open");
            fake.aclGroups.set(BUCKET, ["http://acs.amazonaws.com/groups/global/AllUsers"]);
            assert.equal((await judged(fake))[0], "undetermined");
        });

        it("reads what trails share only once", async () => {
            const fake = world();
            fake.addTrail("111111111111", "b", { kmsKeyId: KEY, selectors: { advanced: COMPLETE } });
            await judged(fake);
            const counts = countOperations(fake);
            for (const operation of ["GetBucketPolicy", "GetPublicAccessBlock", "GetBucketAcl", "GetKeyPolicy"]) {
                assert.equal(counts[operation], 1, operation);
            }
        });
    });

    it("says once why nothing of a trail could be read, where it is the same for each call", async () => {
        const fake = new FakeAws();
        fake.addTrail("111111111111", "a");
        fake.intercept = ({ operation }) =>
            /List|Caller/.test(operation) ? undefined : { kind: "error", code: "ExpiredTokenException" };
        const { unread, notes } = await read(fake);
        assert.equal(
            unread[0]?.reason,
            "GetEventSelectors, GetTrailStatus, GetTrail was refused for its credentials: ExpiredTokenException: injected",
        );
        assert.match(String(notes[0]), /^1 of 1 accounts could not be read, or not completely: with --resume FILE/);
    });

    it("names accounts without any trail", async () => {
        const fake = organization(2);
        fake.account("200000000002").trails.length = 0;
        assert.deepEqual((await read(fake, { organization: true })).notes, [
            "no trail, and none of an organization, in account 200000000002: nothing is recorded there",
        ]);
    });

    describe("cloudtrail-trail-required, for each account", () => {
        const ALWAYS = { "cloudtrail-trail-required": { enforcementLevel: "mandatory", when: "always" } };

        /** What is said of each account as a whole. */
        async function accounts(fake: FakeAws, config: object | undefined, options: Partial<GatherOptions> = {}) {
            const parsed = parsePolicyConfig(JSON.stringify(config ?? {}), policies);
            assert.ok("settings" in parsed);
            const judge = createJudge({ policies, settings: parsed.settings });
            const given = { ...OPTIONS, organization: true, ...options };
            const { stacks } = await gather(inProcess(fake), given, SILENT, judge);
            return Object.fromEntries(stacks.map(({ id, results: [result] }) => [id, result] as const));
        }

        it("can't tell of an account without a trail, because it may not use Bedrock", async () => {
            const fake = organization(2);
            fake.account("200000000002").trails.length = 0;
            fake.account("200000000001").trails[0]!.isMultiRegionTrail = false;
            const said = await accounts(fake, undefined);
            assert.deepEqual(Object.keys(said), ["account/200000000002"]);
            assert.equal(said["account/200000000002"]?.status, "undetermined");
            assert.match(
                said["account/200000000002"].message,
                /^Account "200000000002 \(account-200000000002\)": can't be told whether it complies: has no trail, and/,
            );
        });

        it("finds a violation in every account without a trail that complies, where it is asked for", async () => {
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
            assert.match(String(said["account/200000000002"]?.message), /^Account "[^"]+" has no trail\n/);
        });

        it("takes a trail of the organization for one of each account that sees it", async () => {
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

        it("says nothing of an account whose trails could not all be read: they stand for themselves", async () => {
            const fake = organization(1);
            fake.intercept = ({ account, operation }) =>
                account === "200000000001" && operation === "ListTrails"
                    ? { kind: "error", code: "AccessDeniedException" }
                    : undefined;
            assert.deepEqual(Object.keys(await accounts(fake, ALWAYS)), ["account/111111111111"]);
        });
    });

    it("stops with one line where there are no credentials", async () => {
        const api = inProcess(new FakeAws());
        const without = {
            ...api,
            getCallerIdentity: () => Promise.reject(new Error("CredentialsProviderError: Could not load credentials")),
        };
        await assert.rejects(gather(without, OPTIONS, SILENT, ALL), UserError);
    });

    it("calls everything undetermined where AWS refuses the credentials", async () => {
        const fake = organization(1);
        fake.intercept = () => ({ kind: "error", code: "ExpiredTokenException" });
        const found = await read(fake, { accounts: ["200000000001", "111111111111"] });
        assert.deepEqual(verdicts(found), {
            "account/111111111111": "undetermined",
            "account/200000000001": "undetermined",
        });
        assert.match(String(found.unread?.[0]?.reason), /refused for its credentials: ExpiredTokenException/);
    });
});

describe("a fault at any call of a run over 50 accounts", function () {
    /** Each kind at each call takes minutes: they are all tried with ALL_FAULTS=kinds. */
    this.timeout(process.env.ALL_FAULTS === undefined ? 60_000 : 3_600_000);

    const KINDS: readonly Fault[] = [
        { kind: "error", code: "AccessDeniedException" },
        { kind: "error", code: "ThrottlingException" },
        { kind: "error", code: "ExpiredTokenException" },
        { kind: "error", code: "UnrecognizedClientException" },
        { kind: "error", code: "TrailNotFoundException" },
        { kind: "error", code: "InternalFailure" },
        { kind: "cut" },
        { kind: "hang" },
        { kind: "garbage" },
    ];

    /** Half of the trails comply: a fault must neither make one compliant that isn't nor lose one. */
    function world(): FakeAws {
        const fake = organization(49, false);
        fake.pageSize = 30;
        [...fake.accounts.keys()].forEach((id, index) => {
            fake.addTrail(id, "complete", { selectors: { advanced: COMPLETE } });
            fake.addTrail(id, "partial", {
                region: index % 3 === 0 ? "eu-west-1" : "us-east-1",
                isMultiRegionTrail: index % 2 === 0,
                selectors: index % 5 === 0 ? undefined : { advanced: COMPLETE.slice(0, 1 + (index % 2)) },
            });
        });
        fake.addTrail("111111111111", "shared", { isOrganizationTrail: true, selectors: { advanced: COMPLETE } });
        return fake;
    }

    const keyOf = ({ account, operation, target }: Call) => `${account} ${operation} ${target}`;

    it("changes no other verdict, calls nothing compliant that was not read, and loses no account", async () => {
        const healthy = world();
        const truth = verdicts(await read(healthy, { organization: true }));
        assert.equal(Object.keys(truth).length, 101);
        assert.ok(Object.values(truth).includes("pass") && Object.values(truth).includes("violation"));
        const positions = [...new Set(healthy.calls.map(keyOf))];
        assert.ok(positions.length >= 350, `${positions.length} different calls`);
        let faults = 0;
        // Neighbouring calls are of one sort: over all of them each kind comes up.
        const kindsAt = (at: number) => (process.env.ALL_FAULTS === "kinds" ? KINDS : [KINDS[at % KINDS.length]!]);
        const injected = positions.flatMap((position, at) => kindsAt(at).map(kind => ({ position, kind })));
        for (const { position, kind } of injected) {
            const fake = world();
            fake.intercept = call => {
                const hit = keyOf(call) === position;
                faults += hit ? 1 : 0;
                return hit ? kind : undefined;
            };
            const found = verdicts(await read(fake, { organization: true }));
            const where = `${kind.kind} at ${position}`;
            const everything = /GetCallerIdentity|ListAccounts/.test(position);
            const faulty = /AssumeRole arn:aws:iam::(\d+)/.exec(position)?.[1] ?? position.split(" ")[0];
            for (const [id, verdict] of Object.entries(truth)) {
                const account = id.split(":")[4];
                const got = found[id];
                if (everything) {
                    const unknown = found["account/of these credentials"] ?? found["account/of the organization"];
                    assert.ok(got === verdict || (got === undefined && unknown === "undetermined"), where);
                } else if (account !== faulty) {
                    assert.equal(got, verdict, `${where}: ${id}`);
                } else {
                    const lost = got === undefined && found[`account/${account}`] === "undetermined";
                    assert.ok(got === verdict || got === "undetermined" || lost, `${where}: ${id} is ${got}`);
                    assert.ok(verdict === "pass" || got !== "pass", `${where}: ${id} is called compliant`);
                }
            }
        }
        assert.ok(faults >= injected.length, `${faults} faults were injected`);
    });

    it("survives faults at many calls at once", async () => {
        const truth = verdicts(await read(world(), { organization: true }));
        for (let run = 0; run < 50; run++) {
            const fake = world();
            let at = 0;
            fake.intercept = ({ operation }) => {
                at += 1;
                const never = operation === "GetCallerIdentity" || operation === "ListAccounts";
                return never || (at * 31 + run * 17) % 4 !== 0 ? undefined : KINDS[(at + run) % KINDS.length];
            };
            const found = verdicts(await read(fake, { organization: true }));
            for (const [id, verdict] of Object.entries(truth)) {
                const got = found[id] ?? found[`account/${id.split(":")[4]}`];
                assert.ok(got === verdict || got === "undetermined" || verdict === "pass", `${id} is ${got}`);
                assert.ok(got !== undefined && (verdict === "pass" || got !== "pass"), `${id} is ${got}`);
            }
        }
    });
});

describe("--resume", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const resumed = (fake: FakeAws, file: string) =>
        gather(inProcess(fake), { ...OPTIONS, organization: true }, SILENT, ALL, openResumeFile(file));

    it("keeps what was read completely, and reads only the rest again", async () => {
        const file = join(folder, "resume.jsonl");
        const fake = organization(5);
        fake.intercept = ({ account, operation }) =>
            account === "200000000003" && operation === "GetTrailStatus" ? { kind: "hang" } : undefined;
        const interrupted = await resumed(fake, file);
        assert.deepEqual(interrupted.notes, [
            "1 of 6 accounts could not be read, or not completely: the same command asks only these again",
        ]);
        const first = verdicts(interrupted);
        fake.intercept = () => undefined;
        fake.calls.length = 0;
        const second = await resumed(fake, file);
        assert.deepEqual(
            [
                ...new Set(
                    fake.calls.filter(({ operation }) => operation === "ListTrails").map(({ account }) => account),
                ),
            ],
            ["200000000003"],
        );
        assert.deepEqual(Object.keys(verdicts(second)), Object.keys(first));
        assert.match(String(second.notes?.[0]), /^5 accounts were not read again: they were read between /);
    });

    it("drops a line that a killed run left half written", async () => {
        const file = join(folder, "resume.jsonl");
        const fake = organization(2);
        const before = verdicts(await resumed(fake, file));
        const text = readFileSync(file, "utf8");
        writeFileSync(file, text.slice(0, -20));
        assert.equal(openResumeFile(file).kept.size, 2);
        assert.deepEqual(verdicts(await resumed(fake, file)), before);
        assert.equal(openResumeFile(file).kept.size, 3);
        assert.equal(readFileSync(file, "utf8").split("\n").length, text.split("\n").length);
    });

    it("refuses a file that is not its own, and leaves it as it is", () => {
        const file = join(folder, "notes.txt");
        for (const text of ["my notes\n", '{"trailGuard":"resume","version":1}\n{"account":"1"}\n', "x"]) {
            writeFileSync(file, text);
            assert.throws(() => openResumeFile(file), UserError);
            assert.equal(readFileSync(file, "utf8"), text);
        }
    });
});

/** A management account and its members, each with one trail that complies. */
function organization(members: number, withTrails = true): FakeAws {
    const fake = new FakeAws("111111111111");
    fake.management = "111111111111";
    for (let n = 1; n <= members; n++) {
        fake.addAccount(String(200000000000 + n));
    }
    if (withTrails) {
        for (const id of fake.accounts.keys()) {
            fake.addTrail(id, "trail", { selectors: { advanced: COMPLETE } });
        }
    }
    return fake;
}

function countOperations(fake: FakeAws): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of fake.calls) {
        counts[operation] = (counts[operation] ?? 0) + 1;
    }
    return counts;
}
