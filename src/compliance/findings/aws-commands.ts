import { printableJson } from "../../cloudtrail/quote";
import type { Trail } from "../../cloudtrail/recorders/trail";
import type { Recorder } from "../../cloudtrail/selectors/field-rules";

/** The target of an `aws cloudtrail` command. */
export interface AwsTarget {
    readonly recorder: Recorder;
    /** The ARN or the name, if known. */
    readonly name?: unknown;
}

/** An existing trail, as `aws cloudtrail` addresses it. */
export function awsTarget({ recorder, arn, name }: Trail): AwsTarget {
    return { recorder, name: typeof arn === "string" ? arn : name };
}

/** The command that writes these selectors: all of them, because AWS replaces the existing ones. */
export function putSelectorsCommand(target: AwsTarget, selectors: readonly unknown[]): string {
    const argument = `--advanced-event-selectors ${shellQuote(printableJson(selectors))}`;
    return target.recorder === "Trail"
        ? command(target, "put-event-selectors", "--trail-name", argument)
        : command(target, "update-event-data-store", "--event-data-store", argument);
}

/**
 * The command that switches on a property of a trail, or `undefined` if no command does just that.
 * @param also a property that has to be switched on with it
 */
export function switchOnCommand(target: AwsTarget, property: string, also?: string): string | undefined {
    const isTrail = target.recorder === "Trail";
    switch (property) {
        case "IsMultiRegionTrail": {
            const global = also === "IncludeGlobalServiceEvents" ? " --include-global-service-events" : "";
            return isTrail
                ? command(target, "update-trail", "--name", `--is-multi-region-trail${global}`)
                : command(target, "update-event-data-store", "--event-data-store", "--multi-region-enabled");
        }
        case "EnableLogFileValidation":
            return command(target, "update-trail", "--name", "--enable-log-file-validation");
        case "IsLogging":
            return isTrail
                ? command(target, "start-logging", "--name")
                : command(target, "start-event-data-store-ingestion", "--event-data-store");
        default:
            return undefined;
    }
}

/** The command that gives a trail a bucket. */
export function setBucketCommand(target: AwsTarget, bucket: string): string {
    return command(target, "update-trail", "--name", `--s3-bucket-name ${shellQuote(bucket)}`);
}

/** Any command of `aws cloudtrail` for it, with a placeholder where its name isn't known. */
export function command(target: AwsTarget, operation: string, nameOption: string, argument?: string): string {
    const known = nameOf(target);
    const [placeholder, what] =
        target.recorder === "Trail"
            ? ["TRAIL_NAME", "the trail's name"]
            : ["EVENT_DATA_STORE_ARN", "the ARN of the event data store"];
    const missing = known === undefined ? `# Replace ${placeholder} with ${what}.\n` : "";
    // AWS finds a trail by its name only in its home Region.
    const region = /^arn:[^:]*:cloudtrail:([a-z0-9-]+):/.exec(known ?? "")?.[1];
    const parts = [`aws cloudtrail ${operation}`, nameOption, known ?? placeholder, argument];
    const words = [...parts, region === undefined ? undefined : `--region ${region}`];
    return `${missing}${words.filter(part => part !== undefined).join(" ")}`;
}

/** What the option accepts and a shell reads as one word. */
function nameOf({ name }: AwsTarget): string | undefined {
    if (typeof name !== "string") {
        return undefined;
    }
    const isArn = /^arn:[\w-]+:cloudtrail:[\w-]+:\d+:(trail|eventdatastore)\/[\w.-]+$/.test(name);
    return isArn || /^[A-Za-z0-9][\w.-]+$/.test(name) ? name : undefined;
}

/** One word of a POSIX shell. */
export function shellQuote(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
