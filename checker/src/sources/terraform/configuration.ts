import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { Unknown, type Value } from "../../../../src/cloudtrail/value";
import { declaredRecorder } from "./cloud-control";
import type { Resource } from "./resource";

/** How many modules a value may be passed through. */
const LONGEST = 16;

/** A module of the configuration: what it declares, by its address within it, and the module that calls it. */
interface Module {
    readonly configuration: unknown;
    readonly resources: ReadonlyMap<string, unknown>;
    readonly parent?: { readonly module: Module; readonly call: unknown };
    readonly children: Map<string, Module>;
}

/** The configuration in a plan: what values are made from, and the Regions of the providers. */
export class TerraformConfiguration {
    private readonly root: Module;

    constructor(private readonly plan: Resource) {
        this.root = moduleOf(property(plan.configuration, "root_module"));
    }

    /**
     * The Region of a resource's provider: it determines the partition, and so the beginning of ARNs. Unknown if it comes from
     * something that the plan doesn't show; `undefined` if it isn't set.
     * @param resource an entry of `resource_changes`
     */
    regionOf(resource: Resource): Value<string> | undefined {
        const key = String(property(this.declarationOf(resource), "provider_config_key"));
        const provider = property(property(this.plan.configuration, "provider_config"), key);
        const region = property(property(provider, "expressions"), "region");
        if (region === undefined) {
            return undefined;
        }
        // Within a module, its variables are those of the module.
        const variables = property(provider, "module_address") === undefined ? this.plan.variables : undefined;
        return regionIn(region, variables) ?? new Unknown();
    }

    /** Is a property of a resource set in the configuration? `undefined` if the configuration doesn't show it. */
    isGiven(resource: Resource, name: string): boolean | undefined {
        const expressions = property(this.declarationOf(resource), "expressions");
        return isRecord(expressions) ? Object.hasOwn(expressions, name) : undefined;
    }

    /**
     * The addresses of the resources, without indices, that a property of a resource is made from; through modules, but not
     * through local values, about which a plan says nothing.
     */
    referencesOf(resource: Resource, name: string): readonly string[] {
        const steps = moduleSteps(resource.module_address);
        const module = this.moduleAt(steps);
        const expression = property(property(this.declarationOf(resource), "expressions"), name);
        return module === undefined ? [] : [...new Set(resolve(expression, module, steps, LONGEST))];
    }

    /**
     * The addresses of the trails and event data stores that exist whatever the values of the configuration: those without
     * `count` and `for_each`, in modules without either.
     */
    certainTrails(): readonly string[] {
        return certainTrailsOf(property(this.plan.configuration, "root_module"), "");
    }

    /**
     * The commands that provisioners of a resource run when it is created, as far as a plan shows their text: it doesn't if
     * they are built from other values, and it doesn't show which ones run only when the resource is destroyed.
     */
    commandsOf(resource: Resource): readonly string[] {
        const provisioners = property(this.declarationOf(resource), "provisioners");
        return (Array.isArray(provisioners) ? provisioners : []).flatMap(provisioner => {
            const expressions = property(provisioner, "expressions");
            return ["command", "inline"].flatMap(name => {
                const value = property(property(expressions, name), "constant_value");
                return value === undefined ? [] : [[value].flat().join(" ")];
            });
        });
    }

    private declarationOf({ module_address, type, name }: Resource): unknown {
        return this.moduleAt(moduleSteps(module_address))?.resources.get(`${String(type)}.${String(name)}`);
    }

    private moduleAt(steps: readonly string[]): Module | undefined {
        return steps.reduce<Module | undefined>((module, step) => module && childOf(module, step), this.root);
    }
}

/** What a Region looks like: `us-gov-west-1`. */
const REGION = /^[a-z]+(-[a-z]+)+-\d+$/;

/**
 * The Region that an expression is: a constant, or a variable of the root module. A plan shows only what it refers to,
 * so what is made of several variables, or of part of a Region, isn't known.
 */
