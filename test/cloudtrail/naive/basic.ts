import type { NaiveEvent } from "./matcher";

/** A basic selector as AWS writes it. */
export interface AwsBasicSelector {
    readonly ReadWriteType?: string;
    readonly IncludeManagementEvents?: boolean;
    readonly ExcludeManagementEventSources?: readonly string[];
    readonly DataResources?: readonly { readonly Type: string; readonly Values: readonly string[] }[];
}

/** Does a basic selector log an event? */
export function logsBasic(selector: AwsBasicSelector, event: NaiveEvent): boolean {
    if (selector.ReadWriteType === "ReadOnly" && event.readOnly !== "true") return false;
    if (selector.ReadWriteType === "WriteOnly" && event.readOnly !== "false") return false;
    if (event.eventCategory === "Management") {
        const excluded = selector.ExcludeManagementEventSources ?? [];
        return selector.IncludeManagementEvents !== false && !excluded.includes(event.eventSource ?? "");
    }
    return (selector.DataResources ?? []).some(
        ({ Type, Values }) =>
            event.eventCategory === "Data" &&
            event["resources.type"] === Type &&
            Values.some(value => isOf(event["resources.ARN"] ?? "", value)),
    );
}

/** Is a resource what a value of a basic selector names: a whole service, itself, or something within it? */
function isOf(arn: string, value: string): boolean {
    const [, partition, service, ...rest] = value.split(":");
    if (rest.every(part => part === "")) {
        return arn.startsWith(`arn:${partition}:${service}:`);
    }
    // Objects are within a bucket, indexes and streams within a table, versions and aliases within a function.
    if (arn === value || arn.startsWith(value + (service === "lambda" ? ":" : "/"))) {
        return true;
    }
    // A prefix of objects' names within a bucket.
    return service === "s3" && value.includes("/") && arn.startsWith(value);
}
