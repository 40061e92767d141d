import assert from "node:assert/strict";
import { UserError } from "../../../../checker/src/command-line/user-error";
import type { Call, FakeAws, Fault } from "../fake-aws";
import { COMPLETE } from "../trails";
import { organization, read, verdicts } from "./reading";

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
        { kind: "stall" },
        { kind: "empty" },
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
            const where = `${kind.kind} at ${position}`;
            const everything = /GetCallerIdentity|ListAccounts/.test(position);
            const found = await read(fake, { organization: true }).then(verdicts, error => {
                // If nothing can be read, there is no report.
                assert.ok(everything && error instanceof UserError, `${where}: ${error}`);
                return {} as Record<string, string>;
            });
            if (Object.keys(found).length === 0) {
                continue;
            }
            const faulty = /AssumeRole arn:aws:iam::(\d+)/.exec(position)?.[1] ?? position.split(" ")[0];
            for (const [id, verdict] of Object.entries(truth)) {
                const account = id.split(":")[4];
                const got = found[id];
                if (everything) {
                    const unknown = found["account/of the organization"];
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
