import type { Path } from "../path";
import type { Recorder } from "./field-rules";
import type { Operator } from "./operators";

/** The properties of a trail or an event data store that policies use, in the names of the CloudTrail API. */
export const TRAIL_PROPERTIES = [
    "Name",
    "TrailARN",
    "HomeRegion",
    "IsMultiRegionTrail",
    "IncludeGlobalServiceEvents",
    "IsOrganizationTrail",
    "IsLogging",
    "Suspend",
    "S3BucketName",
    "S3KeyPrefix",
    "EnableLogFileValidation",
    "KmsKeyId",
    "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn",
    "LatestDeliveryError",
    "EventSelectors",
    "AdvancedEventSelectors",
    "TelemetryResourceType",
] as const;

/** The name of a property of a trail. */
export type TrailProperty = (typeof TRAIL_PROPERTIES)[number];

/** The properties inside selectors. */
export type SelectorProperty =
    | "SelectorName"
    | "FieldSelectors"
    | "Field"
    | "ReadWriteType"
    | "IncludeManagementEvents"
    | "ExcludeManagementEventSources"
    | "DataResources"
    | "Type"
    | "Values"
    | Operator;

/** Any property that a path can name. */
export type PropertyName = TrailProperty | SelectorProperty;

/** Where trails are declared: each place has its own names for the same thing. */
export type DialectName =
    | "aws-api"
    | "cloudformation"
    | "cloud-control"
    | "terraform"
    | "pulumi-aws"
    | "pulumi-aws-native";

/** How one place names the properties. */
export interface Dialect {
    readonly name: DialectName;
    /** The place's own name of a property. */
    readonly of: (property: PropertyName) => string;
    /** Booleans may be written as strings: see `booleanOfText`. */
    readonly booleansAsStrings: boolean;
    /** Of Pulumi: the language of the program, if it is known and fixes can be written in it. */
    readonly language?: PulumiLanguage;
    /** For Cloud Control in a Pulumi program: the input of the resource that contains all of these properties. */
    readonly holder?: string;
}

const PULUMI_LANGUAGES = ["nodejs", "python", "go", "dotnet", "yaml"] as const;

/** A language of Pulumi programs, by the name of its runtime. */
export type PulumiLanguage = (typeof PULUMI_LANGUAGES)[number];

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const snakeCase = (name: string) => name.replace(/(?<=[a-z0-9])[A-Z]/g, "_$&").toLowerCase();

function dialect(
    name: DialectName,
    rule: (property: string) => string,
    exceptions: Partial<Record<PropertyName, string>>,
    booleansAsStrings = false,
): Dialect {
    const names: Partial<Record<PropertyName, string>> = { SelectorName: rule("Name"), ...exceptions };
    // Each name is created once: a report of thousands of trails needs them again and again.
    const of = (property: PropertyName) => {
        names[property] ??= rule(property);
        return names[property];
    };
    return { name, of, booleansAsStrings };
}

const CLOUDFORMATION_NAMES = { Name: "TrailName", TrailARN: "Arn", KmsKeyId: "KMSKeyId" };

/**
 * The names of every place. Sources: CloudTrail API reference; CloudFormation's AWS::CloudTrail::Trail; the input types
 * of `@pulumi/aws` and `@pulumi/aws-native`; the Terraform AWS provider's `aws_cloudtrail`.
 */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
    "aws-api": dialect("aws-api", name => name, { EnableLogFileValidation: "LogFileValidationEnabled" }),
    cloudformation: dialect("cloudformation", name => name, CLOUDFORMATION_NAMES, true),
    // Cloud Control sends CloudFormation's properties as they are, and converts none.
    "cloud-control": dialect("cloud-control", name => name, CLOUDFORMATION_NAMES),
    terraform: dialect("terraform", snakeCase, {
        TrailARN: "arn",
        IsLogging: "enable_logging",
        CloudWatchLogsLogGroupArn: "cloud_watch_logs_group_arn",
        EventSelectors: "event_selector",
        AdvancedEventSelectors: "advanced_event_selector",
        FieldSelectors: "field_selector",
        DataResources: "data_resource",
    }),
    "pulumi-aws": dialect("pulumi-aws", lowerFirst, {
        TrailARN: "arn",
        IsLogging: "enableLogging",
        CloudWatchLogsLogGroupArn: "cloudWatchLogsGroupArn",
        StartsWith: "startsWiths",
        EndsWith: "endsWiths",
        NotStartsWith: "notStartsWiths",
        NotEndsWith: "notEndsWiths",
    }),
    "pulumi-aws-native": dialect("pulumi-aws-native", lowerFirst, {
        Name: "trailName",
        TrailARN: "arn",
    }),
};

/**
 * A dialect of Pulumi as a program in this runtime writes it. The types of `aws-native` have their own names in most languages,
 * which are not known here.
 */
