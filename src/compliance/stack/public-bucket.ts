import { isKnown, isUnknown, type Value } from "../../cloudtrail/value";
import { all, any, not, type Ternary } from "./iam/answer";
import type { Principals, Statement } from "./iam/policy-document";
import type { PublicAccessBlock } from "./resources/stack";

/** Canned ACLs, in the names of both providers, and groups that include everyone or every AWS account. */
const PUBLIC_ACLS: ReadonlySet<string> = new Set([
    "public-read",
    "public-read-write",
    "authenticated-read",
    "PublicRead",
    "PublicReadWrite",
    "AuthenticatedRead",
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
]);

/**
 * Condition keys with which a grant to everyone isn't public.
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage", "The meaning of public".
 */
const RESTRICTING_KEYS: ReadonlySet<string> = new Set([
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceip",
    "aws:userid",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
]);

/** Does a canned ACL, or a grant to a group, make a bucket public? */
export function isPublicByAcl(grant: Value<string>, blocks: readonly PublicAccessBlock[]): Ternary {
    const granted = isUnknown(grant) ? "unknown" : PUBLIC_ACLS.has(grant) ? "yes" : "no";
    return all([granted, not(any(blocks.map(({ ignorePublicAcls }) => answerOf(ignorePublicAcls))))]);
}

/** Does a bucket policy make a bucket public? */
export function isPublicByPolicy(
    statements: readonly Value<Statement>[],
    blocks: readonly PublicAccessBlock[],
): { readonly answer: Ternary; readonly statement?: Statement } {
    const blocked = not(any(blocks.map(({ restrictPublicBuckets }) => answerOf(restrictPublicBuckets))));
    const answers = statements.map(statement => ({
        statement,
        answer: all([isUnknown(statement) ? "unknown" : grantsToEveryone(statement), blocked]),
    }));
    const found = answers.find(({ answer }) => answer === "yes") ?? answers.find(({ answer }) => answer === "unknown");
    return {
        answer: found?.answer ?? "no",
        ...(found !== undefined && isKnown(found.statement) ? { statement: found.statement } : {}),
    };
}

function grantsToEveryone({ effect, principal, conditions }: Statement): Ternary {
    const allows = isUnknown(effect) ? "unknown" : effect === "Allow" ? "yes" : "no";
    const everyone = isUnknown(principal) ? "unknown" : principal.not ? "unknown" : isEveryone(principal.named);
    return all([allows, everyone, conditions.length === 0 ? "yes" : openTo(conditions)]);
}

function isEveryone(principals: Principals): Ternary {
    if (principals === "everyone") {
        return "yes";
    }
    return any((principals.AWS ?? []).map(name => (isUnknown(name) ? "unknown" : name === "*" ? "yes" : "no")));
}

function openTo(conditions: Statement["conditions"]): Ternary {
    const restricted = conditions.some(
        condition =>
            isKnown(condition) &&
            RESTRICTING_KEYS.has(condition.key.toLowerCase()) &&
            !/not|null|ifexists/i.test(condition.operator) &&
            condition.values.every(value => isUnknown(value) || isFixed(value)),
    );
    return restricted ? "no" : "unknown";
}

/** "Fixed values (values that don't contain a wildcard or an AWS Identity and Access Management Policy Variable)". */
function isFixed(value: string): boolean {
    return !/[*?]|\$\{/.test(value) && !OPEN_RANGES.has(value);
}

const OPEN_RANGES: ReadonlySet<string> = new Set(["0.0.0.0/0", "::/0"]);

function answerOf(value: Value<boolean>): Ternary {
    return isUnknown(value) ? "unknown" : value ? "yes" : "no";
}
