import { definedName, literal } from "./sql-text";

/** The log files of a trail below one folder. */
export interface Layout {
    readonly bucket: string;
    /** `[prefix/]AWSLogs/` or `[prefix/]AWSLogs/o-ID/`: what precedes the account. */
    readonly root: string;
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
}

/** The columns of a CloudTrail record. Source: Athena user guide, "Create a table for CloudTrail logs"; `managementevent` is ours. */
const COLUMNS = `
    eventversion STRING,
    useridentity STRUCT<
        type: STRING,
        principalid: STRING,
        arn: STRING,
        accountid: STRING,
        invokedby: STRING,
        accesskeyid: STRING,
        username: STRING,
        onbehalfof: STRUCT<userid: STRING, identitystorearn: STRING>,
        sessioncontext: STRUCT<
            attributes: STRUCT<mfaauthenticated: STRING, creationdate: STRING>,
            sessionissuer: STRUCT<type: STRING, principalid: STRING, arn: STRING, accountid: STRING, username: STRING>>>,
    eventtime STRING,
    eventsource STRING,
    eventname STRING,
    awsregion STRING,
    errorcode STRING,
    requestparameters STRING,
    additionaleventdata STRING,
    eventid STRING,
    resources ARRAY<STRUCT<arn: STRING, accountid: STRING, type: STRING>>,
    eventtype STRING,
    readonly STRING,
    managementevent STRING,
    recipientaccountid STRING,
    eventcategory STRING,
    sessioncredentialfromconsole STRING`;

/**
 * The table of a trail's log files, by account, Region and day. Its partitions are projected, so none has to be added:
 * each account and Region that has files, for an organization trail too, and each day since CloudTrail began.
 */
export function createTable(database: string, table: string, { bucket, root, accounts, regions }: Layout): string {
    const location = `s3://${bucket}/${root}`;
    const properties = {
        "projection.enabled": "true",
        "projection.account.type": "enum",
        "projection.account.values": accounts.join(","),
        "projection.region.type": "enum",
        "projection.region.values": regions.join(","),
        "projection.day.type": "date",
        "projection.day.format": "yyyy/MM/dd",
        "projection.day.range": "2013/11/01,NOW",
        "projection.day.interval": "1",
        "projection.day.interval.unit": "DAYS",
        "storage.location.template": `${location}\${account}/CloudTrail/\${region}/\${day}`,
    };
    const lines = Object.entries(properties).map(([name, value]) => `    ${literal(name)} = ${literal(value)}`);
    return `CREATE EXTERNAL TABLE IF NOT EXISTS ${definedName(database)}.${definedName(table)} (${COLUMNS}
)
PARTITIONED BY (account STRING, region STRING, day STRING)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION ${literal(location)}
TBLPROPERTIES (
${lines.join(",\n")}
)`;
}

/** The tables and the view of a trail: a separate table for each folder, named by its contents. */
export function tableName(layout: Layout, index: number): string {
    const words = `${layout.bucket}_${layout.root}`.toLowerCase().replace(/[^a-z0-9]+/g, "_");
    return `trail_guard_${words.replace(/^_+|_+$/g, "")}`.slice(0, 200) + (index === 0 ? "" : `_${index}`);
}
