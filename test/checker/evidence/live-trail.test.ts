import assert from "node:assert/strict";
import type { Evidence } from "../../../checker/src/evidence/evidence";
import { exitCodeOf, findingsOf } from "../../../checker/src/evidence/report/findings";
import { AwsFailure } from "../../../checker/src/live/aws/calls/aws-failure";
import type { LogFileApi } from "../../../checker/src/live/aws/log-file-api";
import { FakeAws } from "../live/fake-aws";
import { COMPLETE } from "../live/trails";
import { trailCall } from "./made/bucket-records";
import { ACCOUNT, HOUR, iso, MadeBucket, PLAN } from "./made/made-bucket";
import { gatherMade, madeApi } from "./made/run-made";

describe("reading log files: those of a live trail", () => {
    const live = (selectors: unknown[] = COMPLETE) => {
        const aws = new FakeAws(ACCOUNT);
        aws.addTrail(ACCOUNT, "main", { bucket: PLAN.bucket, selectors: { advanced: selectors } });
        return aws;
    };
    const question = { source: undefined, trail: "main" };
    const codeOf = (evidence: Evidence) => exitCodeOf(findingsOf(evidence));

    it("verifies and reconciles everything: exit code 0", async () => {
        const evidence = await gatherMade(new MadeBucket({ hours: 4 }), question, { aws: live() });
        assert.deepEqual(
            evidence.reconciliation.map(({ requirement, promised, arrived, verdict }) => [
                requirement,
                promised,
                arrived,
                verdict,
            ]),
            [
                ["AWS::Bedrock::AgentAlias", "all", 0, "promised-nothing-arrived"],
                ["AWS::Bedrock::KnowledgeBase", "all", 8, "recorded"],
                ["Management", "all", 8, "recorded"],
            ],
        );
        assert.equal(codeOf(evidence), 0);
    });

    it("shows an event that the selectors can't have logged: exit code 1", async () => {
        const evidence = await gatherMade(new MadeBucket({ hours: 4 }), question, {
            aws: live(COMPLETE.slice(0, 2)),
        });
        assert.deepEqual([...new Set(evidence.contradictions.map(({ eventName }) => eventName))], ["Retrieve"]);
        assert.equal(codeOf(evidence), 1);
    });

    it("uses what the event history knows: selectors that were changed since", async () => {
        const made = new MadeBucket({ hours: 4 });
        const time = iso(PLAN.from + 5 * 24 * HOUR);
        const place = { account: ACCOUNT, region: "us-east-1", time, id: "history" };
        const put = trailCall(place, "PutEventSelectors", { trailName: "main", advancedEventSelectors: [] });
        const api: LogFileApi = {
            ...madeApi(made),
            lookupEvents: async (_, name) => ({
                entries: name === "PutEventSelectors" ? [JSON.stringify(put)] : [],
            }),
        };
        const evidence = await gatherMade(made, question, { aws: live(COMPLETE.slice(0, 2)), api });
        // No record says what was in force before that change.
        assert.deepEqual(evidence.contradictions, []);
        assert(evidence.reconciliation.every(({ verdict }) => verdict === "unknown"));
        assert.deepEqual(evidence.trailActions, []);
    });

    it("finds in the event history that logging was stopped, which no log file can show", async () => {
        const made = new MadeBucket({ hours: 8, withoutDigest: [3, 4, 5], withoutFiles: [3, 4, 5] });
        const at = (hours: number) => ({
            account: ACCOUNT,
            region: "us-east-1",
            time: iso(PLAN.from + hours * HOUR),
            id: `${hours}`,
        });
        const calls = [
            trailCall(at(3), "StopLogging", { name: "main" }),
            trailCall(at(6), "StartLogging", { name: "main" }),
        ];
        const api: LogFileApi = {
            ...madeApi(made),
            lookupEvents: async (_, name) => ({
                entries: calls.filter(({ eventName }) => eventName === name).map(call => JSON.stringify(call)),
            }),
        };
        const evidence = await gatherMade(made, question, { aws: live(), api });
        assert.deepEqual(
            evidence.gaps.map(({ reason }) => reason),
            ["logging-stopped"],
        );
        assert.deepEqual(
            evidence.trailActions.map(({ eventName, key }) => [eventName, key]),
            [
                ["StopLogging", ""],
                ["StartLogging", ""],
            ],
        );
    });

    it("does not know past selectors if the event history can't be read and a log file is missing", async () => {
        const made = new MadeBucket({ hours: 4 });
        made.objects.delete(made.chain()[3]?.logFiles[1] ?? "");
        const api: LogFileApi = {
            ...madeApi(made),
            lookupEvents: async () => {
                throw new AwsFailure("LookupEvents", "denied", "not authorized");
            },
        };
        const evidence = await gatherMade(
            made,
            { ...question, now: Date.parse(made.to) + 2 * HOUR },
            { aws: live(), api },
        );
        assert.match(evidence.notes.join("\n"), /the event history could not be read: LookupEvents was denied/);
        assert(evidence.reconciliation.every(({ promised }) => promised === "unknown" || promised === "some"));
    });
});
