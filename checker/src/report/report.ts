import type { ShownResult } from "../../../src/compliance/findings/shown-result";
import type { Place, SourceProblem } from "../sources/source-trail";

/** The result of one policy for one trail. */
export interface ReportResult extends ShownResult {
    readonly policy: string;
    /** In the baseline: reported, but not counted. */
    readonly baseline?: true;
    /** The policy's level is `advisory`: reported, but not counted. */
    readonly advisory?: true;
}

/** One trail, or one stack, and all its results. */
export interface ReportTrail {
    readonly id: string;
    readonly name: string;
    /** What people call it if it is neither a trail nor a stack: `Account`, `Event data store`. */
    readonly noun?: string;
    readonly source: Place;
    readonly results: readonly ReportResult[];
    /** Further facts about it, in the order of the report. */
    readonly facts?: Readonly<Record<string, string>>;
}

/** How many have which outcome; each counts once, by its worst result. */
export interface OutcomeCounts {
    readonly compliant: number;
    readonly violating: number;
    readonly undetermined: number;
    readonly exempt: number;
    /** What is violated is known from the baseline; absent where there is none. */
    readonly known?: number;
    /** No policy that counts applies; absent where there is none. */
    readonly notJudged?: number;
}

/** How many trails have which outcome. */
export interface ReportSummary extends OutcomeCounts {
    readonly trails: number;
    /** For stacks; absent if no policy that counts judged one. */
    readonly stacks?: OutcomeCounts;
}

/** What `check` found: the data behind every format. Its JSON schema is published in docs/report.schema.json. */
export interface Report {
    readonly schemaVersion: 2;
    readonly summary: ReportSummary;
    readonly trails: readonly ReportTrail[];
    /** Stacks, with the results of the policies for whole stacks; absent if none applies. */
    readonly stacks?: readonly ReportTrail[];
    /** Inputs that could not be read. */
    readonly problems: readonly SourceProblem[];
}

/** Everything that a report is about, in the order of the report. */
export function subjectsOf({ stacks = [], trails }: Pick<Report, "stacks" | "trails">): readonly ReportTrail[] {
    return [...stacks, ...trails];
}
