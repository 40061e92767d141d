import type { ExampleResource } from "../../src/compliance/stack/stack-policy";

const WIDTH = 110;
const INDENT = "    ";

/** The TypeScript program that declares these resources. */
export function exampleSource(resources: readonly ExampleResource[]): string {
    const statements = resources.map(
        ({ type, name, properties }) =>
            `new ${constructorOf(type)}(${JSON.stringify(name)}, ${expression(properties, "", "new ".length)});`,
    );
    return ['import * as aws from "@pulumi/aws";', "", ...statements].join("\n");
}

/** `aws:s3/bucket:Bucket` is `aws.s3.Bucket`. */
function constructorOf(type: string): string {
    const [provider = "", module = "", name = ""] = type.split(":");
    return `${provider}.${module.split("/")[0]}.${name}`;
}

/** A value as TypeScript: on one line if it fits, and otherwise one entry per line. */
function expression(value: unknown, indent: string, used: number): string {
    const inline = inlineExpression(value);
    if (indent.length + used + inline.length <= WIDTH && !inline.includes("{ name:")) {
        return inline;
    }
    const deeper = indent + INDENT;
    if (Array.isArray(value)) {
        const entries = value.map(entry => `${deeper}${expression(entry, deeper, 1)},`);
        return `[\n${entries.join("\n")}\n${indent}]`;
    }
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).map(([key, entry]) => {
            const name = `${keyOf(key)}: `;
            return `${deeper}${name}${expression(entry, deeper, name.length + 1)},`;
        });
        return `{\n${entries.join("\n")}\n${indent}}`;
    }
    return inline;
}

function inlineExpression(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(inlineExpression).join(", ")}]`;
    }
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).map(([key, entry]) => `${keyOf(key)}: ${inlineExpression(entry)}`);
        return `{ ${entries.join(", ")} }`;
    }
    return JSON.stringify(value);
}

function keyOf(key: string): string {
    return /^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key);
}
