import { type Containment, lostBedrockEvent, stillLogged } from "../../../src/cloudtrail/coverage/containment";
import type { CloudTrailEvent } from "../../../src/cloudtrail/event";
import type { Message } from "../../../src/cloudtrail/message";
import type { Trail } from "../../../src/cloudtrail/recorders/trail";
import { isKnown } from "../../../src/cloudtrail/value";

/** What a trail's selectors log after a change, compared with before. */
export type EventsChange =
    | { readonly kind: "same" | "more" }
    /** `incomparable`: less of some events and more of others. */
    | { readonly kind: "less" | "incomparable"; readonly lost: CloudTrailEvent }
    | { readonly kind: "undecided"; readonly reason: Message };

/**
 * Compares what the selectors of a trail log before and after a change: all events, not only Bedrock's. If something is
 * lost, a Bedrock event is named in preference to another.
 */
export function compareEvents(before: Trail, after: Trail): EventsChange {
    if (sameText(before, after)) {
        return { kind: "same" };
    }
    const kept = stillLogged(before.selectors, after.selectors, before.recorder);
    if (kept.kind === "undecided") {
        return kept;
    }
    const added = stillLogged(after.selectors, before.selectors, before.recorder);
    if (kept.kind === "contained") {
        return { kind: isMore(added) ? "more" : "same" };
    }
    const partition = isKnown(before.partition) ? before.partition : "aws";
    const lost = lostBedrockEvent(before.selectors, after.selectors, before.recorder, partition) ?? kept.event;
    return { kind: isMore(added) ? "incomparable" : "less", lost };
}

/** Something undecided about new events is not a loss. */
function isMore({ kind }: Containment): boolean {
    return kind === "lost";
}

/** Are the selectors the same, and all known? Most trails don't change. */
function sameText({ selectors: before }: Trail, { selectors: after }: Trail): boolean {
    const [one, other] = [before, after].map(selectors =>
        JSON.stringify([selectors.basic, selectors.advanced], orUnknown),
    );
    return one === other && !one?.includes(UNKNOWN);
}

const UNKNOWN = "\u0000unknown";

function orUnknown(_: string, value: unknown): unknown {
    return isKnown(value as never) ? value : UNKNOWN;
}
