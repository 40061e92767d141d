import type { Hcl } from "../evaluate/value";
import { undecided } from "../evaluate/value";

/** Records which resources a value is made from while it is evaluated. */
export class Tracer {
    private readonly open: Set<string>[] = [];

    /** Records that the value being evaluated is made from this resource. */
    touch(address: string): void {
        this.open.at(-1)?.add(address);
    }

    /** Something that is evaluated once, on first use, and the resources that it is made from. */
    once(name: string, compute: () => Hcl): () => Traced {
        let known: Traced | undefined;
        let isOpen = false;
        return () => {
            if (isOpen) {
                return { value: undecided(`${name} depends on itself`), origins: new Set() };
            }
            known ??= this.trace(compute, open => {
                isOpen = open;
            });
            const outer = this.open.at(-1);
            for (const origin of known.origins) {
                outer?.add(origin);
            }
            return known;
        };
    }

    private trace(compute: () => Hcl, setOpen: (isOpen: boolean) => void): Traced {
        const origins = new Set<string>();
        this.open.push(origins);
        setOpen(true);
        try {
            return { value: compute(), origins };
        } finally {
            setOpen(false);
            this.open.pop();
        }
    }
}

/** A value, and the addresses of the resources that it is made from. */
export interface Traced {
    readonly value: Hcl;
    readonly origins: ReadonlySet<string>;
}
