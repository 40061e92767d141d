/**
 * At least this many events are remembered, and at most twice as many: memory must not grow with the number of records.
 */
const REMEMBERED = 200_000;

/** Finds repeated events. What CloudTrail delivers twice, it delivers within a short time. */
export class RepeatedEvents {
    private recent = new Set<number>();
    private older = new Set<number>();

    /** @returns how many of these event numbers occurred before */
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
