import { isUnknown } from "../../../../../src/cloudtrail/value";
import { compareTexts, plain, setOf, sortedKeys, toText } from "../evaluate/convert";
import { equal } from "../evaluate/equal";
import { EvaluationError } from "../evaluate/evaluation-error";
import { elementsOfOneType, ofOneType } from "../evaluate/one-type";
import { elementOf } from "../evaluate/traverse";
import { type Hcl, isList, isObject, SetValue, type Undecided, undecided, unknownIn } from "../evaluate/value";
import { type HclFunction, listOf, mapOf, numberOf, ofKnown, textOf } from "./function";
import { graphemes } from "./graphemes";

const KNOWN_ONLY: Readonly<Record<string, HclFunction>> = {
    chunklist: ([list, size]) => {
        const elements = elementsOfOneType(listOf(list));
        const length = numberOf(size);
        if (length < 0 || !Number.isInteger(length)) {
            throw new EvaluationError("the size of a chunk must be positive");
        }
        const step = length === 0 ? Math.max(elements.length, 1) : length;
        return Array.from({ length: Math.ceil(elements.length / step) }, (_, index) =>
            elements.slice(index * step, (index + 1) * step),
        );
    },
    compact: ([list]) => listOf(list).flatMap(element => (element === null || element === "" ? [] : textOf(element))),
    distinct: ([list]) => {
        const byKey = new Map(
            elementsOfOneType(listOf(list)).map(element => [JSON.stringify(plain(element)), element]),
        );
        return [...byKey.values()];
    },
    index: ([list, value]) => {
        const index = listOf(list).findIndex(element => equal(element, value ?? null) === true);
        if (index === -1) {
            throw new EvaluationError("the list has no such element");
        }
        return index;
    },
    matchkeys: ([values, keys, wanted]) => {
        const texts = new Set(listOf(wanted).map(textOf));
        const names = listOf(keys);
        if (names.length !== listOf(values).length) {
            throw new EvaluationError("matchkeys takes as many keys as values");
        }
        return listOf(values).filter((_, index) => texts.has(textOf(names[index])));
    },
    range: (values, { budget }) => {
        const numbers = values.map(numberOf);
        const [start = 0, limit = 0] = numbers.length === 1 ? [0, numbers[0]] : numbers;
        const step = numbers[2] ?? (start <= limit ? 1 : -1);
        const length = Math.max(0, Math.ceil((limit - start) / step));
        if (step === 0 || length > 1024) {
            throw new EvaluationError("a range has at most 1024 numbers");
        }
        if (![start, limit, step].every(Number.isSafeInteger)) {
            return undecided("a range of fractions");
        }
        budget.list(length);
        return Array.from({ length }, (_, index) => start + index * step);
    },
    setintersection: sets => {
        const [first = [], ...more] = setsOfOneType(sets);
        const others = more.map(keysOf);
        return setOf(first.filter(element => others.every(keys => keys.has(keyOf(element)))));
    },
    setproduct: (lists, { budget }) => {
        if (lists.length < 2) {
            throw new EvaluationError("setproduct takes at least two lists");
        }
        const factors = lists.map(list => elementsOfOneType(listOf(list)));
        budget.list(factors.reduce((product, { length }) => product * length, factors.length));
        const products = factors.reduce<readonly (readonly Hcl[])[]>(
            (found, factor) => found.flatMap(product => factor.map(element => [...product, element])),
            [[]],
        );
        return lists.every(list => list instanceof SetValue) ? setOf(products) : products;
    },
    setsubtract: sets => {
        const [from = [], what = []] = setsOfOneType(sets);
        const keys = keysOf(what);
        return setOf(from.filter(element => !keys.has(keyOf(element))));
    },
    setunion: sets => setOf(elementsOfOneType(sets.flatMap(listOf))),
    sort: ([list]) => listOf(list).map(textOf).sort(compareTexts),
    transpose: ([map]) => {
        const pairs = Object.entries(mapOf(map)).flatMap(([name, list]) =>
            listOf(list).map(element => [textOf(element), name] as const),
        );
        const names = [...new Set(pairs.map(([element]) => element))];
        return Object.fromEntries(
            names.map(name => [
                name,
                pairs.flatMap(([element, key]) => (element === name ? [key] : [])).sort(compareTexts),
            ]),
        );
    },
};

