import assert from "node:assert/strict";
import { type ChildProcess, execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../../../checker/src/evidence/evidence";
import { MadeBucket } from "../../checker/evidence/made/made-bucket";
import { PLACES, TAMPERINGS, untouched } from "../../checker/evidence/made/tamperings";
import { findPythonCommand } from "../live/from-pypi";
import { findMotoServer, startMotoServer } from "../live/moto-server";
import { AwsCli } from "./aws-cli";
import { type KeyServer, startKeyServer } from "./key-server";
import { upload } from "./upload";

const COMMAND = join(__dirname, "../../../checker/bin/trail-guard.js");
const CREDENTIALS = { accessKeyId: "testing", secretAccessKey: "testing" };

/** What `aws cloudtrail validate-logs` doesn't find: data after the end of a file, and files that no digest names. */
const OVERLOOKED: ReadonlySet<string> = new Set([
    "text is appended to a log file",
    "another gzip part is appended to a log file",
    "something stands behind a digest",
    "a log file is planted",
]);

/** Tampered with at each of these hours. A deleted newest digest is also overlooked. */
const TRIED: readonly (readonly [name: string, place: string, overlooked?: true])[] = [
    ["a log file is altered", "first"],
    ["a log file is deleted", "last"],
    ["a log file is truncated", "middle"],
    ["text is appended to a log file", "middle"],
    ["another gzip part is appended to a log file", "middle"],
    ["a log file is planted", "middle"],
    ["a digest is altered", "first"],
    ["a digest is altered so that it no longer names a log file", "middle"],
    ["a digest is deleted", "middle"],
    ["a digest is deleted", "last", true],
    ["two digests in a row are deleted", "middle"],
    ["a digest is unsigned", "last"],
    ["a digest is signed with somebody else's key", "middle"],
    ["a digest is replaced by another one", "middle"],
];

interface Ran {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

type OnStart = (child: ChildProcess) => void;

function run(command: string, args: readonly string[], env: Record<string, string>, onStart: OnStart = () => {}) {
    return new Promise<Ran>(resolve => {
        const child = execFile(command, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
            resolve({ exitCode: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
        );
        onStart(child);
    });
}

describe("the official aws cloudtrail validate-logs, on the same bucket", function () {
    this.timeout(300_000);
    let server: ChildProcess | undefined;
    let moto = "";
    let keys: KeyServer | undefined;
    let aws: AwsCli | undefined;
    let folder = "";
    let env: Record<string, string> = {};

    before(async function () {
        const motoServer = findMotoServer();
        const awsCli = findPythonCommand({ variable: "AWS_CLI", requirement: "awscli==1.45.11", command: "aws" });
        if (motoServer === undefined || awsCli === undefined) {
            // Python or PyPI is missing: these tests are skipped, and counted as skipped.
            this.skip();
        }
        ({ url: moto, process: server } = await startMotoServer(motoServer));
        keys = await startKeyServer(moto);
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
        env = {
            PATH: process.env.PATH ?? "",
            HOME: folder,
            AWS_ENDPOINT_URL: keys.url,
            AWS_ACCESS_KEY_ID: "testing",
            AWS_SECRET_ACCESS_KEY: "testing",
            AWS_DEFAULT_REGION: "us-east-1",
            AWS_REGION: "us-east-1",
        };
        aws = new AwsCli(awsCli, env);
    });
    beforeEach(() => fetch(`${moto}/moto-api/reset`, { method: "POST" }));
    after(() => {
        aws?.stop();
        server?.kill();
        keys?.close();
        if (folder !== "") {
            rmSync(folder, { recursive: true });
        }
    });

    async function put(made: MadeBucket): Promise<string> {
        const { from, rotateAt, hours } = made.plan;
        const rotation = from + rotateAt * 3_600_000;
        assert(keys !== undefined);
        keys.keys = [
            { key: made.keys[0], from: from - 86_400_000, to: rotation },
            { key: made.keys[1], from: rotation, to: from + hours * 3_600_000 + 86_400_000 },
        ];
        return upload(made, { url: moto, region: "us-east-1", credentials: CREDENTIALS });
    }

    /** The keys of the files that the official command finds invalid, and its counts. */
    async function official(made: MadeBucket, arn: string, more: readonly string[] = []) {
        const time = ["--start-time", made.from, "--end-time", made.to];
        assert(aws !== undefined);
        const ran = await aws.run("cloudtrail", "validate-logs", "--trail-arn", arn, ...time, ...more);
        const invalid = [
            ...ran.stderr.matchAll(/^(?:\(backfill\) )?(?:Digest|Log) file\ts3:\/\/[^/]+\/(\S+)\tINVALID/gm),
        ];
        const counted = (kind: string) =>
            Number(new RegExp(`(\\d+)/\\d+ ${kind} files valid`).exec(ran.stdout)?.[1] ?? 0);
        return {
            invalid: invalid.map(([, key = ""]) => key).sort(),
            digests: counted("digest"),
            backfill: counted("backfill digest"),
            logFiles: counted("log"),
        };
    }

    async function ours(made: MadeBucket, arn: string, more: readonly string[] = [], onStart?: OnStart) {
        const time = ["--from", made.from.replace(".000", ""), "--to", made.to.replace(".000", "")];
        const args = [COMMAND, "evidence", "--trail", arn, ...time, "--format", "json", ...more];
        const { stdout } = await run(process.execPath, args, env, onStart);
        return JSON.parse(stdout) as Evidence;
    }

    function invalidOf({ digests, logFiles }: Evidence): string[] {
        return [...digests.invalid, ...logFiles.invalid].map(({ key }) => key).sort();
    }

    it("agrees that an intact bucket is valid", async () => {
        const made = untouched();
        const arn = await put(made);
        const found = await official(made, arn);
        const evidence = await ours(made, arn);
        assert.deepEqual(found, {
            invalid: [],
            digests: evidence.digests.valid,
            backfill: 0,
            logFiles: evidence.logFiles.valid,
        });
        assert.equal(evidence.digests.valid, made.hours.length);
        assert.deepEqual([invalidOf(evidence), evidence.gaps, evidence.logFiles.unnamed], [[], [], []]);
    });

    it("agrees on one account and Region of several, below a prefix", async () => {
        const made = new MadeBucket({
            hours: 3,
            prefix: "audit/",
            accounts: ["123456789012", "444455556666"],
            regions: ["us-east-1", "eu-west-1"],
        });
        const arn = await put(made);
        const found = await official(made, arn);
        const evidence = await ours(made, arn, ["--region", "us-east-1"]);
        assert.deepEqual([found.digests, found.logFiles], [evidence.digests.valid, evidence.logFiles.valid]);
        const all = await ours(made, arn, ["--account", ...made.plan.accounts]);
        assert.deepEqual([all.digests.valid, all.logFiles.valid], [found.digests * 4, found.logFiles * 4]);
    });

    it("makes no call that docs/iam-policy.json doesn't allow", async () => {
        const arn = await put(new MadeBucket({ hours: 2 }));
        assert(keys !== undefined);
        keys.actions.clear();
        await ours(untouched(), arn);
        const policy = readFileSync(join(__dirname, "../../../docs/iam-policy.json"), "utf8");
        const { Statement } = JSON.parse(policy) as { Statement: { Sid: string; Action: string[] }[] };
        const allowedBy = (...sids: string[]) =>
            Statement.filter(({ Sid }) => sids.includes(Sid)).flatMap(({ Action }) => Action);
        const own = allowedBy(
            "EvidenceReadLogFiles",
            "EvidenceVerifyDigests",
            "EvidenceReadEventHistory",
            "EvidenceFindRegions",
        );
        const allowed = new Set([...own, ...allowedBy("CheckTrails"), "sts:GetCallerIdentity"]);
        assert.deepEqual(
            [...keys.actions].filter(action => !allowed.has(action)),
            [],
        );
        // AWS lets everyone ask who they are; S3 itself decrypts with the trail's key.
        assert.deepEqual(
            own.filter(action => !keys?.actions.has(action)),
            ["kms:Decrypt"],
        );
    });

    it("stops cleanly when interrupted, reports what was read, and resumes from it", async () => {
        const made = new MadeBucket({ hours: 48, filesAnHour: 1, besides: false });
        const arn = await put(made);
        assert(keys !== undefined);
        keys.latency = 400;
        const resume = join(folder, "resume.jsonl");
        const args = ["--concurrency", "4", "--resume", resume];
        const cut = await ours(made, arn, args, child => setTimeout(() => child.kill("SIGINT"), 6000));
        keys.latency = 0;
        assert.equal(cut.complete, false);
        assert(cut.logFiles.valid < 48);
        assert.deepEqual([invalidOf(cut), cut.gaps], [[], []]);
        const whole = await ours(made, arn, args);
        assert.deepEqual([whole.complete, whole.digests.valid, whole.logFiles.valid], [true, 48, 48]);
        assert(whole.read.from < whole.read.to);
    });

    for (const [name, place, overlooked] of TRIED) {
        it(`${name}, ${place} of the chain: ${overlooked || OVERLOOKED.has(name) ? "only we find it" : "agrees"}`, async () => {
            const made = untouched();
            const at = made.chain()[PLACES[place] ?? 0];
            const tamper = TAMPERINGS[name];
            assert(at !== undefined && tamper !== undefined);
            const wanted = tamper(made, at);
            const arn = await put(made);
            const found = await official(made, arn);
            const evidence = await ours(made, arn);
            const wrong = [...(wanted.digests ?? []), ...(wanted.logFiles ?? [])]
                .map(text => text.replace(/: .*$/, ""))
                .sort();
            assert.deepEqual(invalidOf(evidence), wrong);
            assert.deepEqual(found.invalid, overlooked || OVERLOOKED.has(name) ? [] : wrong);
            assert.equal(evidence.gaps.length, wanted.gaps?.length ?? 0);
        });
    }
});
