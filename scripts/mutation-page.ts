// Writes what mutation testing found into docs/mutation.md, from the reports of Stryker that it is given (by default that
// of `npm run mutation`). Fails where a survivor has no reason in test/cloudtrail/mutation-survivors.json, where a
// reason belongs to none, and where a file has changed since it was measured.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const ROOT = join(__dirname, "..");
const PAGE = join(ROOT, "docs/mutation.md");
const BEGIN = "<!-- begin: written by scripts/mutation-page.ts -->";
const END = "<!-- end -->";

interface Place {
    readonly line: number;
    readonly column: number;
}

interface Mutant {
    readonly replacement: string;
    readonly status: string;
    readonly location: { readonly start: Place; readonly end: Place };
}

interface MutatedFile {
    readonly source: string;
    readonly mutants: readonly Mutant[];
}

/** A mutant that no test kills: its file and line, the code that is replaced there, and by what. */
interface Survivor {
    readonly file: string;
    readonly line: string;
    readonly code: string;
    readonly mutant: string;
}

/** Why survivors survive. */
interface Reason {
    readonly reason: string;
    readonly survivors: readonly Survivor[];
}

interface Report {
    readonly files: Readonly<Record<string, MutatedFile>>;
    readonly framework: { readonly version: string };
}

/** Every file that was measured; where several reports have it, as in the last of them. */
function filesOf(reports: readonly Report[]): Map<string, MutatedFile> {
    return new Map(reports.flatMap(({ files }) => Object.entries(files)).sort(([a], [b]) => a.localeCompare(b)));
}

/** With what was measured, when, and which state of the sources: that of the last commit that changed them. */
function provenance(paths: readonly string[], reports: readonly Report[]): string {
    const versions = [...new Set(reports.map(({ framework }) => framework.version))].join(", ");
    const days = [...new Set(paths.map(path => statSync(path).mtime.toISOString().slice(0, 10)))].sort().join(", ");
    const commit = execFileSync("git", ["log", "-1", "--format=%h", "--", "src/cloudtrail"], { cwd: ROOT });
    return `Stryker ${versions}, ${days}, \`src/cloudtrail/\` as of commit ${commit.toString().trim()}.`;
}

const count = ({ mutants }: MutatedFile, ...statuses: readonly string[]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;

function survivorsOf(file: string, { source, mutants }: MutatedFile): Survivor[] {
    const lines = source.split("\n");
    const surviving = mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage");
    return surviving.map(({ location: { start, end }, replacement }) => {
        const replaced = lines.slice(start.line - 1, end.line);
        replaced[replaced.length - 1] = (replaced.at(-1) ?? "").slice(0, end.column - 1);
        replaced[0] = (replaced[0] ?? "").slice(start.column - 1);
        return {
            file: basename(file),
            line: (lines[start.line - 1] ?? "").trim(),
            code: inOneLine(replaced.join("\n")),
            mutant: inOneLine(replacement),
        };
    });
}

function inOneLine(text: string): string {
    return text.trim().replace(/\s+/g, " ");
}

const keyOf = ({ file, line, code, mutant }: Survivor) => JSON.stringify({ file, line, code, mutant });

function table(files: ReadonlyMap<string, MutatedFile>): string[] {
    const row = (name: string, cells: readonly MutatedFile[]) => {
        const sum = (...statuses: readonly string[]) => cells.reduce((all, file) => all + count(file, ...statuses), 0);
        const detected = sum("Killed", "Timeout");
        const all = detected + sum("Survived", "NoCoverage");
        const score = all === 0 ? "–" : `${((100 * detected) / all).toFixed(1)} %`;
        return `| ${name} | ${all} | ${sum("Killed")} | ${sum("Timeout")} | ${all - detected} | ${score} |`;
    };
    return [
        "| file | mutants | killed by a test | timed out | survived | score |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        ...[...files].map(([name, file]) => row(`\`${basename(name)}\``, [file])),
        row("**all**", [...files.values()]),
    ];
}

function inMarkdown({ file, line, code, mutant }: Survivor, times: number): string {
    const where = line === code ? "" : ` in ${asCode(line)}`;
    const often = times === 1 ? "" : ` (${times} times)`;
    return `- \`${file}\`: ${asCode(code)} → ${asCode(mutant)}${where}${often}`;
}

/** A text as code, whatever backticks it has. */
function asCode(text: string): string {
    return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function main(): void {
    const given = process.argv.slice(2);
    const paths = given.length > 0 ? given : [join(ROOT, ".cache/mutation.json")];
    const reports = paths.map((path): Report => JSON.parse(readFileSync(path, "utf8")));
    const files = filesOf(reports);
    const reasons: readonly Reason[] = JSON.parse(
        readFileSync(join(ROOT, "test/cloudtrail/mutation-survivors.json"), "utf8"),
    ).reasons;
    const survivors = [...files].flatMap(([name, file]) => survivorsOf(name, file));
    const found = new Set(survivors.map(keyOf));
    const explained = new Set(reasons.flatMap(reason => reason.survivors.map(keyOf)));
    const faults = [
        ...[...files].flatMap(([name, { source }]) =>
            readFileSync(join(ROOT, name), "utf8") === source ? [] : [`changed since it was measured: ${name}`],
        ),
        ...[...found].flatMap(key => (explained.has(key) ? [] : [`no reason: ${key}`])),
        ...[...explained].flatMap(key => (found.has(key) ? [] : [`a reason for what doesn't survive: ${key}`])),
    ];
    const times = (survivor: Survivor) => survivors.filter(other => keyOf(other) === keyOf(survivor)).length;
    const groups = reasons.map(({ reason, survivors: listed }) =>
        [`**${reason}**`, "", ...listed.map(survivor => inMarkdown(survivor, times(survivor)))].join("\n"),
    );
    const [before, rest] = readFileSync(PAGE, "utf8").split(BEGIN);
    const [, after] = rest?.split(END) ?? [];
    const heading = `## The ${survivors.length} that survive, and why`;
    const written = [provenance(paths, reports), "", ...table(files), "", heading, "", groups.join("\n\n")];
    writeFileSync(PAGE, `${before}${BEGIN}\n\n${written.join("\n")}\n\n${END}${after}`);
    for (const fault of faults) {
        console.error(fault);
    }
    process.exitCode = faults.length === 0 ? 0 : 1;
}

main();
