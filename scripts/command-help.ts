// Writes the help of every command into docs/commands.md and the man page, or with --check says whether they are up to date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { run } from "../checker/src/command-line/program";
import { commandEntries } from "../checker/src/commands";
import { withSection } from "./docs/generated-section";
import { manPage } from "./man-page";

const BEGIN = "<!-- begin: the help of every command, written by scripts/command-help.ts -->";

/** The page of the commands. */
export const COMMANDS_PAGE = join(__dirname, "../docs/commands.md");

/** The man page. */
export const MAN_PAGE = join(__dirname, "../checker/man/trail-guard.1");

/** The page with the help of every command as it is now. */
export async function withCommandHelp(page: string): Promise<string> {
    const sections: string[] = [];
    for (const { name } of commandEntries) {
        sections.push(
            `### \`trail-guard ${name}\`\n\n\`\`\`text\n${(await helpOf([name, "--help"])).trimEnd()}\n\`\`\`\n`,
        );
    }
    return withSection(page, BEGIN, sections.join("\n").trimEnd());
}

/** The man page, as it is now. */
export async function freshManPage(): Promise<string> {
    const columns = 78;
    const commands = await Promise.all(
        commandEntries.map(async ({ name }) => ({ name, help: await helpOf([name, "--help"], columns) })),
    );
    return manPage(await helpOf(["--help"], columns), commands);
}

async function helpOf(args: readonly string[], columns?: number): Promise<string> {
    let help = "";
    const output = { columns, write: (text: string) => (help += text) };
    await run(args, { stdin: Readable.from([]), stdout: output, stderr: output, env: {} }, commandEntries);
    return help;
}

async function main(): Promise<void> {
    const check = process.argv.includes("--check");
    const files = [
        [COMMANDS_PAGE, await withCommandHelp(readFileSync(COMMANDS_PAGE, "utf8"))],
        [MAN_PAGE, await freshManPage()],
    ] as const;
    for (const [file, fresh] of files) {
        if (!check) {
            mkdirSync(dirname(file), { recursive: true });
            writeFileSync(file, fresh);
        } else if (!existsSync(file) || readFileSync(file, "utf8") !== fresh) {
            console.error(`${relative(join(__dirname, ".."), file)} is out of date: run \`npm run docs:commands\``);
            process.exitCode = 1;
        }
    }
}

if (require.main === module) {
    void main();
}
