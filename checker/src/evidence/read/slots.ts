/** Limits how many pieces of work run at once; the others wait their turn. */
export class Slots {
    private readonly waiting: (() => void)[] = [];
    private free: number;

    constructor(count: number) {
        this.free = count;
    }

    async run<T>(work: () => Promise<T>): Promise<T> {
        if (this.free === 0) {
            await new Promise<void>(resolve => this.waiting.push(resolve));
        } else {
            this.free -= 1;
        }
        try {
            return await work();
        } finally {
            const next = this.waiting.shift();
            if (next === undefined) {
                this.free += 1;
            } else {
                next();
            }
        }
    }
}
