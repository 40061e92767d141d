// What AnalyzeStack costs with all policies of the pack, against a pack with one empty policy over stacks: the SDK
// deserialises all resources for each such policy. Run: npm run build && node -r ts-node/register/transpile-only bench/stack.ts
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyServer, type SentResource } from "../test/pulumi/policy-server";

const RESOURCES = 2_000;
const ROUNDS = 15;
const root = join(__dirname, "..");

const instances: readonly SentResource[] = Array.from({ length: RESOURCES }, (_, index) => ({
    type: "aws:ec2/instance:Instance",
    name: `instance-${index}`,
    properties: {
        ami: "ami-0123456789abcdef0",
        instanceType: "t3.micro",
        tags: { Name: `instance-${index}`, Environment: "production", Owner: "platform" },
        subnetId: "subnet-0123456789abcdef0",
        vpcSecurityGroupIds: ["sg-0123456789abcdef0", "sg-0123456789abcdef1"],
        rootBlockDevice: { volumeSize: 20, volumeType: "gp3", encrypted: true },
        userData: "#!/bin/sh\n".repeat(20),
    },
}));

const STACKS: Readonly<Record<string, readonly SentResource[]>> = {
    "no trail": instances,
    "a trail, its bucket and an agent": [
        ...instances.slice(3),
        { type: "aws:bedrock/agentAgent:AgentAgent", name: "agent", properties: { agentName: "support" } },
        { type: "aws:s3/bucket:Bucket", name: "logs", properties: { bucket: "logs" } },
        { type: "aws:cloudtrail/trail:Trail", name: "trail", properties: { s3BucketName: "logs" } },
    ],
};

/** A pack whose policies over stacks do nothing. */
function emptyPack(policies: number): string {
    const folder = join(root, ".cache/bench", `empty-${policies}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{ "name": "empty", "version": "1.0.0", "main": "index.js" }');
    writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    writeFileSync(join(folder, "tsconfig.json"), "{}");
    writeFileSync(
        join(folder, "index.js"),
        `const { PolicyPack } = require("@pulumi/policy");
        const policy = index => ({ name: "empty-" + index, description: "empty", validateStack: () => {} });
        new PolicyPack("empty", { policies: Array.from({ length: ${policies} }, (_, index) => policy(index)) });`,
    );
    return folder;
}

/** Time on the processor, in milliseconds: other processes of the machine don't count. Linux only. */
function processorTime(pid: number): number {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The first call of a new process, as in a preview. */
async function measure(pack: string, resources: readonly SentResource[]): Promise<number> {
    const server = await PolicyServer.start(pack);
    try {
        const before = processorTime(server.pid);
        await server.analyzeStack(resources);
        return processorTime(server.pid) - before;
    } finally {
        server.stop();
    }
}

function median(numbers: readonly number[]): number {
    return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

async function main(): Promise<void> {
    const packs = { "one empty policy": emptyPack(1), "two empty policies": emptyPack(2), "this pack": root };
    for (const [stack, resources] of Object.entries(STACKS)) {
        const times = new Map<string, number[]>(Object.keys(packs).map(name => [name, []]));
        for (let round = 0; round < ROUNDS; round++) {
            for (const [name, folder] of Object.entries(packs)) {
                times.get(name)?.push(await measure(folder, resources));
            }
        }
        const base = median(times.get("one empty policy") ?? []);
        console.log(`${RESOURCES} resources, ${stack}:`);
        for (const [name, measured] of times) {
            const time = median(measured);
            console.log(`  ${name}: ${time} ms of processor time, ${(time / base).toFixed(2)} of one empty policy`);
        }
    }
}

main();
