import { NotDecided } from "./evaluation-error";
import { type Hcl, weightOf } from "./value";

/** How many steps a whole root module may take: some seconds. */
const STEPS = 5_000_000;

/** The longest list, and the longest string, that an expression may produce. */
const LONGEST_LIST = 1_000_000;
const LONGEST_TEXT = 4 * 1024 * 1024;

/** How many parts a value may consist of, each counted as often as it occurs. */
const HEAVIEST = 4_000_000;

/** Limits the cost of hostile expressions. */
export class Budget {
    private left = STEPS;

    /** @throws NotDecided */
    spend(steps = 1): void {
        this.left -= steps;
        if (this.left < 0) {
            throw new NotDecided(`it takes more than ${STEPS.toLocaleString("en")} steps to evaluate`);
        }
    }

    /** @throws NotDecided */
    list(length: number): void {
        if (length > LONGEST_LIST) {
            throw new NotDecided(`it makes a list of more than ${LONGEST_LIST.toLocaleString("en")} elements`);
        }
        this.spend(length);
    }

    /** @throws NotDecided */
    text(length: number): void {
        if (length > LONGEST_TEXT) {
            throw new NotDecided("it makes a string of more than 4 MiB");
        }
        this.spend(1 + length / 100);
    }

    /**
     * A value that an expression has produced.
     * @throws NotDecided
     */
    value<T extends Hcl>(value: T): T {
        if (weightOf(value) > HEAVIEST) {
            throw new NotDecided(`it makes a value of more than ${HEAVIEST.toLocaleString("en")} parts`);
        }
        return value;
    }
}
