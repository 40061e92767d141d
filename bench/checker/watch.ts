// What the bundle of the watch costs beyond the AWS SDK that it contains: its size, its start, and one event, each beside a
// handler that has the same clients and only makes the calls that an event takes (it reads an object and writes it).
// Medians of alternating runs, on the processor.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { median, ratio } from "../figures";

const ROUNDS = 15;
const EVENTS = 200;
const MOST_MB_MORE = 1.5;
const ROOT = join(__dirname, "../..");
const ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));

const MANAGEMENT = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] };
const dataEvents = (type: string) => ({
    FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [type] },
    ],
});
const SELECTORS = [MANAGEMENT, dataEvents("AWS::Bedrock::AgentAlias"), dataEvents("AWS::Bedrock::KnowledgeBase")];

/** What is kept of the trail: one reading of a day ago. */
const HISTORY = JSON.stringify({
    version: 1,
    trail: ARN,
    handled: [],
    entries: [
        {
            kind: "reading",
            time: new Date(Date.now() - 86_400_000).toISOString(),
            reported: [],
            reading: {
                arn: ARN,
                name: "audit",
                homeRegion: "us-east-1",
                description: {
                    value: { Name: "audit", TrailARN: ARN, S3BucketName: "logs", IsMultiRegionTrail: true },
                },
                selectors: { value: { AdvancedEventSelectors: SELECTORS } },
                status: { value: { IsLogging: true } },
                insights: { value: [] },
            },
        },
    ],
});

/** A handler with all clients of the bundle. */
const empty = join(folder, "empty.js");
const entry = join(folder, "empty.ts");
const source = (file: string) => JSON.stringify(join(ROOT, "checker/src", file));
writeFileSync(
    entry,
    `export * from ${source("live/aws/aws-sdk")};
     export * from ${source("watch/watch-sdk")};
     import { GetObjectCommand, PutObjectCommand, S3Client } from ${source("watch/watch-sdk")};
     const s3 = new S3Client({ region: "us-east-1", maxAttempts: 5 });
     const object = { Bucket: "state", Key: "trails/111122223333/us-east-1/audit.json" };
     export async function handler() {
         const { Body, ETag } = await s3.send(new GetObjectCommand(object));
         await s3.send(new PutObjectCommand({ ...object, Body: await Body.transformToString(), IfMatch: ETag }));
     }`,
);
buildSync({
    entryPoints: [entry],
    outfile: empty,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    keepNames: true,
    mainFields: ["module", "main"],
});
const handlers = { "empty handler": empty, watch: join(ROOT, "checker/dist/lambda.js") };

/** Stands in for S3, in its own thread: it always has the same object, and accepts any other. */
const S3 = `
const { createServer } = require("node:http");
const { parentPort, workerData } = require("node:worker_threads");
const server = createServer((request, response) => {
    request.resume().on("end", () => {
        response.writeHead(200, { etag: '"kept"' }).end(request.method === "GET" ? workerData : "");
    });
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

/** Loads a handler, then sends it events, and reports how long each took on the processor, in milliseconds. */
const runner = join(folder, "runner.js");
writeFileSync(
    runner,
    `
const [file, events] = process.argv.slice(2);
const spent = before => { const { user, system } = process.cpuUsage(before); return (user + system) / 1e3; };
const start = process.cpuUsage();
const { handler } = require(file);
const load = spent(start);
const selectors = ${JSON.stringify(
        SELECTORS.map(({ FieldSelectors }) => ({
            fieldSelectors: FieldSelectors.map(({ Field, Equals }) => ({ field: Field, equals: Equals })),
        })),
    )};
const event = index => ({
    "detail-type": "AWS API Call via CloudTrail",
    detail: {
        eventID: "e-" + index, eventTime: new Date().toISOString(), eventName: "PutEventSelectors",
        eventSource: "cloudtrail.amazonaws.com", awsRegion: "us-east-1", recipientAccountId: "111122223333",
        requestParameters: { trailName: "audit", advancedEventSelectors: selectors },
    },
});
const context = { invokedFunctionArn: "arn:aws:lambda:us-east-1:111122223333:function:watch" };
(async () => {
    const before = process.cpuUsage();
    process.stdout.write = () => true;
    await handler(event(-1), context);
    const first = spent(before);
    const begun = process.cpuUsage();
    for (let index = 0; index < Number(events); index++) await handler(event(index), context);
    require("fs").writeSync(3, JSON.stringify({ load, first, next: spent(begun) / Number(events) }));
})().catch(error => { console.error(error); process.exit(1); });
`,
);

interface Times {
    readonly load: number;
    readonly first: number;
    readonly next: number;
}

function measure(file: string, port: number): Times {
    const { status, output } = spawnSync(process.execPath, [runner, file, String(EVENTS)], {
        stdio: ["ignore", "ignore", "pipe", "pipe"],
        encoding: "utf8",
        env: {
            PATH: process.env.PATH,
            AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
            AWS_ACCESS_KEY_ID: "testing",
            AWS_SECRET_ACCESS_KEY: "testing",
            AWS_REGION: "us-east-1",
            TRAIL_GUARD_STATE_BUCKET: "state",
            TRAIL_GUARD_TOPIC_ARN: "arn:aws:sns:us-east-1:111122223333:alerts",
        },
    });
    if (status !== 0) {
        throw new Error(`${file} failed: ${output[2]}`);
    }
    return JSON.parse(output[3] ?? "");
}

async function main(): Promise<void> {
    const s3 = new Worker(S3, { eval: true, workerData: HISTORY });
    const port = await new Promise<number>(resolve => s3.once("message", resolve));
    const times = new Map(Object.keys(handlers).map(name => [name, [] as Times[]]));
    for (let round = -1; round < ROUNDS; round++) {
        for (const [name, file] of Object.entries(handlers)) {
            const time = measure(file, port);
            if (round >= 0) {
                times.get(name)?.push(time);
            }
        }
    }
    await s3.terminate();
    const sizes = Object.values(handlers).map(file => statSync(file).size / 1e6);
    const [emptyMb = 0, watchMb = 0] = sizes;
    const of = (name: string, what: keyof Times) => median((times.get(name) ?? []).map(time => time[what]));
    const start = (name: string) => of(name, "load") + of(name, "first");
    console.log(`node ${process.version}, ${ROUNDS} rounds of ${EVENTS} events\n`);
    console.log("| | empty handler | watch | times |");
    console.log("| --- | --- | --- | --- |");
    console.log(`| size | ${emptyMb.toFixed(2)} MB | ${watchMb.toFixed(2)} MB | ${ratio(watchMb, emptyMb)} |`);
    for (const [what, value] of [
        ["load", (name: string) => of(name, "load")],
        ["cold start: load and first event", start],
        ["one event", (name: string) => of(name, "next")],
    ] as const) {
        const [a, b] = Object.keys(handlers).map(value);
        console.log(`| ${what} | ${a?.toFixed(1)} ms | ${b?.toFixed(1)} ms | ${ratio(b ?? 0, a ?? 0)} |`);
    }
    if (watchMb - emptyMb > MOST_MB_MORE) {
        console.error(`the bundle has ${(watchMb - emptyMb).toFixed(2)} MB more: the limit is ${MOST_MB_MORE} MB`);
        process.exitCode = 1;
    }
}

main().finally(() => rmSync(folder, { recursive: true }));
