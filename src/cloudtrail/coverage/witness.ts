import { exampleRegions, partitionOfArn } from "../bedrock/partition";
import type { Requirement } from "../bedrock/requirement";
import { type CloudTrailEvent, eventOf, FIELDS, type Field } from "../event";
import type { Literals } from "./constraint";
import type { Representative } from "./representatives";

/**
 * Builds a concrete event from one representative for each field, then makes it as typical as possible: an operation
 * that exists, a well-formed ARN of the resource type, a plausible identity.
 * @param chosen the representatives; if one is missing, any value of the domain will do
 * @param literals every literal that the selectors name, for each field
 * @param escapes is this event required, and logged by no selector?
 */
export function makeEvent(
    requirement: Requirement,
    chosen: ReadonlyMap<Field, Representative>,
    literals: (field: Field) => Literals,
    escapes: (event: CloudTrailEvent) => boolean,
): CloudTrailEvent {
    const typical = requirement.examples.find(escapes);
    if (typical !== undefined) {
        return typical;
    }
    const [example = eventOf({})] = requirement.examples;
    const values: Partial<Record<Field, string | null>> = {};
    for (const field of FIELDS) {
        const representative = chosen.get(field);
        values[field] =
            representative === undefined
                ? example[field]
                : concreteValue(representative, literals(field), requirement, field);
    }
    return makeTypical(eventOf(values), requirement, escapes);
}

/** Replaces each value with a typical one if the event still escapes. */
function makeTypical(
    event: CloudTrailEvent,
    { examples }: Requirement,
    escapes: (event: CloudTrailEvent) => boolean,
): CloudTrailEvent {
    let best = event;
    for (const field of FIELDS) {
        for (const example of examples) {
            const candidate = { ...best, [field]: example[field] };
            if (best[field] !== example[field] && escapes(candidate)) {
                best = candidate;
                break;
            }
        }
    }
    return best;
}

function concreteValue(
    representative: Representative,
    literals: Literals,
    requirement: Requirement,
    field: Field,
): string | null {
    switch (representative.kind) {
        case "absent":
            return null;
        case "value":
            return representative.value;
        case "strings":
            return stringOf(representative, literals, requirement, field);
    }
}

/** A string of the class: its longest named prefix and suffix are exactly these, and it is not itself named. */
function stringOf(
    { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
    literals: Literals,
    { examples }: Requirement,
    field: Field,
): string {
    const belongs = (text: string) =>
        !literals.whole.includes(text) &&
        !literals.start.some(other => other.length > prefix.length && text.startsWith(other)) &&
        !literals.end.some(other => other.length > suffix.length && text.endsWith(other));
    for (const example of examples) {
        const text = example[field];
        if (text !== null) {
            const found = variants(text)
                .map(variant => splice(variant, prefix, suffix))
                .find(belongs);
            if (found !== undefined) {
                return found;
            }
        }
    }
    for (const middle of ["Example", "x", "0", "z9", "Q"]) {
        if (belongs(prefix + middle + suffix)) {
            return prefix + middle + suffix;
        }
    }
    return prefix + unusedCharacter(literals) + suffix;
}

/** The string and variants of the same form: other Regions, accounts and identifiers, and a user instead of a role. */
function variants(text: string): string[] {
    const regions = exampleRegions(partitionOfArn(text) ?? "aws");
    const accounts = ["111122223333", "444455556666", "123456789012"];
    const places = regions.flatMap(region =>
        accounts.map(account => text.replace(regions[0], region).replace("111122223333", account)),
    );
    return [...new Set(places)].flatMap(place => [
        place,
        place.replace(/12345/g, "67890"),
        place.replace(/:sts:(.*):assumed-role.*/, ":iam:$1:user/alice"),
    ]);
}

/** Fits a string between a prefix and a suffix, so that the part in between keeps its form. */
function splice(text: string, prefix: string, suffix: string): string {
    const segments = prefix.split(":");
    const last = segments.at(-1) ?? "";
    const rest = text.split(":").slice(segments.length - 1);
    const [partial = "", ...following] = rest;
    const joined = [last + partial.slice(last.length), ...following].join(":");
    const full = [...segments.slice(0, -1), joined].join(":");
    return full.slice(0, Math.max(prefix.length, full.length - suffix.length)) + suffix;
}

/** A character that is in no literal, so that the text on either side of it can't continue into a longer literal. */
function unusedCharacter({ whole, start, end }: Literals): string {
    const used = new Set([...whole, ...start, ...end].flatMap(literal => [...literal]));
    for (let code = "a".charCodeAt(0); ; code++) {
        const character = String.fromCharCode(code);
        if (!used.has(character)) {
            return character;
        }
    }
}
