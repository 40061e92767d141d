import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import * as fc from "fast-check";
import type { Log, Result } from "sarif";
import { sarifReporter } from "../../../checker/src/report/formats/sarif";
import type { Report, ReportTrail } from "../../../checker/src/report/report";
import { finding } from "../result-text";
import { arbitraryReport } from "./arbitrary-report";
import { OPTIONS, sampleReport } from "./sample-report";

// Microsoft's copy of the OASIS schema; between this revision and the final one only annotations and UUID patterns differ.
const SCHEMA = join(require.resolve("@microsoft/jest-sarif/package.json"), "../lib/schemas/sarif-2.1.0-rtm.5.json");

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv as unknown as Parameters<typeof addFormats>[0]);
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, "utf8")));

function sarif(report: Report): Log {
    const log: Log = JSON.parse(sarifReporter(report, OPTIONS));
    validate(log);
    assert.deepEqual(validate.errors ?? [], []);
    return log;
}

function resultsOf(report: Report): Result[] {
    return sarif(report).runs[0]!.results!;
}

/** The result of a policy for a trail of the sample. */
function resultOf(trailName: string, policy: string): Result | undefined {
    return resultsOf(sampleReport).find(
        ({ ruleId, locations }) => ruleId === policy && locations?.[0]?.logicalLocations?.[0]?.name === trailName,
    );
}

/** The location of a trail with this source. */
function locationOf(source: ReportTrail["source"]) {
    const trail: ReportTrail = {
        id: "the-id",
        name: "a",
        source,
        results: [{ policy: "p", status: "violation", ...finding("violation", "m") }],
    };
    return resultsOf({ ...sampleReport, trails: [trail] })[0]!.locations![0]!;
}

