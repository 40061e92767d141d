import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { Unknown } from "../../../../src/cloudtrail/value";
import { Unreadable } from "../input/unreadable";
import { resolveValue } from "./value";

/** A resource of a template. */
export interface TemplateResource {
    readonly logicalId: string;
    readonly resource: unknown;
    /** The name under which it, or the outermost loop that makes it, stands in the template. */
    readonly name: string;
}

const LOOP = "Fn::ForEach::";

/** More than any template can have: CloudFormation takes 500 resources. */
const MAX_ROUNDS = 10_000;

/**
 * The resources of a template, each loop (`Fn::ForEach`) unrolled. Where its collection isn't known, its body stands for
 * all that it makes, and what depends on the loop's variable isn't known.
 * Source: CloudFormation user guide, `Fn::ForEach`.
 * @throws Unreadable where loops in loops have no reasonable end
 */
export function resourcesOf(resources: Readonly<Record<string, unknown>>, mappings: unknown): TemplateResource[] {
    let rounds = 0;
    const unrolled = (body: Readonly<Record<string, unknown>>, loop?: string): TemplateResource[] =>
        Object.entries(body).flatMap(([name, value]) => {
            if (!name.startsWith(LOOP)) {
                return [{ logicalId: name, resource: value, name: loop ?? name }];
            }
            return roundsOf(value, mappings).flatMap(round => {
                rounds++;
                if (rounds > MAX_ROUNDS) {
                    throw new Unreadable(`its loops have more than ${MAX_ROUNDS} rounds`);
                }
                return unrolled(round, loop ?? name);
            });
        });
    return unrolled(resources);
}

/** The rounds of a loop: `[variable, collection, { "Name${variable}": … }]`. */
function roundsOf(loop: unknown, mappings: unknown): Readonly<Record<string, unknown>>[] {
    const [variable, collection, body] = Array.isArray(loop) ? (loop as readonly unknown[]) : [];
    if (typeof variable !== "string" || !isRecord(body)) {
        return [];
    }
    const values = resolveValue(collection, mappings);
    const rounds = Array.isArray(values) && values.every(value => typeof value === "string") ? values : [undefined];
    return rounds.map(value => substitute(body, variable, value) as Readonly<Record<string, unknown>>);
}

/** `${Name}` or `&{Name}` in any text of the body, also in names, is the value of the round. */
function substitute(body: unknown, variable: string, value: string | undefined): unknown {
    const holds = (text: string) => text.includes(`\${${variable}}`) || text.includes(`&{${variable}}`);
    const fill = (text: string) =>
        value === undefined
            ? text
            : text.replaceAll(`\${${variable}}`, () => value).replaceAll(`&{${variable}}`, () => value);
    if (typeof body === "string") {
        return value === undefined && holds(body) ? new Unknown(body) : fill(body);
    }
    if (Array.isArray(body)) {
        return body.map(entry => substitute(entry, variable, value));
    }
    if (!isRecord(body)) {
        return body;
    }
    // `Ref: Variable` is its value too.
    if (value !== undefined && body.Ref === variable) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(body).map(([name, entry]) => [fill(name), substitute(entry, variable, value)]),
    );
}
