import { relative } from "node:path";
import type { Value } from "../../../../../src/cloudtrail/value";
import { evaluateWhole, guarded } from "../evaluate/evaluate-whole";
import { EvaluationError } from "../evaluate/evaluation-error";
import { Scope, type Surroundings } from "../evaluate/scope";
import { causeOf, type Hcl, Lookup, undecided } from "../evaluate/value";
import { noteSecret } from "../functions/conversions";
import type { Block, Expression } from "../parse/ast";
import { dataSource } from "./data-sources";
import { type Expansion, expand, type Instance } from "./expand";
import type { ModuleConfiguration } from "./module-configuration";
import { providerReference, regionOf } from "./providers";
import { ResourceInstance } from "./resource-instance";
import type { Traced, Tracer } from "./tracer";
import { convertTo } from "./type-constraint";

/** What all modules of a root module share. */
export interface Tree {
    readonly tracer: Tracer;
    readonly surroundings: Surroundings;
    /** The module of a call, or why nothing of it can be read. */
    readonly moduleOf: (call: Block, caller: Caller) => ModuleConfiguration | string;
}

/** A module that calls another. */
export interface Caller {
    readonly configuration: ModuleConfiguration;
    readonly position: { readonly calls: readonly string[]; readonly parent?: { readonly module: Caller } };
}

/** A module's position in the tree of modules. */
export interface Position {
    /** `module.audit["eu"]`; empty for the root. */
    readonly address: string;
    /** The names of the calls that lead to it. */
    readonly calls: readonly string[];
    readonly parent?: { readonly module: ModuleInstance; readonly call: Block; readonly scope: Scope };
    /** Why it is unknown whether it exists at all. */
    readonly uncertain?: string | undefined;
}

/** The value of a variable of the root module, or a call's argument. */
export type Inputs = (name: string, variable: Block) => Hcl | undefined;

/** A module that is called once, or the root module: the values of its names. */
export class ModuleInstance {
    readonly scope: Scope;
    private readonly values = new Map<string, () => Traced>();
    private readonly expansions = new Map<Block, Expansion>();
    private readonly resources = new Map<string, ResourceInstance>();
    private readonly children = new Map<string, readonly ModuleInstance[] | string>();

    constructor(
        readonly configuration: ModuleConfiguration,
        readonly position: Position,
        private readonly inputs: Inputs,
        readonly tree: Tree,
    ) {
        this.scope = new Scope(tree.surroundings, name => this.root(name));
    }

    get providers(): readonly Block[] {
        return this.configuration.providers;
    }

    get tracer(): Tracer {
        return this.tree.tracer;
    }

    /** Why it is unknown whether it exists at all. */
    get uncertain(): string | undefined {
        const { unreadOverride } = this.configuration;
        const own = unreadOverride === undefined ? undefined : overrides(unreadOverride);
        return this.position.uncertain ?? own;
    }

    /** The Region of a provider: `aws`, `aws.replica`. */
    region(reference: string | undefined): Value<string> | undefined {
        return regionOf(reference, this);
    }

    /** What a block of this module declares, if known. */
    expansionOf(block: Block): Expansion {
        const known = this.expansions.get(block) ?? expand(block, this.scope);
        this.expansions.set(block, known);
        return known;
    }

    /** Everything that a managed resource's block declares: one of an unknown number stands for all of them. */
    resourceInstances(block: Block): readonly ResourceInstance[] {
        const expansion = this.expansionOf(block);
        return expansion.kind === "unknown"
            ? [
                  this.resource(
                      block,
                      { suffix: "[*]", key: undefined, scope: expansion.scope },
                      causeOf(expansion.cause),
                  ),
              ]
            : expansion.instances.map(instance => this.resource(block, instance, undefined));
    }

    /** The modules of a call; why nothing of them can be read. */
    childrenOf(name: string, call: Block): readonly ModuleInstance[] | string {
        const known = this.children.get(name) ?? this.call(name, call);
        this.children.set(name, known);
        return known;
    }

