import { printable, quote } from "../../../../../src/cloudtrail/quote";

/**
 * What to do where a call was never sent, because the SDK found nothing to sign it with.
 * @param failure the message of a failed call
 * @returns `undefined` if it failed for any other reason
 */
export function missingCredentials(failure: string): string | undefined {
    const [, profile] = /Could not resolve credentials using profile: \[(.*?)\]/.exec(failure) ?? [];
    if (profile !== undefined) {
        return `there is no profile ${quote(profile)} with credentials in the AWS configuration files`;
    }
    if (/Could not load credentials from any providers/.test(failure)) {
        return "no AWS credentials: set AWS_PROFILE, name a --profile, or sign in";
    }
    const [, reason] = /CredentialsProviderError: (.*)/s.exec(failure) ?? [];
    return reason === undefined ? undefined : `no AWS credentials: ${printable(reason)}`;
}
