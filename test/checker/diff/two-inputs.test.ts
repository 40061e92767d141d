import assert from "node:assert/strict";
import { temporaryFolder } from "../../temporary-folder";
import { runCommand } from "../run-command";
import { judge } from "./judge";
import { AGENTS, type Json, MANAGEMENT } from "./written-plans";
import { ARN, AWS } from "./written-records";

describe("trail-guard diff of two inputs", () => {
    const { path, file } = temporaryFolder();

    it("distinguishes trails with the same address in several modules by folder, even if a file has another name", async () => {
        const module = (name: string, bucket: string) => {
            file(name, `resource "aws_cloudtrail" "audit" {\n  name = "audit"\n  s3_bucket_name = "${bucket}"\n}\n`);
        };
        for (const side of ["main", "branch"]) {
            module(`${side}/dev/${side}.tf`, "logs-dev");
            module(`${side}/prod/trail.tf`, side === "main" ? "logs-prod" : "another");
        }
        const { stdout, exitCode } = await runCommand(["diff", path("main"), path("branch")]);
        assert.equal(exitCode, 1, stdout);
        assert.match(stdout, /delivers to the bucket "another": it delivered to "logs-prod"/);
        assert.match(stdout, /^2 trails: 1 violating, 1 compliant$/m);
    });

    it("calls no trail deleted or new if the other side can't be read", async () => {
        const shown = file("shown.json", { TrailARN: ARN, EventSelectors: [{ ReadWriteType: "All" }] });
        const selectors = file("selectors.json", { EventSelectors: [{ ReadWriteType: "All" }] });
        for (const [sides, said] of [
            [[shown, selectors], "whether it is deleted: an input could not be read"],
            [[selectors, shown], "whether it recorded more before: an input could not be read"],
        ] as const) {
            const { exitCode, broken, open, report } = await judge("", sides);
            assert.deepEqual([exitCode, broken, open], [2, [], ["trail-kept"]]);
            assert.match(JSON.stringify(report.trails), new RegExp(said));
            assert.match(report.problems[0].message, /don't say which trail they belong to: put its TrailARN beside/);
        }
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
});
