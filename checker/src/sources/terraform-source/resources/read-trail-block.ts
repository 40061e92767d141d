import { isUnknown } from "../../../../../src/cloudtrail/value";
import { evaluateWhole } from "../evaluate/evaluate-whole";
import type { Scope } from "../evaluate/scope";
import { blocksIn } from "../modules/blocks";
import type { Block, Body, Expression } from "../parse/ast";
import { plainValue } from "./plain-value";
import { type Schema, typed } from "./trail-schema";

/** Arguments that are Terraform's own, not the provider's. */
const META: ReadonlySet<string> = new Set(["count", "for_each", "provider", "depends_on", "lifecycle", "dynamic"]);

/** The properties of a resource or of a block in it, as the provider would get them. */
export function readProperties(body: Body, scope: Scope, schema: Schema): Record<string, unknown> {
    const attributes = [...body.attributes].flatMap(([name, expression]): [string, unknown][] => {
        if (META.has(name) || Object.hasOwn(schema.blocks, name)) {
            return [];
        }
        const value = typed(evaluateWhole(expression, scope), schema.attributes[name] ?? "string", expression.place);
        return value === null ? [] : [[name, plainValue(value)]];
    });
    const blocks = Object.entries(schema.blocks).flatMap(([type, inner]): [string, unknown][] => {
        const entries = blocksIn(body, type, scope).map(block =>
            isUnknown(block) ? block : readProperties(block.body, block.scope, inner),
        );
        return entries.length === 0 ? [] : [[type, entries]];
    });
    return Object.fromEntries([...attributes, ...blocks]);
}

/** The attributes that Terraform leaves as they are, whatever the source says; `all` for all. */
export function ignoredChanges(block: Block): ReadonlySet<string> {
    const names = block.body
        .blocks("lifecycle")
        .flatMap(({ body }) => body.attributes.get("ignore_changes") ?? [])
        .flatMap(expression => (expression.kind === "tuple" ? expression.items : [expression]))
        .map(firstName);
    return new Set(names);
}

/** `advanced_event_selector[0].name`: in JSON a string. */
function firstName(expression: Expression): string {
    switch (expression.kind) {
        case "variable":
            return expression.name;
        case "literal":
            return String(expression.value).replace(/[.[].*$/s, "");
        case "attribute":
        case "index":
            return firstName(expression.of);
        default:
            return "all";
    }
}
