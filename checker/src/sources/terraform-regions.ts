import { isRecord } from "../../../src/cloudtrail/plain-data";

/** The Regions of the providers in a plan: they tell the partition, and so what ARNs begin with. */
export class TerraformRegions {
    constructor(private readonly plan: Readonly<Record<string, unknown>>) {}

    /**
     * The Region of the provider of a resource, where the plan tells it.
     * @param resource an entry of `resource_changes`
     */
    of({ module_address, type, name }: Readonly<Record<string, unknown>>): string | undefined {
        const { configuration } = this.plan;
        const module = moduleNames(module_address).reduce<unknown>(
            (parent, step) => property(property(property(parent, "module_calls"), step), "module"),
            property(configuration, "root_module"),
        );
        const resources = property(module, "resources");
        const declared = Array.isArray(resources)
            ? resources.find(entry => property(entry, "type") === type && property(entry, "name") === name)
            : undefined;
        const key = String(property(declared, "provider_config_key"));
        const provider = property(property(configuration, "provider_config"), key);
        return this.valueOf(property(property(provider, "expressions"), "region"));
    }

    /** The value of an expression that is a constant, or a variable of the root module. */
    private valueOf(expression: unknown): string | undefined {
        const references = property(expression, "references");
        const [reference] = Array.isArray(references) ? references : [];
        const variable = /^var\.([^.[]+)$/.exec(String(reference))?.[1] ?? "";
        const value =
            property(expression, "constant_value") ?? property(property(this.plan.variables, variable), "value");
        return typeof value === "string" ? value : undefined;
    }
}

/** The names in `module.a["x"].module.b[0]`. */
function moduleNames(address: unknown): readonly string[] {
    return typeof address === "string"
        ? address
              .replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, "")
              .split(".")
              .filter((_, index) => index % 2 === 1)
        : [];
}

function property(value: unknown, name: string): unknown {
    return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
