import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { CommandEntry } from "../../checker/src/command-line/command";
import { commandEntries } from "../../checker/src/commands";
import { parsePolicyConfig } from "../../checker/src/configuration/policy-config";
import { policies } from "../../policies";
import { COMMANDS_PAGE, freshManPage, MAN_PAGE, withCommandHelp } from "../../scripts/command-help";
import { runCommand } from "../checker/run-command";

/** The commands as they declare themselves, without what they do. */
const idle: readonly CommandEntry[] = commandEntries.map(entry => ({
    ...entry,
    load: () => ({
        register: (command, _handle, allCommands) => entry.load().register(command, () => async () => {}, allCommands),
    }),
}));

/** The command lines of `trail-guard` in shell text, each as its words. */
function commandLines(text: string): string[][] {
    const script = text.replace(/'[^']*'/g, quoted => quoted.replace(/[|()<\s]/g, "_"));
    return [...script.matchAll(/(?<=^|[|(]\s*)trail-guard ([^|()<>#\n]*)/gm)].map(([, words = ""]) =>
        words.replaceAll('"', "").trim().split(/\s+/),
    );
}

describe("docs/commands.md", () => {
    const page = readFileSync(COMMANDS_PAGE, "utf8");

    it("has the current help of every command (npm run docs:commands)", async () => {
        assert.equal(page, await withCommandHelp(page));
    });

    it("matches the man page (npm run docs:commands)", async () => {
        assert.equal(readFileSync(MAN_PAGE, "utf8"), await freshManPage());
    });

    it("is a man page that groff accepts, with every option", function () {
        const plain = ["-P-c", "-P-b", "-P-u"];
        const {
            stdout: text,
            stderr,
            error,
        } = spawnSync("groff", ["-man", "-Tascii", "-ww", ...plain, MAN_PAGE], {
            encoding: "utf8",
        });
        if (error !== undefined) {
            this.skip();
        }
        assert.equal(stderr, "");
        for (const option of new Set(page.match(/(?<=^ {2}(?:-\w, )?)--[\w-]+/gm))) {
            assert.ok(text.includes(option), option);
        }
        assert.match(text, /^ +trail-guard - whether CloudTrail trails record/m);
    });

    for (const { name } of commandEntries) {
        it(`has examples in the help of ${name} with valid options`, async () => {
            const { stdout } = await runCommand([name, "--help"]);
            const examples = [...stdout.matchAll(/^ {2}\$ (.*)$/gm)].map(([, line]) => line).join("\n");
            const lines = commandLines(examples);
            assert.ok(
                lines.some(([command]) => command === name),
                stdout,
            );
            for (const words of lines) {
                const { exitCode, stderr } = await runCommand(words, {}, idle);
                assert.equal(exitCode, 0, `trail-guard ${words.join(" ")}: ${stderr}`);
            }
        });
    }

    it("has only valid command lines in its text", async () => {
        const shell = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, code = ""]) => code).join("\n");
        const lines = commandLines(shell);
        assert.ok(lines.length > 0);
        for (const words of lines) {
            const { exitCode, stderr } = await runCommand(words, {}, idle);
            assert.equal(exitCode, 0, `trail-guard ${words.join(" ")}: ${stderr}`);
        }
    });

    it("has a coverage example that coverage really prints, and a valid configuration", async () => {
        const [, output, configuration] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, code = ""]) => code);
        const data = (type: string, ...fields: object[]) => ({
            FieldSelectors: [
                { Field: "eventCategory", Equals: ["Data"] },
                { Field: "resources.type", Equals: [type] },
                ...fields,
            ],
        });
        const document = {
            id: "my-trail",
            AdvancedEventSelectors: [
                { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
                data("AWS::Bedrock::AgentAlias"),
                data("AWS::Bedrock::KnowledgeBase", { Field: "readOnly", Equals: ["true"] }),
            ],
        };
        const { stdout } = await runCommand(["coverage", "--format", "json"], { stdin: JSON.stringify(document) });
        assert.deepEqual(JSON.parse(output ?? ""), JSON.parse(stdout));
        assert.ok("settings" in parsePolicyConfig({ text: configuration ?? "" }, policies));
    });
});
