import type { Page } from "./api";

/** No list has more pages: the largest organizations have some ten thousand accounts. */
const MAX_PAGES = 10_000;

/** The entries of a list as far as it could be read, and why no further. */
export interface ReadList<T> {
    readonly entries: readonly T[];
    readonly failure?: string;
}

/** Reads a list page by page. Never rejects. */
export async function readPages<T>(read: (from: string | undefined) => Promise<Page<T>>): Promise<ReadList<T>> {
    const entries: T[] = [];
    const asked = new Set<string>();
    let from: string | undefined;
    try {
        for (let page = 0; page < MAX_PAGES; page++) {
            const { entries: more, next } = await read(from);
            entries.push(...more);
            if (next === undefined || next === "") {
                return { entries };
            }
            if (asked.has(next)) {
                return { entries, failure: "the list never ends: AWS repeats a page" };
            }
            asked.add(next);
            from = next;
        }
        return { entries, failure: `the list has more than ${MAX_PAGES} pages` };
    } catch (error) {
        return { entries, failure: error instanceof Error ? error.message : String(error) };
    }
}
