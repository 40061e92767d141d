import { CANNOT_BE_DETERMINED } from "../../../../../src/compliance/findings/unknown-phrasing";
import type { StackTrail } from "../../../../../src/compliance/stack/resources/stack";
import type { SourceStack } from "../../../sources/source-trail";
import { accountLabel } from "../account/account-label";
import type { AccountUse } from "./bedrock-use";
import { EMPTY_STACK } from "./live-stack";

/** An account whose own trails have all been read. */
export interface LiveAccount {
    readonly account: string;
    readonly name?: string | undefined;
    readonly trails: readonly StackTrail[];
    /** The ARNs of further trails that record it: its organization's, and those that were left out. */
    readonly shared: readonly string[];
    /** Its Bedrock resources, if they were read. */
    readonly use?: AccountUse | undefined;
}

/**
 * An account as stack policies see it.
 * @param known the organization trails that were read, by ARN
 */
export function accountStack(
    { account, name, trails, shared, use }: LiveAccount,
    known: ReadonlyMap<string, StackTrail>,
): SourceStack {
    const id = `account/${account}`;
    const unread = shared.filter(arn => !known.has(arn));
    return {
        id,
        place: { address: id },
        unknownPhrasing: CANNOT_BE_DETERMINED,
        stack: {
            ...EMPTY_STACK,
            id,
            noun: "Account",
            label: accountLabel(account, name),
            trails: [...trails, ...shared.flatMap(arn => known.get(arn) ?? [])],
            incomplete:
                unread.length === 0 ? undefined : `it is also recorded by ${unread.join(", ")}, which was not read`,
            bedrock: use?.resources ?? [],
            bedrockUnread: use === undefined ? "whether it uses Bedrock is read only with --bedrock-use" : use.unread,
        },
    };
}
