import { policies, trailPolicies } from "../../../../policies";
import { printable, printableJson } from "../../../../src/cloudtrail/quote";
import { createJudge } from "../../check/check";
import { NOT_ASKED } from "../../check/judge";
import { type ExitCode, exitCodeFor } from "../../command-line/exit-code";
import { canAsk } from "../../command-line/input/ask";
import { showProgress } from "../../command-line/terminal/progress";
import { UserError } from "../../command-line/user-error";
import { enabledPolicies } from "../../configuration/configured-policy";
import type { PolicySetting } from "../../configuration/policy-setting";
import type { ReportTrail } from "../../report/report";
import type { SourceStack, SourceTrail, UnreadTrail } from "../../sources/source-trail";
import { type ReachAws, reachAws } from "../reach-aws";
import type { AccountReading } from "../read/account/account-reading";
import { readAccounts } from "../read/gather";
import { type LiveTrails, TrailGatherer, type UnreadAccount } from "../read/gathered";
import { includedRecorders } from "../read/included-recorders";
import { openResumeFile, type ResumeFile } from "../read/resume-file";
import type { AppliedTrail } from "./apply/apply-plans";
import { type RunApplyOptions, runApply } from "./apply/run-apply";
import { TIMING, type Timing } from "./apply/timing";
import type { FixOutput } from "./output";
import { fixData } from "./plan/fix-data";
import type { Fixable } from "./plan/fixable";
import { formatPlans, formatSubject, formatUnread, unreadCount } from "./plan/plan-text";
import { planTrails } from "./plan/plan-trails";
import type { TrailPlan } from "./plan/trail-plan";

/** What to fix, and how. */
export interface FixOptions extends RunApplyOptions {
    readonly settings: ReadonlyMap<string, PolicySetting>;
    readonly only: readonly Fixable[] | undefined;
    readonly trails: readonly string[] | undefined;
    readonly apply: boolean;
}

/**
 * Reads, plans and, if requested, changes.
 * @throws UserError if nothing can be read, or a named trail does not exist
 */
export async function runFix(
    options: FixOptions,
    output: FixOutput,
    reach: ReachAws = reachAws,
    timing: Timing = TIMING,
): Promise<ExitCode> {
    const { io, format } = output;
    if (options.apply && !options.yes && !canAsk(io)) {
        throw new UserError("--apply asks before it changes anything, and there is no terminal: add --yes");
    }
    const configured = enabledPolicies(trailPolicies, options.settings);
    const plan = (readings: readonly AccountReading[]) =>
        planTrails(readings, { policies: configured, only: options.only, trails: options.trails });
    const file = options.live.resume === undefined ? undefined : openResumeFile(options.live.resume);
    const resume = file && (options.apply ? { ...file, kept: new Map() } : onlyWhatChanges(file, plan));
    const progress = showProgress(io.stderr, "accounts");
    const aws = await reach(options.live.connection, io, progress);
    const readings: AccountReading[] = [];
    const live = { ...options.live, beforeChange: true, ...includedRecorders(options.settings) };
    const read = await readAccounts(aws, live, progress, resume, reading => readings.push(reading));
    readings.sort((a, b) => (a.account < b.account ? -1 : 1));
    const around = gatherAround(readings, read.unread, options);
    const others = [...around.stacks, ...around.trails.filter(found => found !== undefined)];
    const { unread } = around;
    const plans = plan(readings);
    requireTrails(plans, unread, options.trails);
    const changing = plans.filter(({ steps }) => steps.length > 0);
    for (const note of [...read.notes, ...around.notes]) {
        io.stderr.write(`trail-guard: ${printable(note)}\n`);
    }
    if (format === "text") {
        const lines = [
            formatPlans(plans, output),
            ...(output.quiet ? [] : others.flatMap(subject => formatSubject(subject, output))),
            ...(output.quiet ? unreadCount(unread) : formatUnread(unread, output)),
            ...(changing.length === 0 || options.apply ? [] : ["Nothing was changed; --apply carries this out."]),
        ];
        io.stdout.write(`${lines.join("\n\n")}\n`);
    }
    const applied =
        options.apply && changing.length > 0
            ? await runApply(changing, aws, read.caller, options, output, timing)
            : undefined;
    if (format === "json") {
        io.stdout.write(`${printableJson(fixData(plans, applied ?? [], unread, others))}\n`);
    }
    return exitCodeOf(plans, applied, others, unread);
}

