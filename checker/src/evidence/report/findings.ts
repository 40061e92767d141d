import { type ExitCode, exitCodeFor } from "../../command-line/exit-code";
import { count } from "../../text/count";
import type { Evidence, FileProblem, Gap, GapReason, InvalidFile, ReconciliationRow } from "../evidence";

/** How a finding counts: it is wrong, it can't be decided, or it is just good to know. */
export type FindingOutcome = "violation" | "undetermined" | "advisory";

/** The outcomes of findings, in their order. */
export const WORST_FIRST: readonly FindingOutcome[] = ["violation", "undetermined", "advisory"];

/** One thing that a reader of the report should look at. */
export interface EvidenceFinding {
    readonly outcome: FindingOutcome;
    /** What it is, in a few words; several findings share it. */
    readonly title: string;
    /** Where: a key, or an account with a Region and a time. */
    readonly where: string;
    readonly detail?: string;
}

/** Everything that is wrong or can't be decided, the worst first. */
export function findingsOf(evidence: Evidence): readonly EvidenceFinding[] {
    const { digests, logFiles, gaps, contradictions, reconciliation } = evidence;
    const findings: EvidenceFinding[] = [
        ...digests.invalid.map(file => invalidFile("digest", file)),
        ...logFiles.invalid.map(file => invalidFile("log file", file)),
        ...logFiles.unnamed.map(
            (key): EvidenceFinding => ({ outcome: "violation", title: "log file that no digest names", where: key }),
        ),
        ...gaps.map(gapFinding),
        ...contradictions.map(
            ({
                account,
                region,
                time,
                count: number,
                eventName,
                eventID,
                requirement,
                key,
                detail,
            }): EvidenceFinding => ({
                outcome: "violation",
                title: "event that contradicts the selectors",
                where: `${account} ${region} ${time}`,
                detail: `${eventName} (${requirement}, eventID ${eventID}${number > 1 ? `, and ${number - 1} like it in that hour` : ""}) in ${key}: ${detail}`,
            }),
        ),
        ...notVerified(evidence),
        ...reconciliation.flatMap(reconciliationFinding),
    ];
    return WORST_FIRST.flatMap(outcome => findings.filter(finding => finding.outcome === outcome));
}

/** The exit code of a run that found this. */
export function exitCodeOf(findings: readonly EvidenceFinding[]): ExitCode {
    return exitCodeFor({
        violated: findings.some(({ outcome }) => outcome === "violation"),
        undetermined: findings.some(({ outcome }) => outcome === "undetermined"),
    });
}

/** What each problem of a file is, for people. */
const PROBLEMS: Readonly<Record<FileProblem, string>> = {
    "hash-mismatch": "was changed",
    missing: "is missing",
    "trailing-data": "has data after its end",
    "not-gzip": "is not gzip, or cut short",
    "not-readable": "does not contain what it should",
    unreadable: "could not be read",
    "signature-invalid": "has a signature that is not CloudTrail's",
    "signature-missing": "has no signature",
    "key-unknown": "is signed with a key that CloudTrail does not have",
    "wrong-place": "belongs to another place",
};

function invalidFile(what: string, { key, problem, detail }: InvalidFile): EvidenceFinding {
    return {
        // A file that could not be read may be intact.
        outcome: problem === "unreadable" ? "undetermined" : "violation",
        title: `${what} that ${PROBLEMS[problem]} (${problem})`,
        where: key,
        ...(detail === undefined ? {} : { detail }),
    };
}

const GAPS: Readonly<Record<GapReason, { readonly outcome: FindingOutcome; readonly title: string }>> = {
    "logging-stopped": { outcome: "advisory", title: "logging was stopped" },
    "validation-off": { outcome: "undetermined", title: "log file validation was off" },
    elsewhere: { outcome: "undetermined", title: "digests are in another place" },
    "digests-missing": { outcome: "violation", title: "digests are missing" },
    "digest-invalid": { outcome: "violation", title: "the digest is not valid" },
    unknown: { outcome: "undetermined", title: "no digests, for an unknown reason" },
};

/** How a gap counts. */
export function gapOutcome({ reason, logging, trail }: Gap): FindingOutcome {
    // If there are no digests at all, perhaps they were never enabled.
    return reason === "unknown" && logging === "on" && trail !== null ? "violation" : GAPS[reason].outcome;
}

function gapFinding(gap: Gap): EvidenceFinding {
    const { account, region, from, to, reason, logFiles, detail } = gap;
    const files = logFiles === 0 ? [] : [`${count(logFiles, "log file")} without a valid digest`];
    const details = [...files, ...(detail === undefined ? [] : [detail])];
    return {
        outcome: gapOutcome(gap),
        title: GAPS[reason].title,
        where: `${account} ${region} ${from} to ${to}`,
        ...(details.length === 0 ? {} : { detail: details.join("; ") }),
    };
}

/** What was not verified, or not read. */
function notVerified({ complete, digests, logFiles, read }: Evidence): readonly EvidenceFinding[] {
    const undetermined = (title: string, where: string): EvidenceFinding => ({ outcome: "undetermined", title, where });
    return [
        ...(complete ? [] : [undetermined("not everything was read", `${read.from} to ${read.to}`)]),
        ...(digests.unverified === 0
            ? []
            : [undetermined("digests whose signature can't be verified", count(digests.unverified, "digest"))]),
        ...(logFiles.unverified === 0
            ? []
            : [undetermined("log files that no verified digest names", count(logFiles.unverified, "log file"))]),
        ...(digests.valid === 0 && digests.unverified === 0 && digests.invalid.length === 0
            ? [undetermined("no digest was verified", "so nothing vouches for the log files")]
            : []),
    ];
}

function reconciliationFinding(row: ReconciliationRow): readonly EvidenceFinding[] {
    const { account, region, requirement, verdict, arrived, detail } = row;
    const common = { where: `${account} ${region} ${requirement}`, ...(detail === undefined ? {} : { detail }) };
    switch (verdict) {
        case "unknown":
            return [{ outcome: "undetermined", title: "can't be reconciled", ...common }];
        case "arrived-though-not-promised":
            return [
                { outcome: "advisory", title: `arrived but not promised (${count(arrived, "record")})`, ...common },
            ];
        default:
            return [];
    }
}
