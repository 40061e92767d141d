/** So many events are remembered at least, and twice as many at most: memory must not grow with the number of records. */
const REMEMBERED = 200_000;

/** Finds events that come again. CloudTrail delivers what it delivers twice soon after each other. */
export class RepeatedEvents {
    private recent = new Set<number>();
    private older = new Set<number>();

    /** @returns how many of these numbers of events were there before */
    add(events: Iterable<number>): number {
        let repeated = 0;
        for (const event of events) {
            if (this.recent.has(event) || this.older.has(event)) {
                repeated += 1;
                continue;
            }
            if (this.recent.size === REMEMBERED) {
                this.older = this.recent;
                this.recent = new Set();
            }
            this.recent.add(event);
        }
        return repeated;
    }
}
