import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { subParts } from "./substitution";

/** The logical IDs, and the names of parameters, that a value of a template refers to: `Ref`, `Fn::GetAtt`, `Fn::Sub`. */
export function referencesIn(value: unknown): readonly string[] {
    const found = new Set<string>();
    collect(value, found);
    return [...found];
}

function collect(value: unknown, found: Set<string>): void {
    if (Array.isArray(value)) {
        for (const entry of value) {
            collect(entry, found);
        }
        return;
    }
    for (const [name, argument] of isRecord(value) ? Object.entries(value) : []) {
        if (name === "Ref" && typeof argument === "string") {
            found.add(argument);
        } else if (name === "Fn::GetAtt") {
            collectOwner(argument, found);
        } else if (name === "Fn::Sub") {
            collectSubstituted(argument, found);
        } else {
            collect(argument, found);
        }
    }
}

/** `[Resource, Attribute]`, or `Resource.Attribute`. */
function collectOwner(argument: unknown, found: Set<string>): void {
    const path: unknown = Array.isArray(argument) ? argument[0] : argument;
    if (typeof path === "string") {
        found.add(ownerOf(path));
    }
}

/** A string that contains `${Name}` or `${Resource.Attribute}`, and perhaps values for some of these names. */
function collectSubstituted(argument: unknown, found: Set<string>): void {
    const [text, own] = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument];
    for (const part of typeof text === "string" ? subParts(text) : []) {
        if ("name" in part) {
            if (isRecord(own) && Object.hasOwn(own, part.name)) {
                collect(own[part.name], found);
            } else {
                found.add(ownerOf(part.name));
            }
        }
    }
}

function ownerOf(path: string): string {
    return path.split(".", 1)[0] ?? "";
}
