import type { InputsOf, PulumiStackResource } from "../../../src/pulumi/stack/read-stack";

/**
 * A resource of a case: its Pulumi type, its name, its properties. "$unknown" stands for an output that isn't known yet,
 * "$unknown:NAME" for one of the resource NAME. All are inputs that the program sets, except a plain "$unknown" that is not
 * listed; `null` if the pack has not seen the inputs.
 */
export type ResourceRow = readonly [
    type: string,
    name: string,
    properties?: Record<string, unknown>,
    inputs?: readonly string[] | null,
];

/** What Pulumi sends for a string that isn't known yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The resources as a stack policy receives them. */
export function stackResources(rows: readonly ResourceRow[]): PulumiStackResource[] {
    const urns = new Map(rows.map(([type, name]) => [name, urnOf(type, name)]));
    return rows.map(([type, name, properties = {}]) => ({
        type,
        name,
        urn: urnOf(type, name),
        props: withUnknowns(properties) as Record<string, unknown>,
        propertyDependencies: Object.fromEntries(
            Object.entries(properties).map(([property, value]) => [
                property,
                [...JSON.stringify(value).matchAll(/\$unknown:([\w-]+)/g)].map(([, target = ""]) => {
                    const urn = urns.get(target);
                    if (urn === undefined) {
                        throw new Error(`no resource ${target}`);
                    }
                    return { urn };
                }),
            ]),
        ),
        provider: { props: { region: "us-east-1" } },
    }));
}

/** The inputs that the program sets on each resource. */
export function inputsAmong(rows: readonly ResourceRow[]): InputsOf {
    const byUrn = new Map(
        rows.map(([type, name, properties = {}, inputs = []]) => {
            const given = Object.keys(properties).filter(property => properties[property] !== "$unknown");
            return [urnOf(type, name), inputs === null ? undefined : new Set([...given, ...inputs])];
        }),
    );
    return urn => byUrn.get(urn);
}

function urnOf(type: string, name: string): string {
    return `urn:pulumi:prod::agents::${type}::${name}`;
}

function withUnknowns(value: unknown): unknown {
    if (typeof value === "string") {
        return value.startsWith("$unknown") ? UNKNOWN : value;
    }
    if (Array.isArray(value)) {
        return value.map(withUnknowns);
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withUnknowns(entry)]));
    }
    return value;
}
