import { readTrail } from "../../../../../src/cloudtrail/recorders/read-trail";
import { DIALECTS } from "../../../../../src/cloudtrail/selectors/dialect";
import { Unknown } from "../../../../../src/cloudtrail/value";
import { CANNOT_BE_DETERMINED } from "../../../../../src/compliance/findings/unknown-phrasing";
import type { SourceTrail } from "../../../sources/source-trail";
import { accountLabel } from "../account/account-label";
import type { EventDataStoreReading } from "../account/regional-reading";

/** An event data store as policies see it: what could not be read about it is unknown. */
export function readEventDataStore(
    { arn, region, description }: EventDataStoreReading,
    account: string,
    accountName: string | undefined,
): SourceTrail {
    const properties =
        "value" in description
            ? { ...description.value, IsLogging: description.value.Status === "ENABLED" }
            : Object.fromEntries(READ.map(name => [name, new Unknown(undefined, description.failure)]));
    const known = { ...properties, Name: nameOf(arn, description), EventDataStoreArn: arn, HomeRegion: region };
    const trail = readTrail(known, { recorder: "EventDataStore", dialect: DIALECTS["aws-api"] });
    return {
        id: arn,
        trail,
        place: { address: arn },
        identifiers: [arn],
        group: account,
        secrets: new Set(),
        unknownPhrasing: CANNOT_BE_DETERMINED,
        facts: { Account: accountLabel(account, accountName), Region: region },
    };
}

/** The properties that policies use in the answer of `GetEventDataStore`. */
const READ = ["AdvancedEventSelectors", "MultiRegionEnabled", "OrganizationEnabled", "IsLogging", "KmsKeyId"];

function nameOf(arn: string, description: EventDataStoreReading["description"]): string {
    const name = "value" in description ? description.value.Name : undefined;
    return typeof name === "string" && name !== "" ? name : arn.slice(arn.lastIndexOf("/") + 1);
}