/**
 * For a plan, only the accounts are used from an earlier run in which every trail has to be changed: "Nothing to change"
 * is never based on an earlier reading. Nor is "all trails comply": before a change, everything is read again.
 */
function onlyWhatChanges(
    file: ResumeFile,
    plan: (readings: readonly AccountReading[]) => readonly TrailPlan[],
): ResumeFile {
    const changes = (reading: AccountReading) => {
        const plans = plan([reading]);
        return plans.length === reading.trails.length && plans.every(({ steps }) => steps.length > 0);
    };
    const kept = [...file.kept].filter(([, reading]) => reading.trails.length > 0 && changes(reading));
    return { ...file, kept: new Map(kept) };
}

/**
 * What there is besides the plans: event data stores, telemetry rules and accounts without any trail, which are never changed,
 * policies that only `check` can decide, and what could not be read.
 */
function gatherAround(
    readings: readonly AccountReading[],
    unreadAccounts: readonly UnreadAccount[],
    { settings, trails }: FixOptions,
): LiveTrails<ReportTrail | undefined> {
    const judge = createJudge({ policies, settings });
    const hasNoTrail = ({ stack }: SourceStack) => stack.trails.length === 0 && stack.incomplete === undefined;
    const isMeant = ({ id, trail }: SourceTrail) =>
        trails === undefined || trails.includes(id) || trails.includes(trail.label);
    const gatherer = new TrailGatherer<ReportTrail | undefined>({
        trail: found => (isMeant(found) ? counted(notPlanned(found, judge.trail(found).report)) : undefined),
        stack: found => (trails === undefined && hasNoTrail(found) ? counted(judge.stack(found)) : undefined),
    });
    for (const reading of readings) {
        gatherer.add(reading);
    }
    for (const account of unreadAccounts) {
        gatherer.addUnread(account);
    }
    return gatherer.gathered();
}

/** What no plan contains: everything about other recorders, and the policies that could not decide about a trail. */
function notPlanned({ trail }: SourceTrail, report: ReportTrail): ReportTrail {
    const isOpen = ({ findings }: ReportTrail["results"][number]) =>
        findings.some(({ headline }) => headline.id === NOT_ASKED);
    return trail.recorder === "Trail" ? { ...report, noun: "Trail", results: report.results.filter(isOpen) } : report;
}

/** The results that count: neither advisory ones nor those that are fine. */
function counted(subject: ReportTrail | undefined): ReportTrail | undefined {
    const results = (subject?.results ?? []).filter(
        ({ status, advisory }) => advisory !== true && (status === "violation" || status === "undetermined"),
    );
    return subject === undefined || results.length === 0 ? undefined : { ...subject, results };
}

function exitCodeOf(
    plans: readonly TrailPlan[],
    applied: readonly AppliedTrail[] | undefined,
    others: readonly ReportTrail[],
    unread: readonly UnreadTrail[],
): ExitCode {
    const ended = (applied ?? []).flatMap(({ steps }) => steps.map(({ outcome }) => outcome.kind));
    const open = [
        ...plans.flatMap(({ unfixed }) => unfixed.map(({ status }) => status)),
        ...others.flatMap(({ results }) => results.map(({ status }) => status)),
    ];
    const isLeft = applied === undefined && plans.some(({ steps }) => steps.length > 0);
    return exitCodeFor({
        violated:
            isLeft ||
            open.includes("violation") ||
            ended.some(kind => kind === "unchanged" || kind === "restored" || kind === "overtaken"),
        undetermined:
            plans.length === 0 || unread.length > 0 || open.includes("undetermined") || ended.includes("unknown"),
    });
}

/**
 * A named trail that does not exist is a mistake, not a trail that needs no change.
 * @throws UserError
 */
function requireTrails(
    plans: readonly TrailPlan[],
    unread: readonly UnreadTrail[],
    names: readonly string[] | undefined,
): void {
    const isThere = (name: string) =>
        plans.some(({ arn, trail }) => arn === name || trail.trail.label === name) ||
        unread.some(trail => trail.id === name || trail.name === name);
    const missing = (names ?? []).filter(name => !isThere(name));
    if (missing.length > 0) {
        const [first] = unread;
        const why = first === undefined ? "" : `; not everything could be read: ${first.name}: ${first.reason}`;
        throw new UserError(
            `--trail: no trail ${missing.map(name => JSON.stringify(name)).join(", ")} was found${why}`,
        );
    }
}
