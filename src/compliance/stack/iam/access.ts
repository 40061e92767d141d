import { type Message, message } from "../../../cloudtrail/message";
import { isKnown, isUnknown, type Value } from "../../../cloudtrail/value";
import type { Ternary } from "./answer";
import type { Condition, Statement } from "./policy-document";
import { type AccessRequest, matchStatement, type StatementMatch } from "./statement";

/** Does a resource policy allow a request, and which statement decides? */
export interface Access {
    readonly allowed: Ternary;
    /** For `no` and `unknown`, as the end of a sentence. */
    readonly because: Message;
    /** Is it a Deny that decides? */
    readonly denied: boolean;
}

/** Decides whether a resource policy lets an AWS service do something: an Allow that applies to it, and no Deny. */
export function decideAccess(statements: readonly Value<Statement>[], request: AccessRequest): Access {
    const known = statements
        .filter(isKnown)
        .map(statement => ({ statement, match: matchStatement(statement, request) }));
    const relevant = known.filter(({ match }) => match.whole !== "no");
    const denies = relevant.filter(({ statement }) => statement.effect === "Deny");
    const denial = denies.find(({ match }) => match.whole === "yes");
    if (denial !== undefined) {
        return {
            allowed: "no",
            because: message("denied", "{statement} denies it", { statement: denial.statement.label }),
            denied: true,
        };
    }
    const allows = known.filter(({ statement }) => statement.effect === "Allow");
    const allowed = allows.some(({ match }) => match.whole === "yes");
    const doubtful = denies[0] ?? relevant.find(({ statement }) => isUnknown(statement.effect));
    if (allowed && doubtful !== undefined) {
        return {
            allowed: "unknown",
            because: undecided(doubtful.statement, doubtful.match, "may deny it"),
            denied: true,
        };
    }
    const unread = statements.find(isUnknown);
    if (unread !== undefined) {
        const { reason } = unread;
        const because =
            reason === undefined
                ? message("policy-unknown", "the policy is unknown")
                : message("policy-unreadable", "the policy could not be read: {reason}", { reason });
        return { allowed: "unknown", because, denied: false };
    }
    if (allowed) {
        return { allowed: "yes", because: message("allowed", "allowed"), denied: false };
    }
    const perhaps = relevant.find(({ statement }) => statement.effect !== "Deny");
    return perhaps === undefined
        ? { allowed: "no", because: nearest(allows), denied: false }
        : {
              allowed: "unknown",
              because: undecided(perhaps.statement, perhaps.match, "may not allow all of it"),
              denied: false,
          };
}

interface Matched {
    readonly statement: Statement;
    readonly match: StatementMatch;
}

/** Why nothing allows it: what the nearest statement requires instead. */
function nearest(allows: readonly Matched[]): Message {
    const [near] = allows
        .filter(({ match }) => match.principal !== "no" && match.action !== "no")
        .sort((a, b) => failures(a.match) - failures(b.match));
    if (near === undefined) {
        return message("not-allowed", "no statement allows it for that service");
    }
    const { match } = near;
    const statement = near.statement.label;
    if (match.resource === "no") {
        return message("other-resource", "{statement} allows it, but not there: its Resource does not match", {
            statement,
        });
    }
    const failed = match.conditions.find(({ answer }) => answer === "no")?.condition;
    return failed === undefined || isUnknown(failed)
        ? message("not-allowed-by", "{statement} does not allow it", { statement })
        : message(
              "other-condition",
              "{statement} allows it, but not with the {key} that CloudTrail sends for this trail",
              { statement, key: keyOf(failed) },
          );
}

function failures({ resource, conditions }: StatementMatch): number {
    return [resource, ...conditions.map(({ answer }) => answer)].filter(answer => answer === "no").length;
}

function undecided(
    { label }: Statement,
    { principal, action, resource, conditions }: StatementMatch,
    what: string,
): Message {
    const condition = conditions.find(({ answer }) => answer === "unknown")?.condition;
    const conditional = condition === undefined || isUnknown(condition) ? "" : ` on ${keyOf(condition)}`;
    const parts = [
        ...(principal === "unknown" ? ["Principal"] : []),
        ...(action === "unknown" ? ["Action"] : []),
        ...(resource === "unknown" ? ["Resource"] : []),
        ...(condition === undefined ? [] : [`Condition${conditional}`]),
        "Effect",
    ];
    return message("undecided-statement", "{statement} {what}: that depends on its {part}", {
        statement: label,
        what,
        part: parts[0] ?? "Effect",
    });
}

/** One of AWS's condition keys; any other text of the policy may be secret. */
function keyOf({ key }: Condition): string {
    return CONDITION_KEY.test(key) ? key : "another key";
}

const CONDITION_KEY =
    /^(aws:[A-Za-z]{1,40}|s3:[A-Za-z-]{1,40}|kms:EncryptionContext:aws:cloudtrail:arn|kms:[A-Za-z]{1,40})$/;
