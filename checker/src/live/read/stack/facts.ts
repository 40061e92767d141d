import { parseTrailArn } from "../../aws/arn";
import { accountLabel } from "../account/account-label";
import type { TrailReading } from "../account/account-reading";
import type { ApiAnswer } from "../api-answer";

/**
 * What only a live account shows about a trail, for the report.
 * @param accountName the name of the account that it was read in
 */
export function factsOf(
    { arn, homeRegion, status }: TrailReading,
    accountName: string | undefined,
): Record<string, string> {
    const facts: Record<string, string | undefined> = {
        Account: accountLabel(parseTrailArn(arn)?.account ?? "", accountName),
        "Home Region": homeRegion,
        Logging: logging(status),
        "Last delivery": told(status, "LatestDeliveryTime"),
        "Last delivery error": told(status, "LatestDeliveryError"),
        "Last digest delivery error": told(status, "LatestDigestDeliveryError"),
        "Last CloudWatch Logs delivery error": told(status, "LatestCloudWatchLogsDeliveryError"),
    };
    return Object.fromEntries(
        Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
}

function logging(status: ApiAnswer): string {
    if ("failure" in status) {
        return "not known";
    }
    const on = status.value.IsLogging;
    const since = told(status, on === true ? "StartLoggingTime" : "StopLoggingTime");
    return `${on === true ? "yes" : on === false ? "no" : "not known"}${since === undefined ? "" : `, since ${since}`}`;
}

function told(status: ApiAnswer, name: string): string | undefined {
    const value = "value" in status ? status.value[name] : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
}
