import { type ByComparison, byComparison, type Comparison } from "../selectors/operators";
import { add, addAll, type Bitset, difference, emptySet, setWhere, union } from "./bitset";
import type { Constraint } from "./constraint";
import { longestEnds, longestStarts } from "./nesting";
import { selectsBy } from "./split-prefix-suffix";

/** Who selects a text, and who drops it, for what it starts with or for what it ends with. */
interface Marks {
    readonly selectedBy: Bitset;
    readonly droppedBy: Bitset;
}

/** Who accepts strings that have something in common, as far as that goes. */
export interface Acceptance {
    /** Who accepts all of them. */
    readonly all: Bitset;
    /** Who accepts some of them, for some choice of the values that aren't known. */
    readonly some: Bitset;
}

/**
 * Who accepts what of one field. Those that ask for something are numbered. None of them selects by beginnings as well
 * as by ends (`split-prefix-suffix.ts`): it accepts strings if it accepts their beginning and their end.
 */
export class ConstraintTable {
    /** Who accepts a value that none of the operators name: those without a SELECT operator. */
    private readonly unselective: Bitset;
    /** Who has any SELECT value that isn't known: whatever it is, some value of a class that it doesn't drop has it. */
    private readonly maySelect: Bitset;
    /** Who has which literal. */
    private readonly select: WhoNames;
    private readonly deselect: WhoNames;
    private readonly nobody: Bitset;
    private readonly starts: ReadonlyMap<string, Marks>;
    private readonly ends: ReadonlyMap<string, Marks>;
    /** Who doesn't select by beginnings, or by ends. */
    private readonly anyStart: Bitset;
    private readonly anyEnd: Bitset;
    /** Who has a prefix, or a suffix, that isn't known. */
    private readonly mayStart: Bitset;
    private readonly mayEnd: Bitset;

    /** @param texts what will be asked about, beside the literals */
    constructor(constraints: readonly (Constraint | undefined)[], texts: readonly string[]) {
        const those = (are: (constraint: Constraint) => boolean) =>
            setWhere(constraints.length, index => {
                const constraint = constraints[index];
                return constraint !== undefined && are(constraint);
            });
        const everyone = setWhere(constraints.length, () => true);
        const byEnd = those(constraint => constraint.selects && selectsBy(constraint, "end"));
        const selective = those(({ selects }) => selects);
        this.unselective = difference(everyone, selective);
        this.anyStart = union(this.unselective, byEnd);
        this.anyEnd = difference(everyone, byEnd);
        this.mayStart = those(({ unknown }) => unknown.start === true);
        this.mayEnd = those(({ unknown }) => unknown.end === true);
        this.maySelect = those(({ unknown }) => Object.keys(unknown).length > 0);
        this.nobody = emptySet(constraints.length);
        this.select = whoNames(constraints, "select");
        this.deselect = whoNames(constraints, "deselect");
        const asked = [...texts, ...this.literals("whole")];
        this.starts = this.marks("start", asked, longestStarts);
        this.ends = this.marks("end", asked, longestEnds);
    }

    /** Every literal of a comparison. */
    literals(comparison: Comparison): readonly string[] {
        return [...this.select[comparison].keys(), ...this.deselect[comparison].keys()];
    }

    /** Who accepts an event that doesn't have the field. */
    acceptingAbsent(): Acceptance {
        return { all: this.unselective, some: this.unselective };
    }

    /** Who accepts a value: one that is named, or one of few. */
    acceptingValue(value: string): Acceptance {
        const start = this.starts.get(value);
        const end = this.ends.get(value);
        const accepting = difference(
            this.together(
                this.unselective,
                this.maySelect,
                this.select.whole.get(value),
                start?.selectedBy,
                end?.selectedBy,
            ),
            this.together(this.deselect.whole.get(value), start?.droppedBy, end?.droppedBy),
        );
        return { all: accepting, some: accepting };
    }

    /** Who accepts strings for what they start with. One unknown prefix takes in all only where they start the same. */
    acceptingPrefix(prefix: string): Acceptance {
        const mayStart = prefix === "" ? undefined : this.mayStart;
        return this.acceptance(this.starts.get(prefix), this.anyStart, mayStart);
    }

    /** Who accepts strings for what they end with. */
    acceptingSuffix(suffix: string): Acceptance {
        const mayEnd = suffix === "" ? undefined : this.mayEnd;
        return this.acceptance(this.ends.get(suffix), this.anyEnd, mayEnd);
    }

    private acceptance(marks: Marks | undefined, any: Bitset, may: Bitset | undefined): Acceptance {
        const selecting = this.together(any, marks?.selectedBy, may);
        const dropping = marks?.droppedBy ?? this.nobody;
        return {
            all: difference(selecting, dropping),
            some: difference(union(selecting, this.maySelect), dropping),
        };
    }

    /** For each literal of a comparison, and for other texts: who selects and who drops it. Nobody without literals. */
    private marks(
        comparison: "start" | "end",
        texts: readonly string[],
        longest: typeof longestStarts,
    ): ReadonlyMap<string, Marks> {
        const marks = new Map<string, Marks>();
        const literals = this.literals(comparison);
        for (const [text, within] of literals.length === 0 ? [] : longest([...literals, ...texts])) {
            const shorter = within === undefined ? undefined : marks.get(within);
            marks.set(text, {
                selectedBy: this.together(this.select[comparison].get(text), shorter?.selectedBy),
                droppedBy: this.together(this.deselect[comparison].get(text), shorter?.droppedBy),
            });
        }
        return marks;
    }

    private together(...sets: readonly (Bitset | undefined)[]): Bitset {
        const all = this.nobody.slice();
        for (const set of sets) {
            if (set !== undefined) {
                addAll(all, set);
            }
        }
        return all;
    }
}

/** For each literal of each comparison, who has it. */
type WhoNames = ByComparison<ReadonlyMap<string, Bitset>>;

function whoNames(constraints: readonly (Constraint | undefined)[], effect: "select" | "deselect"): WhoNames {
    return byComparison(comparison => {
        const found = new Map<string, Bitset>();
        constraints.forEach((constraint, index) => {
            for (const literal of constraint?.[effect][comparison] ?? []) {
                const set = found.get(literal) ?? emptySet(constraints.length);
                add(set, index);
                found.set(literal, set);
            }
        });
        return found;
    });
}
