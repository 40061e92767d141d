import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import * as fc from "fast-check";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { htmlReporter } from "../../../checker/src/report/formats/html";
import type { Report } from "../../../checker/src/report/report";
import type { Reporter } from "../../../checker/src/report/reporter";
import { summarize } from "../../../checker/src/report/trail-outcome";
import { policies } from "../../../policies";
import { runCommand } from "../run-command";
import { arbitraryReport } from "./arbitrary-report";
import { axeViolations } from "./axe";
import { findChromium } from "./browser";
import { OPTIONS, sampleReport } from "./sample-report";

const executablePath = findChromium();

/** A page that was opened, and what went wrong on it. */
interface Opened {
    readonly page: Page;
    readonly complaints: readonly string[];
}

describe(`the html report in Chromium${executablePath === undefined ? " (skipped: no chromium on the PATH)" : ""}`, () => {
    let browser: Browser;
    let folder: string;
    let files = 0;

    before(async function () {
        if (executablePath === undefined) {
            this.skip();
        }
        folder = mkdtempSync(join(tmpdir(), "trail-guard-html-"));
        // The sandbox of Chromium does not start as root, as in most containers; it opens only what we made.
        browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
    });

    after(async () => {
        await browser?.close();
        if (folder !== undefined) {
            rmSync(folder, { recursive: true });
        }
    });

    async function open(
        report: Report,
        options: BrowserContextOptions = {},
        reporter: Reporter = htmlReporter,
    ): Promise<Opened> {
        const file = join(folder, `${files++}.html`);
        writeFileSync(file, reporter(report, OPTIONS));
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
        // Loaded by tsx, functions name themselves through a helper that no page has; those of the built command don't.
        await context.addInitScript("globalThis.__name = value => value");
        const page = await context.newPage();
        const url = pathToFileURL(file).href;
        const complaints: string[] = [];
        page.on("console", message => complaints.push(message.text()));
        page.on("pageerror", error => complaints.push(error.message));
        page.on("request", request => {
            if (request.url() !== url) {
                complaints.push(`asked for ${request.url()}`);
            }
        });
        await page.goto(url);
        return { page, complaints };
    }

    /** Runs a step on a page, which must have logged no errors at the end. */
    async function on({ page, complaints }: Opened, step: (page: Page) => Promise<void>): Promise<void> {
        try {
            await step(page);
            assert.deepEqual(complaints, []);
        } finally {
            await page.context().close();
        }
    }

    const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
    const overflow = (page: Page) =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const choose = (page: Page, outcome: string) => page.locator(`input[value=${outcome}]`).check({ force: true });
    const shownTrails = (page: Page) => page.locator("tbody tr:visible bdi").allTextContents();

    /** From the top to a cell, into the dialog and back: without a pointer. */
    async function byKeyboard(page: Page): Promise<void> {
        const inMatrix = () => page.evaluate(() => document.activeElement?.closest("tbody") !== null);
        for (let presses = 0; !(await inMatrix()); presses++) {
            assert.ok(presses < 60, "the tabulator does not reach the matrix");
            await page.keyboard.press("Tab");
        }
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
        assert.equal(outline, "solid");
        for (const key of ["ArrowDown", "End", "ArrowUp", "ArrowDown", "Home"]) {
            await page.keyboard.press(key);
        }
        assert.equal(await focused(page), "#trail-1");
        for (const _ of [0, 1, 2, 3, 4]) {
            await page.keyboard.press("ArrowRight");
        }
        assert.equal(await focused(page), "#finding-1-4");
        await page.keyboard.press("Enter");
        const dialog = page.locator("dialog[open]");
        const text = await dialog.innerText();
        assert.match(text, /^audit\n/);
        assert.match(text, /logs no Bedrock agent alias data events/);
        assert.match(text, /eventName: InvokeAgent/);
        assert.match(text, /Fix: set advanced_event_selector/);
        assert.match(text, /advanced_event_selector \{/);
        await page.keyboard.press("Escape");
        await page.locator('a[href="#finding-1-4"]:focus').waitFor();
        assert.equal(await dialog.count(), 0);
        await page.keyboard.press("Tab");
        assert.equal(await inMatrix(), false, "the matrix is one stop");
    }

    it("opens and closes a cell by keyboard", async () => {
        await on(await open(sampleReport), byKeyboard);
    });

    it("does so in the build for the command", async () => {
        const { outputFiles } = buildSync({
            entryPoints: [join(__dirname, "../../../checker/src/report/formats/html/index.ts")],
            bundle: true,
            platform: "node",
            target: "node20",
            format: "cjs",
            minifySyntax: true,
            write: false,
            logLevel: "error",
        });
        const built: { exports: { htmlReporter?: Reporter } } = { exports: {} };
        new Function("module", "require", outputFiles[0]!.text)(built, require);
        await on(await open(sampleReport, {}, built.exports.htmlReporter), byKeyboard);
    });

    it("goes from one finding to the next, and back", async () => {
        await on(await open(sampleReport), async page => {
            await page.locator('a[href="#finding-1-0"]').first().click();
            const heading = page.locator("dialog h4");
            assert.match(await heading.innerText(), /violation\s+CloudTrail trails cover all Regions/);
            assert.equal(await page.locator("#position").innerText(), "1 of 18");
            await page.click("#next");
            assert.match(await heading.innerText(), /agent alias events/);
            await page.click("#previous");
            await page.click("#previous");
            assert.equal(await page.locator("#position").innerText(), "18 of 18");
            await page.click("#close");
            await page.locator('a[href="#finding-5-0"]:focus').waitFor();
        });
    });

    it("explains for a passing cell what was checked", async () => {
        await on(await open(sampleReport), async page => {
            await page.locator("tbody tr").first().locator("td.pass a").first().click();
            const text = await page.locator("dialog[open]").innerText();
            assert.match(text, /organization-audit[\s\S]+✓ pass[\s\S]+CloudTrail trails cover all Regions/);
        });
    });

    it("copies a fix", async () => {
        await on(await open(sampleReport, { permissions: ["clipboard-read", "clipboard-write"] }), async page => {
            await page.locator('a[href="#finding-1-0"]').first().click();
            await page.getByRole("button", { name: "Copy" }).click();
            await page.getByRole("button", { name: "Copied" }).waitFor();
            assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "is_multi_region_trail = true");
        });
    });

    it("shows the trails with one outcome, and those that match a search", async () => {
        await on(await open(sampleReport), async page => {
            assert.equal((await shownTrails(page)).length, 6);
            await choose(page, "violating");
            assert.deepEqual(await shownTrails(page), ["audit", "AgentTrail"]);
            assert.equal(await page.locator("#shown").innerText(), "2 of 6 shown");
            await page.fill("#query", "AGENTS.yaml trail");
            assert.deepEqual(await shownTrails(page), ["AgentTrail"]);
            assert.deepEqual(await page.locator("section.trail:visible h3").allTextContents(), ["AgentTrail"]);
            await page.fill("#query", "nowhere");
            assert.equal(await page.locator("#shown").innerText(), "0 of 6 shown");
            await page.fill("#query", "");
            await choose(page, "all");
            assert.equal((await shownTrails(page)).length, 6);
        });
    });

    it("is read and filtered without scripts", async () => {
        await on(await open(sampleReport, { javaScriptEnabled: false }), async page => {
            assert.ok(!(await page.locator("#query").isVisible()));
            await page.locator('a[href="#finding-1-4"]').first().click();
            assert.match(page.url(), /#finding-1-4$/);
            assert.match(
                await page.locator("#finding-1-4").innerText(),
                /eventName: InvokeAgent[\s\S]+advanced_event_selector \{/,
            );
            await choose(page, "undetermined");
            assert.deepEqual(await shownTrails(page), ["created-at-apply"]);
        });
    });

    for (const colorScheme of ["light", "dark"] as const) {
        for (const width of [390, 1280, 2560]) {
            it(`is accessible and fits, ${colorScheme}, ${width} pixels wide`, async () => {
                await on(await open(sampleReport, { colorScheme, viewport: { width, height: 800 } }), async page => {
                    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
                    assert.equal(background, colorScheme === "dark" ? "rgb(14, 19, 23)" : "rgb(243, 245, 247)");
                    assert.equal(await overflow(page), 0);
                    assert.deepEqual(await axeViolations(page), []);
                    await page.locator('a[href="#finding-1-4"]').first().click();
                    assert.deepEqual(await axeViolations(page), []);
                });
            });
        }
    }

    it("shows every policy at once on a small laptop, beside a scroll bar", async () => {
        const Trail = { Type: "AWS::CloudTrail::Trail", Properties: { S3BucketName: "logs", IsLogging: true } };
        const Agent = { Type: "AWS::Bedrock::Agent", Properties: { AgentName: "support" } };
        const stdin = JSON.stringify({ Resources: { Trail, Agent } });
        const { stdout } = await runCommand(["check", "--format", "html"], { stdin });
        const scrollBar = 15;
        const viewport = { width: 1280 - scrollBar, height: 800 };
        await on(await open(sampleReport, { viewport }, () => stdout), async page => {
            assert.equal(await page.locator("thead th").count(), 1 + policies.length);
            const tooWide = await page
                .locator(".scroll")
                .evaluate(element => element.scrollWidth - element.clientWidth);
            assert.equal(tooWide, 0);
        });
    });

    it("fits a phone, with and without a cell open", async () => {
        await on(await open(sampleReport, { viewport: { width: 360, height: 740 }, isMobile: true }), async page => {
            assert.equal(await overflow(page), 0);
            assert.equal(await page.evaluate(() => window.innerWidth), 360);
            await page.locator('a[href="#finding-1-4"]').first().click();
            const dialog = page.locator("dialog[open]");
            assert.equal(await dialog.evaluate(element => element.scrollWidth - element.clientWidth), 0);
            assert.ok(await page.locator("#close").isVisible());
            assert.equal(await overflow(page), 0);
        });
    });

    it("runs no code from names, makes no requests, and fits a phone, whatever the names are", async () => {
        await fc.assert(
            fc.asyncProperty(arbitraryReport, async report => {
                const opened = await open(report, { viewport: { width: 360, height: 740 }, isMobile: true });
                await on(opened, async page => {
                    assert.equal(await page.evaluate(() => "pwned" in globalThis), false);
                    assert.equal(await overflow(page), 0);
                    const cell = page.locator('a[href^="#finding-"]').first();
                    if ((await cell.count()) > 0) {
                        await cell.click();
                        assert.equal(await page.locator("dialog[open]").count(), 1);
                    }
                    assert.equal(await page.evaluate(() => "pwned" in globalThis), false);
                });
            }),
            { numRuns: 15 },
        );
    });

    it("forbids scripts, styles and requests that aren't its own", async () => {
        const { page, complaints } = await open(sampleReport);
        const got = await page.evaluate(async () => {
            const script = document.createElement("script");
            script.textContent = "globalThis.pwned = 1";
            const image = document.createElement("img");
            image.setAttribute("onerror", "globalThis.pwned = 1");
            image.src = "https://localhost:9/x.png";
            document.body.append(script, image);
            const fetched = await fetch("https://localhost:9/").then(
                () => true,
                () => false,
            );
            return { pwned: "pwned" in globalThis, fetched };
        });
        assert.deepEqual(got, { pwned: false, fetched: false });
        const refused = complaints.filter(complaint => complaint.includes("Content Security Policy"));
        assert.ok(refused.length >= 3, complaints.join("\n"));
        await page.context().close();
    });

    it("handles a thousand trails", async () => {
        const trails = Array.from({ length: 1000 }, (_, index) => {
            const trail = sampleReport.trails[index % sampleReport.trails.length]!;
            return { ...trail, id: String(index), name: `${trail.name}-${index}` };
        });
        await on(await open({ ...sampleReport, trails, summary: summarize({ trails }) }), async page => {
            await page.fill("#query", "audit-997");
            assert.equal(await page.locator("#shown").innerText(), "1 of 1000 shown");
            await page.fill("#query", "");
            await choose(page, "violating");
            assert.equal(await page.locator("#shown").innerText(), "334 of 1000 shown");
            await page.locator('a[href="#finding-7-0"]').first().click();
            assert.match(await page.locator("dialog[open]").innerText(), /^audit-7\n/);
        });
    });
});
