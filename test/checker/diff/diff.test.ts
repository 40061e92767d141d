import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { FORMATS } from "../../../checker/src/report/formats";
import { runCommand } from "../run-command";

type Json = Readonly<Record<string, unknown>>;

const MANAGEMENT = [{ field: "eventCategory", equals: ["Management"] }];
const data = (type: string) => [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: [type] },
];
const AGENTS = data("AWS::Bedrock::AgentAlias");
const S3 = data("AWS::S3::Object");

/** A trail as Terraform has it. */
const trail = (selectors: readonly (readonly Json[])[], more: Json = {}): Json => ({
    name: "audit",
    arn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
    s3_bucket_name: "logs",
    is_multi_region_trail: true,
    enable_logging: true,
    enable_log_file_validation: true,
    kms_key_id: "arn:aws:kms:us-east-1:111122223333:key/k",
    event_selector: [],
    advanced_event_selector: selectors.map(fields => ({ name: "", field_selector: fields })),
    ...more,
});

const WHOLE = trail([MANAGEMENT, AGENTS, S3]);

interface PlanChange {
    readonly before?: Json | null;
    readonly after?: Json | null;
    readonly unknown?: Json;
    readonly actions: readonly string[];
    readonly previousAddress?: string;
}

const plan = (changes: readonly PlanChange[], more: Json = {}): string =>
    JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.9.8",
        resource_changes: changes.map(
            ({ before = null, after = null, unknown = {}, actions, previousAddress }, index) => ({
                address: `aws_cloudtrail.t${index}`,
                ...(previousAddress === undefined ? {} : { previous_address: previousAddress }),
                mode: "managed",
                type: "aws_cloudtrail",
                name: `t${index}`,
                provider_name: "registry.terraform.io/hashicorp/aws",
                change: { actions, before, after, after_unknown: unknown, before_sensitive: {}, after_sensitive: {} },
            }),
        ),
        ...more,
    });

const update = (before: Json, after: Json, unknown?: Json): string =>
    plan([{ before, after, actions: ["update"], ...(unknown === undefined ? {} : { unknown }) }]);

/** What a diff of one input says: the exit code, and the rules that are not kept. */
async function judge(stdin: string, args: readonly string[] = []) {
    const { exitCode, stdout, stderr } = await runCommand(["diff", ...args, "--format", "json"], { stdin });
    assert.notEqual(stdout, "", stderr);
    const report = JSON.parse(stdout);
    const results = report.trails.flatMap((found: { results: Json[] }) => found.results);
    const broken = results.filter(({ status }: Json) => status === "violation").map(({ policy }: Json) => policy);
    const open = results.filter(({ status }: Json) => status === "undetermined").map(({ policy }: Json) => policy);
    return { exitCode, report, broken, open, stderr };
}

