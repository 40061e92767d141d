import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

declare global {
    interface Window {
        readonly axe: typeof axe;
    }
}

/**
 * What axe finds wrong with the accessibility of a page as it is shown: contrast, names, roles, landmarks, order.
 * @returns its rules with the elements that break them
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
    // By the debugger: the page's own policy allows no script but its own.
    await page.evaluate(AXE);
    const { passes, violations } = await page.evaluate(() => window.axe.run());
    if (!passes.some(({ id, nodes }) => id === "color-contrast" && nodes.length > 5)) {
        throw new Error("axe has not looked at the page's text");
    }
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
}
