import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { Evidence } from "../../../../checker/src/evidence/evidence";
import { evidenceReporters } from "../../../../checker/src/evidence/report";
import { axeViolations } from "../../report/axe";
import { findChromium } from "../../report/browser";
import { cleanEvidence, OPTIONS, sampleEvidence } from "./sample-evidence";

const executablePath = findChromium();

describe(`the page of evidence in Chromium${executablePath === undefined ? " (skipped: no chromium on the PATH)" : ""}`, () => {
    let browser: Browser;
    let folder: string;

    before(async function () {
        if (executablePath === undefined) {
            this.skip();
        }
        folder = mkdtempSync(join(tmpdir(), "trail-guard-evidence-html-"));
        // The sandbox of Chromium does not start as root, as in most containers; it opens only what we made.
        browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
    });

    after(async () => {
        await browser?.close();
        if (folder !== undefined) {
            rmSync(folder, { recursive: true });
        }
    });

    /** Opens the page, which must log no errors and make no requests. */
    async function on(
        evidence: Evidence,
        options: BrowserContextOptions,
        step: (page: Page) => Promise<void>,
    ): Promise<void> {
        const path = join(folder, "evidence.html");
        writeFileSync(path, evidenceReporters.html(evidence, OPTIONS));
        const url = pathToFileURL(path).href;
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
        try {
            // Loaded by tsx, functions name themselves through a helper that no page has; those of the built command don't.
            await context.addInitScript("globalThis.__name = value => value");
            const page = await context.newPage();
            const complaints: string[] = [];
            page.on("console", message => complaints.push(message.text()));
            page.on("request", request => {
                if (request.url() !== url) {
                    complaints.push(`asked for ${request.url()}`);
                }
            });
            await page.goto(url);
            await step(page);
            assert.deepEqual(complaints, []);
        } finally {
            await context.close();
        }
    }

    for (const colorScheme of ["light", "dark"] as const) {
        for (const width of [390, 1280, 2560]) {
            it(`is accessible, ${colorScheme}, ${width} pixels wide`, async () => {
                await on(sampleEvidence, { colorScheme, viewport: { width, height: 800 } }, async page => {
                    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
                    assert.equal(background, colorScheme === "dark" ? "rgb(14, 19, 23)" : "rgb(243, 245, 247)");
                    await page.evaluate(() => {
                        for (const details of document.querySelectorAll("details")) {
                            details.open = true;
                        }
                    });
                    assert.deepEqual(await axeViolations(page), []);
                });
            });
        }
    }

    it("draws each state at its hours", async () => {
        await on(sampleEvidence, {}, async page => {
            const shares = await page.evaluate(() => {
                const [svg] = document.querySelectorAll(".timeline");
                const all = svg?.getBoundingClientRect() as DOMRect;
                return Array.from(svg?.querySelectorAll("rect.violation, rect.advisory, rect.tampered") ?? [], rect => {
                    const box = rect.getBoundingClientRect();
                    return [rect.getAttribute("class"), Math.round((24 * (box.left - all.left)) / all.width)];
                });
            });
            assert.deepEqual(shares, [
                ["violation", 3],
                ["advisory", 12],
                ["tampered", 6],
            ]);
            assert.match(
                (await page.locator(".timeline").first().getAttribute("aria-label")) ?? "",
                /^111122223333 us-east-1: 2026-11-02T00:00:00Z to 2026-11-02T03:00:00Z verified, /,
            );
        });
    });

    it("names every scrolling region, and makes it reachable by keyboard", async () => {
        await on(sampleEvidence, {}, async page => {
            for (const region of await page.getByRole("region").all()) {
                assert.ok(((await region.getAttribute("aria-labelledby")) ?? "") !== "");
                await region.focus();
                assert.ok(await region.evaluate(element => element === document.activeElement));
            }
            assert.ok((await page.getByRole("region", { name: "What Bedrock was used for" }).count()) === 1);
            assert.equal(await page.getByRole("img").count(), sampleEvidence.timeline.length);
        });
    });

    it("fits a phone", async () => {
        for (const evidence of [sampleEvidence, cleanEvidence]) {
            await on(evidence, { viewport: { width: 360, height: 740 }, isMobile: true }, async page => {
                const overflow = await page.evaluate(
                    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
                );
                assert.equal(overflow, 0);
            });
        }
    });

    it("is printed completely: no table is cut, and the timeline has its colours", async () => {
        await on(sampleEvidence, { viewport: { width: 720, height: 1000 } }, async page => {
            await page.emulateMedia({ media: "print" });
            const cut = await page.evaluate(() =>
                Array.from(document.querySelectorAll(".scroll"), element => [
                    element.scrollHeight - element.clientHeight,
                    getComputedStyle(element).overflow,
                ]),
            );
            assert.ok(cut.length > 0);
            for (const [hidden, overflow] of cut) {
                assert.ok((hidden as number) <= 1, `${hidden}`);
                assert.equal(overflow, "visible");
            }
            const adjust = await page
                .locator(".timeline")
                .first()
                .evaluate(svg => getComputedStyle(svg).getPropertyValue("print-color-adjust"));
            assert.equal(adjust, "exact");
            assert.ok((await page.pdf({ format: "A4" })).length > 1000);
        });
    });
});
