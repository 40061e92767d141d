import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../../checker/src/check/check";
import { defaultSettings } from "../../../checker/src/policy-config";
import { policies, stackPolicies } from "../../../policies";
import type { PulumiStackResource } from "../../../src/pulumi/read-stack";
import { type ResourceRow, stackResources } from "../../compliance/stack/stack-resources";
import { gatherFolder } from "./gather";

/** A row of test/cases/stacks/<policy>.json. */
interface Case {
    readonly name: string;
    readonly resources: readonly ResourceRow[];
    readonly config?: Record<string, unknown>;
    readonly expect: string;
}

const WORST = ["violation", "undetermined", "exempt", "pass", "not-applicable"];
const STACK = "urn:pulumi:prod::agents::pulumi:pulumi:Stack::agents-prod";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Which of the properties that the engine shows to a pack are outputs that the provider computes: what isn't known and
 * is made from nothing, and the policy that AWS told of a resource that is there already.
 */
function isComputed({ type, props, propertyDependencies }: PulumiStackResource, name: string): boolean {
    const isMade = (propertyDependencies[name] ?? []).length > 0;
    const isThere = typeof props.arn === "string" && props.arn !== UNKNOWN;
    const isBucketOrKey = /:(Bucket(V2)?|Key)$/.test(type);
    return isBucketOrKey && !isMade && (props[name] === UNKNOWN || (name === "policy" && isThere));
}

/** A preview in which the resources of a case are created, or were there before. */
function previewOf(resources: readonly ResourceRow[]): string {
    const states = stackResources(resources).map(({ urn, type, props, propertyDependencies, ...others }) => ({
        urn,
        type,
        custom: true,
        inputs: Object.fromEntries(
            Object.entries(props).filter(
                ([name]) => !isComputed({ urn, type, props, propertyDependencies, ...others }, name),
            ),
        ),
        outputs: props,
        provider: "urn:pulumi:prod::agents::pulumi:providers:aws::default::1",
        propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).map(([name, targets]) => [
                name,
                targets.map(({ urn: target }) => target),
            ]),
        ),
    }));
    const provider = {
        urn: "urn:pulumi:prod::agents::pulumi:providers:aws::default",
        type: "pulumi:providers:aws",
        inputs: { region: "us-east-1" },
    };
    const steps = [{ urn: STACK, type: "pulumi:pulumi:Stack" }, provider, ...states].map(newState => ({
        op: "create",
        urn: newState.urn,
        newState,
    }));
    return JSON.stringify({ steps, changeSummary: { create: steps.length }, duration: 1 });
}

for (const { name: policy } of stackPolicies) {
    describe(`${policy}: a preview that is read tells what the pack tells`, () => {
        const file = join(__dirname, `../../cases/stacks/${policy}.json`);
        const cases: readonly Case[] = JSON.parse(readFileSync(file, "utf8"));
        for (const { name, resources, config = {}, expect } of cases) {
            it(`${expect}: ${name}`, async () => {
                const settings = new Map(defaultSettings(policies)).set(policy, { level: "mandatory", config });
                const gathered = await gatherFolder({ "a.json": previewOf(resources) });
                const { report } = check(gathered, { policies, settings, today: "2026-01-15" });
                const statuses = [...(report.stacks ?? []), ...report.trails].flatMap(({ results }) =>
                    results.filter(result => result.policy === policy).map(({ status }) => status),
                );
                assert.equal(WORST.find(status => statuses.includes(status as never)) ?? "not-applicable", expect);
            });
        }
    });
}
