import { add, addAll, at, type Bitset, emptySet, has, isSubset, keyOf, remove } from "./bitset";
import type { Constraint } from "./constraint";
import type { FieldDomain } from "./domain";
import { isInDomain } from "./domain";
import type { Operator } from "./event-selector";

/**
 * One value that stands for all values of a field which no selector can tell apart: a value that is named, no value, or
 * any string whose longest named prefix and longest named suffix are these and that is not itself named.
 */
export type Representative =
    | { readonly kind: "value"; readonly value: string }
    | { readonly kind: "absent" }
    | { readonly kind: "strings"; readonly prefix: string; readonly suffix: string };

/** A representative, and the selectors that accept it. */
export interface Option {
    readonly representative: Representative;
    readonly acceptedBy: Bitset;
}

/** What a field can be: the options that matter, and the selectors that accept any value at all. */
export interface FieldOptions {
    /** For every option that was left out, one stands here that the same selectors, or fewer, accept. */
    readonly options: readonly Option[];
    readonly acceptedBySome: Bitset;
}

/** By how many selectors' literals a prefix or suffix is decided: who selects it, who drops it. */
interface Part {
    readonly literal: string;
    readonly selectedBy: Bitset;
    readonly droppedBy: Bitset;
}

/** Past this number of options, sorting out those that another one makes superfluous costs more than it saves. */
const DOMINANCE_LIMIT = 2000;

/**
 * Enumerates the values of one field that behave differently under some selector.
 * @param domain what the field of a required event can be
 * @param required what the requirement itself asks of the field
 * @param constraints what each selector asks of the field; `undefined` where it doesn't filter on it
 */
export function fieldOptions(
    domain: FieldDomain,
    required: Constraint | undefined,
    constraints: readonly (Constraint | undefined)[],
): FieldOptions {
    const table = new ConstraintTable([...constraints, required]);
    return table.options(domain, constraints.length);
}

class ConstraintTable {
    private readonly size: number;
    /** Who accepts a value that none of the operators name: those without a SELECT operator. */
    private readonly unselective: Bitset;
    private readonly literals: Record<Operator, Map<string, Bitset>>;
    private readonly mayEqual: Bitset;
    private readonly mayStart: Bitset;
    private readonly mayEnd: Bitset;
    /** Who has any SELECT value that isn't known: whatever it is, some value of a class that it doesn't drop has it. */
    private readonly maySelect: Bitset;

    constructor(constraints: readonly (Constraint | undefined)[]) {
        this.size = constraints.length;
        this.unselective = emptySet(this.size);
        this.mayEqual = emptySet(this.size);
        this.mayStart = emptySet(this.size);
        this.mayEnd = emptySet(this.size);
        this.maySelect = emptySet(this.size);
        this.literals = {
            Equals: new Map(),
            StartsWith: new Map(),
            EndsWith: new Map(),
            NotEquals: new Map(),
            NotStartsWith: new Map(),
            NotEndsWith: new Map(),
        };
        constraints.forEach((constraint, index) => {
            this.enter(constraint, index);
        });
        for (const set of [this.mayEqual, this.mayStart, this.mayEnd]) {
            addAll(this.maySelect, set);
        }
    }

    private enter(constraint: Constraint | undefined, index: number): void {
        if (constraint === undefined || !constraint.selects) {
            add(this.unselective, index);
        }
        if (constraint === undefined) {
            return;
        }
        for (const [operator, values] of Object.entries(constraint.values) as [Operator, readonly string[]][]) {
            for (const value of values) {
                add(entry(this.literals[operator], value, this.size), index);
            }
        }
        if (constraint.unknown.Equals) {
            add(this.mayEqual, index);
        }
        if (constraint.unknown.StartsWith) {
            add(this.mayStart, index);
        }
        if (constraint.unknown.EndsWith) {
            add(this.mayEnd, index);
        }
    }

    /** @param requirement the index of the requirement: what it rejects is not an option */
    options(domain: FieldDomain, requirement: number): FieldOptions {
        const acceptedBySome = emptySet(this.size);
        const found = new Map<string, Option>();
        const offer = (representative: Representative, acceptedBy: Bitset, keep = true) => {
            if (!has(acceptedBy, requirement)) {
                return;
            }
            addAll(acceptedBySome, acceptedBy);
            if (keep) {
                const key = keyOf(acceptedBy);
                if (!found.has(key)) {
                    remove(acceptedBy, requirement);
                    found.set(key, { representative, acceptedBy });
                }
            }
        };
        if (domain.absent) {
            offer({ kind: "absent" }, this.unselective.slice());
        }
        for (const value of this.namedValues(domain)) {
            offer({ kind: "value", value }, this.acceptingValue(value));
        }
        if (domain.kind === "strings") {
            const prefixes = this.prefixes(domain.prefix);
            const suffixes = this.suffixes();
            // Where the requirement itself filters, a part that others make superfluous may be the only one it accepts.
            const all = this.filters(requirement);
            const keptPrefixes = new Set(all ? prefixes : undominated(prefixes));
            const keptSuffixes = new Set(all ? suffixes : undominated(suffixes));
            for (const prefix of prefixes) {
                for (const suffix of suffixes) {
                    offer(
                        { kind: "strings", prefix: prefix.literal, suffix: suffix.literal },
                        this.accepting(prefix, suffix),
                        keptPrefixes.has(prefix) && keptSuffixes.has(suffix),
                    );
                    addAll(
                        acceptedBySome,
                        this.maySelect.map((word, w) => word & ~(at(prefix.droppedBy, w) | at(suffix.droppedBy, w))),
                    );
                }
            }
        }
        remove(acceptedBySome, requirement);
        return { options: minimalOptions([...found.values()]), acceptedBySome };
    }

