import { isUnknown, type Unknown, type Value } from "../../../../../src/cloudtrail/value";
import { entriesOf } from "../evaluate/convert";
import { evaluateWhole } from "../evaluate/evaluate-whole";
import type { Scope } from "../evaluate/scope";
import { type Hcl, undecided } from "../evaluate/value";
import type { Body, Expression } from "../parse/ast";

/** A block within a resource, and the names that can be used in it. */
export interface OpenBlock {
    readonly body: Body;
    readonly scope: Scope;
}

/**
 * The blocks of a type in a body, including those that a `dynamic` block creates: `Unknown` stands for an unknown
 * number of them.
 */
export function blocksIn(body: Body, type: string, scope: Scope): readonly Value<OpenBlock>[] {
    const wanted = new Map([
        [type, 0],
        ["dynamic", 1],
    ]);
    const blocks = body
        .blocksOf(wanted)
        .filter(block => block.type === type || block.labels[0] === type)
        .flatMap((block): readonly Value<OpenBlock>[] =>
            block.type === type ? [{ body: block.body, scope }] : dynamicBlocks(block.body, type, scope),
        );
    const value = body.attributes.get(type);
    // Where a block is required, Terraform accepts no attribute, and JSON no expression.
    return value !== undefined && !(body.isJson && (value.kind === "tuple" || value.kind === "object"))
        ? [...blocks, undecided(`Terraform refuses it: ${type} is a block`, value.place)]
        : blocks;
}

function dynamicBlocks(body: Body, type: string, scope: Scope): readonly Value<OpenBlock>[] {
    const each = body.attributes.get("for_each");
    const [content] = body.blocks("content");
    const value = each === undefined ? undefined : evaluateWhole(each, scope);
    if (value === undefined || content === undefined) {
        return [undecided(`Terraform refuses it: a dynamic block of ${type} needs for_each and content`)];
    }
    const entries = isUnknown(value) ? undefined : entriesOf(value);
    if (entries === undefined || entries.length > MOST) {
        return [unknownNumber(value, type, each)];
    }
    const iterator = nameIn(body.attributes.get("iterator")) ?? type;
    return entries.map(([key, entry]) => ({
        body: content.body,
        scope: scope.with(new Map([[iterator, { key, value: entry }]])),
    }));
}

/** More than any resource that is used may have. */
const MOST = 10_000;

function unknownNumber(value: Hcl, type: string, each: Expression | undefined): Unknown {
    return isUnknown(value) ? value : undecided(`how many blocks of ${type} there are`, each?.place);
}

function nameIn(expression: Expression | undefined): string | undefined {
    return expression?.kind === "variable"
        ? expression.name
        : expression?.kind === "literal"
          ? String(expression.value)
          : undefined;
}
