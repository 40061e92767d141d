import { isRecord } from "../../../../../src/cloudtrail/plain-data";
import { type Check, has, isText, listOf, optional, orNull } from "../../../text/shape";
import { parseTrailArn } from "../../aws/arn";
import type { AccountReading } from "./account-reading";

/** Does a value have the complete shape of an account's reading? A file may have been damaged, or edited. */
export function isAccountReading(value: unknown): value is AccountReading {
    return (
        has(value, { account: isAccount, readAt: isText, trails: listOf(isTrail), foreign: listOf(isListed) }) &&
        has(value, { failures: listOf(isText), name: optional(isText), excluded: optional(listOf(isListed)) }) &&
        has(value, {
            eventDataStores: optional(areStores),
            telemetry: optional(isTelemetry),
            bedrock: optional(isBedrock),
        })
    );
}

const isAccount: Check = value => typeof value === "string" && /^\d{12}$/.test(value);
const answerOf =
    (isValue: Check): Check =>
    value =>
        isRecord(value) && (isText(value.failure) || isValue(value.value));

const isListed: Check = value =>
    has(value, { arn: isTrailArn, name: isText, homeRegion: isText, failure: optional(isText) });
const isTrailArn: Check = value => typeof value === "string" && parseTrailArn(value) !== undefined;

const isTrail: Check = value =>
    isListed(value) &&
    has(value, {
        description: answerOf(isRecord),
        selectors: answerOf(isSelectors),
        status: answerOf(isRecord),
        delivery: optional(isDelivery),
        beforeChange: optional(isBeforeChange),
    });

/** An answer without either kind is not that of a trail without selectors. */
const isSelectors: Check = value =>
    isRecord(value) && [value.EventSelectors, value.AdvancedEventSelectors].some(Array.isArray);

const isDelivery: Check = value =>
    has(value, {
        bucketPolicy: answerOf(orNull(isText)),
        publicAccessBlock: answerOf(orNull(isRecord)),
        aclGroups: answerOf(listOf(isText)),
        key: optional(key => has(key, { description: answerOf(isRecord), policy: answerOf(isText) })),
    });

const isBeforeChange: Check = value => has(value, { tags: answerOf(isRecord), insights: answerOf(listOf(isRecord)) });

const areStores: Check = value =>
    has(value, {
        stores: listOf(store => has(store, { arn: isText, region: isText, description: answerOf(isRecord) })),
        failures: listOf(isText),
    });

const isOwner: Check = value => value === "account" || value === "organization";
const isOfRegion =
    (more: Readonly<Record<string, Check>>): Check =>
    value =>
        has(value, { region: isText, owner: isOwner, ...more });

const isTelemetry: Check = value =>
    has(value, {
        regions: listOf(isText),
        regionsFailure: optional(isText),
        rules: listOf(isOfRegion({ arn: isText, resourceType: optional(isText), description: answerOf(isRule) })),
        evaluations: listOf(isOfRegion({ status: answerOf(isText) })),
        unread: listOf(isOfRegion({ reason: isText })),
        excluded: listOf(isText),
        management: answerOf(orNull(isAccount)),
        askedOrganization: asked => typeof asked === "boolean",
    });

const isRule: Check = value => isRecord(value) && isRecord(value.TelemetryRule);

const isBedrock: Check = value =>
    has(value, {
        resources: listOf(resource => has(resource, { type: isText, name: isText, region: isText })),
        failures: listOf(isText),
    });
