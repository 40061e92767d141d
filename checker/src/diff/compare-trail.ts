import { type Message, message } from "../../../src/cloudtrail/message";
import type { Trail } from "../../../src/cloudtrail/recorders/trail";
import type { TrailProperty } from "../../../src/cloudtrail/selectors/dialect";
import { isKnown, isUnknown, type Value } from "../../../src/cloudtrail/value";
import type { Finding } from "../../../src/compliance/findings/finding";
import { whyUnknown } from "../../../src/compliance/findings/not-known";
import type { SourceTrail } from "../sources/source-trail";
import { compareEvents, type EventsChange } from "./compare-events";
import type { DiffRule } from "./rules";

/** The effect of a change on a trail. */
export interface TrailChange {
    readonly events: EventsChange;
    /** By rule; no entry means no reduction. Those of `trail-kept` and `trail-delivery` need more than the trail. */
    readonly findings: Readonly<Record<Exclude<DiffRule, "trail-kept" | "trail-delivery">, readonly Finding[]>>;
}

/** Compares a trail before and after a change. */
export function compareTrail(sourceBefore: SourceTrail, sourceAfter: SourceTrail): TrailChange {
    const [{ trail: before }, { trail: after }] = [sourceBefore, sourceAfter];
    const events = compareEvents(before, after);
    return {
        events,
        findings: {
            "trail-events": eventFindings(events),
            "trail-logging": flagFindings(before, after, "isLogging", "IsLogging", SWITCHED_OFF),
            "trail-regions": [
                ...flagFindings(before, after, "isMultiRegionTrail", "IsMultiRegionTrail", ONE_REGION),
                ...movedRegion(sourceBefore, sourceAfter),
            ],
            "trail-global-services": globalFindings(before, after),
            "trail-organization": flagFindings(
                before,
                after,
                "isOrganizationTrail",
                "IsOrganizationTrail",
                ONE_ACCOUNT,
            ),
            "trail-bucket": [...bucketFindings(before, after), ...prefixFindings(before, after)],
            "trail-log-file-validation": flagFindings(
                before,
                after,
                "enableLogFileValidation",
                "EnableLogFileValidation",
                NO_DIGESTS,
            ),
            "trail-encryption": keyFindings(before, after),
        },
    };
}

const SWITCHED_OFF = message("switched-off", "is switched off: it was logging");
const ONE_REGION = message("one-region", "covers only its own Region: it covered all Regions");
const NO_GLOBAL_SERVICES = message("no-global-services", "no longer logs the events of global services");
const ONE_ACCOUNT = message("one-account", "covers only its own account: it covered the organization");
const NO_DIGESTS = message("no-digests", "no longer signs digests of its log files");

function eventFindings(change: EventsChange): readonly Finding[] {
    switch (change.kind) {
        case "same":
        case "more":
            return [];
        case "less":
        case "incomparable": {
            const headline =
                change.kind === "less"
                    ? message("logs-less", "no longer logs all the events that it logged")
                    : message("logs-other", "logs new events, but no longer all that it logged before");
            return [{ kind: "violation", headline, unloggedEvent: change.lost, path: ["AdvancedEventSelectors"] }];
        }
        case "undecided":
            return [
                {
                    kind: "undetermined",
                    form: "question",
                    headline: message("still-logged", "whether it still logs all the events that it logged: {reason}", {
                        reason: change.reason,
                    }),
                },
            ];
    }
}

type Flag =
    | "isLogging"
    | "isMultiRegionTrail"
    | "includeGlobalServiceEvents"
    | "isOrganizationTrail"
    | "enableLogFileValidation";

/** A multi-Region trail includes them. */
function globalFindings(before: Trail, after: Trail): Finding[] {
    return after.isMultiRegionTrail === true
        ? []
        : flagFindings(before, after, "includeGlobalServiceEvents", "IncludeGlobalServiceEvents", NO_GLOBAL_SERVICES);
}

