import { policies } from "../../../policies";
import { isRecord } from "../../../src/cloudtrail/plain-data";
import type { JudgedTrail } from "../check/any-trail";
import { check } from "../check/check";
import { SILENT } from "../command-line/terminal/progress";
import { type TrailCall, wasRefused } from "../diff/sides/trail-call";
import { parseTrailArn } from "../live/aws/arn";
import { pagesOf } from "../live/aws/calls/read-pages";
import type { LogFileApi } from "../live/aws/log-file-api";
import type { AccountReading, TrailReading } from "../live/read/account/account-reading";
import { attempt } from "../live/read/api-answer";
import { type GatherOptions, readAccounts } from "../live/read/gather";
import { TrailGatherer } from "../live/read/gathered";
import { includedRecorders } from "../live/read/included-recorders";
import { formatSummary } from "../report/summary";
import { parseArn } from "../text/arn";
import type { Alert } from "./alert/alert";
import { summaryMessage } from "./alert/message";
import { sendAlerts } from "./alert/send";
import { callerOf } from "./calls/caller";
import { type Shortcoming, shortcomings } from "./calls/judge-trail";
import { stepAlerts } from "./calls/step-alerts";
import { trailOfCall } from "./calls/trail-of-call";
import { replay } from "./history/replay";
import { forgetOld, type HistoryEntry, type WatchedReading, withEntry } from "./history/trail-history";
import type { WatchSettings } from "./settings";
import { accountApi, type Outcome, type Watch } from "./watch";

/**
 * Reads all trails, checks each against the policies and its history, and keeps what AWS shows now: EventBridge may have
 * missed a call.
 * @throws Error if something can't be read, sent or kept, once everything else was
 */
export async function dailyCheck(watch: Watch): Promise<Outcome> {
    const { settings, aws, judge } = watch;
    const gatherer = new TrailGatherer<JudgedTrail>(judge);
    const readings: AccountReading[] = [];
    const { unread } = await readAccounts(aws, gatherOptions(settings), SILENT, undefined, reading => {
        gatherer.add(reading);
        readings.push(reading);
    });
    for (const account of unread) {
        gatherer.addUnread(account);
    }
    const judged = gatherer.gathered();
    const { report } = check(
        { trails: [], problems: [], unread: judged.unread, notes: judged.notes },
        { policies, settings: settings.policies, judged },
    );
    const time = new Date().toISOString();
    const found = shortcomings(report).map(shortcoming => checkAlert(shortcoming, watch, time));
    const failures: unknown[] = [];
    const changes: Alert[] = [];
    const keep: (() => Promise<unknown>)[] = [];
    for (const reading of readings) {
        const compared = await compareAccount(reading, watch).catch(error => ({ failure: error as unknown }));
        if ("failure" in compared) {
            failures.push(compared.failure);
        } else {
            changes.push(...compared.alerts);
            keep.push(...compared.keep);
        }
    }
    const wrong = found.filter(({ status }) => status !== "settled");
    const news = [...changes, ...wrong];
    const subject = `Daily check: ${formatSummary(report)}`;
    await sendAlerts(
        [...changes, ...found],
        watch.destinations,
        news.length === 0 ? [] : [summaryMessage(subject, news)],
    );
    const kept = await Promise.allSettled(keep.map(save => save()));
    failures.push(...kept.flatMap(result => (result.status === "rejected" ? [result.reason] : [])));
    if (failures.length > 0) {
        throw failures[0];
    }
    return { outcome: news.length > 0 ? "alerted" : "nothing-less", alerts: news.map(({ id }) => id) };
}

function gatherOptions({ organization, role, policies: settings }: WatchSettings): GatherOptions {
    return {
        organization,
        exclude: [],
        includeSuspended: false,
        role: role ?? { name: "" },
        concurrency: 16,
        bucketPolicies: true,
        beforeChange: false,
        bedrockUse: false,
        ...includedRecorders(settings),
        excludeRegions: [],
    };
}

function checkAlert({ subject, ...found }: Shortcoming, { own }: Watch, time: string): Alert {
    const { id, name } = subject;
    const isTrail = parseTrailArn(id) !== undefined;
    const [, ofId] = /^account\/(\d{12})$/.exec(id) ?? [];
    // Event data stores and telemetry rules are their account's.
    const account = ofId ?? (parseArn(id)?.account || own.account);
    const resource = isTrail
        ? ({ type: "AwsCloudTrailTrail", id, name } as const)
        : ({ type: "AwsAccount", id: `AWS::::Account:${account}`, name } as const);
    return { ...found, id: `trail-guard/${id}/${found.rule}`, resource, time };
}

interface Compared {
    readonly alerts: readonly Alert[];
    /** Keeps what was read, once the alerts are sent. */
    readonly keep: readonly (() => Promise<unknown>)[];
}

