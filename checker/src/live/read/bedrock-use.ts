import type { BedrockUse } from "../../../../src/compliance/policy/policy";
import { dataEventsOf } from "../../../../src/compliance/stack/resources/bedrock-resources";
import type { UsedResource } from "../../../../src/compliance/stack/resources/stack";
import { useOf } from "../../../../src/compliance/stack/used-types";
import { EMPTY_STACK } from "./live-stack";
import type { RegionalReading } from "./regional-reading";

/** What an account has of Bedrock, as policies over stacks look at it, and why there may be more. */
export interface AccountUse {
    readonly resources: readonly UsedResource[];
    readonly unread?: string | undefined;
}

/** What was read of an account's use of Bedrock; `undefined` where that was not asked for. */
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
        : { resources, unread: `not all that the account has of Bedrock could be listed: ${failures.join("; ")}` };
}

/** The same, as policies over trails look at it. A trail of an organization records other accounts too. */
export function useFor(use: AccountUse, isOfOrganization: boolean): BedrockUse | undefined {
    const others = isOfOrganization ? ["what other accounts of the organization use is not held against it"] : [];
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