function flagFindings(before: Trail, after: Trail, name: Flag, property: TrailProperty, headline: Message): Finding[] {
    const [was, is] = [before[name], after[name]];
    // The very same unknown value on both sides: nothing changed it.
    if (was === false || is === true || (isUnknown(was) && was === is)) {
        return [];
    }
    return isUnknown(was) || isUnknown(is)
        ? [undetermined(property, isUnknown(is) ? is : was)]
        : [{ kind: "violation", headline, path: [property] }];
}

/** A trail that covers one Region covers another one after it was created again there. */
function movedRegion(sourceBefore: SourceTrail, sourceAfter: SourceTrail): Finding[] {
    const [was, is] = [homeOf(sourceBefore), homeOf(sourceAfter)];
    const [{ trail: before }, { trail: after }] = [sourceBefore, sourceAfter];
    const isMoved = typeof was === "string" && typeof is === "string" && was !== is;
    if (!isMoved || before.isMultiRegionTrail !== false || after.isMultiRegionTrail === true) {
        return [];
    }
    const headline = message("other-region", "covers {is}: it covered {was}", { is: { text: is }, was: { text: was } });
    return isUnknown(after.isMultiRegionTrail)
        ? [undetermined("IsMultiRegionTrail", after.isMultiRegionTrail)]
        : [{ kind: "violation", headline, path: ["IsMultiRegionTrail"] }];
}

/** The Region that a trail is in: its own property, or that of the provider that creates it. */
function homeOf({ trail, inStack }: SourceTrail): Value<string> | undefined {
    const region = inStack !== undefined && "trail" in inStack ? inStack.trail.region : undefined;
    return isKnown(trail.homeRegion) ? (trail.homeRegion ?? region) : region;
}

function bucketFindings({ s3BucketName: was }: Trail, { s3BucketName: is }: Trail): Finding[] {
    if (was === undefined || was === "" || was === is) {
        return [];
    }
    if (isUnknown(was) || isUnknown(is)) {
        return [undetermined("S3BucketName", isUnknown(is) ? is : was)];
    }
    const headline =
        is === undefined || is === ""
            ? message("no-bucket", "no longer delivers to a bucket: it delivered to {was}", { was: { text: was } })
            : message("other-bucket", "delivers to the bucket {is}: it delivered to {was}", {
                  is: { text: is },
                  was: { text: was },
              });
    return [{ kind: "violation", headline, path: ["S3BucketName"] }];
}

/** Log files under another prefix are missing where they are searched, as those in another bucket are. */
function prefixFindings(before: Trail, after: Trail): Finding[] {
    const [was, is] = [before.s3KeyPrefix ?? "", after.s3KeyPrefix ?? ""];
    // Another bucket says enough.
    if (was === is || before.s3BucketName === undefined || before.s3BucketName !== after.s3BucketName) {
        return [];
    }
    if (isUnknown(was) || isUnknown(is)) {
        return [undetermined("S3KeyPrefix", isUnknown(is) ? is : was)];
    }
    const headline = message("other-prefix", "delivers under the prefix {is} of its bucket: it delivered under {was}", {
        is: { text: is },
        was: { text: was },
    });
    return [{ kind: "violation", headline, path: ["S3KeyPrefix"] }];
}

function keyFindings({ kmsKeyId: was }: Trail, { kmsKeyId: is }: Trail): Finding[] {
    const isSet = (value: Value<string> | undefined) => value !== undefined && value !== "";
    if (!isSet(was) || was === is || (isKnown(is) && isSet(is))) {
        return [];
    }
    return isUnknown(was) || isUnknown(is)
        ? [undetermined("KmsKeyId", isUnknown(is) ? is : was)]
        : [
              {
                  kind: "violation",
                  headline: message("no-key", "no longer encrypts its log files with a KMS key"),
                  path: ["KmsKeyId"],
              },
          ];
}

function undetermined(property: TrailProperty, value: unknown): Finding {
    return {
        kind: "undetermined",
        headline: isUnknown(value)
            ? whyUnknown(property, value)
            : message("unknown-before", "{property} was unknown before", { property: { property } }),
        path: [property],
    };
}
