import { firstText, objectAt, type RawRecord, textAt } from "./record-fields";

/** A caller without an IAM identity and without a token. */
export const ANONYMOUS = "anonymous";

/** The claims of a token that say who it was issued to, the best first (RFC 7519, RFC 9068, Cognito, Entra ID). */
export const TOKEN_CLAIMS = ["sub", "client_id", "cid", "azp"] as const;

/**
 * Who made a call. For a role session the role, so the calls of an application are one identity; an IAM user, root, a
 * user of IAM Identity Center; an AWS service; for an AgentCore gateway's caller, who has no IAM identity, the issuer
 * and the subject of the token. `null` if the record doesn't say. Source: CloudTrail user guide, "CloudTrail
 * userIdentity element"; AgentCore developer guide, "Gateway CloudTrail log entries".
 */
export function identityOf(record: RawRecord): string | null {
    const identity = objectAt(record, "userIdentity");
    const type = textAt(identity, "type");
    const arn = textAt(identity, "arn");
    if (type === "AssumedRole") {
        return roleOf(identity) ?? (arn === null ? null : withoutSession(arn));
    }
    return (
        arn ??
        identityCenterUser(identity) ??
        textAt(identity, "invokedBy") ??
        tokenHolder(record) ??
        withoutSessionName(textAt(identity, "principalId")) ??
        textAt(identity, "accountId")
    );
}

function roleOf(identity: RawRecord): string | null {
    return textAt(objectAt(objectAt(identity, "sessionContext"), "sessionIssuer"), "arn");
}

/** What precedes the session in `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION`. */
export const ASSUMED_ROLE = "^(arn:[^:]*:sts::[^:]*:assumed-role/[^/]+)/.*$";

const assumedRole = new RegExp(ASSUMED_ROLE, "s");

function withoutSession(arn: string): string {
    return assumedRole.exec(arn)?.[1] ?? arn;
}

/** `AROA…:session` */
function withoutSessionName(principal: string | null): string | null {
    return principal?.split(":", 1)[0] || null;
}

function identityCenterUser(identity: RawRecord): string | null {
    const user = objectAt(identity, "onBehalfOf");
    const id = textAt(user, "userId");
    return id === null ? null : `${textAt(user, "identityStoreArn") ?? "identitystore"}/${id}`;
}

function tokenHolder(record: RawRecord): string | null {
    const claims = objectAt(objectAt(objectAt(record, "additionalEventData"), "jwt"), "claims");
    const subject = firstText(claims, TOKEN_CLAIMS);
    return subject === null ? null : `${textAt(claims, "iss") ?? "token"}#${subject}`;
}