    /** The address of something in this module. */
    addressOf(own: string): string {
        return this.position.address === "" ? own : `${this.position.address}.${own}`;
    }

    private call(name: string, call: Block): readonly ModuleInstance[] | string {
        const configuration = this.tree.moduleOf(call, this);
        if (typeof configuration === "string") {
            return configuration;
        }
        const expansion = this.expansionOf(call);
        const unknown = expansion.kind === "unknown" ? causeOf(expansion.cause) : undefined;
        const instances =
            expansion.kind === "unknown"
                ? [{ suffix: "[*]", key: undefined, scope: expansion.scope }]
                : expansion.instances;
        return instances.map(({ suffix, scope }) => {
            const position: Position = {
                address: this.addressOf(`module.${name}${suffix}`),
                calls: [...this.position.calls, name],
                parent: { module: this, call, scope },
                uncertain: this.uncertain ?? unknown,
            };
            const inputs: Inputs = input => {
                const expression = call.body.attributes.get(input);
                return expression === undefined ? undefined : evaluateWhole(expression, scope);
            };
            return new ModuleInstance(configuration, position, inputs, this.tree);
        });
    }

    private resource(block: Block, instance: Instance, uncertain: string | undefined): ResourceInstance {
        const address = this.addressOf(`${block.labels.join(".")}${instance.suffix}`);
        const known =
            this.resources.get(address) ?? new ResourceInstance(block, address, instance.scope, this, uncertain);
        this.resources.set(address, known);
        return known;
    }

    /** The value of the first name in a reference. */
    private root(name: string): Hcl | undefined {
        switch (name) {
            case "var":
                return new Lookup("var", variable => this.variable(variable));
            case "local":
                return new Lookup("local", local => this.local(local));
            case "module":
                return new Lookup("module", call => this.moduleValue(call));
            case "data":
                return new Lookup("data", type => new Lookup(`data.${type}`, label => this.dataValue(type, label)));
            case "path":
                return new Lookup("path", kind => this.path(kind));
            case "terraform":
            case "tofu":
                return new Lookup(name, property => undecided(`${name}.${property} is not part of the source`));
            case "each":
            case "count":
            case "self":
                return undefined;
            default:
                return new Lookup(name, label => this.resourceValue(name, label));
        }
    }

    private once(name: string, compute: () => Hcl): Hcl {
        const known = this.values.get(name) ?? this.tree.tracer.once(this.addressOf(name), compute);
        this.values.set(name, known);
        return known().value;
    }

    private variable(name: string): Hcl {
        const block = this.configuration.variables.get(name);
        if (block === undefined) {
            return this.undeclared(`var.${name}`);
        }
        return this.once(`var.${name}`, () => guarded(() => this.inputOf(name, block), block.place));
    }

    private inputOf(name: string, block: Block): Hcl {
        const { body } = block;
        const literal = (expression: Expression) => evaluateWhole(expression, LITERAL_ONLY(this.tree.surroundings));
        const byDefault = body.constant("default");
        const nullable = body.constant("nullable");
        const given = this.inputs(name, block);
        const isGiven =
            given !== undefined && !(given === null && nullable !== undefined && literal(nullable) === false);
        if (!isGiven && byDefault === undefined) {
            return this.position.parent === undefined
                ? undecided(`var.${name} has no value: set one with --var '${name}=…'`, block.place)
                : undecided(`Terraform refuses it: the module's argument ${name} is missing`, block.place);
        }
        const value = isGiven ? given : literal(byDefault as Expression);
        const typed = convertTo(value, body.syntax("type"), literal);
        const sensitive = body.constant("sensitive");
        if (sensitive !== undefined && literal(sensitive) !== false) {
            noteSecret(typed, this.tree.surroundings.secrets);
        }
        return typed;
    }

    private local(name: string): Hcl {
        const expression = this.configuration.locals.get(name);
        return expression === undefined
            ? this.undeclared(`local.${name}`)
            : this.once(`local.${name}`, () => evaluateWhole(expression, this.scope));
    }