export function inLanguage(dialect: Dialect, runtime: string | undefined): Dialect {
    const language = PULUMI_LANGUAGES.find(name => name === runtime);
    const isNative = dialect.name === "pulumi-aws-native";
    const isWritten = dialect.name === "pulumi-aws" || (isNative && (language === "nodejs" || language === "yaml"));
    return language === undefined || !isWritten ? dialect : { ...dialect, language };
}

const CLOUDFORMATION_STORE_NAMES = {
    IsMultiRegionTrail: "MultiRegionEnabled",
    IsOrganizationTrail: "OrganizationEnabled",
    IsLogging: "IngestionEnabled",
    Name: "Name",
    KmsKeyId: "KmsKeyId",
    TrailARN: "EventDataStoreArn",
};

/** The properties of an event data store whose names differ from a trail's; empty if it has no such property. */
const EVENT_DATA_STORE_NAMES: Readonly<Record<DialectName, Partial<Record<PropertyName, string>>>> = {
    "aws-api": {
        IsMultiRegionTrail: "MultiRegionEnabled",
        IsOrganizationTrail: "OrganizationEnabled",
        TrailARN: "EventDataStoreArn",
    },
    cloudformation: CLOUDFORMATION_STORE_NAMES,
    "cloud-control": CLOUDFORMATION_STORE_NAMES,
    terraform: {
        IsMultiRegionTrail: "multi_region_enabled",
        IsOrganizationTrail: "organization_enabled",
        IsLogging: "",
    },
    "pulumi-aws": {
        IsMultiRegionTrail: "multiRegionEnabled",
        IsOrganizationTrail: "organizationEnabled",
        IsLogging: "",
    },
    "pulumi-aws-native": {
        IsMultiRegionTrail: "multiRegionEnabled",
        IsOrganizationTrail: "organizationEnabled",
        IsLogging: "ingestionEnabled",
        Name: "name",
        TrailARN: "eventDataStoreArn",
    },
};

const camelTelemetry = {
    Name: "ruleName",
    TrailARN: "ruleArn",
    IsLogging: "",
    IsMultiRegionTrail: "rule.allRegions",
    TelemetryResourceType: "rule.resourceType",
    AdvancedEventSelectors: "rule.destinationConfiguration.cloudtrailParameters.advancedEventSelectors",
};
const pascalTelemetry = {
    Name: "RuleName",
    TrailARN: "RuleArn",
    IsLogging: "",
    IsMultiRegionTrail: "Rule.AllRegions",
    TelemetryResourceType: "Rule.ResourceType",
    AdvancedEventSelectors: "Rule.DestinationConfiguration.CloudtrailParameters.AdvancedEventSelectors",
};

/** The properties of a CloudWatch telemetry rule whose names differ; some are deeply nested. */
const TELEMETRY_RULE_NAMES: Readonly<Record<DialectName, Partial<Record<PropertyName, string>>>> = {
    // As `GetTelemetryRule` shows them.
    "aws-api": Object.fromEntries(
        Object.entries(pascalTelemetry).map(([property, name]) => [
            property,
            name.replace(/^Rule\./, "TelemetryRule."),
        ]),
    ),
    cloudformation: pascalTelemetry,
    "cloud-control": pascalTelemetry,
    terraform: {
        Name: "rule_name",
        TrailARN: "rule_arn",
        IsLogging: "",
        IsMultiRegionTrail: "rule.all_regions",
        TelemetryResourceType: "rule.resource_type",
        AdvancedEventSelectors: "rule.destination_configuration.cloudtrail_parameters.advanced_event_selectors",
        FieldSelectors: "field_selectors",
    },
    "pulumi-aws": camelTelemetry,
    "pulumi-aws-native": camelTelemetry,
};

/** The dialect for a kind of recorder in a place. */
export function recorderDialect(base: Dialect, recorder: Recorder): Dialect {
    const names = {
        Trail: {},
        EventDataStore: EVENT_DATA_STORE_NAMES[base.name],
        TelemetryRule: TELEMETRY_RULE_NAMES[base.name],
    }[recorder] as Partial<Record<PropertyName, string>>;
    return recorder === "Trail" ? base : { ...base, of: property => names[property] ?? base.of(property) };
}

/** The property that says whether a trail or event data store is switched on, or (`Suspend`) off. */
export function switchOf({ of }: Dialect): "IsLogging" | "Suspend" {
    return of("IsLogging") === "" ? "Suspend" : "IsLogging";
}

/** A path in a place's own names: `advancedEventSelectors[0].fieldSelectors[1].equals`. */
export function formatPath(path: Path, { of }: Dialect): string {
    return path
        .map(step => (typeof step === "number" ? `[${step}]` : `.${of(step as PropertyName)}`))
        .join("")
        .replace(/^\./, "");
}
