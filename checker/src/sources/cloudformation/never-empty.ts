import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { subParts } from "./substitution";
import type { Template } from "./template";

/**
 * Is it certainly a non-empty string, whatever it turns out to be? The name or the ARN of a resource of the template is one,
 * and so is a string around one, or around anything else. The result of a custom resource or a nested stack may be anything.
 */
export function isNeverEmpty(value: unknown, template: Template): boolean {
    if (typeof value === "string") {
        return value !== "" && !holdsReference(value);
    }
    const [[name, argument] = ["", undefined], ...more] = isRecord(value) ? Object.entries(value) : [];
    if (more.length > 0) {
        return false;
    }
    switch (name) {
        case "Ref":
            return typeof argument === "string" && isIdentity(argument, undefined, template);
        case "Fn::GetAtt": {
            const path: unknown = Array.isArray(argument) ? argument.join(".") : argument;
            return typeof path === "string" && isIdentityPath(path, template);
        }
        case "Fn::Sub":
            return substitutes(argument, template);
        case "Fn::Join": {
            const list: unknown = Array.isArray(argument) && argument.length === 2 ? argument[1] : undefined;
            return (
                Array.isArray(list) &&
                !list.some(entry => typeof entry === "string" && holdsReference(entry)) &&
                list.some(entry => isNeverEmpty(entry, template))
            );
        }
        case "Fn::If": {
            const choices = Array.isArray(argument) && argument.length === 3 ? argument.slice(1) : [];
            return choices.length > 0 && choices.every(choice => isNeverEmpty(choice, template));
        }
        default:
            return false;
    }
}

/** A string, or a string and values for some of its names. */
function substitutes(argument: unknown, template: Template): boolean {
    const [text, own] = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument];
    return (
        typeof text === "string" &&
        !holdsReference(text) &&
        subParts(text).some(part => {
            if ("text" in part) {
                return part.text !== "";
            }
            return isRecord(own) && Object.hasOwn(own, part.name)
                ? isNeverEmpty(own[part.name], template)
                : isIdentityPath(part.name, template);
        })
    );
}

/** A dynamic reference (`{{resolve:…}}`) may turn out to be anything. */
function holdsReference(text: string): boolean {
    return text.includes("{{");
}

/** `Resource`, or `Resource.Attribute`. */
function isIdentityPath(path: string, template: Template): boolean {
    const [id = "", ...attribute] = path.split(".");
    return isIdentity(id, attribute.length === 0 ? undefined : attribute.join("."), template);
}

function isIdentity(id: string, attribute: string | undefined, { resourceTypes }: Template): boolean {
    const type = resourceTypes.get(id);
    return (
        type?.startsWith("AWS::") === true &&
        !type.startsWith("AWS::CloudFormation::") &&
        (attribute === undefined || attribute === "Arn" || (type === "AWS::KMS::Key" && attribute === "KeyId"))
    );
}