    private moduleValue(name: string): Hcl {
        const call = this.configuration.calls.get(name);
        if (call === undefined) {
            return this.undeclared(`module.${name}`);
        }
        const children = this.childrenOf(name, call);
        if (typeof children === "string") {
            const cause = undecided(`module.${name} is not read: ${children}`, call.place);
            return new Lookup(`module.${name}`, () => cause);
        }
        return this.expanded(
            this.expansionOf(call),
            children.map(child => child.asValue()),
            `module.${name}`,
        );
    }

    /** Its outputs. */
    private asValue(): Lookup {
        const { outputs, unreadOverride } = this.configuration;
        return new Lookup(this.position.address, name => {
            if (unreadOverride !== undefined) {
                return undecided(overrides(unreadOverride));
            }
            const block = outputs.get(name);
            const expression = block?.body.attributes.get("value");
            return expression === undefined
                ? this.undeclared(`the output ${name}`)
                : this.once(`output.${name}`, () => evaluateWhole(expression, this.scope));
        });
    }

    private dataValue(type: string, label: string): Hcl {
        const block = this.configuration.data.get(`${type}.${label}`);
        if (block === undefined) {
            return this.undeclared(`data.${type}.${label}`);
        }
        const expansion = this.expansionOf(block);
        const scopes = expansion.kind === "unknown" ? [expansion.scope] : expansion.instances.map(({ scope }) => scope);
        return this.expanded(
            expansion,
            scopes.map((scope, index) => {
                const name = `data.${type}.${label}`;
                return new Lookup(name, property =>
                    this.once(`${name}.${index}.${property}`, () =>
                        guarded(
                            () =>
                                dataSource(property, {
                                    block,
                                    scope,
                                    region: this.region(providerReference(block)),
                                }),
                            block.place,
                        ),
                    ),
                );
            }),
            `data.${type}.${label}`,
        );
    }

    private resourceValue(type: string, label: string): Hcl {
        const block = this.configuration.resources.get(`${type}.${label}`);
        if (block === undefined) {
            return this.undeclared(`${type}.${label}`);
        }
        const instances = this.resourceInstances(block);
        return this.expanded(
            this.expansionOf(block),
            instances.map(instance => instance.asValue()),
            `${type}.${label}`,
        );
    }

    /** One thing, a list of things, or things by their keys. */
    private expanded(expansion: Expansion, values: readonly Lookup[], name: string): Hcl {
        switch (expansion.kind) {
            case "one":
                return values[0] ?? null;
            case "count":
                return values;
            case "each":
                return Object.fromEntries(
                    expansion.instances.map(({ key }, index) => [String(key), values[index] as Hcl]),
                );
            case "unknown": {
                const [any] = values;
                // Whichever of them is meant, this is one of them.
                return new Lookup(name, () => any ?? expansion.cause, expansion.cause);
            }
        }
    }

    private path(kind: string): Hcl {
        const root = this.rootFolder();
        const { folder } = this.configuration;
        switch (kind) {
            case "root":
                return ".";
            case "module":
                return relative(root, folder) || ".";
            default:
                return undecided(`path.${kind} is not part of the source`);
        }
    }

    private rootFolder(): string {
        let module: ModuleInstance = this;
        while (module.position.parent !== undefined) {
            module = module.position.parent.module;
        }
        return module.configuration.folder;
    }

    /** What nothing declares: Terraform refuses it, unless a file that could not be read declares it. */
    private undeclared(name: string): Hcl {
        const [file] = this.configuration.unread;
        if (file === undefined) {
            throw new EvaluationError(`${name} is not declared`);
        }
        return undecided(`${name} may be declared in ${file}, which could not be read`);
    }
}

function overrides(file: string): string {
    return `${file}, which could not be read, may override it`;
}

const LITERAL_ONLY = (surroundings: Surroundings) => new Scope(surroundings, () => undefined);
