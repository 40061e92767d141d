import { BEDROCK_RESOURCE_TYPES } from "../../../../src/cloudtrail/bedrock/bedrock";
import { MANAGEMENT } from "../../../../src/cloudtrail/bedrock/requirement";
import { requirementsOfRecord } from "../../../../src/cloudtrail/bedrock/requirement-of-record";
import { EVENT_TIME, KEY_TIME, MODEL_PARAMETERS } from "../records/bedrock-event";
import { NEW_EVENT_SOURCE, NEW_RESOURCE_TYPE, UNTYPED } from "../records/bedrock-record";
import { ASSUMED_ROLE, TOKEN_CLAIMS } from "../records/identity";
import { literal, literals } from "./sql-text";

// What `records/` reads from a record, as SQL over the columns of `table.ts`. Each is tested against it.

/** A non-empty string, or null. */
const text = (column: string) => `NULLIF(${column}, '')`;

/** A string in a column of JSON. */
const textIn = (column: string, path: string) => text(`json_extract_scalar(${column}, ${literal(`$.${path}`)})`);

const TYPES = [...BEDROCK_RESOURCE_TYPES.values()];
const EVENT_SOURCES = [...new Set(TYPES.map(({ eventSource }) => eventSource))];

const isBedrockType = (column: string) =>
    `(${column} IN (${literals(TYPES.map(({ type }) => type))}) OR regexp_like(${column}, ${literal(NEW_RESOURCE_TYPE)}))`;

/** The resources of Bedrock types. */
const BEDROCK_RESOURCES = `filter(resources, r -> ${isBedrockType("r.type")})`;

const isKnownSource = `eventsource IN (${literals(EVENT_SOURCES)})`;

/** Is it a Bedrock record? (`isBedrockRecord`) */
export const IS_BEDROCK = `COALESCE(${isKnownSource}, FALSE)
        OR COALESCE(regexp_like(eventsource, ${literal(NEW_EVENT_SOURCE)}), FALSE)
        OR COALESCE(cardinality(${BEDROCK_RESOURCES}), 0) > 0`;

/** `categoryOf` */
export const CATEGORY = `COALESCE(${text("eventcategory")}, CASE managementevent WHEN 'true' THEN 'Management' WHEN 'false' THEN 'Data' END)`;

/** The first resource of a Bedrock type, or the first of all. */
const usedResource = (field: string) =>
    text(`(COALESCE(element_at(${BEDROCK_RESOURCES}, 1), element_at(resources, 1))).${field}`);

/** The first type that a record names, preferring Bedrock's. */
const NAMED_TYPE = `CASE
            WHEN cardinality(${BEDROCK_RESOURCES}) > 0 THEN element_at(${BEDROCK_RESOURCES}, 1).type
            ELSE element_at(filter(resources, r -> r.type <> ''), 1).type
        END`;

/** The type that an operation belongs to, for a data event that names none. */
const TYPE_OF_OPERATION = `CASE eventsource || ' ' || eventname
${operationTypes()
    .map(([call, type]) => `            WHEN ${literal(call)} THEN ${literal(type)}`)
    .join("\n")}
        END`;

function operationTypes(): readonly (readonly [call: string, type: string])[] {
    const calls = TYPES.flatMap(({ eventSource, operations, apiOperations }) =>
        [...operations, ...apiOperations].map(eventName => ({ eventSource, eventName, eventCategory: "Data" })),
    );
    return [
        ...new Map(
            calls.flatMap(call => {
                const [type] = requirementsOfRecord(call);
                return type === undefined ? [] : [[`${call.eventSource} ${call.eventName}`, type] as const];
            }),
        ),
    ];
}

/** `useOf`: what a record counts for. */
export const REQUIREMENT = `CASE
            WHEN ${CATEGORY} = 'Management' THEN ${literal(MANAGEMENT)}
            WHEN ${CATEGORY} IS NULL AND ${isKnownSource} AND ${TYPE_OF_OPERATION} IS NULL THEN ${literal(MANAGEMENT)}
            ELSE COALESCE(${NAMED_TYPE}, ${TYPE_OF_OPERATION}, ${literal(UNTYPED)})
        END`;

export const RESOURCE = usedResource("arn");

export const MODEL = `COALESCE(${MODEL_PARAMETERS.map(name => textIn("requestparameters", name)).join(", ")})`;

export const INFERENCE_REGION = textIn("additionaleventdata", "inferenceRegion");

export const ERROR = text("errorcode");

const ARN = text("useridentity.arn");
const SUBJECT = `COALESCE(${TOKEN_CLAIMS.map(claim => textIn("additionaleventdata", `jwt.claims.${claim}`)).join(", ")})`;

/** `identityOf` */
export const IDENTITY = `CASE
            WHEN useridentity.type = 'AssumedRole' THEN COALESCE(
                ${text("useridentity.sessioncontext.sessionissuer.arn")},
                ${text(`regexp_extract(useridentity.arn, ${literal(ASSUMED_ROLE)}, 1)`)},
                ${ARN})
            ELSE COALESCE(
                ${ARN},
                COALESCE(${text("useridentity.onbehalfof.identitystorearn")}, 'identitystore')
                    || '/' || ${text("useridentity.onbehalfof.userid")},
                ${text("useridentity.invokedby")},
                COALESCE(${textIn("additionaleventdata", "jwt.claims.iss")}, 'token') || '#' || ${SUBJECT},
                ${text("split_part(useridentity.principalid, ':', 1)")},
                ${text("useridentity.accountid")})
        END`;

/** The key of the log file. */
export const KEY = `regexp_replace("$path", '^s3://[^/]+/', '')`;

/** Does a record say when it happened, as CloudTrail does? */
export const IS_DATED = `COALESCE(regexp_like(eventtime, ${literal(EVENT_TIME)}), FALSE)`;

const partOfKey = (group: number) => text(`regexp_extract("$path", ${literal(KEY_TIME)}, ${group})`);

/** When the file was written, by its name (`timeOfKey`); null if its name contains no time. */
export const FILE_TIME = `${partOfKey(1)} || '-' || ${partOfKey(2)} || '-' || ${partOfKey(3)}
            || 'T' || ${partOfKey(4)} || ':' || ${partOfKey(5)} || ':00Z'`;

/** When it happened, or when its file was written (`timeOf`). */
export const TIME = `CASE WHEN ${IS_DATED} THEN eventtime ELSE ${FILE_TIME} END`;