    private filters(index: number): boolean {
        const droppers = (["NotEquals", "NotStartsWith", "NotEndsWith"] as const).flatMap(operator => [
            ...this.literals[operator].values(),
        ]);
        return !has(this.unselective, index) || droppers.some(set => has(set, index));
    }

    /** The values that behave unlike any other: those named by `Equals` or `NotEquals`, or all of a small domain. */
    private namedValues(domain: FieldDomain): string[] {
        if (domain.kind === "values") {
            return [...domain.values];
        }
        const named = new Set([...this.literals.Equals.keys(), ...this.literals.NotEquals.keys()]);
        return [...named].filter(value => isInDomain(domain, value));
    }

    private acceptingValue(value: string): Bitset {
        const selectedBy = this.unselective.slice();
        addAll(selectedBy, this.mayEqual);
        addAll(selectedBy, this.mayStart);
        addAll(selectedBy, this.mayEnd);
        addEntry(selectedBy, this.literals.Equals, value);
        const droppedBy = emptySet(this.size);
        addEntry(droppedBy, this.literals.NotEquals, value);
        addMatching(selectedBy, this.literals.StartsWith, literal => value.startsWith(literal));
        addMatching(selectedBy, this.literals.EndsWith, literal => value.endsWith(literal));
        addMatching(droppedBy, this.literals.NotStartsWith, literal => value.startsWith(literal));
        addMatching(droppedBy, this.literals.NotEndsWith, literal => value.endsWith(literal));
        return selectedBy.map((word, w) => word & ~at(droppedBy, w));
    }

    private prefixes(domainPrefix: string): Part[] {
        const { StartsWith, NotStartsWith } = this.literals;
        const longer = [...new Set([...StartsWith.keys(), ...NotStartsWith.keys()])].filter(
            literal => literal.startsWith(domainPrefix) && literal !== domainPrefix,
        );
        // One unknown prefix can't take in all strings, unless they have a beginning in common.
        return [domainPrefix, ...longer].map(literal =>
            part(literal, StartsWith, NotStartsWith, this.size, literal === "" ? undefined : this.mayStart, prefix =>
                literal.startsWith(prefix),
            ),
        );
    }

    private suffixes(): Part[] {
        const { EndsWith, NotEndsWith } = this.literals;
        return [...new Set(["", ...EndsWith.keys(), ...NotEndsWith.keys()])].map(literal =>
            part(literal, EndsWith, NotEndsWith, this.size, literal === "" ? undefined : this.mayEnd, suffix =>
                literal.endsWith(suffix),
            ),
        );
    }

    private accepting(prefix: Part, suffix: Part): Bitset {
        return this.unselective.map(
            (word, w) =>
                (word | at(prefix.selectedBy, w) | at(suffix.selectedBy, w)) &
                ~(at(prefix.droppedBy, w) | at(suffix.droppedBy, w)),
        );
    }
}

function entry(map: Map<string, Bitset>, literal: string, size: number): Bitset {
    let set = map.get(literal);
    if (set === undefined) {
        set = emptySet(size);
        map.set(literal, set);
    }
    return set;
}

function addEntry(set: Bitset, map: ReadonlyMap<string, Bitset>, literal: string): void {
    const found = map.get(literal);
    if (found !== undefined) {
        addAll(set, found);
    }
}

function addMatching(set: Bitset, map: ReadonlyMap<string, Bitset>, matches: (literal: string) => boolean): void {
    for (const [literal, indexes] of map) {
        if (matches(literal)) {
            addAll(set, indexes);
        }
    }
}

function part(
    literal: string,
    select: ReadonlyMap<string, Bitset>,
    deselect: ReadonlyMap<string, Bitset>,
    size: number,
    maySelect: Bitset | undefined,
    matches: (literal: string) => boolean,
): Part {
    const selectedBy = maySelect?.slice() ?? emptySet(size);
    const droppedBy = emptySet(size);
    addMatching(selectedBy, select, matches);
    addMatching(droppedBy, deselect, matches);
    return { literal, selectedBy, droppedBy };
}

/** Leaves out each part in whose place another one is accepted by no selector more. */
function undominated(parts: readonly Part[]): Part[] {
    const kept: Part[] = [];
    const dominates = (a: Part, b: Part) => isSubset(a.selectedBy, b.selectedBy) && isSubset(b.droppedBy, a.droppedBy);
    for (const candidate of parts) {
        if (!kept.some(other => dominates(other, candidate))) {
            kept.splice(0, kept.length, ...kept.filter(other => !dominates(candidate, other)), candidate);
        }
    }
    return kept;
}

/** Leaves out each option of which another is accepted by only some of the same selectors. */
function minimalOptions(options: readonly Option[]): Option[] {
    if (options.length > DOMINANCE_LIMIT) {
        return [...options];
    }
    return options.filter(
        option =>
            !options.some(
                other =>
                    other !== option &&
                    isSubset(other.acceptedBy, option.acceptedBy) &&
                    !isSubset(option.acceptedBy, other.acceptedBy),
            ),
    );
}
