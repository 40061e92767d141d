// What the pack adds to a preview, beside an empty compiled pack and beside a pack made from the usual TypeScript
// template, which imports all of @pulumi/aws. Real previews with the Pulumi CLI on PATH, in turns. The packs are installed
// as on a user's machine: with production dependencies, outside of this repository, whose own compiler of TypeScript
// Pulumi would load for each of them.
// Run it with `npm run --prefix bench pack-preview -- [ROUNDS] [no-template] [--node PATH]`; previews with the template take
// three times as long as the others.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { findPulumi, ThrowAwayStack } from "../../scripts/throw-away-stack";
import { installProduction, packAndUnpack } from "../../test/e2e/publish/packed";
import { PolicyServer } from "../../test/pulumi/policy-server";
import { cpuMilliseconds, median, ratio } from "../figures";
import { makeEmptyPack } from "./empty-pack";
import { runWithNode } from "./with-node";

const ROOT = join(__dirname, "../..");

/** As `pulumi policy new aws-typescript` writes it. */
const TEMPLATE = {
    "PulumiPolicy.yaml": "runtime: nodejs\n",
    "tsconfig.json": JSON.stringify({
        compilerOptions: { target: "es2020", module: "nodenext", moduleResolution: "nodenext", strict: true },
        files: ["index.ts"],
    }),
    "index.ts": `import * as aws from "@pulumi/aws";
import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
new PolicyPack("template-pack", {
    policies: [{
        name: "s3-no-public-read",
        description: "Prohibits setting the publicRead or publicReadWrite permission on AWS S3 buckets.",
        enforcementLevel: "advisory",
        validateResource: validateResourceOfType(aws.s3.Bucket, (bucket, args, reportViolation) => {
            if (bucket.acl === "public-read" || bucket.acl === "public-read-write") {
                reportViolation("You cannot set public-read or public-read-write on an S3 bucket.");
            }
        }),
    }],
});
`,
};

const PROGRAM = {
    "Pulumi.yaml": "name: ten-resources\nruntime:\n    name: nodejs\n    options:\n        typescript: false\n",
    "package.json": JSON.stringify({ name: "ten-resources", main: "index.js" }),
    "index.js": `const { Bucket } = require("@pulumi/aws/s3");
for (let index = 0; index < 10; index++) new Bucket("bucket-" + index);
`,
};

async function main([rounds = "7", ...more]: readonly string[]): Promise<void> {
    const pulumi = findPulumi();
    if ("problem" in pulumi) {
        process.stderr.write(`pack-preview: ${pulumi.problem}\n`);
        process.exitCode = 2;
        return;
    }
    const parent = mkdtempSync(join(tmpdir(), "packs-"));
    try {
        install(parent, ["@pulumi/policy", "@pulumi/pulumi"]);
        await measure(pulumi.version, Number(rounds), parent, !more.includes("no-template"));
    } finally {
        rmSync(parent, { recursive: true, force: true });
    }
}

async function measure(version: string, rounds: number, parent: string, withTemplate: boolean): Promise<void> {
    const empty = makeEmptyPack(parent);
    const { folder: packed } = packAndUnpack(parent);
    const packs: Record<string, string | undefined> = {
        none: undefined,
        empty,
        ours: packed,
        ...(withTemplate ? { template: makeTemplatePack(parent) } : {}),
    };
    // As on a fresh machine, such as a CI job: what ts-node compiled in an earlier preview is not there.
    process.env.TS_NODE_CACHE = "false";
    const stack = new ThrowAwayStack(writeFolder(join(ROOT, ".cache/bench/ten-resources"), PROGRAM));
    const times: Record<string, number[]> = {};
    try {
        // The first round only warms the caches of the file system.
        for (let round = 0; round <= rounds; round++) {
            for (const [name, folder] of Object.entries(packs)) {
                const started = performance.now();
                const { status, stdout, stderr } = stack.preview(folder === undefined ? [] : ["--policy-pack", folder]);
                if (status !== 0) {
                    throw new Error(`the preview with pack ${name} failed:\n${stdout}${stderr}`);
                }
                if (round > 0) {
                    times[name] = [...(times[name] ?? []), performance.now() - started];
                }
            }
        }
    } finally {
        stack.dispose();
    }
    const boots = { empty: await bootTime(empty), ours: await bootTime(packed) };
    const seconds = (name: string) => median(times[name] ?? []) / 1000;
    const added = (name: string) => seconds(name) - seconds("none");
    process.stdout.write(
        [
            `pulumi ${version}, Node ${process.version}, medians of ${rounds} previews each, in seconds:`,
            ...Object.keys(packs).map(name => `  ${name}: ${seconds(name).toFixed(2)}`),
            `What this pack adds: ${ratio(added("ours"), added("empty"))} of what an empty pack adds`,
            ...(withTemplate ? [`  and ${ratio(added("ours"), added("template"))} of what the template's adds`] : []),
            `CPU time until the server listens, in milliseconds: empty pack ${boots.empty}, this pack ${boots.ours}, ratio ${ratio(boots.ours, boots.empty)}`,
            "",
        ].join("\n"),
    );
}

function makeTemplatePack(parent: string): string {
    const template = writeFolder(join(parent, "template-pack"), TEMPLATE);
    // The compiler options of the template need a newer TypeScript than the one that Pulumi includes.
    install(template, ["@pulumi/policy", "@pulumi/pulumi", "@pulumi/aws", "typescript"]);
    return template;
}

/** The CPU time that a pack needs until the engine can call it: other processes don't count. */
async function bootTime(folder: string): Promise<number> {
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
        const server = await PolicyServer.start(folder);
        times.push(cpuMilliseconds(server.pid));
        server.stop();
    }
    return median(times);
}

/** Installs packages in a folder, in this repository's versions. */
function install(folder: string, names: readonly string[]): void {
    const versions = names.map(name => (require(`${name}/package.json`) as { version: string }).version);
    const dependencies = Object.fromEntries(names.map((name, index) => [name, versions[index]?.replace(/^v/, "")]));
    const manifest = { name: basename(folder), version: "0.1.0", dependencies };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const unreachable = installProduction(folder);
    if (unreachable !== undefined) {
        throw new Error(unreachable);
    }
}

function writeFolder(folder: string, files: Readonly<Record<string, string>>): string {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) {
        writeFileSync(join(folder, file), text);
    }
    return folder;
}

runWithNode(main);
