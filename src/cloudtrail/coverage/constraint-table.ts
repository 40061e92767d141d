import { type ByComparison, byComparison, type Comparison } from "../selectors/operators";
import { add, addAll, type Bitset, difference, emptySet, setWhere, union } from "./bitset";
import type { Constraint } from "./constraint";
import { longestEnds, longestStarts } from "./nesting";
import { selectsBy } from "./split-prefix-suffix";

/** Which constraints select a string, and which drop it, by how it starts or how it ends. */
interface Marks {
    readonly selectedBy: Bitset;
    readonly droppedBy: Bitset;
}

/** Which constraints accept strings that share a prefix or a suffix, as far as that decides. */
export interface Acceptance {
    /** Those that accept all of them. */
    readonly all: Bitset;
    /** Those that accept some of them, for some choice of the unknown values. */
    readonly some: Bitset;
}

/**
 * Which constraints on one field accept what. The constraints are numbered. None of them selects by both prefix and
 * suffix (`split-prefix-suffix.ts`), so each accepts a string if it accepts its beginning and its end.
 */
export class ConstraintTable {
    /** Those that accept a value that no operator names: the ones without a SELECT operator. */
    private readonly unselective: Bitset;
    /** Those with an unknown SELECT value: whatever it is, some value of a class that they don't drop equals it. */
    private readonly maySelect: Bitset;
    /** Which constraints have which literal. */
    private readonly select: WhoNames;
    private readonly deselect: WhoNames;
    private readonly nobody: Bitset;
    private readonly starts: ReadonlyMap<string, Marks>;
    private readonly ends: ReadonlyMap<string, Marks>;
    /** Those that don't select by prefix, or by suffix. */
    private readonly anyStart: Bitset;
    private readonly anyEnd: Bitset;
    /** Those with an unknown prefix, or suffix. */
    private readonly mayStart: Bitset;
    private readonly mayEnd: Bitset;

    /** @param texts the strings to look up besides the literals */
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

    /** Those that accept an event without the field. */
    acceptingAbsent(): Acceptance {
        return { all: this.unselective, some: this.unselective };
    }

    /** Those that accept a value: a named one, or one of a few. */
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

    /** Those that accept strings by their prefix. One unknown prefix covers all of them only if they share a prefix. */
    acceptingPrefix(prefix: string): Acceptance {
        const mayStart = prefix === "" ? undefined : this.mayStart;
        return this.acceptance(this.starts.get(prefix), this.anyStart, mayStart);
    }

    /** Those that accept strings by their suffix. */
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

    /**
     * For each literal of a comparison, and for other strings: which constraints select and which drop it. Empty
     * without literals.
     */
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

/** For each literal of each comparison, the constraints that have it. */
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
