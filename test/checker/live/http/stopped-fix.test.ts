import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "../fake-aws";
import type { Ran } from "../run-live";
import { ACCOUNT, describeOverHttp } from "./over-http";

describeOverHttp("a fix that is stopped", http => {
    /** Sends the command a signal when it calls AWS to change selectors, with this answer. */
    function runAndSignal(args: readonly string[], signal: NodeJS.Signals, answer: Fault): Promise<Ran> {
        let kill = () => {};
        http.fake.intercept = ({ operation }) => {
            if (operation === "PutEventSelectors") {
                kill();
                return answer;
            }
            return undefined;
        };
        return http.run(args, {
            onStart: child => {
                kill = () => child.kill(signal);
            },
        });
    }

    it("stops after Ctrl-C even if the answer of a change never ends", async () => {
        const trail = http.fake.addTrail(ACCOUNT, "a");
        const args = ["fix", "--aws", "--apply", "--yes", "--timeout", "1", "--max-attempts", "1"];
        const ran = await runAndSignal(args, "SIGINT", { kind: "stall", after: true });
        assert.equal(ran.exitCode, 0, ran.stderr);
        assert.ok(trail.selectors !== undefined && "advanced" in trail.selectors);
    });

    it("leaves a trail old or new when it is killed while it writes, and says afterwards which", async () => {
        const trail = http.fake.addTrail(ACCOUNT, "a");
        const saved = join(http.folder, "saved");
        const args = ["fix", "--aws", "--apply", "--yes", "--save-rollback", saved];
        const ran = await runAndSignal(args, "SIGKILL", { kind: "hang", after: true });
        assert.equal(ran.exitCode, null);
        http.fake.intercept = () => undefined;
        const plan = await http.run(["fix", "--aws", "--rollback", saved, "--plan"]);
        assert.match(plan.stdout, /selectors: new/);
        assert.ok(trail.selectors !== undefined && "advanced" in trail.selectors && existsSync(saved));
        await http.run(["fix", "--aws", "--rollback", saved, "--yes"]);
        assert.ok(trail.selectors !== undefined && "basic" in trail.selectors);
    });

    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        it(`finishes what it began on ${signal}`, () => finishesOn(signal));
    }

    async function finishesOn(signal: NodeJS.Signals): Promise<void> {
        const trails = ["a", "b"].map(name => http.fake.addTrail(ACCOUNT, name, { isLogging: false }));
        const ran = await runAndSignal(["fix", "--aws", "--apply", "--yes"], signal, { kind: "slow", ms: 200 });
        assert.equal(ran.exitCode, 1);
        assert.deepEqual(
            trails.map(({ isLogging }) => isLogging),
            [true, false],
        );
        assert.match(ran.stderr, /stopping once this is finished: arn:.*trail\/a/);
        assert.match(ran.stdout, /trail\/b\n {2}PutEventSelectors: old, unchanged/);
    }
});
