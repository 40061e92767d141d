import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import type { UnreadPart } from "../document";

const MACRO = "Fn::Transform";

/** A macro receives everything beside it, and may turn that into anything. */
export interface Macro {
    /** The property that calls it. */
    readonly property: string;
    /** Its name in messages. */
    readonly name: string;
}

/**
 * The macro among the properties of a template object: `Fn::Transform`, or its short form `Transform`, which in objects
 * other than the template itself is an object with a name. Source: CloudFormation user guide, "Fn::Transform" and
 * "AWS::Include transform".
 */
export function macroIn(value: Readonly<Record<string, unknown>>): Macro | undefined {
    if (Object.hasOwn(value, MACRO)) {
        return { property: MACRO, name: namesIn(value[MACRO]).join(" and ") };
    }
    const { Transform: short } = value;
    return isRecord(short) && "Name" in short && short.Type === undefined
        ? { property: "Transform", name: namesIn(short).join(" and ") }
        : undefined;
}

/** Macros given by name, as an object, or as a list of these. */
function namesIn(called: unknown): string[] {
    const calls: readonly unknown[] = Array.isArray(called) ? called : [called];
    return calls
        .filter(call => call !== undefined && call !== null)
        .map(call => (isRecord(call) ? call.Name : call))
        .map(name => (typeof name === "string" ? quote(name) : "of an unknown name"));
}

/** AWS's transforms that neither add nor change trails. */
const HARMLESS = /^"AWS::(Serverless|LanguageExtensions|CodeDeployBlueGreen|SecretsManager|ServiceCatalog)/;

/** The macros of the whole template: each may add any trail, and change those that are declared. */
export function templateMacros(template: Readonly<Record<string, unknown>>): Macro[] {
    return ["Transform", MACRO].flatMap(property =>
        namesIn(template[property])
            .filter(name => !HARMLESS.test(name))
            .map(name => ({ property, name })),
    );
}

/** What a macro may turn part of the template into. */
export function unreadMacro({ name }: Macro, of: string, address: string, line: number): UnreadPart {
    return {
        address,
        name: `what the macro ${name} makes of ${of}`,
        reason: "only CloudFormation runs macros: check what `aws cloudformation get-template --template-stage Processed` prints",
        line,
    };
}
