import type { AwsSelector } from "../../test/cloudtrail/naive/matcher";
import hunted from "./hunted.json";

/** Selectors for one type of data events, made as hard as AWS allows: at most 500 values. */
export interface Tangle {
    readonly name: string;
    readonly type: string;
    readonly selectors: readonly AwsSelector[];
}

const AGENT_ALIAS = "AWS::Bedrock::AgentAlias";
/** Nothing is known about their events' source: a fifth string field. */
const ANY_TYPE = "AWS::S3::Object";

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function numbers(seed: number): () => number {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), state | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

const FIELDS = ["eventName", "resources.ARN", "eventType", "userIdentity.arn"];
type Filters = Record<string, Record<string, string[]>>;

const begin = (field: string) => (field === "resources.ARN" ? "arn:aws:bedrock:" : "");

function selector(filters: Filters, type = AGENT_ALIAS): AwsSelector {
    return {
        FieldSelectors: [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: [type] },
            ...Object.entries(filters).map(([Field, operators]) => ({ Field, ...operators })),
        ],
    };
}

/** How many values selectors have, as AWS counts them. */
export function valuesIn(selectors: readonly AwsSelector[]): number {
    const lists = selectors.flatMap(({ FieldSelectors }) =>
        FieldSelectors.flatMap(({ Field: _, ...operators }) => Object.values(operators) as string[][]),
    );
    return lists.reduce((sum, list) => sum + list.length, 0);
}

/** How scattered selectors are made. */
export interface Shape {
    readonly selectors: number;
    readonly values: number;
    /** Literals of a selector, over all fields. */
    readonly literals: number;
    /** Literals are words of up to `depth` of so many letters: the fewer, the more contain each other. */
    readonly letters: number;
    readonly depth: number;
    /** The proportions of suffixes, of selecting instead of dropping, and of filters on the two-valued fields. */
    readonly suffixes: number;
    readonly selecting: number;
    readonly twoValued: number;
    /** A common beginning of all words, as long as a value may be, so they differ only at the end. */
    readonly common?: string;
    readonly type?: string;
}

/**
 * Selectors that each accept nearly everything: what escapes has to be dropped by every one of them, by one of a few
 * words in one of four fields. Whether that is possible is as hard a question as the numbers allow.
 */
export function scattered(seed: number, shape: Shape): readonly AwsSelector[] {
    const random = numbers(seed);
    const pick = (count: number) => Math.floor(random() * count);
    const word = () => Array.from({ length: 1 + pick(shape.depth) }, () => "abcdefghij"[pick(shape.letters)]).join("");
    const { common = "", type = AGENT_ALIAS } = shape;
    const fields = type === AGENT_ALIAS ? FIELDS : [...FIELDS, "eventSource"];
    const made: AwsSelector[] = [];
    while (made.length < shape.selectors) {
        const filters: Filters = {};
        for (let literal = 0; literal < shape.literals; literal++) {
            const field = fields[pick(fields.length)]!;
            const suffix = random() < shape.suffixes;
            const operator = (random() < shape.selecting ? "" : "Not") + (suffix ? "EndsWith" : "StartsWith");
            filters[field] ??= {};
            const values = filters[field][operator] ?? [];
            filters[field][operator] = values;
            values.push(suffix ? word() + common : begin(field) + common + word());
        }
        if (random() < shape.twoValued) {
            filters.readOnly = { Equals: [random() < 0.5 ? "true" : "false"] };
        }
        if (random() < shape.twoValued) {
            filters.sessionCredentialFromConsole = { [random() < 0.5 ? "Equals" : "NotEquals"]: ["true"] };
        }
        const next = selector(filters, type);
        if (valuesIn([...made, next]) > shape.values) {
            break;
        }
        made.push(next);
    }
    return made;
}

