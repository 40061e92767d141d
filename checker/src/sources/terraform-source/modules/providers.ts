import { evaluateWhole } from "../evaluate/evaluate-whole";
import type { Scope } from "../evaluate/scope";
import type { Block, Expression } from "../parse/ast";

/** A module, as far as providers are concerned. */
export interface ProviderOwner {
    readonly providers: readonly Block[];
    readonly scope: Scope;
    readonly position: { readonly parent?: { readonly module: ProviderOwner; readonly call: Block } };
}

/** The provider that a resource or a data source names, or AWS's default one. */
export function providerReference(block: Block): string {
    const provider = block.body.attributes.get("provider");
    return provider === undefined ? "aws" : (referenceIn(provider) ?? "aws");
}

/** A provider's Region as a module knows it: its own, one that is passed to it, or its caller's. */
export function regionOf(reference: string, module: ProviderOwner): string | undefined {
    const { parent } = module.position;
    const passed = parent === undefined ? undefined : passedProvider(parent.call, reference);
    if (parent !== undefined && passed !== undefined) {
        return regionOf(passed, parent.module);
    }
    const [name = "aws", alias] = reference.split(".");
    const own = module.providers.find(
        ({ labels, body }) => labels[0] === name && aliasOf(body.attributes.get("alias")) === alias,
    );
    if (own !== undefined) {
        const region = own.body.attributes.get("region");
        const value = region === undefined ? undefined : evaluateWhole(region, module.scope);
        return typeof value === "string" ? value : undefined;
    }
    return parent !== undefined && alias === undefined ? regionOf(reference, parent.module) : undefined;
}

function aliasOf(expression: Expression | undefined): string | undefined {
    return expression?.kind === "literal" ? String(expression.value) : undefined;
}

function passedProvider({ body }: Block, reference: string): string | undefined {
    const providers = body.attributes.get("providers");
    const item =
        providers?.kind === "object" ? providers.items.find(({ key }) => referenceIn(key) === reference) : undefined;
    return item === undefined ? undefined : referenceIn(item.value);
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
        default:
            return undefined;
    }
}
