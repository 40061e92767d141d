import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { trailPolicies } from "../../policies";
import { readTrail } from "../../src/cloudtrail/recorders/read-trail";
import type { Trail } from "../../src/cloudtrail/recorders/trail";
import { remediatedSelectors } from "../../src/cloudtrail/remediation";
import { DIALECTS, type DialectName } from "../../src/cloudtrail/selectors/dialect";
import type { Recorder } from "../../src/cloudtrail/selectors/field-rules";
import { Unknown, type Value } from "../../src/cloudtrail/value";
import { evaluate, type PolicyResult } from "../../src/compliance/evaluate";
import type { TrailChange } from "../../src/compliance/findings/change";
import type { Status } from "../../src/compliance/findings/finding";
import { resultLines } from "../../src/compliance/findings/result-text";
import { nounOf, showResult } from "../../src/compliance/findings/show-result";

/** One row of test/cases/policies/<policy>.json. The string "$unknown" stands for a value that isn't known yet, "$unread" for one that could not be read. */
interface Case {
    readonly name: string;
    readonly trail: Record<string, unknown>;
    readonly dialect?: DialectName;
    readonly recorder?: Recorder;
    /** The Region of the provider. */
    readonly region?: string;
    readonly config?: Record<string, unknown>;
    /** The use of Bedrock: types, each with what uses it; and why there may be more. */
    readonly use?: Record<string, readonly string[]>;
    readonly unread?: string;
    readonly expect: Status;
    /** What the message, or the reason why it doesn't apply, must contain. */
    readonly says?: string;
    /** What can be done: `change` must make it pass. */
    readonly fix?: "change" | "refused" | "nothing";
}

const folder = join(__dirname, "../cases/policies");

for (const policy of trailPolicies) {
    describe(policy.name, () => {
        const cases: Case[] = JSON.parse(readFileSync(join(folder, `${policy.name}.json`), "utf8"));

        for (const row of cases) {
            it(`${row.expect}: ${row.name}`, () => {
                const trail = trailOf(row);
                const result = judge(trail);
                assert.equal(result.status, row.expect, textOf(result));
                if (row.says !== undefined) {
                    const said = textOf(result);
                    assert.ok(said.includes(row.says), `${said}\n(should say: ${row.says})`);
                }
                assert.equal(result.remediation?.kind, row.fix, "what can be done");
                if (result.remediation?.kind === "change") {
                    assert.equal(judge(changed(trail, result.remediation.change)).status, "pass", "after the change");
                }

                function judge(of: Trail): PolicyResult {
                    const { use: used, unread, config = {} } = row;
                    const use = used && { types: new Map(Object.entries(used)), unread };
                    const evaluation = evaluate(policy, of, config, { today: "2026-01-15", use });
                    assert.ok(!("configProblems" in evaluation), JSON.stringify(evaluation));
                    return evaluation;
                }
            });
        }

        it("has cases that pass, that violate, and with an unknown value", () => {
            const kinds = new Set(cases.map(({ expect }) => expect));
            const missing = [
                kinds.has("pass") ? [] : "one that passes",
                kinds.has("violation") ? [] : "one that violates",
                JSON.stringify(cases).includes('"$unknown"') ? [] : 'one with a value that is "$unknown"',
            ].flat();
            assert.equal(
                missing.length,
                0,
                `write the cases in test/cases/policies/${policy.name}.json: ${missing.join(", ")}`,
            );
        });

        it("has no TODO left", () => {
            const left =
                readFileSync(join(__dirname, `../../policies/${policy.name}.ts`), "utf8").match(/TODO.*/g) ?? [];
            assert.deepEqual(left, [], `write what is left in policies/${policy.name}.ts`);
        });
    });
}

it("every file of cases belongs to a policy", () => {
    const names = new Set(trailPolicies.map(({ name }) => `${name}.json`));
    assert.deepEqual(
        readdirSync(folder).filter(file => !names.has(file)),
        [],
    );
});

function textOf(result: PolicyResult): string {
    const { policy, trail } = result;
    return resultLines({ noun: nounOf(trail), name: trail.label }, policy.name, showResult(result)).join("\n");
}

function trailOf({ trail, dialect = "pulumi-aws", recorder = "Trail", region }: Case): Trail {
    const properties = withUnknowns(trail) as Record<string, unknown>;
    return readTrail(properties, {
        recorder,
        dialect: DIALECTS[dialect],
        resourceName: "the-trail",
        region: withUnknowns(region) as Value<string> | undefined,
    });
}

function withUnknowns(value: unknown): unknown {
    if (value === "$unknown") {
        return new Unknown();
    }
    if (value === "$unread") {
        return new Unknown(undefined, "denied");
    }
    if (Array.isArray(value)) {
        return value.map(withUnknowns);
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withUnknowns(entry)]));
    }
    return value;
}

/** The trail as it is once a change is carried out. */
function changed(trail: Trail, change: TrailChange): Trail {
    if (change.kind === "selectors") {
        return { ...trail, selectors: { advanced: remediatedSelectors(change.plan) } };
    }
    if (change.property === "Suspend") {
        return { ...trail, isLogging: change.value === "false" };
    }
    return {
        ...trail,
        [change.property.charAt(0).toLowerCase() + change.property.slice(1)]: change.value,
        malformed: trail.malformed.filter(({ path }) => path[0] !== change.property),
    };
}
