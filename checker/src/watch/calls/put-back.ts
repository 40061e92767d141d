import { printableJson } from "../../../../src/cloudtrail/quote";
import type { Trail } from "../../../../src/cloudtrail/recorders/trail";
import { isUnknown, type Value } from "../../../../src/cloudtrail/value";
import { awsTarget, command, putSelectorsCommand, shellQuote } from "../../../../src/compliance/findings/aws-commands";
import type { DiffRule } from "../../diff/rules";
import type { SelectorsInput } from "../../live/aws/api";
import type { TrailState } from "../history/replay";

/** What was reduced: a rule of `trail-guard diff`, or a trail's Insights. */
export type LossRule = DiffRule | "watch-insights";

/**
 * The calls that restore a trail, as commands; `undefined` if what it was isn't known.
 * @param rules what it has lost
 */
export function putBackCommands(before: TrailState, rules: readonly LossRule[]): string | undefined {
    const { source, selectors, insights } = before;
    const { trail } = source;
    const target = awsTarget(trail);
    if (rules.includes("trail-kept")) {
        return createAgain(before);
    }
    const update = rules.flatMap(rule => updateOptions(rule, trail));
    const commands = [
        rules.includes("trail-events") && selectors !== undefined ? putSelectors(trail, selectors) : undefined,
        update.length === 0 ? undefined : command(target, "update-trail", "--name", update.join(" ")),
        rules.includes("trail-logging") ? command(target, "start-logging", "--name") : undefined,
        rules.includes("watch-insights") && insights !== undefined ? putInsights(trail, insights) : undefined,
    ].filter(text => text !== undefined);
    return commands.length === 0 ? undefined : commands.join("\n");
}

function putSelectors(trail: Trail, selectors: SelectorsInput): string {
    const target = awsTarget(trail);
    return "AdvancedEventSelectors" in selectors
        ? putSelectorsCommand(target, selectors.AdvancedEventSelectors)
        : command(
              target,
              "put-event-selectors",
              "--trail-name",
              `--event-selectors ${shellQuote(printableJson(selectors.EventSelectors))}`,
          );
}

function putInsights(trail: Trail, types: readonly string[]): string {
    const selectors = types.map(type => ({ InsightType: type }));
    return command(
        awsTarget(trail),
        "put-insight-selectors",
        "--trail-name",
        `--insight-selectors ${shellQuote(JSON.stringify(selectors))}`,
    );
}

/** The options of `update-trail` that undo a reduction. */
function updateOptions(rule: LossRule, trail: Trail): string[] {
    switch (rule) {
        case "trail-regions":
            return ["--is-multi-region-trail"];
        case "trail-global-services":
            return ["--include-global-service-events"];
        case "trail-organization":
            return ["--is-organization-trail"];
        case "trail-log-file-validation":
            return ["--enable-log-file-validation"];
        case "trail-bucket":
            return [
                ...option("--s3-bucket-name", trail.s3BucketName),
                // An empty one is the only way back to none.
                ...(isUnknown(trail.s3KeyPrefix) ? [] : [`--s3-key-prefix ${shellQuote(trail.s3KeyPrefix ?? "")}`]),
            ];
        case "trail-encryption":
            return option("--kms-key-id", trail.kmsKeyId);
        default:
            return [];
    }
}

function option(name: string, value: Value<string> | undefined): string[] {
    return value === undefined || isUnknown(value) || value === "" ? [] : [`${name} ${shellQuote(value)}`];
}

/** A deleted trail: created again, with its selectors, and switched on. */
function createAgain({ source: { trail }, selectors, insights = [] }: TrailState): string | undefined {
    if (trail.s3BucketName === undefined || isUnknown(trail.s3BucketName)) {
        return undefined;
    }
    const flag = (name: string, value: Value<boolean>) => (value === true ? [name] : []);
    const options = [
        ...option("--s3-bucket-name", trail.s3BucketName),
        ...option("--s3-key-prefix", trail.s3KeyPrefix),
        ...flag("--is-multi-region-trail", trail.isMultiRegionTrail),
        ...flag("--is-organization-trail", trail.isOrganizationTrail),
        ...flag("--enable-log-file-validation", trail.enableLogFileValidation),
        ...option("--kms-key-id", trail.kmsKeyId),
        ...option("--cloud-watch-logs-log-group-arn", trail.cloudWatchLogsLogGroupArn),
        ...option("--cloud-watch-logs-role-arn", trail.cloudWatchLogsRoleArn),
    ];
    // A new trail needs a name and a Region, because it has no ARN yet.
    const region =
        isUnknown(trail.homeRegion) || trail.homeRegion === undefined ? [] : [`--region ${trail.homeRegion}`];
    const create = `${command({ recorder: "Trail", name: trail.label }, "create-trail", "--name", options.join(" "))}`;
    return [
        [create, ...region].join(" "),
        ...(selectors === undefined ? [] : [putSelectors(trail, selectors)]),
        ...(insights.length === 0 ? [] : [putInsights(trail, insights)]),
        command(awsTarget(trail), "start-logging", "--name"),
    ].join("\n");
}
