import { message } from "../../../src/cloudtrail/message";
import { currentDay, type Exemption, findExemption, namesOf } from "../../../src/compliance/configuration/exemption";
import type { Finding } from "../../../src/compliance/findings/finding";
import {
    exemptFinding,
    expiredOf,
    nounOf,
    showFinding,
    undecidedOf,
    violationsFirst,
} from "../../../src/compliance/findings/show-result";
import { unknownPhrasingOf } from "../../../src/compliance/findings/unknown-phrasing";
import type { Report, ReportResult, ReportTrail } from "../report/report";
import { summarize } from "../report/trail-outcome";
import type { SourceTrail, UnreadTrail } from "../sources/source-trail";
import type { AllowedReduction } from "./allowed";
import { compareDelivery } from "./compare-delivery";
import type { EventsChange } from "./compare-events";
import { compareTrail } from "./compare-trail";
import { matchTrails } from "./match-trails";
import { DIFF_RULES, type DiffRule } from "./rules";
import type { Side, Sides } from "./sides/side";

/** Reductions that are only apparent. */
export interface DiffOptions {
    readonly allowed: readonly AllowedReduction[];
    /** The current day, `YYYY-MM-DD` in UTC; default today. */
    readonly today?: string;
}

/** Judges a change: every trail on either side, and what it records less. */
export function diff({ before, after, moved }: Sides, { allowed, today = currentDay() }: DiffOptions): Report {
    const { pairs, removed, added } = matchTrails(before, after, moved);
    const judge = new ChangeJudge(allowed, today);
    const unread = [...(before.unread ?? []), ...(after.unread ?? [])];
    const trails = [
        ...pairs.map(([one, other]) => judge.changed(one, other)),
        ...removed.map(trail => judge.removed(trail, whyMissing(after.incomplete ?? notRead(after)))),
        ...added.map(trail => judge.added(trail, before.incomplete, notRead(before))),
        ...unread.map(unreadTrail),
    ];
    const problems = [...before.problems, ...after.problems];
    return { schemaVersion: 2, summary: summarize({ trails }), trails, problems };
}

/** Why trails may be missing on a side: something of it could not be read. */
function notRead({ problems, unread = [] }: Side): string | undefined {
    return problems.length > 0
        ? "an input could not be read"
        : unread.length > 0
          ? "not all trails could be read"
          : undefined;
}

function whyMissing(incomplete: string | undefined): Finding {
    return incomplete === undefined
        ? { kind: "violation", headline: message("deleted", "is deleted") }
        : {
              kind: "undetermined",
              form: "question",
              headline: message("deleted-unknown", "whether it is deleted: {reason}", { reason: incomplete }),
          };
}

function whetherRecordedMore(reason: string): Finding {
    return {
        kind: "undetermined",
        form: "question",
        headline: message("before-unread", "whether it recorded more before: {reason}", { reason }),
    };
}

/** The words for how the logged events change. */
const EVENTS: Readonly<Record<EventsChange["kind"], string>> = {
    same: "the same",
    more: "more",
    less: "less",
    incomparable: "less of some events, more of others",
    undecided: "can't be decided",
};

class ChangeJudge {
    constructor(
        private readonly allowed: readonly AllowedReduction[],
        private readonly today: string,
    ) {}

    changed(before: SourceTrail, after: SourceTrail): ReportTrail {
        const { events, findings: ofTrail } = compareTrail(before, after);
        const findings = { ...ofTrail, "trail-kept": [], "trail-delivery": compareDelivery(before, after) };
        const secrets = new Set([...before.secrets, ...after.secrets]);
        const shown = { ...after, secrets };
        const results = DIFF_RULES.map(({ name }) => this.result(name, shown, findings[name]));
        return { ...subjectOf(after), results, facts: { Logs: EVENTS[events.kind] } };
    }

    removed(trail: SourceTrail, finding: Finding): ReportTrail {
        return { ...subjectOf(trail), results: [this.result("trail-kept", trail, [finding])] };
    }

    /** @param unread why it may be one that was there before and could not be read */
    added(trail: SourceTrail, incomplete: string | undefined, unread: string | undefined): ReportTrail {
        const isNew = incomplete === undefined && unread === undefined;
        const facts = { Logs: isNew ? "more: the trail is new" : "the trail was not seen before" };
        const findings = unread === undefined ? [] : [whetherRecordedMore(unread)];
        return { ...subjectOf(trail), results: [this.result("trail-kept", trail, findings)], facts };
    }

    private result(rule: DiffRule, source: SourceTrail, findings: readonly Finding[]): ReportResult {
        if (findings.length === 0) {
            return { policy: rule, status: "pass", findings: [] };
        }
        const { trail, identifiers, secrets, unknownPhrasing } = source;
        const exempt = findExemption(this.exemptionsFor(rule), [...namesOf(trail), ...identifiers], this.today);
        if (exempt !== undefined && !exempt.expired) {
            return { policy: rule, status: "exempt", findings: [exemptFinding(exempt.exemption)] };
        }
        const violated = findings.some(({ kind }) => kind === "violation");
        return {
            policy: rule,
            status: violated ? "violation" : "undetermined",
            findings: violationsFirst(findings).map(finding => showFinding(finding, trail, secrets)),
            ...undecidedOf(findings, unknownPhrasing ?? unknownPhrasingOf(trail)),
            ...(violated ? expiredOf(exempt?.exemption) : {}),
        };
    }

    private exemptionsFor(rule: DiffRule): readonly Exemption[] {
        return this.allowed.filter(({ rules }) => rules === undefined || rules.includes(rule));
    }
}

function subjectOf({ id, trail, place }: SourceTrail): Pick<ReportTrail, "id" | "name" | "noun" | "source"> {
    return { id, name: trail.label, ...(trail.recorder === "Trail" ? {} : { noun: nounOf(trail) }), source: place };
}

function unreadTrail({ id, name, place, reason }: UnreadTrail): ReportTrail {
    const headline = message("unread", "{name} could not be read: {reason}", { name, reason });
    const finding = { kind: "undetermined", form: "sentence", headline } as const;
    return {
        id,
        name,
        source: place,
        results: [{ policy: "trail-kept", status: "undetermined", findings: [finding] }],
    };
}