describe("the sarif reporter", () => {
    it("is validated by its schema: a log without a version is rejected", () => {
        const { version: _, ...log } = sarif(sampleReport);
        assert.equal(validate(log), false);
    });

    it("describes each policy as a rule, with its page and severity", () => {
        const rule = sarif(sampleReport).runs[0]!.tool.driver.rules!.find(
            ({ id }) => id === "cloudtrail-bedrock-agent-alias-events",
        );
        assert.equal(
            rule?.helpUri,
            "https://github.com/bedrock-trail-guard/bedrock-trail-guard/blob/main/docs/policies/cloudtrail-bedrock-agent-alias-events.md",
        );
        assert.equal(rule?.name, "CloudtrailBedrockAgentAliasEvents");
        assert.equal(rule?.defaultConfiguration?.level, "error");
        assert.equal(rule?.properties?.["security-severity"], "9.5");
    });

    it("has a result for everything that a reader must know about, with a reference to its rule", () => {
        const { results, tool } = sarif(sampleReport).runs[0]!;
        const expected = sampleReport.trails.flatMap(trail =>
            trail.results.filter(({ status }) => status !== "pass" && status !== "not-applicable"),
        );
        assert.deepEqual(
            results!.map(({ ruleId }) => ruleId),
            expected.map(({ policy }) => policy),
        );
        for (const { ruleId, ruleIndex } of results!) {
            assert.equal(tool.driver.rules![ruleIndex!]!.id, ruleId);
        }
    });

    it("says what is wrong, and keeps the event and the fix as data", () => {
        const result = resultOf("AgentTrail", "cloudtrail-bedrock-agent-alias-events");
        assert.equal(result?.kind, "fail");
        assert.match(
            result?.message.text ?? "",
            /^Trail "AgentTrail" logs only some .*\nNot logged, for example: Invoke.*\nNearest: /,
        );
        assert.doesNotMatch(result?.message.text ?? "", /FieldSelectors|More:/);
        assert.equal(result?.properties?.unloggedEvent.eventName, "InvokeAgent");
        assert.match(result?.properties?.fix.code, /AWS::Bedrock::AgentAlias/);
    });

    it("leaves open what is undetermined", () => {
        const result = resultOf("created-at-apply", "cloudtrail-bedrock-agent-alias-events");
        assert.deepEqual([result?.kind, result?.level], ["open", "none"]);
    });

    it("reports advisory findings as notes", () => {
        const result = resultOf("audit", "cloudtrail-kms-encryption");
        assert.deepEqual([result?.kind, result?.level], ["fail", "note"]);
    });

    it("suppresses exempt results, with the reason", () => {
        const { suppressions } = resultOf("sandbox", "cloudtrail-bedrock-agent-alias-events")!;
        assert.deepEqual(suppressions, [
            {
                kind: "external",
                status: "accepted",
                justification: 'Trail "sandbox" is exempt until 2026-12-31: No agents run in the sandbox account.',
            },
        ]);
    });

    it("distinguishes what is in the baseline from what is new", () => {
        const known = resultOf("legacy", "cloudtrail-multi-region")!;
        assert.equal(known.baselineState, "unchanged");
        assert.equal(known.suppressions?.[0]?.status, "accepted");
        assert.equal(resultOf("audit", "cloudtrail-multi-region")?.baselineState, "new");
        assert.equal(resultOf("audit", "cloudtrail-multi-region")?.suppressions, undefined);
        const withoutBaseline = {
            ...sampleReport,
            trails: sampleReport.trails.filter(({ name }) => name !== "legacy"),
        };
        assert.ok(resultsOf(withoutBaseline).every(({ baselineState }) => baselineState === undefined));
    });

    for (const [title, source, uri, uriBaseId] of [
        ["a file below the working directory", { file: "plans/a b#1.json" }, "plans/a%20b%231.json", "%SRCROOT%"],
        ["a colon in the first segment", { file: "a:b.json" }, "a%3Ab.json", "%SRCROOT%"],
        ["dots", { file: "./x/../plan.json" }, "plan.json", "%SRCROOT%"],
        ["a file above", { file: "../plan.json" }, "../plan.json", undefined],
        ["an absolute file", { file: "/srv/a b.json" }, "file:///srv/a%20b.json", undefined],
    ] as const) {
        it(`writes ${title} as a URI`, () => {
            assert.deepEqual(
                { uriBaseId: undefined, ...locationOf(source).physicalLocation?.artifactLocation },
                { uri, uriBaseId },
            );
        });
    }

    it("names the line if it is known, and the address as a logical location", () => {
        const address = "urn:pulumi:a::b::aws:cloudtrail/trail:Trail::c";
        const location = locationOf({ file: "state.json", line: 7, address });
        assert.deepEqual(location.physicalLocation?.region, { startLine: 7 });
        assert.deepEqual(location.logicalLocations, [{ name: "a", fullyQualifiedName: address, kind: "resource" }]);
        assert.equal(locationOf({ file: "state.json" }).physicalLocation?.region, undefined);
    });

    it("places a live trail by its ARN alone", () => {
        const address = "arn:aws:cloudtrail:us-east-1:123456789012:trail/a";
        assert.deepEqual(locationOf({ address }), {
            logicalLocations: [{ name: "a", fullyQualifiedName: address, kind: "resource" }],
        });
    });

    it("has unique fingerprints that don't change if the trails are in another order", () => {
        const prints = (report: Report) =>
            resultsOf(report).map(result => Object.values(result.partialFingerprints!)[0]);
        const forward = prints(sampleReport);
        assert.equal(new Set(forward).size, forward.length);
        const backward = prints({ ...sampleReport, trails: [...sampleReport.trails].reverse() });
        assert.deepEqual([...forward].sort(), [...backward].sort());
    });

    it("reports what could not be read", () => {
        const [invocation] = sarif(sampleReport).runs[0]!.invocations!;
        assert.equal(invocation!.executionSuccessful, false);
        assert.deepEqual(
            invocation!.toolExecutionNotifications?.map(({ level, message }) => [level, message.text]),
            [["error", "stacks/broken.json: not JSON: line 3, column 7: a comma or }} is missing"]],
        );
        const readable = sarif({ ...sampleReport, problems: [] }).runs[0]!.invocations![0];
        assert.equal(readable!.executionSuccessful, true);
    });

    it("is valid for any report, and never turns a name into a link", () => {
        fc.assert(
            fc.property(arbitraryReport, report => {
                const { results, tool } = sarif(report).runs[0]!;
                for (const { message, ruleIndex, ruleId, locations } of results!) {
                    assert.ok(!message.text!.includes("]("));
                    assert.equal(tool.driver.rules![ruleIndex!]!.id, ruleId);
                    const uri = locations![0]!.physicalLocation?.artifactLocation?.uri;
                    assert.ok(uri === undefined || !/[\s"<>\\^`{|}]/.test(uri), uri);
                }
            }),
        );
    });
});