/** Compares an account's trails with their histories. */
async function compareAccount(reading: AccountReading, watch: Watch): Promise<Compared> {
    const { account, trails, failures, readAt } = reading;
    const compared: Compared[] = [];
    for (const trail of trails.filter(isWhole)) {
        compared.push(await compareTrail(trail.arn, await withInsights(trail, account, watch), readAt, watch));
    }
    // A missing trail is gone only if all trails could be listed.
    if (failures.length === 0) {
        const { partition } = watch.destinations.origin;
        const listed = new Set([...trails, ...reading.foreign, ...(reading.excluded ?? [])].map(({ arn }) => arn));
        const known = await watch.histories.list(account, partition);
        for (const arn of known.filter(trail => !listed.has(trail))) {
            compared.push(await compareTrail(arn, null, readAt, watch));
        }
    }
    return {
        alerts: compared.flatMap(({ alerts }) => alerts),
        keep: compared.flatMap(({ keep }) => keep),
    };
}

/** Whatever could not be read is in the report as undetermined: the watch concludes nothing from the rest. */
function isWhole({ description, selectors, status }: TrailReading): boolean {
    return [description, selectors, status].every(answer => "value" in answer);
}

async function withInsights(trail: TrailReading, account: string, watch: Watch): Promise<WatchedReading> {
    const { description, homeRegion, arn, delivery: _, ...rest } = trail;
    const has = !("value" in description && description.value.HasInsightSelectors === false);
    const api = await accountApi(watch, account, watch.settings.role);
    const insights = has ? await attempt(() => api.getInsightSelectors(homeRegion, arn)) : { value: [] };
    return { ...rest, arn, homeRegion, description, insights };
}

async function compareTrail(trail: string, reading: WatchedReading, time: string, watch: Watch): Promise<Compared> {
    const { history, tag } = await watch.histories.load(trail);
    const entry: HistoryEntry = { kind: "reading", time, reading, reported: [] };
    const next = withEntry(history, entry);
    const steps = replay(next);
    const step = steps.find(candidate => candidate.entry === entry);
    if (reading === null && (step?.before === "gone" || step?.before === "unknown")) {
        return { alerts: [], keep: [] };
    }
    const alerts = step === undefined ? [] : stepAlerts(step, trail, watch);
    const since = steps[steps.indexOf(step as never) - 1]?.entry.time ?? time;
    const named = await Promise.all(alerts.map(alert => withCaller(alert, since, time, watch)));
    const save = async () => {
        // If it was written since, an event came in: the next daily check compares with that.
        await watch.histories.save(forgetOld(next, Date.parse(time)), tag);
    };
    return { alerts: named, keep: [save] };
}

const CALL_OF_RULE: Readonly<Record<string, string>> = {
    "trail-events": "PutEventSelectors",
    "trail-logging": "StopLogging",
    "trail-kept": "DeleteTrail",
    "watch-insights": "PutInsightSelectors",
};

/** Looks up in the event history who made a change that no event announced. */
async function withCaller(alert: Alert, since: string, until: string, { aws, own }: Watch): Promise<Alert> {
    const trail = parseTrailArn(alert.resource.id);
    const name = CALL_OF_RULE[alert.rule] ?? "UpdateTrail";
    const unseen = `No event announced this change: it was made between ${since} and ${until}.`;
    if (trail === undefined || trail.account !== own.account) {
        return { ...alert, lines: [...alert.lines, unseen] };
    }
    const answer = await attempt(() => findCall(aws.logFiles, trail.region, name, since, until, alert.resource.id));
    if ("failure" in answer) {
        return {
            ...alert,
            lines: [
                ...alert.lines,
                unseen,
                `The event history could not be read, so who made it is unknown: ${answer.failure}`,
            ],
        };
    }
    const call = answer.value;
    return call === undefined
        ? {
              ...alert,
              lines: [...alert.lines, unseen, `The event history has no ${name} for that time, at least not yet.`],
          }
        : {
              ...alert,
              lines: [...alert.lines, "No event announced this change: it was found in the event history."],
              caller: callerOf(call),
          };
}

/** The newest call of a name that changed a trail; `undefined` if the event history has none. */
async function findCall(
    api: LogFileApi,
    region: string,
    name: string,
    since: string,
    until: string,
    trail: string,
): Promise<TrailCall | undefined> {
    const pages = pagesOf("LookupEvents", page =>
        api.lookupEvents(region, name, new Date(since), new Date(until), page),
    );
    for await (const entries of pages) {
        const call = entries
            .map(text => JSON.parse(text) as unknown)
            .filter(isRecord)
            .find(record => !wasRefused(record) && isOf(record, trail));
        if (call !== undefined) {
            return call;
        }
    }
    return undefined;
}

/** Does a call concern this trail? A record that doesn't say counts as another's. */
function isOf(call: TrailCall, trail: string): boolean {
    try {
        return trailOfCall(call) === trail;
    } catch {
        return false;
    }
}
