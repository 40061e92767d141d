import { Unknown, type Value } from "../../../../../src/cloudtrail/value";
import { evaluateWhole } from "../evaluate/evaluate-whole";
import type { Scope } from "../evaluate/scope";
import { type Hcl, perhapsEmpty, undecided } from "../evaluate/value";
import type { Block, Expression } from "../parse/ast";

/** A module, as far as providers are concerned. */
export interface ProviderOwner {
    readonly providers: readonly Block[];
    readonly scope: Scope;
    readonly configuration: { readonly unread: readonly string[] };
    readonly position: { readonly parent?: { readonly module: ProviderOwner; readonly call: Block } };
}

/** The provider that a resource or a data source names, or AWS's default one; `undefined` if it isn't a name. */
export function providerReference(block: Block): string | undefined {
    const provider = block.body.attributes.get("provider");
    return provider === undefined ? "aws" : referenceIn(provider);
}

/**
 * A provider's Region as a module knows it: its own, one that is passed to it, or its caller's. `undefined` if the
 * configuration gives none, so that the environment does.
 */
export function regionOf(reference: string | undefined, module: ProviderOwner): Value<string> | undefined {
    if (reference === undefined) {
        return undecided("its provider is not a name");
    }
    const { parent } = module.position;
    const passed = parent === undefined ? undefined : passedProvider(parent.call, reference);
    if (parent !== undefined && passed !== undefined) {
        return regionOf(passed.reference, parent.module);
    }
    const [name = "aws", alias] = reference.split(".");
    const own = module.providers.find(
        ({ labels, body }) => labels[0] === name && aliasOf(body.attributes.get("alias")) === alias,
    );
    if (own !== undefined) {
        const region = own.body.attributes.get("region");
        return region === undefined ? undefined : regionIn(evaluateWhole(region, module.scope), own);
    }
    const [file] = module.configuration.unread;
    if (file !== undefined) {
        return undecided(`${file}, which could not be read, may declare the provider ${reference}`);
    }
    if (alias !== undefined) {
        return undecided(`the provider ${reference} is not declared`);
    }
    return parent === undefined ? undefined : regionOf(reference, parent.module);
}

/** A Region as configured: none, if it is null. */
export function regionIn(value: Hcl, { place }: Block): Value<string> | undefined {
    if (value === null || value === "") {
        return undefined;
    }
    if (typeof value === "string") {
        return value;
    }
    return value instanceof Unknown ? perhapsEmpty(value) : undecided("a Region that is not a string", place);
}

function aliasOf(expression: Expression | undefined): string | undefined {
    return expression?.kind === "literal" ? String(expression.value) : undefined;
}

/** The provider that a call passes under a name; its own name may be anything but a name. */
function passedProvider({ body }: Block, reference: string): { readonly reference: string | undefined } | undefined {
    const providers = body.attributes.get("providers");
    const item =
        providers?.kind === "object" ? providers.items.find(({ key }) => referenceIn(key) === reference) : undefined;
    return item === undefined ? undefined : { reference: referenceIn(item.value) };
}

/** `aws.replica` as text: a reference to a provider is not an expression. */
function referenceIn(expression: Expression): string | undefined {
    switch (expression.kind) {
        case "literal":
            return String(expression.value);
        case "variable":
            return expression.name;
        case "attribute": {
            const of = referenceIn(expression.of);
            return of === undefined ? undefined : `${of}.${expression.name}`;
        }
        case "index":
            // OpenTofu: one of the instances of a provider with for_each, `aws.by_region["eu"]`.
            return referenceIn(expression.of);
        default:
            return undefined;
    }
}
