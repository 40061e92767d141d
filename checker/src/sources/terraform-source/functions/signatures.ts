import { EvaluationError } from "../evaluate/evaluation-error";
import type { Hcl } from "../evaluate/value";

/** The functions, by how many arguments they need. Source: opentofu/opentofu 1.12, internal/lang/functions.go (`Params`). */
const NEEDS: Readonly<Record<number, string>> = {
    1: "abs alltrue anytrue base64decode base64encode base64sha256 basename ceil chomp compact distinct file fileexists flatten floor jsondecode jsonencode keys length lower md5 nonsensitive one reverse sensitive sha1 sha256 sha512 sort strrev sum tobool tolist tomap tonumber toset tostring transpose trimspace upper values",
    2: "chunklist contains element endswith indent index parseint setsubtract split startswith strcontains templatefile trim trimprefix trimsuffix zipmap",
    3: "matchkeys replace slice substr",
};

/** Those that accept any number of further arguments. */
const AT_LEAST: Readonly<Record<number, string>> = {
    0: "coalesce coalescelist concat max merge min range setproduct",
    1: "format formatlist join setintersection setunion",
    2: "lookup",
};

/** Those that accept null after this many arguments. */
const NULL_BEHIND: Readonly<Record<number, string>> = {
    0: "coalesce coalescelist jsonencode merge nonsensitive sensitive tobool tolist tomap tonumber toset tostring",
    1: "format formatlist",
    2: "lookup",
};

function byName(table: Readonly<Record<number, string>>): ReadonlyMap<string, number> {
    return new Map(
        Object.entries(table).flatMap(([number, names]) =>
            names.split(" ").map(name => [name, Number(number)] as const),
        ),
    );
}

const needs = byName(NEEDS);
const atLeast = byName(AT_LEAST);
const nullBehind = byName(NULL_BEHIND);

/** @throws EvaluationError if a function gets too many or too few arguments, or null where it doesn't accept it */
export function checkArguments(name: string, values: readonly Hcl[]): void {
    const required = needs.get(name) ?? atLeast.get(name) ?? 0;
    if (values.length < required || (values.length > required && !atLeast.has(name))) {
        throw new EvaluationError(`${name} takes ${required} arguments, not ${values.length}`);
    }
    const first = nullBehind.get(name) ?? values.length;
    if (values.slice(0, first).includes(null)) {
        throw new EvaluationError(`an argument of ${name} is null`);
    }
}
