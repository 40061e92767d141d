import { message } from "../../../src/cloudtrail/message";
import type { Finding } from "../../../src/compliance/findings/finding";
import { canDeliver } from "../../../src/compliance/stack/check-delivery";
import type { StackFinding } from "../../../src/compliance/stack/finding";
import type { SourceTrail } from "../sources/source-trail";

/**
 * Whether a change keeps CloudTrail from delivering a trail's log files: by the policies of its bucket and its key, where
 * the sides declare them together with the trail. What refused CloudTrail before is not a reduction.
 */
export function compareDelivery(before: SourceTrail, after: SourceTrail): readonly Finding[] {
    if (before.inStack === after.inStack) {
        return [];
    }
    const [was, is] = [deliveryOf(before), deliveryOf(after)];
    if (was !== undefined && isRefused(was)) {
        return [];
    }
    if (is === undefined) {
        return was === undefined || isLive(before) ? [] : [whetherStill(after)];
    }
    if (isRefused(is)) {
        const refused = is.filter(({ kind }) => kind === "violation");
        return was?.every(isOnlyObserved) === true ? refused.map(shown) : refused.map(whetherBefore);
    }
    // What can't be decided on either side for the same reason was not changed.
    return was === undefined || textOf(was) === textOf(is) ? [] : is.map(shown);
}

function whetherStill({ inStack }: SourceTrail): Finding {
    const headline =
        inStack !== undefined && "missing" in inStack
            ? message("delivery-not-read", "whether CloudTrail can still deliver: {reason}", {
                  reason: inStack.missing,
              })
            : message(
                  "delivery-not-declared",
                  "whether CloudTrail can still deliver: its bucket was declared together with the trail, and no longer is",
              );
    return { kind: "undetermined", form: "question", headline };
}

/** It could deliver; only who declares that isn't known. */
function isOnlyObserved({ headline }: StackFinding): boolean {
    return headline.id === "policy-only-observed";
}

function deliveryOf({ inStack }: SourceTrail): readonly StackFinding[] | undefined {
    return inStack === undefined || "missing" in inStack
        ? undefined
        : canDeliver(inStack.stack, inStack.trail, undefined);
}

function isRefused(findings: readonly StackFinding[]): boolean {
    return findings.some(({ kind }) => kind === "violation");
}

/** An account shows the bucket of every trail; a file may leave it to another one. */
function isLive({ inStack, trail }: SourceTrail): boolean {
    return trail.dialect.name === "aws-api" && inStack !== undefined;
}

function shown({ kind, headline, form, details }: StackFinding): Finding {
    return { kind, headline, ...(form === undefined ? {} : { form }), details };
}

function whetherBefore({ headline, details }: StackFinding): Finding {
    const question = message(
        "delivery-unknown-before",
        "whether it could deliver before the change, after which it {now}",
        {
            now: headline,
        },
    );
    return { kind: "undetermined", form: "question", headline: question, details };
}

function textOf(findings: readonly StackFinding[]): string {
    return JSON.stringify(findings.map(({ kind, headline, details }) => [kind, headline, details]));
}