describe("trail-guard diff", () => {
    describe("of a Terraform plan", () => {
        it("reads what OpenTofu and the AWS provider really write: every action, a moved block, what is known after apply", async () => {
            const written = readFileSync(join(__dirname, "../../fixtures/diff/opentofu-plan.json"), "utf8");
            const { exitCode, report } = await judge(written);
            const broken = report.trails.map(({ source, results }: Json) => [
                (source as Json).address,
                ...(results as Json[]).flatMap(({ status, policy }) => (status === "pass" ? [] : [policy])),
            ]);
            assert.deepEqual(broken.sort(), [
                ["aws_cloudtrail.gone", "trail-kept"],
                ['aws_cloudtrail.this["less"]', "trail-events"],
                ['aws_cloudtrail.this["moved"]'],
                ['aws_cloudtrail.this["new"]'],
                ['aws_cloudtrail.this["replaced"]', "trail-events"],
                ['aws_cloudtrail.this["same"]'],
                // Whatever ARN the condition turns out to name, events of the others are lost.
                ['aws_cloudtrail.this["unknown"]', "trail-events"],
            ]);
            assert.equal(exitCode, 1);
        });

        const cases: readonly (readonly [name: string, input: string, exitCode: number, broken: readonly string[]])[] =
            [
                ["no change", plan([{ before: WHOLE, after: WHOLE, actions: ["no-op"] }]), 0, []],
                ["a new trail", plan([{ after: WHOLE, actions: ["create"] }]), 0, []],
                ["a trail that is deleted", plan([{ before: WHOLE, actions: ["delete"] }]), 1, ["trail-kept"]],
                [
                    "a replacement that logs the same",
                    plan([{ before: WHOLE, after: WHOLE, actions: ["delete", "create"] }]),
                    0,
                    [],
                ],
                [
                    "a replacement that logs less",
                    plan([{ before: WHOLE, after: trail([MANAGEMENT]), actions: ["create", "delete"] }]),
                    1,
                    ["trail-events"],
                ],
                ["another order of the selectors", update(WHOLE, trail([S3, AGENTS, MANAGEMENT])), 0, []],
                ["a selector more", update(trail([MANAGEMENT]), WHOLE), 0, []],
                ["a selector less", update(WHOLE, trail([MANAGEMENT, S3])), 1, ["trail-events"]],
                [
                    "a selector that is narrowed",
                    update(WHOLE, trail([MANAGEMENT, S3, [...AGENTS, { field: "readOnly", equals: ["false"] }]])),
                    1,
                    ["trail-events"],
                ],
                [
                    "a selector split in two halves",
                    update(
                        WHOLE,
                        trail([
                            MANAGEMENT,
                            S3,
                            ...["true", "false"].map(value => [...AGENTS, { field: "readOnly", equals: [value] }]),
                        ]),
                    ),
                    0,
                    [],
                ],
                ["switched off", update(WHOLE, { ...WHOLE, enable_logging: false }), 1, ["trail-logging"]],
                ["one Region", update(WHOLE, { ...WHOLE, is_multi_region_trail: false }), 1, ["trail-regions"]],
                ["all Regions", update({ ...WHOLE, is_multi_region_trail: false }, WHOLE), 0, []],
                [
                    "one account",
                    update({ ...WHOLE, is_organization_trail: true }, { ...WHOLE, is_organization_trail: false }),
                    1,
                    ["trail-organization"],
                ],
                ["another bucket", update(WHOLE, { ...WHOLE, s3_bucket_name: "other" }), 1, ["trail-bucket"]],
                [
                    "no digests",
                    update(WHOLE, { ...WHOLE, enable_log_file_validation: false }),
                    1,
                    ["trail-log-file-validation"],
                ],
                ["no key", update(WHOLE, { ...WHOLE, kms_key_id: "" }), 1, ["trail-encryption"]],
                ["another key", update(WHOLE, { ...WHOLE, kms_key_id: "alias/other" }), 0, []],
                [
                    "all at once",
                    update(
                        WHOLE,
                        trail([], {
                            enable_logging: false,
                            s3_bucket_name: "x",
                            kms_key_id: null,
                            enable_log_file_validation: false,
                            is_multi_region_trail: false,
                        }),
                    ),
                    1,
                    [
                        "trail-events",
                        "trail-logging",
                        "trail-regions",
                        "trail-bucket",
                        "trail-log-file-validation",
                        "trail-encryption",
                    ],
                ],
            ];
        for (const [name, input, exitCode, broken] of cases) {
            it(`${name}: ${exitCode}${broken.map(rule => `, ${rule}`).join("")}`, async () => {
                const found = await judge(input);
                assert.deepEqual([found.broken, found.exitCode], [broken, exitCode]);
                assert.deepEqual(found.open, []);
            });
        }

        it("names a Bedrock event before others", async () => {
            const { report } = await judge(update(WHOLE, trail([MANAGEMENT])));
            const [event] = report.trails[0].results.flatMap(({ findings }: { findings: Json[] }) =>
                findings.flatMap(({ unloggedEvent }) => unloggedEvent ?? []),
            );
            assert.equal(event["resources.type"], "AWS::Bedrock::AgentAlias");
            assert.equal(event.eventName, "InvokeAgent");
            assert.deepEqual(report.trails[0].facts, { Logs: "less" });
        });

        it("calls it less of some and more of others", async () => {
            const { report, exitCode } = await judge(update(trail([MANAGEMENT, S3]), trail([MANAGEMENT, AGENTS])));
            assert.deepEqual([report.trails[0].facts.Logs, exitCode], ["less of some events, more of others", 1]);
        });

        it("can't decide what isn't known before the update, and decides the rest", async () => {
            const after = { ...WHOLE, s3_bucket_name: undefined };
            const found = await judge(update(WHOLE, after, { s3_bucket_name: true }));
            assert.deepEqual([found.exitCode, found.broken, found.open], [3, [], ["trail-bucket"]]);
            const off = await judge(update(WHOLE, { ...after, enable_logging: false }, { s3_bucket_name: true }));
            assert.deepEqual([off.exitCode, off.broken, off.open], [1, ["trail-logging"], ["trail-bucket"]]);
            const { advanced_event_selector: _, ...without } = WHOLE;
            const selectors = await judge(update(WHOLE, without, { advanced_event_selector: true }));
            assert.deepEqual([selectors.exitCode, selectors.open], [3, ["trail-events"]]);
        });

        it("can't decide what the state doesn't show: which selectors a trail has that Terraform gives none", async () => {
            const found = await judge(update(trail([]), trail([AGENTS])));
            assert.deepEqual([found.exitCode, found.open], [3, ["trail-events"]]);
        });

        it("follows a trail that moved", async () => {
            const moved = plan([
                {
                    before: WHOLE,
                    after: trail([MANAGEMENT]),
                    actions: ["update"],
                    previousAddress: "aws_cloudtrail.old",
                },
            ]);
            const { report, broken } = await judge(moved);
            assert.deepEqual([broken, report.trails.length], [["trail-events"], 1]);
        });

        it("does not call a trail deleted that a targeted plan leaves out", async () => {
            const resource = {
                address: "aws_cloudtrail.other",
                mode: "managed",
                type: "aws_cloudtrail",
                name: "other",
                values: WHOLE,
                provider_name: "registry.terraform.io/hashicorp/aws",
            };
            const targeted = plan([], {
                complete: false,
                prior_state: { format_version: "1.0", values: { root_module: { resources: [resource] } } },
            });
            const { broken, exitCode } = await judge(targeted);
            assert.deepEqual(broken, []);
            assert.ok(exitCode === 0 || exitCode === 3, `${exitCode}`);
        });

        it("shows no secret of either side", async () => {
            const secret = "hush-hush-bucket";
            const input = JSON.parse(update({ ...WHOLE, s3_bucket_name: secret }, WHOLE));
            input.resource_changes[0].change.before_sensitive = { s3_bucket_name: true };
            for (const format of FORMATS) {
                const { stdout, exitCode } = await runCommand(["diff", "--format", format], {
                    stdin: JSON.stringify(input),
                });
                assert.equal(exitCode, 1);
                assert.ok(!stdout.includes(secret), format);
            }
        });
    });

    describe("of a Pulumi preview", () => {
        const urn = (name: string) => `urn:pulumi:prod::app::aws:cloudtrail/trail:Trail::${name}`;
        const state = (name: string, inputs: Json, outputs: Json = inputs): Json => ({
            urn: urn(name),
            custom: true,
            id: name,
            type: "aws:cloudtrail/trail:Trail",
            inputs,
            outputs,
        });
        const inputs = (selectors: readonly (readonly Json[])[]): Json => ({
            name: "audit",
            s3BucketName: "logs",
            isMultiRegionTrail: true,
            enableLogFileValidation: true,
            advancedEventSelectors: selectors.map(fieldSelectors => ({ fieldSelectors })),
        });
        const preview = (...steps: readonly Json[]) =>
            JSON.stringify({ config: {}, steps, duration: 1, changeSummary: {} });
        const before = state("audit", inputs([MANAGEMENT, AGENTS]));
        const updated = (selectors: readonly (readonly Json[])[]) => ({
            ...state("audit", inputs(selectors)),
            outputs: {},
        });

        it("an update that drops a selector is less", async () => {
            const found = await judge(
                preview({ op: "update", urn: urn("audit"), oldState: before, newState: updated([MANAGEMENT]) }),
            );
            assert.deepEqual([found.exitCode, found.broken], [1, ["trail-events"]]);
        });

        it("an update that adds one is not, nor is a preview without trails", async () => {
            const more = await judge(
                preview({
                    op: "update",
                    urn: urn("audit"),
                    oldState: before,
                    newState: updated([MANAGEMENT, AGENTS, S3]),
                }),
            );
            assert.deepEqual([more.exitCode, more.report.trails.length], [0, 1]);
            const none = await judge(preview());
            assert.deepEqual([none.exitCode, none.report.trails.length], [0, 0]);
            assert.match(none.stderr, /there is no trail on either side/);
        });

        it("a deletion is less, a replacement with a new name is followed by its URN", async () => {
            const gone = await judge(preview({ op: "delete", urn: urn("audit"), oldState: before }));
            assert.deepEqual([gone.exitCode, gone.broken], [1, ["trail-kept"]]);
            const renamed = { ...updated([MANAGEMENT]), inputs: { ...inputs([MANAGEMENT]), name: "audit-2" } };
            const replaced = await judge(
                preview(
                    { op: "create-replacement", urn: urn("audit"), oldState: before, newState: renamed },
                    { op: "replace", urn: urn("audit"), oldState: before, newState: renamed },
                    { op: "delete-replaced", urn: urn("audit"), oldState: before },
                ),
            );
            assert.deepEqual([replaced.exitCode, replaced.broken], [1, ["trail-events"]]);
        });

        it("a trail with an alias is followed", async () => {
            const aliased = { ...updated([MANAGEMENT]), urn: urn("renamed") };
            const found = await judge(
                preview({ op: "update", urn: urn("renamed"), oldState: before, newState: aliased }),
            );
            assert.deepEqual([found.exitCode, found.broken, found.report.trails.length], [1, ["trail-events"], 1]);
        });

        it("is read as a stream of events too", async () => {
            const event = (sequence: number, body: Json) => JSON.stringify({ sequence, timestamp: 1, ...body });
            const metadata = {
                op: "update",
                urn: urn("audit"),
                type: "aws:cloudtrail/trail:Trail",
                old: before,
                new: updated([MANAGEMENT]),
            };
            const stream = [
                event(1, { resourcePreEvent: { metadata, planning: true } }),
                event(2, { cancelEvent: {} }),
            ].join("\n");
            const found = await judge(stream);
            assert.deepEqual([found.exitCode, found.broken], [1, ["trail-events"]]);
        });
    });

    describe("of two inputs, and of records", () => {
        let folder: string;
        before(() => {
            folder = mkdtempSync(join(tmpdir(), "diff-"));
        });
        after(() => {
            rmSync(folder, { recursive: true });
        });
        const file = (name: string, value: unknown) => {
            const path = join(folder, name);
            writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
            return path;
        };
        const ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
        const described = (selectors: Json, more: Json = {}): Json => ({
            trailList: [
                {
                    Name: "audit",
                    TrailARN: ARN,
                    HomeRegion: "us-east-1",
                    S3BucketName: "logs",
                    IsMultiRegionTrail: true,
                    LogFileValidationEnabled: true,
                    ...more,
                },
            ],
            TrailARN: ARN,
            ...selectors,
        });
        const both = (selectors: Json) => {
            const { trailList, ...rest } = described(selectors) as { trailList: unknown };
            return `${JSON.stringify({ trailList })}\n${JSON.stringify(rest)}`;
        };
        const AWS = (fields: readonly Json[]) => ({
            FieldSelectors: fields.map(({ field, equals }) => ({ Field: field, Equals: equals })),
        });
        const BEFORE = { AdvancedEventSelectors: [AWS(MANAGEMENT), AWS(AGENTS)] };
        const record = (eventName: string, requestParameters: Json, more: Json = {}): Json => ({
            eventVersion: "1.10",
            eventTime: "2026-10-01T10:00:00Z",
            eventSource: "cloudtrail.amazonaws.com",
            eventName,
            awsRegion: "us-east-1",
            recipientAccountId: "111122223333",
            requestParameters,
            responseElements: { trailARN: ARN },
            ...more,
        });
        const lower = (fields: readonly Json[]) => ({ fieldSelectors: fields });

        it("tells trails of one address in several modules apart by their folder, also where a file has another name", async () => {
            const module = (name: string, bucket: string) => {
                mkdirSync(dirname(join(folder, name)), { recursive: true });
                file(
                    name,
                    `resource "aws_cloudtrail" "audit" {\n  name = "audit"\n  s3_bucket_name = "${bucket}"\n}\n`,
                );
            };
            for (const side of ["main", "branch"]) {
                module(`${side}/dev/${side}.tf`, "logs-dev");
                module(`${side}/prod/trail.tf`, side === "main" ? "logs-prod" : "another");
            }
            const { stdout, exitCode } = await runCommand(["diff", join(folder, "main"), join(folder, "branch")]);
            assert.equal(exitCode, 1, stdout);
            assert.match(stdout, /delivers to the bucket "another": it delivered to "logs-prod"/);
            assert.match(stdout, /^2 trails: 1 violating, 1 compliant$/m);
        });

        it("compares a template with another, by logical ID", async () => {
            const template = (selectors: readonly Json[]) => ({
                Resources: {
                    Audit: {
                        Type: "AWS::CloudTrail::Trail",
                        Properties: { IsLogging: true, S3BucketName: "logs", AdvancedEventSelectors: selectors },
                    },
                },
            });
            const one = file("one.json", template([AWS(MANAGEMENT), AWS(AGENTS)]));
            const other = file("other.json", template([AWS(MANAGEMENT)]));
            assert.deepEqual((await judge("", [one, other])).broken, ["trail-events"]);
            assert.deepEqual((await judge("", [other, one])).exitCode, 0);
            const gone = file("gone.json", { Resources: { Bucket: { Type: "AWS::S3::Bucket" } } });
            assert.deepEqual((await judge("", [one, gone])).broken, ["trail-kept"]);
        });

        const calls: readonly (readonly [string, Json, readonly string[]])[] = [
            ["PutEventSelectors", { trailName: "audit", advancedEventSelectors: [lower(AGENTS)] }, ["trail-events"]],
            [
                "PutEventSelectors",
                { trailName: ARN, advancedEventSelectors: [lower(MANAGEMENT), lower(AGENTS), lower(S3)] },
                [],
            ],
            [
                "PutEventSelectors",
                {
                    trailName: "audit",
                    eventSelectors: [{ readWriteType: "All", includeManagementEvents: true, dataResources: [] }],
                },
                ["trail-events"],
            ],
            ["StopLogging", { name: ARN }, ["trail-logging"]],
            ["DeleteTrail", { name: ARN }, ["trail-kept"]],
            [
                "UpdateTrail",
                { name: "audit", isMultiRegionTrail: false, s3BucketName: "mine" },
                ["trail-regions", "trail-bucket"],
            ],
            ["UpdateTrail", { name: "audit", snsTopicName: "topic" }, []],
        ];
        for (const [eventName, parameters, broken] of calls) {
            it(`judges a ${eventName} record: ${broken.join(", ") || "no trail records less"}`, async () => {
                const known = file("before.json", both(BEFORE));
                const call = file("call.json", record(eventName, parameters));
                const found = await judge("", ["--before", known, call]);
                assert.deepEqual(found.broken, broken);
            });
        }

        it("takes a refused call for no change, and parameters that were left out for unknown", async () => {
            const known = file("before.json", both(BEFORE));
            const refused = record(
                "PutEventSelectors",
                { trailName: "audit", advancedEventSelectors: [lower(AGENTS)] },
                { errorCode: "AccessDenied" },
            );
            assert.deepEqual((await judge("", ["--before", known, file("refused.json", refused)])).broken, []);
            for (const errorCode of [null, ""]) {
                const carriedOut = file("carried-out.json", { ...refused, errorCode });
                assert.deepEqual((await judge("", ["--before", known, carriedOut])).broken, ["trail-events"]);
            }
            const long = record("PutEventSelectors", { omitted: true, originalSize: 200000, reason: "too long" });
            const found = await judge("", ["--before", known, file("long.json", { Records: [long] })]);
            assert.deepEqual([found.exitCode, found.open], [3, ["trail-events"]]);
        });

        it("allows what is intended, until its day, and only that", async () => {
            const input = file("plan.json", update(WHOLE, trail([MANAGEMENT], { enable_logging: false })));
            const allow = (entries: readonly Json[]) => ["--allow", file("allow.json", entries)];
            const reason = "The agents are gone";
            const some = await judge("", [
                input,
                ...allow([{ trail: "audit", rules: ["trail-events"], reason, expires: "2099-12-31" }]),
            ]);
            assert.deepEqual([some.exitCode, some.broken], [1, ["trail-logging"]]);
            assert.equal((await judge("", [input, ...allow([{ trail: "*", reason }])])).exitCode, 0);
            const late = await judge("", [input, ...allow([{ trail: "*", reason, expires: "2020-01-01" }])]);
            assert.deepEqual(late.broken, ["trail-events", "trail-logging"]);
        });

        const mistakes: readonly (readonly [string, () => readonly string[], RegExp])[] = [
            [
                "an input that tells of one side",
                () => [file("state.json", { version: 3, deployment: { resources: [] } })],
                /does not show both before and after; expected a Terraform plan/,
            ],
            [
                "a record without --before",
                () => [file("r.json", record("StopLogging", { name: "audit" }))],
                /give --before FILE/,
            ],
            [
                "--before without a record",
                () => ["--before", file("b.json", both(BEFORE)), file("p.json", plan([]))],
                /--before is for CloudTrail records/,
            ],
            ["--before with two inputs", () => ["--before", "x", "a", "b"], /--before goes with one input/],
            [
                "--source for one input",
                () => ["--source", "terraform-plan", file("p.json", plan([]))],
                /--source has no effect/,
            ],
            ["standard input twice", () => ["-", "-"], /can't be both/],
            ["malformed JSON", () => [file("bad.json", "{")], /bad\.json:1:2/],
            ["a missing file", () => [join(folder, "missing.json")], /can't read .*missing\.json/],
            [
                "an unknown rule",
                () => [
                    file("p.json", plan([])),
                    "--allow",
                    file("a.json", [{ trail: "*", reason: "r", rules: ["trail-event"] }]),
                ],
                /"trail-event" is not a rule; .*did you mean "?trail-events/i,
            ],
            [
                "an allowed reduction without a reason",
                () => [file("p.json", plan([])), "--allow", file("a.json", [{ trail: "*" }])],
                /reason/,
            ],
        ];
        for (const [name, args, expected] of mistakes) {
            it(`refuses ${name} in one line`, async () => {
                const { exitCode, stdout, stderr } = await runCommand(["diff", ...args()], {});
                assert.equal(exitCode, 2);
                assert.equal(stdout, "");
                assert.match(stderr, expected);
                assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
            });
        }

        it("says where a record's trail is not known from before", async () => {
            const call = file("call.json", record("DeleteTrail", { name: "other" }, { responseElements: null }));
            const { exitCode, report } = await judge("", ["--before", file("before.json", both(BEFORE)), call]);
            assert.equal(exitCode, 2);
            assert.match(report.problems[0].message, /"other", is not in --before/);
        });

        it("reads the real records of an attack", async () => {
            const real = JSON.parse(
                readFileSync(join(__dirname, "../../fixtures/records/stratus-tamper-PutEventSelectors.json"), "utf8"),
            );
            const arn = real.responseElements.trailARN;
            const name = real.requestParameters.trailName;
            const known = `${JSON.stringify({ trailList: [{ Name: name, TrailARN: arn, HomeRegion: real.awsRegion, S3BucketName: "logs", IsMultiRegionTrail: true }] })}\n${JSON.stringify({ TrailARN: arn, EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }] })}`;
            const found = await judge("", ["--before", file("known.json", known), file("real.json", real)]);
            assert.deepEqual([found.exitCode, found.broken], [1, ["trail-events"]]);
        });
    });
});
