import type { PlainData } from "../aws/api";

/** The answer to a call, or why there is none. Plain data, because it is kept in the file of `--resume`. */
export type ApiAnswer<T = PlainData> = { readonly value: T } | { readonly failure: string };

/** Makes a call, and keeps the reason if it fails: no failure hides what else there is to read. */
export async function attempt<T>(call: () => Promise<T>): Promise<ApiAnswer<T>> {
    try {
        return { value: await call() };
    } catch (error) {
        return { failure: error instanceof Error ? error.message : String(error) };
    }
}
