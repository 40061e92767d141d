import { page } from "../../../report/formats/html/page";
import { changesTable, inventoryTable, reconciliationTable } from "../columns";
import { findingsOf } from "../findings";
import { headlineOf, subjectOf } from "../overview";
import type { EvidenceReporter } from "../reporter";
import { figureSection, findingSection, noteSection, tableSection } from "./sections";
import { EVIDENCE_STYLE } from "./style";
import { timelineSection } from "./timeline";

/** A page for an auditor, in one self-contained file without scripts. */
export const htmlReporter: EvidenceReporter = (evidence, { version, time }) => {
    const findings = findingsOf(evidence);
    const { outcome, text } = headlineOf(findings);
    return page({
        title: text,
        outcome,
        version,
        time,
        summary: `${subjectOf(evidence)}, ${evidence.from} to ${evidence.to}, from ${evidence.source}`,
        skip: { target: "summary", text: "Skip to the summary" },
        style: EVIDENCE_STYLE,
        sections: [
            figureSection(evidence),
            ...findingSection(findings),
            ...timelineSection(evidence),
            ...tableSection("inventory", "What Bedrock was used for", inventoryTable(evidence)),
            ...tableSection("reconciliation", "Promised and arrived", reconciliationTable(evidence)),
            ...tableSection("changes", "Changes of trails", changesTable(evidence)),
            ...noteSection(evidence),
        ],
    });
};
