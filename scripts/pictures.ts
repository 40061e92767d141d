// `npm run pictures`: creates the README's pictures from what the commands really print: the recording of the first run, and,
// with Chromium on the PATH, the HTML report in both colour schemes. Tests fail if one shows older output.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { version } from "../checker/package.json";
import { reportFingerprint, reportPage } from "./pictures/report-page";
import { terminalSvg } from "./pictures/terminal-svg";

const ROOT = join(__dirname, "..");
const FOLDER = join(ROOT, "docs/pictures");
const CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** The recording of the first run. */
export const FIRST_RUN = join(FOLDER, "first-run.svg");
/** The fingerprint of the page that the pictures of the report show. */
export const REPORT_FINGERPRINT = join(FOLDER, "report.sha256");

/** The recording, from what the first run printed without a Pulumi CLI. */
export function firstRunPicture(output: string): string {
    return terminalSvg("npm run preview", output);
}

function firstRun(): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, "scripts/preview.ts"], {
        cwd: ROOT,
        encoding: "utf8",
        env: { ...process.env, PATH: "" },
    });
    if (status !== 0) {
        throw new Error(`the first run failed\n${stdout}${stderr}`);
    }
    return stdout;
}

async function picturesOfReport(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "pictures-"));
    const file = join(folder, "report.html");
    writeFileSync(file, await reportPage(version));
    const executablePath = (process.env.PATH ?? "")
        .split(delimiter)
        .flatMap(path => CHROMIUM.map(name => join(path, name)))
        .find(path => spawnSync(path, ["--version"]).status === 0);
    if (executablePath === undefined) {
        throw new Error("the pictures of the report need Chromium on the PATH");
    }
    const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
    try {
        for (const colorScheme of ["light", "dark"] as const) {
            const context = await browser.newContext({ viewport: { width: 1200, height: 640 }, colorScheme });
            const page = await context.newPage();
            await page.goto(pathToFileURL(file).href);
            await page.screenshot({ path: join(FOLDER, `report-${colorScheme}.png`) });
        }
    } finally {
        await browser.close();
        rmSync(folder, { recursive: true });
    }
    writeFileSync(REPORT_FINGERPRINT, `${await reportFingerprint()}\n`);
}

async function main(): Promise<void> {
    writeFileSync(FIRST_RUN, firstRunPicture(firstRun()));
    await picturesOfReport();
}

if (require.main === module) {
    main().catch((error: unknown) => {
        process.stderr.write(`pictures: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
    });
}
