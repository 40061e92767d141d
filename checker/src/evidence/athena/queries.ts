import { TRAIL_ACTIONS } from "../evidence";
import { INVENTORY_COLUMNS, type InventoryColumn } from "../records/inventory";
import type { CostlyField } from "../records/sightings";
import {
    CATEGORY,
    ERROR,
    FILE_TIME,
    IDENTITY,
    INFERENCE_REGION,
    IS_BEDROCK,
    IS_DATED,
    KEY,
    MODEL,
    REQUIREMENT,
    RESOURCE,
    TIME,
} from "./expressions";
import { definedName, identifier, literal, literals } from "./sql-text";

/** The name of the view, for people. */
export const VIEW = "bedrock_events";

/** Where the tables are, and which period is requested. */
export interface QueryScope {
    readonly database: string;
    readonly tables: readonly string[];
    /** ISO 8601, whole seconds; `from` is included, `to` is not. */
    readonly from: string;
    readonly to: string;
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
}

/**
 * The view `bedrock_events`: Bedrock's records in the flat form of `--events`. It also has the column `day`, with which
 * queries keep Athena from scanning everything.
 */
export function createView({ database, tables }: Pick<QueryScope, "database" | "tables">): string {
    const selects = tables.map(
        table => `SELECT
        NULLIF(eventid, '') AS eventid,
        ${TIME} AS ${identifier("time")},
        account,
        region,
        ${REQUIREMENT} AS requirement,
        NULLIF(eventsource, '') AS eventsource,
        NULLIF(eventname, '') AS eventname,
        readonly,
        ${RESOURCE} AS resource,
        ${MODEL} AS model,
        ${IDENTITY} AS ${identifier("identity")},
        ${ERROR} AS ${identifier("error")},
        ${INFERENCE_REGION} AS inferenceregion,
        ${KEY} AS ${identifier("key")},
        day
    FROM ${identifier(database)}.${identifier(table)}
    WHERE (${IS_BEDROCK})
        AND COALESCE(${CATEGORY}, 'Management') IN ('Management', 'Data')`,
    );
    return `CREATE OR REPLACE VIEW ${identifier(database)}.${identifier(VIEW)} AS
    ${selects.join("\n    UNION ALL\n    ")}`;
}

/** Creates the database if it doesn't exist yet. */
export function createDatabase(database: string): string {
    return `CREATE DATABASE IF NOT EXISTS ${definedName(database)}`;
}

/** The inventory, for people who query the view themselves. */
export function inventoryQuery(scope: QueryScope, by: readonly InventoryColumn[]): string {
    const columns = by.map(name => identifier(INVENTORY_COLUMNS[name].toLowerCase()));
    const listed = columns.map(column => `${column}, `).join("");
    return `SELECT ${listed}COUNT(*) AS ${identifier("count")}, COUNT(${identifier("error")}) AS errors,
    MIN(${identifier("time")}) AS ${identifier("first")}, MAX(${identifier("time")}) AS ${identifier("last")}
FROM ${identifier(scope.database)}.${identifier(VIEW)}
WHERE ${days(scope)}
    AND ${identifier("time")} >= ${literal(scope.from)} AND ${identifier("time")} < ${literal(scope.to)}
${columns.length === 0 ? "" : `GROUP BY ${columns.join(", ")}\nORDER BY ${columns.join(", ")}`}`;
}

/** The columns of the result of `evidenceQuery`, in order. */
export const EVIDENCE_COLUMNS = [
    "kind",
    "account",
    "region",
    "hour",
    "requirement",
    "resource",
    "model",
    "identity",
    "eventcategory",
    "managementevent",
    "readonly",
    "eventname",
    "eventsource",
    "eventtype",
    "console",
    "types",
    "arns",
    "arn",
    "action",
    "count",
    "errors",
    "undated",
    "misplaced",
    "first",
    "last",
] as const;

/** A separator for joined strings, which no type, ARN or key contains. */
export const SEPARATOR = "\u001f";

/**
 * All that evidence needs, in one scan: rows of kind `call` (Bedrock's, by hour, by what the inventory counts and by
 * what selectors can distinguish), `summary` (what isn't a call), `action` (calls that changed a trail, one by one) and
 * `other` (everything else, by hour of delivery).
 */
