/** The type of the resource that represents the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** The parts of a URN. Source: https://www.pulumi.com/docs/concepts/resources/names/#urns */
export interface UrnParts {
    readonly stack: string;
    readonly project: string;
    /** The URN of the parent, if the resource has one. */
    readonly parent: string;
    readonly type: string;
    readonly name: string;
}

/** The URN of a resource. */
export function createUrn({ stack, project, parent, type, name }: UrnParts): string {
    const parentType = qualifiedTypeOf(parent);
    const prefix = parentType === "" || parentType === STACK_TYPE ? "" : `${parentType}$`;
    return `urn:pulumi:${stack}::${project}::${prefix}${type}::${name}`;
}

/** The name of a resource; names may contain `::`. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** The type of a resource, without the types of its parents. */
export function typeOf(urn: string): string {
    return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

function qualifiedTypeOf(urn: string): string {
    return urn.split("::")[2] ?? "";
}
