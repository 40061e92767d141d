import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../../../checker/src/report/formats";
import { runCommand } from "../run-command";
import { judge } from "./judge";
import { AGENTS, type Json, MANAGEMENT, plan, S3, trail, update, WHOLE } from "./written-plans";

const ONE_REGION = { ...WHOLE, is_multi_region_trail: false, include_global_service_events: true };

describe("trail-guard diff of a Terraform plan", () => {
    it("reads what OpenTofu and the AWS provider really write: every action, a moved block, values known after apply", async () => {
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

    const cases: readonly (readonly [name: string, input: string, exitCode: number, broken: readonly string[]])[] = [
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
        ["an additional selector", update(trail([MANAGEMENT]), WHOLE), 0, []],
        ["one selector fewer", update(WHOLE, trail([MANAGEMENT, S3])), 1, ["trail-events"]],
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
        ["another prefix", update(WHOLE, { ...WHOLE, s3_key_prefix: "elsewhere" }), 1, ["trail-bucket"]],
        ["the empty prefix", update({ ...WHOLE, s3_key_prefix: null }, { ...WHOLE, s3_key_prefix: "" }), 0, []],
        [
            "global services left out",
            update(ONE_REGION, { ...ONE_REGION, include_global_service_events: false }),
            1,
            ["trail-global-services"],
        ],
        [
            "global services included again",
            update({ ...ONE_REGION, include_global_service_events: false }, ONE_REGION),
            0,
            [],
        ],
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

    it("can't decide what the state doesn't show: the selectors of a trail for which Terraform sets none", async () => {
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

    it("does not call a trail deleted if a targeted plan leaves it out", async () => {
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
