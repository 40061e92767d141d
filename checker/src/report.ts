import type { CloudTrailEvent } from "../../src/cloudtrail/event";
import type { Status } from "../../src/compliance/finding";
import type { Place, SourceProblem } from "./found-trail";

/** A fix, in the syntax of the trail's own source. */
export interface ReportRemediation {
    readonly text: string;
    readonly code: string;
}

/** The result of one policy for one trail. */
export interface ReportResult {
    readonly policy: string;
    readonly status: Status;
    /** For a reader; empty for `pass`. */
    readonly message: string;
    readonly unloggedEvent?: CloudTrailEvent;
    readonly remediation?: ReportRemediation;
    /** Known from the baseline: reported, but not counted. */
    readonly baseline?: true;
    /** The policy's level is `advisory`: reported, but not counted. */
    readonly advisory?: true;
}

/** One trail and all its results. */
export interface ReportTrail {
    readonly id: string;
    readonly name: string;
    readonly source: Place;
    readonly results: readonly ReportResult[];
    /** What else there is to know of it, in the order in which it is shown. */
    readonly facts?: Readonly<Record<string, string>>;
}

/** How many trails have which outcome; each trail counts once, by its worst result. */
export interface ReportSummary {
    readonly trails: number;
    readonly compliant: number;
    readonly violating: number;
    readonly undetermined: number;
    readonly exempt: number;
}

/** What `check` found: the data behind every format. Its JSON schema is published in docs/report.schema.json. */
export interface Report {
    readonly schemaVersion: 1;
    readonly summary: ReportSummary;
    readonly trails: readonly ReportTrail[];
    /** Inputs that could not be read. */
    readonly problems: readonly SourceProblem[];
}
