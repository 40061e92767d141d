// The cost of AnalyzeStack with all policies of the pack, compared with a pack with one empty stack policy: the SDK
// deserialises all resources for each such policy. Run: npm run build && npm run --prefix bench stack
import { join } from "node:path";
import { PolicyServer, type SentResource } from "../../test/pulumi/policy-server";
import { cpuMilliseconds, median, ratio } from "../figures";
import { makeEmptyPack } from "./empty-pack";

const RESOURCES = 2_000;
const ROUNDS = 15;

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

/** The first call of a new process, as in a preview. */
async function measure(pack: string, resources: readonly SentResource[]): Promise<number> {
    const server = await PolicyServer.start(pack);
    try {
        const before = cpuMilliseconds(server.pid);
        await server.analyzeStack(resources);
        return cpuMilliseconds(server.pid) - before;
    } finally {
        server.stop();
    }
}

async function main(): Promise<void> {
    const packs = {
        "one empty policy": makeEmptyPack(undefined, 1),
        "two empty policies": makeEmptyPack(undefined, 2),
        "this pack": join(__dirname, "../.."),
    };
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
            console.log(`  ${name}: ${time} ms of processor time, ${ratio(time, base)} of one empty policy`);
        }
    }
}

main();
