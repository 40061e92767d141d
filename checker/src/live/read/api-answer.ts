import type { PlainData } from "../aws/api";

/** What a call answered, or why it has no answer. Plain data: it is kept in the file of `--resume`. */
export type ApiAnswer<T = PlainData> = { readonly value: T } | { readonly failure: string };

/** Calls, and keeps the reason where that fails: nothing that fails hides what else there is to read. */
export async function attempt<T>(call: () => Promise<T>): Promise<ApiAnswer<T>> {
    try {
        return { value: await call() };
    } catch (error) {
        return { failure: error instanceof Error ? error.message : String(error) };
    }
}
