import type { Evidence } from "../evidence";
import { htmlReporter } from "./html";
import { evidenceJsonPieces, jsonReporter } from "./json";
import { markdownReporter } from "./markdown";
import type { EvidenceReporter, EvidenceReporterOptions } from "./reporter";
import { textReporter } from "./text";

/** Every format of `evidence --format`, by its name. */
export const evidenceReporters = {
    text: textReporter,
    json: jsonReporter,
    markdown: markdownReporter,
    html: htmlReporter,
} as const satisfies Readonly<Record<string, EvidenceReporter>>;

/** The name of a format. */
export type EvidenceFormat = keyof typeof evidenceReporters;

/** The names of all formats, in the order of the help. */
export const EVIDENCE_FORMATS = Object.keys(evidenceReporters) as readonly EvidenceFormat[];

/** The evidence in one format, in suitable pieces for writing. */
export function evidencePieces(
    format: EvidenceFormat,
    evidence: Evidence,
    options: EvidenceReporterOptions,
): Iterable<string> {
    return format === "json" ? evidenceJsonPieces(evidence) : [evidenceReporters[format](evidence, options)];
}
