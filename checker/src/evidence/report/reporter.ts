import type { Evidence } from "../evidence";

/** What a format needs besides the evidence. */
export interface EvidenceReporterOptions {
    /** The version of trail-guard. */
    readonly version: string;
    /** When the report was made. */
    readonly time: Date;
    /** How wide text for people may be, if known: it is then wrapped. Tables are 80 columns by default. */
    readonly width?: number;
    /** Does text for people show everything? */
    readonly verbose?: boolean;
    /** Is text for people the summary alone? */
    readonly quiet?: boolean;
    /** May text for people have colours? */
    readonly color?: boolean;
}

/**
 * Writes the evidence in one format: the whole text of a file, with a line feed at the end. Pure: neither reads nor
 * writes.
 */
export type EvidenceReporter = (evidence: Evidence, options: EvidenceReporterOptions) => string;
