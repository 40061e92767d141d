// Writes the help of every command into docs/commands.md, or with --check says whether it is up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { run } from "../checker/src/command-line/program";
import { commandEntries } from "../checker/src/commands";
import { withSection } from "./docs/generated-section";

const BEGIN = "<!-- begin: the help of every command, written by scripts/command-help.ts -->";

/** The page of the commands. */
export const COMMANDS_PAGE = join(__dirname, "../docs/commands.md");

/** The page with the help of every command as it is now. */
export async function withCommandHelp(page: string): Promise<string> {
    const sections: string[] = [];
    for (const { name } of commandEntries) {
        sections.push(`### \`trail-guard ${name}\`\n\n\`\`\`text\n${(await helpOf(name)).trimEnd()}\n\`\`\`\n`);
    }
    return withSection(page, BEGIN, sections.join("\n").trimEnd());
}

async function helpOf(name: string): Promise<string> {
    let help = "";
    const output = { write: (text: string) => (help += text) };
    await run([name, "--help"], { stdin: Readable.from([]), stdout: output, stderr: output, env: {} }, commandEntries);
    return help;
}

async function main(): Promise<void> {
    const page = readFileSync(COMMANDS_PAGE, "utf8");
    const fresh = await withCommandHelp(page);
    if (!process.argv.includes("--check")) {
        writeFileSync(COMMANDS_PAGE, fresh);
    } else if (page !== fresh) {
        console.error("docs/commands.md is out of date: run `npm run docs:commands`");
        process.exitCode = 1;
    }
}

if (require.main === module) {
    void main();
}
