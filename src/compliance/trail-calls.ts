/** The calls of CloudTrail's API that change which trails exist or what they log. */
const CALLS = ["CreateTrail", "DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"] as const;

/** Such a call. */
export type TrailCall = (typeof CALLS)[number];

/** `put-event-selectors`, as the AWS CLI calls it. */
const cliName = (call: TrailCall) => call.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();

/** Such calls as the AWS CLI names them. */
export const TRAIL_COMMANDS: readonly string[] = CALLS.map(cliName);

const COMMANDS = CALLS.map(call => ({
    call,
    // The options between the two words end with the command; a backslash continues it on the next line.
    command: new RegExp(`\\bcloudtrail\\b(?:[^;&|\\n]|\\\\\\n){0,1000}?\\b${cliName(call)}\\b`),
    // Quotation marks are escaped in JSON within a string.
    action: new RegExp(`\\baction\\W{1,9}${call}(Command)?\\b`, "i"),
}));

/** As the AWS SDK for JavaScript names it: before version 3 `CloudTrail`, since then also `@aws-sdk/client-cloudtrail`. */
const SERVICE = /\bservice\W{1,9}(@aws-sdk\/client-)?cloudtrail\b/i;

/** The first such call of several texts. */
export function firstTrailCall(texts: readonly string[]): TrailCall | undefined {
    return texts.map(trailCallIn).find(call => call !== undefined);
}

/**
 * The call with which some text changes trails: a command of the AWS CLI, or a call of the SDK as CDK's `AwsCustomResource` writes
 * it. `undefined` if there is none, or none that can be recognised.
 */
export function trailCallIn(text: string): TrailCall | undefined {
    const bySdk = SERVICE.test(text);
    return COMMANDS.find(({ command, action }) => command.test(text) || (bySdk && action.test(text)))?.call;
}
