import { formatPath } from "../cloudtrail/dialect";
import type { CloudTrailEvent } from "../cloudtrail/event";
import { quote } from "../cloudtrail/quote";
import type { Trail } from "../cloudtrail/trail";
import type { PolicyResult } from "./evaluate";
import type { Finding } from "./finding";
import { describeFix } from "./fix";
import { policyUrl } from "./policy-url";

/**
 * The message of a result, for a terminal, Pulumi Cloud or a pull-request comment: what is wrong, on which trail, an
 * event that escapes, the smallest fix in the user's own syntax, and the policy's page.
 */
export function formatMessage(result: PolicyResult): string {
    const { policy, trail, status, findings, exemption } = result;
    const subject = `${trail.recorder === "Trail" ? "Trail" : "Event data store"} ${quote(trail.label)}`;
    if (status === "exempt" && exemption !== undefined) {
        const until = exemption.expires === undefined ? "" : ` until ${exemption.expires}`;
        return `${subject} is exempt${until}: ${exemption.reason}`;
    }
    const lines = findings.flatMap(finding => findingLines(finding, subject, trail));
    if (exemption?.expires !== undefined && status === "violation") {
        lines.push(`  Its exemption expired on ${exemption.expires}: ${exemption.reason}`);
    }
    return [...lines, ...fixLines(result), `  More: ${policyUrl(policy.name)}`].join("\n");
}

function findingLines(finding: Finding, subject: string, trail: Trail): string[] {
    const { kind, summary, path, unloggedEvent, nearest, advice } = finding;
    const place = path === undefined ? "" : ` (${formatPath(path, trail.dialect)})`;
    const lines = [
        kind === "undetermined"
            ? `${subject}: ${undeterminedUntil(trail)} whether it complies: ${summary}${place}`
            : `${subject} ${summary}${place}`,
    ];
    if (unloggedEvent !== undefined) {
        lines.push(`  Not logged, for example: ${formatEvent(unloggedEvent)}`);
    }
    if (nearest !== undefined) {
        const { of } = trail.dialect;
        const name = nearest.name === undefined ? "" : ` ${quote(nearest.name)}`;
        const operators = Object.entries(nearest.rejection.operators)
            .map(([operator, values]) => `${operator} ${listValues(values ?? [])}`)
            .join(" or ");
        lines.push(
            `  Nearest: ${of("AdvancedEventSelectors")}[${nearest.index}]${name}, rejected by its ${nearest.rejection.field} ${operators}`,
        );
    }
    if (advice !== undefined) {
        lines.push(`  Fix: ${advice}`);
    }
    return lines;
}

/** What is declared is known once it is carried out; what AWS did not tell stays unknown. */
function undeterminedUntil({ dialect }: Trail): string {
    return dialect.name === "aws-api" ? "can't be told" : "can't be known until the update";
}

function fixLines({ status, remediation, trail }: PolicyResult): string[] {
    if (remediation === undefined || status !== "violation") {
        return [];
    }
    switch (remediation.kind) {
        case "nothing":
            return [];
        case "refused":
            return [`  Not fixed automatically: ${remediation.reason}`];
        case "change": {
            const { text, code } = describeFix(remediation.change, trail);
            return [`  Fix: ${text}:`, ...code.split("\n").map(line => `    ${line}`)];
        }
    }
}

/** An event in one line: the operation, on what, and what else a selector may have filtered on. */
export function formatEvent(event: CloudTrailEvent): string {
    const on = event["resources.ARN"] === null ? "" : ` on ${safe(event["resources.ARN"])}`;
    const by = event["userIdentity.arn"] === null ? "an AWS service" : safe(event["userIdentity.arn"]);
    const console = event.sessionCredentialFromConsole === "true" ? ", from the console" : "";
    const type =
        event.eventType === null || event.eventType === "AwsApiCall" ? "" : `, eventType ${safe(event.eventType)}`;
    return `${safe(event.eventName ?? "any operation")}${on} by ${by} (readOnly ${event.readOnly}${type}${console})`;
}

function safe(text: string): string {
    return quote(text).slice(1, -1);
}

function listValues(values: readonly string[]): string {
    const shown = values.slice(0, 3).map(quote).join(", ");
    return values.length > 3 ? `${shown} and ${values.length - 3} more` : shown;
}