/** Boxes of nested prefixes that fill four fields without a gap; with `gap`, all but one. */
export function boxes(seed: number, count: number, values: number, gap: boolean): readonly AwsSelector[] {
    const random = numbers(seed);
    const pick = (among: number) => Math.floor(random() * among);
    const depth = 200;
    const text = (field: string, length: number) => begin(field) + "a".repeat(length);
    const written = (box: Readonly<Record<string, readonly [number, number]>>) =>
        selector(
            Object.fromEntries(
                Object.entries(box).map(([field, [from, to]]) => [
                    field,
                    {
                        ...(from > 0 ? { StartsWith: [text(field, from)] } : {}),
                        ...(to < depth ? { NotStartsWith: [text(field, to)] } : {}),
                    },
                ]),
            ),
        );
    let made: readonly Readonly<Record<string, readonly [number, number]>>[] = [{}];
    for (let tries = 0; made.length < count && tries < 50 * count; tries++) {
        const which = pick(made.length);
        const box = made[which]!;
        const field = FIELDS[pick(FIELDS.length)]!;
        const [from, to] = box[field] ?? [0, depth];
        if (to - from < 2) {
            continue;
        }
        const middle = from + 1 + pick(to - from - 1);
        const next = made.toSpliced(which, 1, { ...box, [field]: [from, middle] }, { ...box, [field]: [middle, to] });
        if (valuesIn(next.map(written)) > values) {
            break;
        }
        made = next;
    }
    const selectors = made.map(written);
    return gap ? selectors.toSpliced(pick(selectors.length), 1) : selectors;
}

/** One field with as many prefixes as suffixes, a few of both in each selector: the most pairs to distinguish. */
export function crossed(selectors: number, values: number): readonly AwsSelector[] {
    const each = Math.max(1, Math.floor((values - 2 * selectors) / (2 * selectors)));
    const words = (index: number, end: string) => Array.from({ length: each }, (_, word) => `${index}.${word}${end}`);
    return Array.from({ length: selectors }, (_, index) =>
        selector({
            eventName: {
                NotStartsWith: words(index, ".").map(word => `p${word}`),
                NotEndsWith: words(index, "s").map(word => `.${word}`),
            },
        }),
    );
}

const NEARLY: Shape = {
    selectors: 160,
    values: 500,
    literals: 7,
    letters: 6,
    depth: 2,
    suffixes: 0.3,
    selecting: 0,
    twoValued: 0,
};

const FIVE: Shape = { ...NEARLY, letters: 5, depth: 1, literals: 7, suffixes: 0.4, type: ANY_TYPE };

function some(name: string, make: (seed: number) => readonly AwsSelector[], type = AGENT_ALIAS): Tangle[] {
    return [1, 2, 3].map(seed => ({ name: `${name} (${seed})`, type, selectors: make(seed) }));
}

/** The worst shapes and trails that were found: `hunt.ts` finds them by changing what takes the most steps. */
export const TANGLES: readonly Tangle[] = [
    ...some("dropped by words of four fields", seed => scattered(seed, NEARLY)),
    ...some("dropped by longer words of four fields", seed => scattered(seed, { ...NEARLY, literals: 8, depth: 4 })),
    ...some("dropped by letters of five fields", seed => scattered(seed, FIVE), ANY_TYPE),
    ...some("dropped and selected, six fields", seed =>
        scattered(seed, { ...NEARLY, letters: 4, literals: 4, selecting: 0.3, twoValued: 0.5 }),
    ),
    ...some("prefixes only, halves of readOnly", seed =>
        scattered(seed, { ...NEARLY, letters: 7, depth: 3, literals: 3, suffixes: 0, twoValued: 1 }),
    ),
    ...some("values of 2,000 characters that differ in a few", seed =>
        scattered(seed, { ...NEARLY, depth: 4, common: "x".repeat(2000) }),
    ),
    ...some("boxes without a gap", seed => boxes(seed, 160, 500, false)),
    ...some("boxes with one gap", seed => boxes(seed, 160, 500, true)),
    ...[2, 20, 60].map(count => ({
        name: `prefixes times suffixes, ${count} selectors`,
        type: AGENT_ALIAS,
        selectors: crossed(count, 500),
    })),
    ...(hunted as readonly Tangle[]),
];
