import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stackPolicies, trailPolicies } from "../../policies";
import { evaluate } from "../../src/compliance/evaluate";
import type { PolicyMetadata } from "../../src/compliance/policy/policy";
import { evaluateStack } from "../../src/compliance/stack/evaluate-stack";
import type { ExampleResource } from "../../src/compliance/stack/stack-policy";
import { readResource } from "../../src/pulumi/resources/read-resource";
import { readPulumiStack } from "../../src/pulumi/stack/read-stack";
import { PolicyServer, urnOf } from "../pulumi/policy-server";

const ROOT = join(__dirname, "../..");
const TRAIL = "aws:cloudtrail/trail:Trail";

/** The examples of the policies' pages, through the engine and through the pack as Pulumi runs it. */
describe("the examples of every policy", () => {
    let server: PolicyServer;

    before(async () => {
        server = await PolicyServer.start(ROOT);
    });
    after(() => server.stop());

    /** Only this policy runs: mandatory, and configured as the examples are. */
    const only = ({ name }: PolicyMetadata, config: Readonly<Record<string, unknown>> = {}) =>
        server.configure(
            Object.fromEntries(
                [...trailPolicies, ...stackPolicies].map(policy => [
                    policy.name,
                    policy.name === name
                        ? { ...config, enforcementLevel: "mandatory" as const }
                        : { enforcementLevel: "disabled" as const },
                ]),
            ),
        );

    const pageOf = ({ name }: PolicyMetadata) => readFileSync(join(ROOT, "docs/policies", `${name}.md`), "utf8");

    for (const policy of trailPolicies) {
        const { config = {}, violates, complies } = policy.examples;
        const statusOf = (props: Readonly<Record<string, unknown>>) => {
            const trail = readResource({ type: TRAIL, name: "trail", props });
            assert.ok(trail !== undefined);
            const result = evaluate(policy, trail, config);
            return "configProblems" in result ? result.configProblems : result.status;
        };

        it(`${policy.name}: one violates, the other complies`, async () => {
            assert.equal(statusOf(violates), "violation");
            assert.equal(statusOf(complies), "pass");
            await only(policy, config);
            const bad = await server.analyze({ type: TRAIL, name: "trail", properties: violates });
            assert.deepEqual(
                bad.violations.map(({ policy: name, level }) => ({ name, level })),
                [{ name: policy.name, level: "mandatory" }],
            );
            const [{ message } = { message: "?" }] = bad.violations;
            // The fix may be one for several policies: the pack can't know that policies that run later are disabled here.
            const [finding = "?"] = message.split("\n  Fix:");
            assert.ok(pageOf(policy).includes(finding), `not shown: ${message}`);
            const good = await server.analyze({ type: TRAIL, name: "trail", properties: complies });
            assert.deepEqual(good, { violations: [], notApplicable: [], reasons: {} });
        });
    }

    for (const policy of stackPolicies) {
        const { violates, complies } = policy.examples;
        const statusOf = (resources: readonly ExampleResource[]) => {
            const stack = readPulumiStack(
                resources.map(resource => ({
                    ...resource,
                    urn: urnOf(resource),
                    props: resource.properties,
                    propertyDependencies: {},
                })),
            );
            const result = evaluateStack(policy, stack, {});
            return "configProblems" in result ? result.configProblems : result.status;
        };

        it(`${policy.name}: one violates, the other complies`, async () => {
            assert.equal(statusOf(violates), "violation");
            assert.equal(statusOf(complies), "pass");
            await only(policy);
            const bad = await server.analyzeStack(violates);
            assert.deepEqual(
                bad.violations.map(({ policy: name, level }) => ({ name, level })),
                [{ name: policy.name, level: "mandatory" }],
            );
            const [{ message } = { message: "?" }] = bad.violations;
            // The fix may be one for several policies: the pack can't know that policies that run later are disabled here.
            const [finding = "?"] = message.split("\n  Fix:");
            assert.ok(pageOf(policy).includes(finding), `not shown: ${message}`);
            assert.deepEqual(await server.analyzeStack(complies), { violations: [], notApplicable: [], reasons: {} });
        });
    }
});
