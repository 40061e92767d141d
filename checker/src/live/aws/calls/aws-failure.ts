import { printable } from "../../../../../src/cloudtrail/quote";
import { UserError } from "../../../command-line/user-error";

/** What went wrong, as far as callers distinguish it. */
export type FailureKind =
    | "denied"
    | "throttled"
    | "timed-out"
    | "unreachable"
    | "credentials"
    | "not-found"
    | "no-such-object"
    | "not-the-owner"
    | "conflict"
    | "absent"
    | "other";

/** A failed AWS call. Its message is one line that says which call, and why. */
export class AwsFailure extends UserError {
    constructor(
        readonly operation: string,
        readonly kind: FailureKind,
        readonly detail: string,
        /**
         * Is it certain that AWS has not carried out the call? If no answer came, or a late one, it may have done so.
         */
        readonly refused = false,
    ) {
        super(`${operation} ${PHRASES[kind]}${detail === "" ? "" : `: ${detail}`}`);
    }
}

const PHRASES: Readonly<Record<FailureKind, string>> = {
    denied: "was denied",
    throttled: "was throttled on every try",
    "timed-out": "got no answer in time",
    unreachable: "could not be reached",
    credentials: "was refused for its credentials",
    "not-found": "found no such trail",
    "no-such-object": "found nothing there",
    "not-the-owner": "is not possible from this account",
    conflict: "ran into another change",
    absent: "found nothing of that kind",
    other: "failed",
};

/** What the SDK adds where it can't read an answer, for those who program with it. */
const FOR_DEVELOPERS = /\s*Deserialization error: to see the raw response[\s\S]*$/;

/** Longer text from AWS is cut: an encoded authorization message is a page long. */
const MAX_DETAIL = 300;

/**
 * An error that the SDK threw for an operation, as a failure.
 * @param refused is it certain that AWS has not carried it out?
 */
export function awsFailure(operation: string, error: unknown, refused = false): AwsFailure {
    const {
        name = "",
        message,
        code,
    } = (error instanceof Error ? error : new Error(String(error))) as NodeJS.ErrnoException;
    const said = message.replace(FOR_DEVELOPERS, "");
    const text = printable([name === "Error" ? "" : name, said].filter(part => part !== "").join(": "));
    const detail = text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL - 1)}…` : text;
    return new AwsFailure(operation, kindOf(name, code, message), detail === "" ? "no reason given" : detail, refused);
}

function kindOf(name: string, code: string | undefined, message: string): FailureKind {
    // The SDK calls a cut connection a timeout.
    if (/socket hang up|ECONN|EPIPE|getaddrinfo/.test(message)) {
        return "unreachable";
    }
    const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1];
    if (kind !== undefined) {
        return kind;
    }
    if (TIMEOUT_CODES.has(code ?? "")) {
        return "timed-out";
    }
    return code === undefined ? "other" : "unreachable";
}

/**
 * By AWS's error names. They differ between services: for an unknown token CloudTrail returns
 * `UnrecognizedClientException`, STS `InvalidClientTokenId`, S3 `InvalidAccessKeyId`.
 */
const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
    [/^(AccessDenied|AuthorizationError|UnauthorizedOperation|InsufficientIAMAccess)/, "denied"],
    [/Throttl|^TooManyRequests|^RequestLimitExceeded|^SlowDown|^ProvisionedThroughput/, "throttled"],
    [/^(Timeout|RequestTimeout)/, "timed-out"],
    [
        /Expired|UnrecognizedClient|InvalidClientToken|InvalidAccessKeyId|CredentialsProvider|InvalidSignature|SignatureDoesNotMatch|AuthFailure|OptInRequired|IncompleteSignature|MissingAuthenticationToken|RegionDisabled/,
        "credentials",
    ],
    [/^TrailNotFound/, "not-found"],
    [/^NoSuch(Key|Bucket)$|^NotFound$/, "no-such-object"],
    [/^(CloudTrailARNInvalid|NotOrganization|InvalidHomeRegion|CloudTrailAccessNotEnabled)/, "not-the-owner"],
    [/^(Conflict|ConcurrentModification)/, "conflict"],
    [
        /^(NoSuch(BucketPolicy|PublicAccessBlockConfiguration)|InsightNotEnabled.*|AWSOrganizationsNotInUse.*)$/,
        "absent",
    ],
];

const TIMEOUT_CODES: ReadonlySet<string> = new Set(["ETIMEDOUT", "ESOCKETTIMEDOUT"]);
