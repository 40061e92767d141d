import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import { accessKeyOf, type FakeServer } from "./fake-server";
import { runLive } from "./run-live";
import { withFakeAws } from "./with-fake-aws";

const ACCOUNT = "111111111111";

describe("reaching AWS", function () {
    this.timeout(60_000);
    let folder: string;
    let server: FakeServer;
    const surroundings = withFakeAws();
    beforeEach(() => {
        ({ folder, server } = surroundings());
        mkdirSync(join(folder, ".aws"));
    });

    const run = (args: readonly string[], env: Record<string, string> = {}, url = server.url) =>
        runLive({ url, account: ACCOUNT, folder }, args, { env });
    const check = (args: readonly string[], env: Record<string, string> = {}, url = server.url) =>
        run(["check", "--aws", ...args], env, url);

    const WITH_MFA = `[profile base]\naws_access_key_id = a\naws_secret_access_key = b\n[profile nope]\nsource_profile = base\nrole_arn = arn:aws:iam::${ACCOUNT}:role/r\nmfa_serial = arn:aws:iam::${ACCOUNT}:mfa/me\n`;
    const NO_TERMINAL =
        /a code from MFA device arn:aws:iam::111111111111:mfa\/me, and there is no terminal to enter it in/;
    const PROFILES: readonly (readonly [string, string, RegExp])[] = [
        ["does not exist", "[profile other]\nregion = eu-west-1\n", /nope/],
        [
            "has a credential_process that fails",
            '[profile nope]\ncredential_process = sh -c "echo sign in first >&2; exit 3"\n',
            /sign in first/,
        ],
        ["asks for an MFA code without a terminal", WITH_MFA, NO_TERMINAL],
    ];
    for (const [name, config, expected] of PROFILES) {
        it(`says in one line that a profile ${name}`, async () => {
            writeFileSync(join(folder, ".aws/config"), config);
            const { exitCode, stdout, stderr } = await check(["--profile", "nope"]);
            assert.deepEqual([exitCode, stdout], [2, ""], stderr);
            assert.match(stderr, expected);
            // A machine that is busy also says that it waits.
            const lines = stderr
                .trim()
                .split("\n")
                .filter(line => !line.includes("waiting for AWS to answer"));
            assert.equal(lines.length, 1, stderr);
        });
    }

    for (const command of ["fix --aws", "evidence --trail t", "evidence --trail t --athena w"]) {
        it(`says so in trail-guard ${command} too`, async () => {
            writeFileSync(join(folder, ".aws/config"), WITH_MFA);
            const { exitCode, stdout, stderr } = await run([...command.split(" "), "--profile", "nope"]);
            assert.deepEqual([exitCode, stdout], [2, ""], stderr);
            // Several calls fail for this one reason.
            assert.equal(stderr.match(new RegExp(NO_TERMINAL, "g"))?.length, 1, stderr);
        });
    }

    it("asks for an MFA code on a terminal, and signs in with it", async function () {
        if (spawnSync("python3", ["-c", "import os, pty; os.waitstatus_to_exitcode"]).status !== 0) {
            this.skip();
        }
        const { fake } = surroundings();
        fake.account(ACCOUNT).roles.set("r", undefined);
        writeFileSync(join(folder, ".aws/config"), WITH_MFA.replace("key_id = a", `key_id = ${accessKeyOf(ACCOUNT)}`));
        let asked = false;
        const { stdout } = await runLive(
            { url: server.url, account: ACCOUNT, folder },
            ["check", "--aws", "--profile", "nope"],
            {
                terminal: true,
                onOutput: (text, { stdin }) => {
                    if (!asked && text.includes(`Code of MFA device arn:aws:iam::${ACCOUNT}:mfa/me: `)) {
                        asked = true;
                        stdin?.write("123456\n");
                    }
                },
            },
        );
        // Each code can be used once: one must be enough for all calls.
        const codes = fake.calls.flatMap(({ operation, input }) =>
            operation === "AssumeRole" ? [input.TokenCode] : [],
        );
        assert.deepEqual(codes, ["123456"], stdout);
        assert.ok(fake.calls.some(({ operation }) => operation === "ListTrails"));
    });

    it("goes through HTTPS_PROXY, but not to what NO_PROXY names", async () => {
        const asked: string[] = [];
        const proxy: Server = createServer();
        proxy.on("connect", (request, socket: Socket) => {
            asked.push(String(request.url));
            socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
        });
        await new Promise<void>(resolve => proxy.listen(0, "127.0.0.1", resolve));
        const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
        const { port } = new URL(server.url);
        // Nothing speaks TLS there: what counts is where the command goes.
        const https = `https://localhost:${port}`;
        const patience = ["--max-attempts", "1", "--timeout", "3"];
        await check(patience, { HTTPS_PROXY: address }, https);
        assert.deepEqual([...new Set(asked)], [`localhost:${port}`]);
        asked.length = 0;
        await check(patience, { HTTPS_PROXY: address, NO_PROXY: "localhost" }, https);
        assert.deepEqual(asked, []);
        proxy.close();
    });
});
