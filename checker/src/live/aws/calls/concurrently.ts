/**
 * Does something with each entry, with a limited number at a time, and returns the results in the order of the entries.
 * @param work must not reject: a failure is a result like any other
 */
export async function concurrently<T, R>(
    entries: readonly T[],
    limit: number,
    work: (entry: T) => Promise<R>,
): Promise<R[]> {
    const results: R[] = new Array(entries.length);
    let next = 0;
    const worker = async () => {
        while (next < entries.length) {
            const index = next++;
            results[index] = await work(entries[index] as T);
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, worker));
    return results;
}