/** Functions that need to know how many elements there are, or their names, but not their values. */
const PARTIAL: Readonly<Record<string, HclFunction>> = {
    coalesce: values => {
        for (const value of ofOneType(values)) {
            if (isUnknown(value) || (value !== null && value !== "")) {
                return value;
            }
        }
        throw new EvaluationError("coalesce finds no value");
    },
    coalescelist: values => {
        for (const value of values) {
            if (isUnknown(value) || (value !== null && listOf(value).length > 0)) {
                return value;
            }
        }
        throw new EvaluationError("coalescelist finds no list");
    },
    concat: (values, { budget }) => {
        const unknown = values.find(isUnknown);
        if (unknown !== undefined) {
            return unknown;
        }
        const lists = values.map(listOf);
        budget.list(lists.reduce((sum, { length }) => sum + length, 0));
        return lists.flat();
    },
    contains: ([list, value = null]) => {
        if (isUnknown(list)) {
            return list;
        }
        const answers = listOf(list).map(element => equal(element, value));
        return answers.includes(true) || ((answers.find(isUnknown) as Undecided | undefined) ?? false);
    },
    element: ([list, index = null]) => {
        if (isUnknown(list) || isUnknown(index)) {
            return isUnknown(list) ? list : index;
        }
        const elements = listOf(list);
        const position = numberOf(index);
        if (elements.length === 0) {
            throw new EvaluationError("an empty list has no elements");
        }
        return position < 0
            ? undecided("an element at a negative index")
            : elementOf(elements, position % elements.length);
    },
    flatten: ([list = null], { budget }) => flattened(list, budget),
    keys: ([map]) => (isUnknown(map) ? map : sortedKeys(mapOf(map))),
    length: ([value = null]) => {
        if (isUnknown(value)) {
            return value;
        }
        return typeof value === "string"
            ? graphemes(value).length
            : isObject(value)
              ? Object.keys(value).length
              : listOf(value).length;
    },
    lookup: ([map = null, key = null, otherwise]) => {
        if (isUnknown(map) || isUnknown(key)) {
            return isUnknown(map) ? map : key;
        }
        const name = textOf(key);
        const entries = mapOf(map);
        if (Object.hasOwn(entries, name)) {
            return entries[name] as Hcl;
        }
        if (otherwise === undefined) {
            throw new EvaluationError(`the map has no key ${JSON.stringify(name)}`);
        }
        return otherwise;
    },
    merge: values => {
        const unknown = values.find(isUnknown);
        return unknown ?? Object.assign({}, ...values.filter(value => value !== null).map(mapOf));
    },
    one: ([list = null]) => {
        if (isUnknown(list) || list === null) {
            return list;
        }
        const elements = listOf(list);
        if (elements.length > 1) {
            throw new EvaluationError("one accepts at most one element");
        }
        return elements[0] ?? null;
    },
    reverse: ([list]) => (isUnknown(list) ? list : [...listOf(list)].reverse()),
    slice: ([list = null, start = null, end = null]) => {
        const unknown = [list, start, end].find(isUnknown);
        if (unknown !== undefined) {
            return unknown;
        }
        const [from, until] = [numberOf(start), numberOf(end)];
        const elements = listOf(list);
        if (from < 0 || until > elements.length || from > until) {
            throw new EvaluationError("the slice is not within the list");
        }
        return elements.slice(from, until);
    },
    tolist: ([value = null]) => (isUnknown(value) || value === null ? value : elementsOfOneType(listOf(value))),
    tomap: ([value = null]) => {
        if (isUnknown(value) || value === null) {
            return value;
        }
        const names = Object.keys(mapOf(value));
        const values = elementsOfOneType(names.map(name => mapOf(value)[name] as Hcl));
        return Object.fromEntries(names.map((name, index) => [name, values[index] as Hcl]));
    },
    toset: ([value = null]) => (isUnknown(value) || value === null ? value : setOf(elementsOfOneType(listOf(value)))),
    values: ([map]) => (isUnknown(map) ? map : sortedKeys(mapOf(map)).map(key => mapOf(map)[key] as Hcl)),
    zipmap: ([keys = null, values = null]) => {
        const unknown = unknownIn(keys) ?? (isUnknown(values) ? values : undefined);
        if (unknown !== undefined) {
            return unknown as Undecided;
        }
        const [names, elements] = [listOf(keys), listOf(values)];
        if (names.length !== elements.length) {
            throw new EvaluationError("there are fewer keys than values, or fewer values than keys");
        }
        return Object.fromEntries(names.map((name, index) => [String(toText(name)), elements[index] as Hcl]));
    },
};

/** Lists, sets and maps. */
export const COLLECTIONS: Readonly<Record<string, HclFunction>> = {
    ...Object.fromEntries(Object.entries(KNOWN_ONLY).map(([name, call]) => [name, ofKnown(call)])),
    ...PARTIAL,
};

function flattened(value: Hcl, budget: { list(length: number): void }): Hcl {
    if (isUnknown(value)) {
        return value;
    }
    const flat: Hcl[] = [];
    for (const element of listOf(value)) {
        // An unknown value may be a list, and so several elements.
        if (isUnknown(element)) {
            return element;
        }
        const inner = isList(element) || element instanceof SetValue ? flattened(element, budget) : [element];
        if (!isList(inner)) {
            return inner;
        }
        budget.list(flat.length + inner.length);
        for (const entry of inner) {
            flat.push(entry);
        }
    }
    return flat;
}

/** The elements of each of some sets, all of one type. */
function setsOfOneType(sets: readonly Hcl[]): readonly (readonly Hcl[])[] {
    const lists = sets.map(listOf);
    const elements = elementsOfOneType(lists.flat());
    let next = 0;
    return lists.map(({ length }) => {
        next += length;
        return elements.slice(next - length, next);
    });
}

function keyOf(value: Hcl): string {
    return JSON.stringify(plain(value));
}

function keysOf(values: readonly Hcl[]): ReadonlySet<string> {
    return new Set(values.map(keyOf));
}
