// How long each format takes for 1,000 trails and 12 policies, and how usable the HTML page of them is in Chromium (on PATH).
// Times are those on the processor, of the process and of the page's main thread: other work on the machine doesn't count.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { FORMATS, reporters } from "../../checker/src/report/formats";
import type { Report, ReportTrail } from "../../checker/src/report/report";
import { summarize } from "../../checker/src/report/trail-outcome";
import { findChromium } from "../../test/checker/report/browser";
import { OPTIONS, sampleReport } from "../../test/checker/report/sample-report";
import { median } from "../figures";

const TRAILS = 1000;
const ROUNDS = 5;

/** The sample's trails with a twelfth policy, repeated. */
function mixed(): Report {
    return reportOf(sampleReport.trails.map(trail => ({ ...trail, results: [...trail.results, twelfth(trail)] })));
}

/** Every cell a violation with an event and a fix: the largest possible report of this size. */
function worst(): Report {
    const [, trail] = sampleReport.trails;
    return reportOf([
        {
            ...trail,
            results: [...trail.results, twelfth(trail)].map(({ policy }) => ({ ...trail.results[4], policy })),
        },
    ]);
}

function twelfth(trail: ReportTrail) {
    return { ...trail.results[4], policy: "cloudtrail-twelfth" };
}

function reportOf(samples: readonly ReportTrail[]): Report {
    const trails = Array.from({ length: TRAILS }, (_, index) => {
        const trail = samples[index % samples.length];
        return { ...trail, id: String(index), name: `${trail.name}-${index}` };
    });
    return { schemaVersion: 2, summary: summarize({ trails }), trails, problems: [] };
}

const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
const reports = { mixed: mixed(), worst: worst() };

console.log("format | ms (mixed) | MB | ms (worst) | MB");
for (const format of FORMATS) {
    const cells = Object.entries(reports).flatMap(([name, report]) => {
        const times: number[] = [];
        let text = "";
        for (let round = 0; round < ROUNDS; round++) {
            const start = process.cpuUsage();
            text = reporters[format](report, OPTIONS);
            const { user, system } = process.cpuUsage(start);
            times.push((user + system) / 1000);
        }
        if (format === "html") {
            writeFileSync(join(folder, `${name}.html`), text);
        }
        return [median(times).toFixed(0), (Buffer.byteLength(text) / 1e6).toFixed(2)];
    });
    console.log([format, ...cells].join(" | "));
}

const executablePath = findChromium();
if (executablePath === undefined) {
    console.log("no chromium on PATH: the page was not measured");
    rmSync(folder, { recursive: true });
} else {
    measurePages(executablePath).finally(() => rmSync(folder, { recursive: true }));
}

async function measurePages(path: string): Promise<void> {
    console.log("page | width | elements | load | search | filter | open a cell | next (ms)");
    const browser = await chromium.launch({
        executablePath: path,
        args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    for (const name of Object.keys(reports)) {
        for (const width of [1280, 360]) {
            const rounds: number[][] = [];
            for (let round = 0; round < ROUNDS; round++) {
                rounds.push(await measurePage(browser, pathToFileURL(join(folder, `${name}.html`)).href, width));
            }
            const medians = rounds[0].map((_, step) => median(rounds.map(round => round[step])).toFixed(0));
            console.log([name, width, ...medians].join(" | "));
        }
    }
    await browser.close();
}

async function measurePage(browser: Browser, url: string, width: number): Promise<number[]> {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    let before = 0;
    const timed = async (step: () => Promise<unknown>): Promise<number> => {
        await step();
        await frame(page);
        const { metrics } = await session.send("Performance.getMetrics");
        const now = metrics.find(metric => metric.name === "TaskDuration")?.value ?? Number.NaN;
        const taken = now - before;
        before = now;
        return taken * 1000;
    };
    const run = (script: string) => () => page.evaluate(script);
    const load = await timed(() => page.goto(url));
    const elements = await page.evaluate(() => document.getElementsByTagName("*").length);
    const search = await timed(
        run(
            'query = document.getElementById("query"); query.value = "audit-1"; query.dispatchEvent(new Event("input"))',
        ),
    );
    await timed(run('query.value = ""; query.dispatchEvent(new Event("input"))'));
    const filter = await timed(run('document.querySelector("[value=violating]").click()'));
    const open = await timed(run('document.querySelectorAll("td.violation a")[500].click()'));
    const next = await timed(run('document.getElementById("next").click()'));
    await page.close();
    return [elements, load, search, filter, open, next];
}

function frame(page: Page): Promise<unknown> {
    return page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))));
}
