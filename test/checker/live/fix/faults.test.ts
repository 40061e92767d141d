import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { canonical, sameSelectors } from "../../../../checker/src/live/fix/plan/live-selectors";
import { readRollbackFile } from "../../../../checker/src/live/fix/rollback/rollback-file";
import { stillLogged } from "../../../../src/cloudtrail/coverage/containment";
import { type Call, FakeAws, type FakeTrail, type Fault } from "../fake-aws";
import { COMPLETE } from "../trails";
import { ACCOUNT, fixing, LAMBDA, LIVE, logsEverything, selectorsOf } from "./fixing";

describe("a fault at any call of a fix over 50 accounts", function () {
    const { fix, file } = fixing();

    this.timeout(process.env.ALL_FAULTS === undefined ? 120_000 : 3_600_000);

    /**
     * A run takes a tenth of a second: all calls are tried with ALL_FAULTS=1, each with one kind of fault, and with
     * ALL_FAULTS=kinds each with every kind; otherwise one of so many.
     */
    const stride = (otherwise: number) => (process.env.ALL_FAULTS === undefined ? otherwise : 1);

    const KINDS: readonly Fault[] = [
        { kind: "error", code: "AccessDeniedException" },
        { kind: "error", code: "ThrottlingException" },
        { kind: "error", code: "ExpiredTokenException" },
        { kind: "error", code: "ConflictException" },
        { kind: "error", code: "TrailNotFoundException" },
        { kind: "error", code: "InternalFailure", after: true },
        { kind: "cut" },
        { kind: "cut", after: true },
        { kind: "hang" },
        { kind: "garbage", after: true },
    ];

    const OLD: readonly FakeTrail["selectors"][] = [
        undefined,
        { advanced: COMPLETE },
        { basic: [{ ReadWriteType: "ReadOnly", IncludeManagementEvents: true, DataResources: [] }] },
        { advanced: [LAMBDA] },
        {
            basic: [
                {
                    ReadWriteType: "All",
                    IncludeManagementEvents: false,
                    DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::one/", "arn:aws:s3:::two/x"] }],
                },
            ],
        },
    ];

    function world(): FakeAws {
        const fake = new FakeAws();
        fake.management = ACCOUNT;
        for (let n = 1; n < 50; n++) {
            fake.addAccount(String(200000000000 + n));
        }
        [...fake.accounts.keys()].forEach((id, index) => {
            fake.addTrail(id, "trail", {
                region: index % 2 === 0 ? "us-east-1" : "eu-west-1",
                isMultiRegionTrail: index % 3 !== 0,
                includeGlobalServiceEvents: index % 3 !== 0,
                isLogging: index % 4 !== 0,
                selectors: OLD[index % OLD.length],
            });
        });
        return fake;
    }

    const allTrails = (fake: FakeAws) => [...fake.accounts.values()].flatMap(({ trails }) => trails);
    const options = { live: { ...LIVE, organization: true } };

    /** Each trail is old or new in every respect, and logs no less than before. */
    function assertOldOrNew(fake: FakeAws, before: FakeTrail[], after: FakeTrail[], where: string): void {
        for (const [index, trail] of allTrails(fake).entries()) {
            const old = before[index]!;
            const now = selectorsOf(trail);
            const is = (other: FakeTrail) => sameSelectors(now, selectorsOf(other));
            assert.ok(is(old) || is(after[index]!), `${where}: ${trail.arn} is neither old nor new`);
            const kept = stillLogged(canonical(selectorsOf(old)), canonical(now));
            assert.equal(kept.kind, "contained", `${where}: ${trail.arn} logs less`);
            assert.ok(trail.isLogging || !old.isLogging, where);
            assert.ok(trail.isMultiRegionTrail || !old.isMultiRegionTrail, where);
            assert.equal(trail.bucket, old.bucket, where);
        }
    }

    it("leaves each trail old or new, none logging less, and reports which", async () => {
        const before = allTrails(world());
        const healthy = world();
        const { exitCode } = await fix(healthy, options);
        assert.equal(exitCode, 0);
        const after = allTrails(healthy);
        assert.ok(after.every(trail => logsEverything(trail) && trail.isLogging && trail.isMultiRegionTrail));
        assert.ok(healthy.calls.length >= 500, `${healthy.calls.length} calls`);
        const keyOf = ({ account, operation, target }: Call) => `${account} ${operation} ${target}`;
        // The same call comes up several times: when it is planned, done and verified.
        const occurrences = new Map<string, number>();
        for (const call of healthy.calls) {
            occurrences.set(keyOf(call), (occurrences.get(keyOf(call)) ?? 0) + 1);
        }
        const positions = [...occurrences].flatMap(([key, times]) =>
            Array.from({ length: times }, (_, index) => ({ key, nth: index + 1 })),
        );
        const kindsAt = (at: number) => (process.env.ALL_FAULTS === "kinds" ? KINDS : [KINDS[at % KINDS.length]!]);
        const injected = positions.flatMap((position, at) =>
            (at + 1) % stride(11) === 0 ? kindsAt(at + 1).map(kind => ({ ...position, kind })) : [],
        );
        let faults = 0;
        for (const { key, nth, kind } of injected) {
            const fake = world();
            let count = 0;
            fake.intercept = call => {
                const hit = keyOf(call) === key && ++count === nth;
                faults += hit ? 1 : 0;
                return hit ? kind : undefined;
            };
            const where = `${JSON.stringify(kind)} at ${key}, time ${nth}`;
            const ran = await fix(fake, options);
            assertOldOrNew(fake, before, after, where);
            const open = allTrails(fake).filter(
                trail => !(logsEverything(trail) && trail.isLogging && trail.isMultiRegionTrail),
            );
            assert.ok(open.length === 0 || ran.exitCode !== 0, `${where}: ${open.length} trails are not fixed`);
            for (const { account, arn } of open) {
                const told = ran.stdout.includes(arn) || ran.stdout.includes(account);
                assert.ok(told || /ListAccounts|GetCallerIdentity/.test(key), `${where}: ${arn} is lost`);
            }
        }
        assert.equal(faults, injected.length);
        assert.ok(faults >= Math.floor(500 / stride(11)), `${faults} faults were injected`);
    });

    it("leaves each trail old or new wherever the run is killed", async () => {
        const before = allTrails(world());
        const healthy = world();
        await fix(healthy, options);
        const after = allTrails(healthy);
        const total = healthy.calls.length;
        // A run that is killed takes its listeners with it; here they stay.
        const signals = ["SIGINT", "SIGTERM"] as const;
        const listeners = signals.map(signal => process.listeners(signal));
        const most = process.getMaxListeners();
        process.setMaxListeners(0);
        for (let last = 1; last < total; last += stride(11)) {
            const fake = world();
            const path = file(`killed-${last}.jsonl`);
            await new Promise<void>(killed => {
                let count = 0;
                fake.intercept = () => {
                    count += 1;
                    if (count > last) {
                        // The process is gone: nothing answers, and nothing is carried out any more.
                        fake.perform = () => {
                            killed();
                            return new Promise(() => {}) as never;
                        };
                    }
                    return undefined;
                };
                fix(fake, { ...options, saveRollback: path }).then(() => killed());
            });
            const where = `killed after call ${last}`;
            assertOldOrNew(fake, before, after, where);
            const saved = existsSync(path) ? readRollbackFile(path).entries.map(({ trail }) => trail) : [];
            for (const [index, trail] of allTrails(fake).entries()) {
                if (!sameSelectors(selectorsOf(trail), selectorsOf(before[index]!))) {
                    assert.ok(saved.includes(trail.arn), `${where}: ${trail.arn} is new, and not in the rollback file`);
                }
            }
        }
        signals.forEach((signal, index) => {
            for (const listener of process.listeners(signal)) {
                if (!listeners[index]!.includes(listener)) {
                    process.off(signal, listener);
                }
            }
        });
        process.setMaxListeners(most);
    });
});
