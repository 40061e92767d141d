import * as fc from "fast-check";
import { type Evidence, FILE_PROBLEMS, GAP_REASONS, TRAIL_ACTIONS } from "../../../../checker/src/evidence/evidence";
import { hostileText } from "../../report/arbitrary-report";
import { sampleEvidence } from "./sample-evidence";

const time = fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map(minute => new Date(Date.UTC(2026, 10, 2, 0, minute)).toISOString().replace(".000", ""));
const period = fc.tuple(time, time).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const place = { account: hostileText, region: hostileText };
const invalid = fc.record(
    { key: hostileText, problem: fc.constantFrom(...FILE_PROBLEMS), detail: hostileText },
    { requiredKeys: ["key", "problem"] },
);
const nullable = fc.option(hostileText);
const few = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { maxLength: 3 });

const gap = fc
    .tuple(
        period,
        fc.record(
            {
                ...place,
                trail: nullable,
                reason: fc.constantFrom(...GAP_REASONS),
                logging: fc.constantFrom("on", "off", "unknown"),
                logFiles: fc.nat(),
                detail: hostileText,
            },
            { requiredKeys: ["account", "region", "trail", "reason", "logging", "logFiles"] },
        ),
    )
    .map(([when, rest]) => ({ ...rest, ...when }));

const span = fc
    .tuple(period, fc.constantFrom("verified", "unverified", "pending", "unread", ...GAP_REASONS))
    .map(([when, state]) => ({ ...when, state }));

/** Any evidence, with hostile strings wherever a file, a record or a caller could put one. */
export const arbitraryEvidence: fc.Arbitrary<Evidence> = fc
    .record({
        trail: nullable,
        source: hostileText,
        complete: fc.boolean(),
        digests: fc.record({ valid: fc.nat(), unverified: fc.nat(), invalid: few(invalid) }),
        invalid: few(invalid),
        unnamed: few(hostileText),
        gaps: few(gap),
        timeline: few(fc.record({ ...place, spans: few(span), delivered: few(period), tampered: few(period) })),
        trailActions: few(
            fc.record(
                {
                    ...place,
                    time,
                    eventName: fc.constantFrom(...TRAIL_ACTIONS),
                    trail: hostileText,
                    by: nullable,
                    errorCode: hostileText,
                    requestParameters: fc.constantFrom(null, {}, "text"),
                    eventID: hostileText,
                    key: hostileText,
                },
                {
                    requiredKeys: [
                        "account",
                        "region",
                        "time",
                        "eventName",
                        "trail",
                        "by",
                        "requestParameters",
                        "eventID",
                        "key",
                    ],
                },
            ),
        ),
        inventory: few(
            fc.record({
                account: nullable,
                region: nullable,
                requirement: nullable,
                eventName: nullable,
                resource: nullable,
                model: nullable,
                identity: nullable,
                count: fc.nat(),
                errors: fc.nat(),
                first: time,
                last: time,
            }),
        ),
        reconciliation: few(
            fc.record(
                {
                    ...place,
                    requirement: hostileText,
                    promised: fc.constantFrom("all", "some", "none", "unknown"),
                    since: time,
                    arrived: fc.nat(),
                    verdict: fc.constantFrom(
                        "recorded",
                        "promised-nothing-arrived",
                        "not-promised",
                        "arrived-though-not-promised",
                        "unknown",
                    ),
                    detail: hostileText,
                },
                { requiredKeys: ["account", "region", "requirement", "promised", "arrived", "verdict"] },
            ),
        ),
        contradictions: few(
            fc.record({
                ...place,
                count: fc.nat(),
                time,
                eventID: hostileText,
                eventName: hostileText,
                requirement: hostileText,
                key: hostileText,
                detail: hostileText,
            }),
        ),
        notes: few(hostileText),
    })
    .map(({ invalid: invalidFiles, unnamed, ...rest }) => ({
        ...sampleEvidence,
        ...(rest as Partial<Evidence>),
        logFiles: { ...sampleEvidence.logFiles, invalid: invalidFiles, unnamed },
    }));
