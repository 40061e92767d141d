import { printable } from "../../../../src/cloudtrail/quote";
import { policyUrl } from "../../../../src/compliance/policy/policy-url";
import { parseArn } from "../../text/arn";
import type { AwsSecurityFinding } from "../watch-sdk";
import { type Alert, shownTitle } from "./alert";

/** The account and Region that send the findings, under their own product. */
export interface FindingOrigin {
    readonly partition: string;
    readonly region: string;
    readonly account: string;
}

/**
 * How long strings may be. Source: Security Hub user guide, "Required attributes" and "Optional top-level attributes" of ASFF.
 */
const LONGEST = { title: 256, description: 1024, recommendation: 512, field: 2048 } as const;

/** An alert in the AWS Security Finding Format. Strings that don't fit are cut; the topic's message has them in full. */
export function securityFinding(alert: Alert, { partition, region, account }: FindingOrigin): AwsSecurityFinding {
    const { id, rule, severity, status, resource, time, lines, lost, caller, putBack } = alert;
    const fields: Record<string, string | undefined> = {
        "trail-guard/NotLogged": lost === undefined ? undefined : JSON.stringify(withoutNull(lost)),
        "trail-guard/Call": caller?.call,
        "trail-guard/EventId": caller?.eventId,
        "trail-guard/Who": caller?.who,
        "trail-guard/SourceIp": caller?.from,
        "trail-guard/UserAgent": caller?.with,
        "trail-guard/PutBack": putBack,
    };
    return {
        SchemaVersion: "2018-10-08",
        Id: id,
        // An account's own findings belong to its product "default", and to that account.
        ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
        AwsAccountId: account,
        GeneratorId: `trail-guard/${rule}`,
        ProductFields: Object.fromEntries(
            Object.entries(fields).flatMap(([name, text]) =>
                text === undefined ? [] : [[name, cut(text, LONGEST.field)]],
            ),
        ),
        Types: [
            caller === undefined
                ? "Software and Configuration Checks/AWS Security Best Practices"
                : "TTPs/Defense Evasion",
        ],
        CreatedAt: time,
        UpdatedAt: time,
        Severity: { Label: status === "settled" ? "INFORMATIONAL" : LABELS[severity] },
        Title: cut(`${shownTitle(alert)}: ${resource.name}`, LONGEST.title),
        Description: cut(lines.join("\n") || shownTitle(alert), LONGEST.description),
        Remediation: {
            Recommendation: {
                Text: cut(putBack ?? "See the description.", LONGEST.recommendation),
                Url: policyUrl(rule),
            },
        },
        Resources: [
            {
                Type: resource.type,
                Id: resource.id,
                Partition: partition as "aws",
                Region: parseArn(resource.id)?.region || region,
            },
        ],
        Compliance: { Status: STATUSES[status] },
        RecordState: status === "settled" ? "ARCHIVED" : "ACTIVE",
    };
}

const LABELS = { critical: "CRITICAL", high: "HIGH", medium: "MEDIUM", low: "LOW" } as const;

const STATUSES = { violation: "FAILED", undetermined: "WARNING", settled: "PASSED" } as const;

function withoutNull(event: NonNullable<Alert["lost"]>): object {
    return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null));
}

/** Text cut to `most` characters, without control characters. */
export function cut(text: string, most: number): string {
    const shown = text.split("\n").map(printable).join("\n");
    // AWS refuses half of a character that takes two units.
    return shown.length > most ? `${shown.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : shown;
}
