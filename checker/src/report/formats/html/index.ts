import { policyColumns } from "../../policy-columns";
import type { Reporter } from "../../reporter";
import { formatSummary, verdictOf } from "../../summary";
import { behaviour } from "./behaviour";
import { html } from "./markup";
import { page } from "./page";
import { findingSection, matrixSection, policySection, problemSection } from "./sections";
import { STYLE } from "./style";

/**
 * One self-contained page: it loads nothing from the network, and its Content-Security-Policy forbids it to. Without
 * scripts it reads as a document; with them a cell opens in a dialog, and trails can be searched.
 */
export const htmlReporter: Reporter = (report, { policies, version, time }) => {
    const columns = policyColumns(report, policies);
    const { outcome, text } = verdictOf(report);
    return page({
        title: text,
        outcome,
        version,
        time,
        summary: formatSummary(report),
        skip: { target: "matrix", text: "Skip to the trails" },
        style: STYLE,
        script: `(${behaviour})();`,
        sections: [
            ...problemSection(report),
            ...matrixSection(report, columns),
            ...findingSection(report, columns),
            ...policySection(columns),
        ],
        after: DIALOG,
    });
};

/** Where a cell opens. */
const DIALOG = html`<dialog id="dialog" aria-labelledby="dialog-title">
<h3 id="dialog-title" tabindex="-1"></h3>
<div id="dialog-body"></div>
<p class="buttons"><button type="button" id="previous">Previous</button> <button type="button" id="next">Next</button> <output id="position"></output> <button type="button" id="close">Close</button></p>
</dialog>
`;
