import type { Page } from "../api";
import { AwsFailure } from "./aws-failure";

/** No list has more pages: the largest organizations have some ten thousand accounts. */
const MAX_PAGES = 10_000;

/** The entries of a list as far as it could be read, and why reading stopped. */
export interface ReadList<T> {
    readonly entries: readonly T[];
    readonly failure?: string;
}

/**
 * Reads a list page by page.
 * @throws AwsFailure if the list never ends; whatever `read` throws
 */
export async function* pagesOf<T>(
    operation: string,
    read: (from: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<readonly T[]> {
    const asked = new Set<string>();
    let from: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
        const { entries, next } = await read(from);
        yield entries;
        if (next === undefined || next === "") {
            return;
        }
        if (asked.has(next)) {
            throw new AwsFailure(operation, "other", "the list never ends: AWS repeats a page");
        }
        asked.add(next);
        from = next;
    }
    throw new AwsFailure(operation, "other", `the list has more than ${MAX_PAGES} pages`);
}

/** Reads a list page by page, as far as possible. Never rejects. */
export async function readPages<T>(
    operation: string,
    read: (from: string | undefined) => Promise<Page<T>>,
): Promise<ReadList<T>> {
    const entries: T[] = [];
    try {
        for await (const page of pagesOf(operation, read)) {
            entries.push(...page);
        }
        return { entries };
    } catch (error) {
        return { entries, failure: error instanceof Error ? error.message : String(error) };
    }
}
