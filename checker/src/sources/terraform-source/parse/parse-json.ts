import { type Node, parseTree } from "jsonc-parser";
import { parseJson } from "../../../text/json-text";
import { Unreadable } from "../../input/unreadable";
import type { Block, Body, Expression, ObjectItem, SourcePlace } from "./ast";
import type { HclParser } from "./parse-hcl";
import { SourceText } from "./source-text";

/**
 * Reads Terraform's language in its JSON form, as CDK for Terraform writes it.
 * @throws Unreadable with line and column
 */
export function parseJsonConfiguration(file: string, text: string, parser: HclParser): Body {
    const source = new SourceText(file, text);
    const parsed = parseJson(text);
    if ("problem" in parsed) {
        const { message, ...place } = parsed.problem;
        throw new Unreadable(`malformed JSON: ${message}`, place);
    }
    const root = parseTree(text);
    if (root?.type !== "object") {
        throw source.unreadable("it is not a configuration: an object is required", 0);
    }
    const reading = { source, parser };
    // Everything at once, so that malformed parts are reported now.
    expressionOf(root, reading);
    return new JsonBody(root, reading);
}

interface Reading {
    readonly source: SourceText;
    readonly parser: HclParser;
}

/** A JSON object: only the caller knows whether a property is an attribute or blocks. */
class JsonBody implements Body {
    readonly isJson = true;
    private expressions: ReadonlyMap<string, Expression> | undefined;
    private readonly properties: readonly { readonly name: string; readonly value: Node; readonly node: Node }[];

    constructor(
        object: Node,
        private readonly reading: Reading,
    ) {
        this.properties = propertiesOf(object, reading.source).filter(({ name }) => name !== "//");
    }

    get attributes(): ReadonlyMap<string, Expression> {
        this.expressions ??= new Map(
            this.properties.map(({ name, value }) => [name, expressionOf(value, this.reading)]),
        );
        return this.expressions;
    }

    constant(name: string): Expression | undefined {
        const value = this.properties.find(property => property.name === name)?.value;
        return value === undefined ? undefined : expressionOf(value, this.reading, literal);
    }

    syntax(name: string): Expression | undefined {
        const { source, parser } = this.reading;
        const value = this.properties.find(property => property.name === name)?.value;
        if (value?.type !== "string") {
            return undefined;
        }
        const place = source.placeOf(value.offset);
        try {
            return parser.expression(String(value.value), place);
        } catch (error) {
            if (error instanceof Unreadable) {
                return { kind: "inexact", text: String(value.value), place };
            }
            throw error;
        }
    }

    blocks(type: string, labels = 0): readonly Block[] {
        return this.blocksOf(new Map([[type, labels]]));
    }

    blocksOf(types: ReadonlyMap<string, number>): readonly Block[] {
        return this.properties.flatMap(({ name, value, node }) => {
            const labels = types.get(name);
            return labels === undefined ? [] : this.blocksIn(name, value, labels, [], node);
        });
    }

    private blocksIn(type: string, value: Node, left: number, labels: readonly string[], at: Node): Block[] {
        if (value.type === "array") {
            return (value.children ?? []).flatMap(entry => this.blocksIn(type, entry, left, labels, entry));
        }
        if (value.type !== "object") {
            return [];
        }
        const { source } = this.reading;
        return left === 0
            ? [{ type, labels, body: new JsonBody(value, this.reading), place: source.placeOf(at.offset) }]
            : propertiesOf(value, source)
                  .filter(({ name }) => name !== "//")
                  .flatMap(({ name, value: inner, node }) =>
                      this.blocksIn(type, inner, left - 1, [...labels, name], node),
                  );
    }
}

function propertiesOf(object: Node, source: SourceText): { name: string; value: Node; node: Node }[] {
    const names = new Set<string>();
    return (object.children ?? []).flatMap(node => {
        const [key, value] = node.children ?? [];
        const name = String(key?.value);
        if (names.has(name)) {
            throw source.unreadable(`malformed JSON: ${JSON.stringify(name)} appears twice in one object`, node.offset);
        }
        names.add(name);
        return value === undefined ? [] : [{ name, value, node }];
    });
}

/** The value of a string. */
type TextReader = (text: string, place: SourcePlace) => Expression;

const literal: TextReader = (value, place) => ({ kind: "literal", value, place });

/** Strings and object names are templates, unless they are read differently. */
function expressionOf(
    node: Node,
    reading: Reading,
    readText: TextReader = (text, place) => reading.parser.template(text, place),
): Expression {
    const { source } = reading;
    const place = source.placeOf(node.offset);
    switch (node.type) {
        case "string":
            return readText(String(node.value), place);
        case "array": {
            const items = (node.children ?? []).map(entry => expressionOf(entry, reading, readText));
            return { kind: "tuple", items, place };
        }
        case "object":
            return {
                kind: "object",
                items: propertiesOf(node, source).map(
                    ({ name, value }): ObjectItem => ({
                        key: readText(name, place),
                        value: expressionOf(value, reading, readText),
                    }),
                ),
                place,
            };
        case "number": {
            const text = source.text.slice(node.offset, node.offset + node.length);
            return text.replace(/[eE].*|\D/g, "").replace(/^0+/, "").length > 15
                ? { kind: "inexact", text, place }
                : { kind: "literal", value: Number(node.value), place };
        }
        default:
            return { kind: "literal", value: (node.value as boolean | null) ?? null, place };
    }
}
