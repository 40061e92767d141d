import assert from "node:assert/strict";
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../../checker/src/command-line/exit-code";
import { runCommand } from "../run-command";

const E2E = join(__dirname, "../../e2e/offline-preview");
const PROGRAM = join(E2E, "program/failing");
const SEVERAL_STACKS = join(E2E, "program/javascript");
const PACK = ["--policy-pack", join(E2E, "pack/observer")];

async function assertRefused(args: readonly string[], message: RegExp): Promise<void> {
    const { exitCode, stdout, stderr } = await runCommand(["preview", ...args]);
    assert.deepEqual({ exitCode, stdout }, { exitCode: EXIT.failed, stdout: "" });
    assert.match(stderr, message);
    assert.equal(stderr.split("\n").length, 2, stderr);
}

function temporary(): string {
    return realpathSync(mkdtempSync(join(tmpdir(), "trail-guard-")));
}

describe("trail-guard preview: wrong input is one line", () => {
    const cases: readonly (readonly [name: string, args: readonly string[], message: RegExp])[] = [
        [
            "no folder",
            ["/not/there"],
            /^trail-guard: \/not\/there is not a Pulumi project: the folder does not exist$/m,
        ],
        ["no Pulumi.yaml", [E2E], /is not a Pulumi project: it contains no Pulumi\.yaml$/m],
        [
            "a missing pack",
            [PROGRAM, "--policy-pack", "/not/there"],
            /\/not\/there is not a policy pack: the folder does not exist$/m,
        ],
        [
            "a folder that is not a pack",
            [PROGRAM, "--policy-pack", PROGRAM],
            /is not a policy pack: it contains no PulumiPolicy\.yaml$/m,
        ],
        [
            "a configuration that isn't there",
            [PROGRAM, ...PACK, "--policy-pack-config", "/not/there"],
            /can't read \/not\/there: no such file/,
        ],
        [
            "more configurations than packs",
            [PROGRAM, ...PACK, "--policy-pack-config", "a", "--policy-pack-config", "b"],
            /must be given once for each --policy-pack$/m,
        ],
        ["missing mocks", [PROGRAM, ...PACK, "--mocks", "/not/there"], /can't read \/not\/there: no such file/],
        ["a value without a key", [PROGRAM, ...PACK, "--config", "way"], /--config "way": write it as KEY=VALUE$/m],
        [
            "a stack with a hostile name",
            [PROGRAM, ...PACK, "--stack", "../\u001b[31m"],
            /--stack: "\.\.\/\\u001b\[31m": a stack's name may contain only/,
        ],
        [
            "several stacks",
            [SEVERAL_STACKS, ...PACK],
            /the project has several stacks \("dev", "prod"\): choose one with --stack$/m,
        ],
        [
            "a missing value",
            [SEVERAL_STACKS, ...PACK, "--stack", "new"],
            /stack new has no value for "javascript:owner", which Pulumi\.yaml requires: give it with --config/,
        ],
        ["a timeout of zero", [PROGRAM, ...PACK, "--timeout", "0"], /'--timeout <seconds>' argument '0' is invalid/],
        ["a malformed timeout", [PROGRAM, ...PACK, "--timeout", "soon"], /argument 'soon' is invalid/],
        ["an unknown format", [PROGRAM, "--format", "xml"], /Allowed choices are text, json/],
    ];
    for (const [name, args, message] of cases) {
        it(name, async () => assertRefused(args, message));
    }

    it("a program or a pack of another language", async () => {
        const folder = temporary();
        writeFileSync(join(folder, "Pulumi.yaml"), "name: p\nruntime: python\n");
        await assertRefused([folder, ...PACK], /an offline preview runs Node programs .*"python": use `pulumi preview/);
        writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: {name: python}\n");
        await assertRefused([PROGRAM, "--policy-pack", folder], /an offline preview runs Node packs .* not "python"$/m);
        rmSync(folder, { recursive: true });
    });

    it("a program or a pack whose SDK isn't installed: says what installs it, and where", async () => {
        const folder = temporary();
        cpSync(PROGRAM, folder, { recursive: true });
        const pack = join(folder, "pack");
        cpSync(join(E2E, "pack/observer"), pack, { recursive: true });
        const refused = (args: readonly string[], end: string) =>
            assertRefused(args, new RegExp(`isn't installed: ${end}$`, "m"));

        await refused([folder, ...PACK], `run \`npm install\` in ${folder}`);
        writeFileSync(join(folder, "package-lock.json"), "{}");
        await refused([folder, ...PACK], `run \`npm ci\` in ${folder}`);
        await refused([PROGRAM, "--policy-pack", pack], `run \`npm install\` in ${pack}`);
        writeFileSync(join(folder, "package.json"), '{"workspaces": ["pack"]}');
        await refused([PROGRAM, "--policy-pack", pack], `run \`npm ci\` in ${folder}`);
        rmSync(join(folder, "package.json"));
        rmSync(join(pack, "package.json"));
        await refused([PROGRAM, "--policy-pack", pack], `there is no package.json in ${pack} or above`);
        rmSync(folder, { recursive: true });
    });
});
