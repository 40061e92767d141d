// What the pack adds for each resource that is not a trail, compared with an empty pack: both run as separate policy
// servers over gRPC, called as the engine does, in turns, so that other work on the machine affects both. Run it with
// `npm run --prefix bench pack-resources [-- --node PATH]`.
import { join } from "node:path";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { buildPack } from "../../test/build-pack";
import { PolicyServer, type SentResource } from "../../test/pulumi/policy-server";
import { cpuMilliseconds, median, ratio } from "../figures";
import { makeEmptyPack } from "./empty-pack";
import { runWithNode } from "./with-node";

const ROOT = join(__dirname, "../..");
const RESOURCES = 5000;
const TURN = 100;
const WARM_UP = 10;

async function main(): Promise<void> {
    buildPack();
    const packs = [
        { name: "empty pack", server: await PolicyServer.start(makeEmptyPack()), times: [] as number[], cpu: 0 },
        { name: "this pack", server: await PolicyServer.start(ROOT), times: [] as number[], cpu: 0 },
    ];
    const resources = Array.from({ length: RESOURCES }, (_, index) => functionResource(index));
    for (const { server } of packs) {
        await server.configure({});
        await run(server, resources.slice(0, WARM_UP * TURN));
    }
    for (let start = 0; start < RESOURCES; start += TURN) {
        for (const pack of start % (2 * TURN) === 0 ? packs : [...packs].reverse()) {
            const cpu = cpuMilliseconds(pack.server.pid);
            pack.times.push(await run(pack.server, resources.slice(start, start + TURN)));
            pack.cpu += cpuMilliseconds(pack.server.pid) - cpu;
        }
    }
    const [empty, full] = packs.map(({ times }) => median(times)) as [number, number];
    const stacks: number[] = [];
    for (const { server } of packs) {
        const started = performance.now();
        await server.analyzeStack(resources);
        stacks.push(performance.now() - started);
        server.stop();
    }
    const [emptyStack = 0, fullStack = 0] = stacks;
    const whole = (each: number, stack: number) => (each / TURN) * RESOURCES + stack;
    const lines = [
        `Node ${process.version}, ${RESOURCES} resources other than trails, each remediated and analysed, then all as a stack.`,
        `Milliseconds a resource (median of turns of ${TURN}): empty pack ${(empty / TURN).toFixed(3)}, this pack ${(full / TURN).toFixed(3)}, ratio ${ratio(full, empty)}`,
        `The stack, in milliseconds: empty pack ${emptyStack.toFixed(0)}, this pack ${fullStack.toFixed(0)}`,
        `All together: ratio ${ratio(whole(full, fullStack), whole(empty, emptyStack))}`,
        `CPU time of the servers, in milliseconds a resource: ${packs.map(({ name, cpu }) => `${name} ${(cpu / RESOURCES).toFixed(3)}`).join(", ")}, ratio ${ratio(packs[1]!.cpu, packs[0]!.cpu)}`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
}

async function run(server: PolicyServer, resources: readonly SentResource[]): Promise<number> {
    const started = performance.now();
    for (const resource of resources) {
        await server.remediate(resource);
        await server.analyze(resource);
    }
    return performance.now() - started;
}

/** A resource of usual size, with unknown values. */
function functionResource(index: number): SentResource {
    return {
        type: "aws:lambda/function:Function",
        name: `handler-${index}`,
        properties: {
            __defaults: ["publish", "skipDestroy"],
            name: `handler-${index}`,
            handler: "index.handler",
            runtime: "nodejs20.x",
            memorySize: 512,
            timeout: 30,
            publish: false,
            skipDestroy: false,
            role: unknownValue,
            architectures: ["arm64"],
            environment: { variables: { TABLE: unknownValue, STAGE: "production", LOG_LEVEL: "info" } },
            vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: [unknownValue] },
            tracingConfig: { mode: "Active" },
            tags: { Service: "orders", Team: "shop", CostCenter: "1234" },
            tagsAll: { Service: "orders", Team: "shop", CostCenter: "1234" },
        },
        provider: { region: "us-east-1", skipCredentialsValidation: "true" },
    };
}

runWithNode(main);
