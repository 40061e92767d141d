import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FakeAws } from "../fake-aws";
import { ACCOUNT, overHttp } from "./over-http";

describe("the command against AWS over HTTP, with the real SDK: a fix that is stopped", function () {
    this.timeout(60_000);
    let folder: string;
    let fake: FakeAws;
    const { surroundings, run } = overHttp();
    beforeEach(() => {
        ({ folder, fake } = surroundings());
    });

    it("goes on after Ctrl-C where the answer of a change begins and never ends", async () => {
        const trail = fake.addTrail(ACCOUNT, "a");
        let kill: (signal: NodeJS.Signals) => void = () => {};
        fake.intercept = ({ operation }) => {
            if (operation === "PutEventSelectors") {
                kill("SIGINT");
                return { kind: "stall", after: true };
            }
            return undefined;
        };
        const ran = await run(["fix", "--aws", "--apply", "--yes", "--timeout", "1", "--max-attempts", "1"], {
            onStart: child => {
                kill = signal => child.kill(signal);
            },
        });
        assert.equal(ran.exitCode, 0, ran.stderr);
        assert.ok(trail.selectors !== undefined && "advanced" in trail.selectors);
    });

    it("leaves a trail old or new when it is killed while it writes, and tells afterwards which", async () => {
        const trail = fake.addTrail(ACCOUNT, "a");
        const saved = join(folder, "saved");
        let kill: (signal: NodeJS.Signals) => void = () => {};
        fake.intercept = ({ operation }) => {
            if (operation === "PutEventSelectors") {
                kill("SIGKILL");
                return { kind: "hang", after: true };
            }
            return undefined;
        };
        const args = ["fix", "--aws", "--apply", "--yes", "--save-rollback", saved];
        const ran = await run(args, {
            onStart: child => {
                kill = signal => child.kill(signal);
            },
        });
        assert.equal(ran.exitCode, null);
        fake.intercept = () => undefined;
        const plan = await run(["fix", "--aws", "--rollback", saved, "--plan"]);
        assert.match(plan.stdout, /selectors: new/);
        assert.ok(trail.selectors !== undefined && "advanced" in trail.selectors && existsSync(saved));
        await run(["fix", "--aws", "--rollback", saved, "--yes"]);
        assert.ok(trail.selectors !== undefined && "basic" in trail.selectors);
    });

    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        it(`finishes what was begun on ${signal}`, () => finishesOn(signal));
    }

    async function finishesOn(signal: NodeJS.Signals): Promise<void> {
        const trails = ["a", "b"].map(name => fake.addTrail(ACCOUNT, name, { isLogging: false }));
        let kill: (sent: NodeJS.Signals) => void = () => {};
        fake.intercept = ({ operation }) => {
            if (operation === "PutEventSelectors") {
                kill(signal);
                return { kind: "slow", ms: 200 };
            }
            return undefined;
        };
        const ran = await run(["fix", "--aws", "--apply", "--yes"], {
            onStart: child => {
                kill = sent => child.kill(sent);
            },
        });
        assert.equal(ran.exitCode, 1);
        assert.deepEqual(
            trails.map(({ isLogging }) => isLogging),
            [true, false],
        );
        assert.match(ran.stderr, /stopping once this is finished: arn:.*trail\/a/);
        assert.match(ran.stdout, /trail\/b\n {2}PutEventSelectors: old, unchanged/);
    }
});
