import { isUnknown } from "../../../../../src/cloudtrail/value";
import { evaluateWhole } from "../evaluate/evaluate-whole";
import type { Scope } from "../evaluate/scope";
import { type Hcl, isList, isObject, JsonText, SetValue, undecided, unknownIn } from "../evaluate/value";
import { encodeJson } from "../functions/json";
import type { Block } from "../parse/ast";
import { blocksIn, type OpenBlock } from "./blocks";

/**
 * The document that `data "aws_iam_policy_document"` writes. Source: hashicorp/terraform-provider-aws,
 * internal/service/iam/policy_document_data_source.go.
 */
export function policyDocument(block: Block, scope: Scope): Hcl {
    const { body } = block;
    const statements = blocksIn(body, "statement", scope).map(entry => (isUnknown(entry) ? entry : statementOf(entry)));
    const documents = ["source_json", "source_policy_documents", "override_policy_documents", "override_json"];
    const given = documents.filter(name => body.attributes.has(name));
    const [source, override] = [
        given.filter(name => name.startsWith("source")),
        given.filter(name => name.startsWith("override")),
    ].map(names => names.flatMap(name => statementsIn(attributeValue({ body, scope }, name))));
    const all = [...(source ?? []), ...statements, ...(override ?? [])];
    const ids = all.flatMap(statement =>
        isObject(statement) && typeof statement.Sid === "string" ? [statement.Sid] : [],
    );
    if (given.length > 0 && (new Set(ids).size !== ids.length || all.some(isUnknown))) {
        // A statement replaces another one with the same Sid, in the same position.
        return undecided("a policy document in which statements replace others", block.place);
    }
    const document: Hcl = { Version: attributeValue({ body, scope }, "version") ?? "2012-10-17", Statement: all };
    return unknownIn(document) === undefined ? encodeJson(document) : new JsonText(document);
}

function attributeValue({ body, scope }: OpenBlock, name: string): Hcl {
    const expression = body.attributes.get(name);
    return expression === undefined ? null : evaluateWhole(expression, scope);
}

/** The statements of documents given as JSON text. */
function statementsIn(value: Hcl): readonly Hcl[] {
    if (value === null || value === "") {
        return [];
    }
    if (isList(value)) {
        return value.flatMap(statementsIn);
    }
    const document = value instanceof JsonText ? value.value : typeof value === "string" ? parsed(value) : value;
    if (!isObject(document)) {
        return [isUnknown(document) ? document : undecided("a policy document that is not JSON")];
    }
    const { Statement = [] } = document;
    return isList(Statement) ? Statement : [Statement];
}

function parsed(text: string): Hcl {
    try {
        return JSON.parse(text) as Hcl;
    } catch {
        return undecided("a policy document that is not JSON");
    }
}

function statementOf(block: OpenBlock): Hcl {
    const named = (property: string, name: string): [string, Hcl][] => {
        const value = attributeValue(block, name);
        return value === null || (isList(value) && value.length === 0) ? [] : [[property, texts(value)]];
    };
    const blocks = (property: string, type: string, read: (blocks: readonly OpenBlock[]) => Hcl): [string, Hcl][] => {
        const found = blocksIn(block.body, type, block.scope);
        const unknown = found.find(isUnknown);
        return found.length === 0 ? [] : [[property, unknown ?? read(found as readonly OpenBlock[])]];
    };
    const sid = attributeValue(block, "sid");
    return Object.fromEntries([
        ...(sid === null || sid === "" ? [] : [["Sid", sid] as [string, Hcl]]),
        ["Effect", attributeValue(block, "effect") ?? "Allow"],
        ...named("Action", "actions"),
        ...named("NotAction", "not_actions"),
        ...named("Resource", "resources"),
        ...named("NotResource", "not_resources"),
        ...blocks("Principal", "principals", principalsOf),
        ...blocks("NotPrincipal", "not_principals", principalsOf),
        ...blocks("Condition", "condition", conditionsOf),
    ]);
}

function principalsOf(blocks: readonly OpenBlock[]): Hcl {
    const entries = blocks.map(
        block => [attributeValue(block, "type"), texts(attributeValue(block, "identifiers"))] as const,
    );
    if (entries.some(([type]) => type === "*")) {
        return "*";
    }
    return grouped(entries);
}

function conditionsOf(blocks: readonly OpenBlock[]): Hcl {
    const tests = new Map<string, (readonly [Hcl, Hcl])[]>();
    for (const block of blocks) {
        const test = attributeValue(block, "test");
        if (typeof test !== "string") {
            return isUnknown(test) ? test : undecided("a condition without a test");
        }
        tests.set(test, [
            ...(tests.get(test) ?? []),
            [attributeValue(block, "variable"), texts(attributeValue(block, "values"))] as const,
        ]);
    }
    return Object.fromEntries([...tests].map(([test, entries]) => [test, grouped(entries)]));
}

/** Lists by their names; those with the same name together. */
function grouped(entries: readonly (readonly [name: Hcl, values: Hcl])[]): Hcl {
    const groups = new Map<string, Hcl>();
    for (const [name, values] of entries) {
        if (typeof name !== "string") {
            return isUnknown(name) ? name : undecided("a name that is not a string");
        }
        const before = groups.get(name) ?? [];
        groups.set(name, isList(before) && isList(values) ? [...before, ...values] : values);
    }
    return Object.fromEntries(groups);
}

/** `&{aws:username}` stands for `${aws:username}`, which Terraform would read as its own. */
function texts(value: Hcl): Hcl {
    if (value instanceof SetValue) {
        return value.elements.map(texts);
    }
    if (isList(value)) {
        return value.map(texts);
    }
    return typeof value === "string" ? value.replaceAll("&{", "${") : value;
}
