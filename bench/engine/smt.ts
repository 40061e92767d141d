import type { Requirement } from "../../src/cloudtrail/bedrock/requirement";
import type { FieldDomain } from "../../src/cloudtrail/event-domain";
import type { AwsFieldSelector, AwsSelector } from "../../test/cloudtrail/naive/matcher";

/** A question about selectors, in SMT-LIB with the theory of strings. */
export interface SmtQuestion {
    /** Is there an event that is required and that no selector matches? */
    readonly escapes: string;
    /** Is there an event that is required and that some selector matches? */
    readonly logs: string;
}

/** Asks an SMT solver what `coverage` decides, without knowing how that is done. */
export function smtQuestion(selectors: readonly AwsSelector[], { domain }: Requirement): SmtQuestion {
    const fields = Object.keys(domain);
    const given = [
        ...fields.flatMap(field => [`(declare-const ${value(field)} String)`, `(declare-const ${absent(field)} Bool)`]),
        ...Object.entries(domain).map(([field, allowed]) => `(assert ${inDomain(field, allowed)})`),
    ];
    const matches = selectors.map(({ FieldSelectors }) => and(FieldSelectors.map(entry => takes(entry, fields))));
    return {
        escapes: [...given, `(assert (not ${or(matches)}))`].join("\n"),
        logs: [...given, `(assert ${or(matches)})`].join("\n"),
    };
}

const value = (field: string) => `|${field}|`;
const absent = (field: string) => `|no ${field}|`;
const and = (parts: readonly string[]) => (parts.length === 0 ? "true" : `(and ${parts.join(" ")})`);
const or = (parts: readonly string[]) => (parts.length === 0 ? "false" : `(or ${parts.join(" ")})`);

function inDomain(field: string, allowed: FieldDomain): string {
    const string =
        allowed.kind === "values"
            ? or(allowed.values.map(text => `(= ${value(field)} ${literal(text)})`))
            : `(str.prefixof ${literal(allowed.prefix)} ${value(field)})`;
    return allowed.absent ? `(or ${absent(field)} ${string})` : `(and (not ${absent(field)}) ${string})`;
}

function takes(entry: AwsFieldSelector, fields: readonly string[]): string {
    const { Field, Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith } = entry;
    const selecting = Equals ?? StartsWith ?? EndsWith;
    if (!fields.includes(Field)) {
        // An event of this requirement doesn't have the field.
        return selecting === undefined ? "true" : "false";
    }
    const compared = (equals?: readonly string[], starts?: readonly string[], ends?: readonly string[]) =>
        or([
            ...(equals ?? []).map(text => `(= ${value(Field)} ${literal(text)})`),
            ...(starts ?? []).map(text => `(str.prefixof ${literal(text)} ${value(Field)})`),
            ...(ends ?? []).map(text => `(str.suffixof ${literal(text)} ${value(Field)})`),
        ]);
    const selects = `(and (not ${absent(Field)}) ${compared(Equals, StartsWith, EndsWith)})`;
    const drops = `(and (not ${absent(Field)}) ${compared(NotEquals, NotStartsWith, NotEndsWith)})`;
    return and([selecting === undefined ? "true" : selects, `(not ${drops})`]);
}

function literal(text: string): string {
    const escaped = [...text].map(character =>
        /^[ !#-[\]-~]$/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    );
    return `"${escaped.join("")}"`;
}
