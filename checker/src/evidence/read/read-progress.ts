import type { ProgressLine } from "../../command-line/terminal/progress";
import { count } from "../../text/count";

/** Shows the progress of reading: by days of accounts and Regions, and by the files of those being read. */
export class ReadProgress {
    private readonly open = new Map<string, { done: number; readonly total: number }>();
    private doneUnits = 0;
    private files = 0;
    private bytes = 0;

    constructor(
        private readonly line: ProgressLine,
        private readonly units: number,
    ) {}

    /** @param unit a day of an account and Region, with this many files */
    begin(unit: string, files: number): void {
        this.open.set(unit, { done: 0, total: files });
        this.show();
    }

    /** @param bytes the size of the file, unzipped */
    file(unit: string, bytes: number): void {
        const open = this.open.get(unit);
        if (open !== undefined) {
            open.done += 1;
        }
        this.files += 1;
        this.bytes += bytes;
        this.show();
    }

    end(unit: string): void {
        this.open.delete(unit);
        this.doneUnits += 1;
        this.show();
    }

    private show(): void {
        const parts = [...this.open.values()].map(({ done, total }) => (total === 0 ? 0 : done / total));
        const done = parts.reduce((sum, part) => sum + part, this.doneUnits);
        this.line.show(Math.min(1, done / Math.max(1, this.units)), () => {
            const megabytes = (this.bytes / 1e6).toFixed(0);
            return `${count(this.files, "log file")}, ${megabytes} MB, ${this.doneUnits} of ${this.units} days of accounts and Regions`;
        });
    }
}
