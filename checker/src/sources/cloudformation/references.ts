import { isRecord } from "../../../../src/cloudtrail/plain-data";

/** The logical IDs, and the names of parameters, that a value of a template refers to: `Ref`, `Fn::GetAtt`, `Fn::Sub`. */
export function referencesIn(value: unknown): readonly string[] {
    return [...new Set(collect(value))];
}

function collect(value: unknown): string[] {
    if (Array.isArray(value)) {
        return value.flatMap(collect);
    }
    if (!isRecord(value)) {
        return [];
    }
    return Object.entries(value).flatMap(([name, argument]) => {
        switch (name) {
            case "Ref":
                return typeof argument === "string" ? [argument] : [];
            case "Fn::GetAtt":
                return attributeOwner(argument);
            case "Fn::Sub":
                return substituted(argument);
            default:
                return collect(argument);
        }
    });
}

/** `[Resource, Attribute]`, or `Resource.Attribute`. */
function attributeOwner(argument: unknown): string[] {
    const path: unknown = Array.isArray(argument) ? argument[0] : argument;
    return typeof path === "string" ? [path.split(".")[0] ?? ""] : [];
}

/** A text with `${Name}` or `${Resource.Attribute}` in it, and perhaps what some of these names stand for. */
function substituted(argument: unknown): string[] {
    const [text, own] = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument];
    const names =
        typeof text === "string" ? [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = ""]) => name) : [];
    return names.flatMap(name =>
        isRecord(own) && Object.hasOwn(own, name) ? collect(own[name]) : [name.split(".")[0] ?? ""],
    );
}
