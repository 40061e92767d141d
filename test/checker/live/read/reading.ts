import assert from "node:assert/strict";
import { SILENT } from "../../../../checker/src/command-line/terminal/progress";
import { type GatherOptions, gather } from "../../../../checker/src/live/read/gather";
import type { Keep, LiveTrails } from "../../../../checker/src/live/read/gathered";
import type { SourceTrail } from "../../../../checker/src/sources/source-trail";
import { trailPolicies } from "../../../../policies";
import type { Trail } from "../../../../src/cloudtrail/recorders/trail";
import { evaluate } from "../../../../src/compliance/evaluate";
import { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE } from "../trails";

export const OPTIONS: GatherOptions = {
    organization: false,
    exclude: [],
    role: { name: "OrganizationAccountAccessRole" },
    concurrency: 8,
    bucketPolicies: false,
    includeSuspended: false,
    excludeRegions: [],
    beforeChange: false,
    eventDataStores: false,
    telemetryRules: false,
    bedrockUse: false,
};

export const ALL: Keep<SourceTrail> = { trail: found => found, stack: () => undefined };

export const read = (fake: FakeAws, options: Partial<GatherOptions> = {}, region = "us-east-1") =>
    gather(inProcess(fake, region), { ...OPTIONS, ...options }, SILENT, ALL);

/** The worst result of each trail over all policies that are on by default. */
export function verdicts(found: LiveTrails<SourceTrail>): Record<string, string> {
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

/** A management account and its members, each with one trail that complies. */
export function organization(members: number, withTrails = true): FakeAws {
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

export function countOperations(fake: FakeAws): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of fake.calls) {
        counts[operation] = (counts[operation] ?? 0) + 1;
    }
    return counts;
}