function regionIn(expression: unknown, variables: unknown): string | undefined {
    const [reference, ...more] = referencesIn(expression);
    const variable = more.length > 0 ? undefined : /^var\.([^.[]+)$/.exec(String(reference))?.[1];
    const value =
        property(expression, "constant_value") ??
        (variable === undefined ? undefined : property(property(variables, variable), "value"));
    return typeof value === "string" && REGION.test(value) ? value : undefined;
}

/** An address without indices: `module.a["x"].aws_s3_bucket.logs[0]` is `module.a.aws_s3_bucket.logs`. */
export function withoutIndices(address: string): string {
    return address.replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, "");
}

function moduleOf(configuration: unknown, parent?: Module["parent"]): Module {
    const resources = property(configuration, "resources");
    return {
        configuration,
        resources: new Map(
            (Array.isArray(resources) ? resources : []).map(entry => [
                `${String(property(entry, "type"))}.${String(property(entry, "name"))}`,
                entry,
            ]),
        ),
        ...(parent === undefined ? {} : { parent }),
        children: new Map(),
    };
}

function childOf(module: Module, name: string): Module | undefined {
    const call = property(property(module.configuration, "module_calls"), name);
    if (!isRecord(call)) {
        return undefined;
    }
    const child = module.children.get(name) ?? moduleOf(call.module, { module, call });
    module.children.set(name, child);
    return child;
}

function declaresRecorder(entry: Resource): boolean {
    const type_name = property(property(property(entry, "expressions"), "type_name"), "constant_value");
    return declaredRecorder(entry, { type_name }) !== undefined;
}

function certainTrailsOf(module: unknown, prefix: string): string[] {
    const isCertain = (entry: unknown) =>
        property(entry, "count_expression") === undefined && property(entry, "for_each_expression") === undefined;
    const resources = property(module, "resources");
    const calls = property(module, "module_calls");
    return [
        ...(Array.isArray(resources) ? resources : [])
            .filter(resource => isRecord(resource) && declaresRecorder(resource) && isCertain(resource))
            .map(resource => `${prefix}${String(property(resource, "type"))}.${String(property(resource, "name"))}`),
        ...Object.entries(isRecord(calls) ? calls : {})
            .filter(([, call]) => isCertain(call))
            .flatMap(([name, call]) => certainTrailsOf(property(call, "module"), `${prefix}module.${name}.`)),
    ];
}

function resolve(expression: unknown, module: Module, steps: readonly string[], left: number): readonly string[] {
    return left === 0 ? [] : referencesIn(expression).flatMap(reference => follow(reference, module, steps, left - 1));
}

/** Where a reference leads. `aws_s3_bucket.logs.id`, `aws_s3_bucket.logs`: Terraform lists what it is part of too. */
function follow(reference: string, module: Module, steps: readonly string[], left: number): readonly string[] {
    const [first = "", second = "", third] = withoutIndices(reference).split(".");
    if (first === "var") {
        const { parent } = module;
        const given = property(property(parent?.call, "expressions"), second);
        return parent === undefined ? [] : resolve(given, parent.module, steps.slice(0, -1), left);
    }
    if (first === "module") {
        const child = childOf(module, second);
        const output = property(property(child?.configuration, "outputs"), third ?? "");
        return child === undefined ? [] : resolve(property(output, "expression"), child, [...steps, second], left);
    }
    const name = `${first}.${second}`;
    return module.resources.has(name) ? [[...steps.map(step => `module.${step}`), name].join(".")] : [];
}

/** The references in an expression. */
function referencesIn(expression: unknown): readonly string[] {
    const references = property(expression, "references");
    return Array.isArray(references) ? references.map(String) : [];
}

/** The names in `module.a["x"].module.b[0]`. */
function moduleSteps(address: unknown): readonly string[] {
    return typeof address === "string"
        ? withoutIndices(address)
              .split(".")
              .filter((_, index) => index % 2 === 1)
        : [];
}

function property(value: unknown, name: string): unknown {
    return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
