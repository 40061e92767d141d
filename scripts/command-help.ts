// Writes the help of every command into docs/commands.md, or with --check says whether it is up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { run } from "../checker/src/command-line/program";
import { commandEntries } from "../checker/src/commands";

const BEGIN = "<!-- begin: the help of every command, written by scripts/command-help.ts -->";
const END = "<!-- end -->";

/** The page of the commands. */
export const COMMANDS_PAGE = join(__dirname, "../docs/commands.md");

/** The page with the help of every command as it is now. */
export async function withCommandHelp(page: string): Promise<string> {
    const [before, rest] = page.split(BEGIN);
    const [, after] = rest?.split(END) ?? [];
    if (before === undefined || after === undefined) {
        throw new Error(`the page has to have the lines ${BEGIN} and ${END}`);
    }
    const sections: string[] = [];
    for (const { name } of commandEntries) {
        sections.push(`### \`trail-guard ${name}\`\n\n\`\`\`text\n${(await helpOf(name)).trimEnd()}\n\`\`\`\n`);
    }
    return `${before}${BEGIN}\n\n${sections.join("\n")}\n${END}${after}`;
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
