import { printable } from "../../../src/cloudtrail/quote";
import { ask, canAsk } from "../command-line/input/ask";
import type { Io } from "../command-line/io";
import type { Progress } from "../command-line/terminal/progress";
import { UserError } from "../command-line/user-error";
import type { AwsApi } from "./aws/api";
import { type AthenaConnection, type ConnectOptions, connect } from "./aws/connect";

/** Reaches AWS; tests pass a stand-in. */
export type ReachAws = (...args: Parameters<typeof reachAws>) => Promise<AwsApi>;

/** Reaches AWS, and asks on the terminal for what only the user knows. */
export function reachAws(
    options: ConnectOptions,
    io: Pick<Io, "stdin" | "stderr">,
    progress: Pick<Progress, "quietly">,
): Promise<AthenaConnection> {
    return connect(options, { mfaCode: serial => progress.quietly(() => askMfaCode(io, serial)) });
}

/**
 * Asks for the code of an MFA device, if a profile has `mfa_serial`.
 * @throws UserError if there is no terminal to ask on, or no code
 */
async function askMfaCode(io: Pick<Io, "stdin" | "stderr">, serial: string): Promise<string> {
    if (!canAsk(io)) {
        throw new UserError(
            `the profile needs a code from MFA device ${printable(serial)}, and there is no terminal to enter it in: sign in first, for example with "aws sts get-session-token", and set the credentials that it prints`,
        );
    }
    const code = (await ask(io, `Code of MFA device ${printable(serial)}: `))?.trim() ?? "";
    if (!/^\d{6}$/.test(code)) {
        throw new UserError("an MFA code has 6 digits");
    }
    return code;
}
