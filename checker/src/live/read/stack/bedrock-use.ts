import type { BedrockUse } from "../../../../../src/compliance/policy/policy";
import { dataEventsOf } from "../../../../../src/compliance/stack/resources/bedrock-resources";
import type { UsedResource } from "../../../../../src/compliance/stack/resources/stack";
import { useOf } from "../../../../../src/compliance/stack/used-types";
import type { SourceTrail } from "../../../sources/source-trail";
import type { RegionalReading } from "../account/regional-reading";
import { EMPTY_STACK } from "./live-stack";

/** An account's Bedrock resources, as stack policies see them, and why there may be more. */
export interface AccountUse {
    readonly resources: readonly UsedResource[];
    readonly unread?: string | undefined;
}

/** What was read about an account's use of Bedrock; `undefined` if that was not requested. */
export function accountUse({ bedrock }: Pick<RegionalReading, "bedrock">): AccountUse | undefined {
    if (bedrock === undefined) {
        return undefined;
    }
    const resources = bedrock.resources.map(({ type, name, region }) => ({
        id: `${region}/${type}/${name}`,
        label: `${name} (${region})`,
        dataEvents: dataEventsOf(type),
    }));
    const { failures } = bedrock;
    return failures.length === 0
        ? { resources }
        : { resources, unread: `not all Bedrock resources of the account could be listed: ${failures.join("; ")}` };
}

/** A trail with what is used where it records, if that was read. */
export function withUse(found: SourceTrail, use: AccountUse | undefined): SourceTrail {
    return use === undefined ? found : { ...found, use: useFor(use, found.trail.isOrganizationTrail !== false) };
}

/** The same, as trail policies see it. An organization trail records other accounts too. */
function useFor(use: AccountUse, isOfOrganization: boolean): BedrockUse | undefined {
    const others = isOfOrganization ? ["the use of Bedrock in the organization's other accounts was not compared"] : [];
    const unread = [...(use.unread === undefined ? [] : [use.unread]), ...others].join("; ");
    return useOf({
        ...EMPTY_STACK,
        id: "account",
        label: "account",
        bedrock: [...use.resources],
        bedrockUnread: undefined,
        incomplete: unread === "" ? undefined : unread,
    });
}
