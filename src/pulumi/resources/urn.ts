import type { Declared } from "../../compliance/stack/resources/stack";

/** The resource of a stack itself, from what a URN says about it: `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
export function stackOfUrn(urn: string): Declared {
    const [stack = "", project = ""] = urn.split("::");
    const name = stack.replace("urn:pulumi:", "");
    return { id: `urn:pulumi:${name}::${project}::pulumi:pulumi:Stack::${project}-${name}`, label: name };
}
