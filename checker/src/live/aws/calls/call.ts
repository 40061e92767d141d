import { UserError } from "../../../command-line/user-error";
import { awsFailure } from "./aws-failure";

/** An SDK command, as far as its attempts are followed. */
interface Command {
    readonly middlewareStack: { add(middleware: never, options: never): void; remove(name: string): boolean };
}

/** AWS's answer: the value that the SDK makes of it, and the text itself. */
export interface Answer<T> {
    readonly value: T;
    readonly text: string;
}

/**
 * Makes one AWS call, with all the attempts that the SDK allows.
 * @param seconds how long AWS may take to finish an answer that it has begun: the SDK would wait for ever
 * @throws AwsFailure, or a UserError if the user has to sign in in another way
 */
export function call<T>(
    operation: string,
    command: Command,
    seconds: number,
    send: () => Promise<T>,
): Promise<Answer<T>> {
    return followed(
        operation,
        followTries(command, seconds, () => true),
        send,
    );
}

/**
 * The same for a call that answers with a stream, which is left to the caller. A refusal is read here.
 * @throws AwsFailure, or a UserError if the user has to sign in in another way
 */
export async function callForStream<T>(
    operation: string,
    command: Command,
    seconds: number,
    send: () => Promise<T>,
): Promise<T> {
    const tries = followTries(command, seconds, ({ statusCode }) => statusCode >= 300);
    return (await followed(operation, tries, send)).value;
}

async function followed<T>(operation: string, tries: Tries, send: () => Promise<T>): Promise<Answer<T>> {
    try {
        const value = await send();
        return { value, text: tries.text };
    } catch (error) {
        // Credentials that are fetched on the way fail with their own error.
        throw error instanceof UserError ? error : awsFailure(operation, error, !tries.anyOpen);
    }
}

interface Tries {
    /** The text of the last answer. */
    text: string;
    /** Was there an attempt that AWS may have carried out, although the call failed? */
    anyOpen: boolean;
}

type Response = { readonly statusCode: number; body?: AsyncIterable<Uint8Array> & { destroy?(error: Error): void } };
type Next = (args: object) => Promise<{ readonly response: Response }>;

function followTries({ middlewareStack }: Command, seconds: number, isRead: (response: Response) => boolean): Tries {
    const tries: Tries = { text: "", anyOpen: false };
    const follow = (next: Next) => async (args: object) => {
        let refused = false;
        try {
            const result = await next(args);
            const { response } = result;
            refused = response.statusCode >= 400 && response.statusCode < 500;
            if (!isRead(response)) {
                return result;
            }
            const body = await readInTime(response.body, { total: seconds });
            tries.text = body.toString("utf8");
            return { ...result, response: Object.assign(response, { body }) };
        } catch (error) {
            refused ||= NEVER_SENT.has((error as NodeJS.ErrnoException).code ?? "");
            throw error;
        } finally {
            tries.anyOpen ||= !refused;
        }
    };
    // A command may be sent again, with more patience.
    middlewareStack.remove("followTries");
    // A step with the lowest priority runs next to the connection, once for each attempt, before the SDK reads the
    // answer.
    middlewareStack.add(follow as never, { step: "deserialize", priority: "low", name: "followTries" } as never);
    return tries;
}

/** There was no connection on which a request could have been sent. */
const NEVER_SENT: ReadonlySet<string> = new Set([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
]);

/**
 * Reads a body to its end.
 * @param limit how many seconds it may take in all, or for each next piece
 * @throws a TimeoutError, like the SDK's, if it takes longer
 */
export async function readInTime(
    body: Response["body"],
    limit: { readonly total: number } | { readonly piece: number },
): Promise<Buffer> {
    const seconds = "total" in limit ? limit.total : limit.piece;
    const timer = setTimeout(() => {
        const message =
            "total" in limit
                ? `the answer began, but did not end within ${seconds} s`
                : `the answer began, but stalled for ${seconds} s`;
        body?.destroy?.(Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT" }));
    }, seconds * 1000);
    try {
        const chunks: Uint8Array[] = [];
        for await (const chunk of body ?? []) {
            chunks.push(chunk);
            if ("piece" in limit) {
                timer.refresh();
            }
        }
        return Buffer.concat(chunks);
    } finally {
        clearTimeout(timer);
    }
}