export function evidenceQuery(scope: QueryScope, costly: readonly CostlyField[]): string {
    const branches = scope.tables.map(table => evidenceRows(scope, table, costly));
    const groups = EVIDENCE_COLUMNS.slice(0, EVIDENCE_COLUMNS.indexOf("count"));
    return `SELECT ${groups.map(identifier).join(", ")},
    COUNT(*) AS ${identifier("count")}, COUNT(failed) AS errors,
    SUM(CASE WHEN dated THEN 0 ELSE 1 END) AS undated, SUM(CASE WHEN placed THEN 0 ELSE 1 END) AS misplaced,
    MIN(sample) AS ${identifier("first")}, MAX(sample) AS ${identifier("last")}
FROM (
    ${branches.join("\n    UNION ALL\n    ")}
) AS found
WHERE kind = 'other' OR (${identifier("time")} >= ${literal(scope.from)} AND ${identifier("time")} < ${literal(scope.to)})
GROUP BY ${groups.map((_, index) => index + 1).join(", ")}`;
}

const separator = "chr(31)";

function evidenceRows(scope: QueryScope, table: string, costly: readonly CostlyField[]): string {
    const isAction = `eventsource = 'cloudtrail.amazonaws.com' AND eventname IN (${literals(TRAIL_ACTIONS)})`;
    const ofCall = (expression: string) => `CASE WHEN kind = 'call' THEN ${expression} END`;
    const joined = (field: string) =>
        `CASE WHEN cardinality(resources) > 0 THEN array_join(transform(resources, r -> COALESCE(r.${field}, '')), ${separator}) END`;
    return `SELECT kind, account, region,
        SUBSTR(CASE WHEN kind = 'other' THEN ${FILE_TIME} ELSE ${identifier("time")} END, 1, 13) AS ${identifier("hour")},
        ${ofCall(REQUIREMENT)} AS requirement,
        ${ofCall(RESOURCE)} AS resource,
        ${ofCall(MODEL)} AS model,
        ${ofCall(IDENTITY)} AS ${identifier("identity")},
        CASE WHEN kind IN ('call', 'summary') THEN eventcategory END AS eventcategory,
        ${ofCall("managementevent")} AS managementevent,
        ${ofCall("readonly")} AS readonly,
        CASE WHEN kind IN ('call', 'action') THEN eventname END AS eventname,
        ${ofCall("eventsource")} AS eventsource,
        ${ofCall("eventtype")} AS eventtype,
        ${ofCall("sessioncredentialfromconsole")} AS ${identifier("console")},
        ${ofCall(joined("type"))} AS types,
        ${costly.includes("resources.ARN") ? ofCall(joined("arn")) : "CAST(NULL AS VARCHAR)"} AS arns,
        ${
            costly.includes("userIdentity.arn")
                ? `CASE WHEN kind IN ('call', 'action') THEN useridentity.arn END`
                : "CASE WHEN kind = 'action' THEN useridentity.arn END"
        } AS arn,
        CASE WHEN kind = 'action' THEN COALESCE(errorcode, '') || ${separator} || COALESCE(requestparameters, '') || ${separator} || COALESCE(eventid, '') END AS ${identifier("action")},
        ${ofCall(ERROR)} AS failed,
        kind <> 'call' OR ${IS_DATED} AS dated,
        kind <> 'call' OR (COALESCE(NULLIF(recipientaccountid, ''), account) = account AND COALESCE(NULLIF(awsregion, ''), region) = region) AS placed,
        CASE WHEN kind IN ('call', 'action') THEN ${identifier("time")} || ' ' || ${KEY} || ' ' || COALESCE(eventid, '') END AS sample,
        ${identifier("time")}
    FROM (
        SELECT *, "$path", COALESCE(${TIME}, ${literal(scope.from)}) AS ${identifier("time")},
            CASE
                WHEN NOT (${IS_BEDROCK}) THEN CASE WHEN ${isAction} THEN 'action' ELSE 'other' END
                WHEN COALESCE(${CATEGORY}, 'Management') IN ('Management', 'Data') THEN 'call'
                ELSE 'summary'
            END AS kind
        FROM ${identifier(scope.database)}.${identifier(table)}
        WHERE ${days(scope)}${inList("account", scope.accounts)}${inList("region", scope.regions)}
    ) AS records`;
}

function inList(column: string, values: readonly string[]): string {
    return values.length === 0 ? "" : `\n            AND ${column} IN (${literals(values)})`;
}

/** The days whose files can contain events of the period: some are delivered later. */
function days({ from, to }: QueryScope): string {
    const day = (time: number) => literal(new Date(time).toISOString().slice(0, 10).replaceAll("-", "/"));
    return `day BETWEEN ${day(Date.parse(from))} AND ${day(Date.parse(to) + DELIVERY_LAG)}`;
}

const DELIVERY_LAG = 60 * 60_000;
