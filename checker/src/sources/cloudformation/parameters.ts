import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Deployment, TemplateValues } from "./template";

/** The parameters of a template with a given value; list parameters as lists. */
export function givenParameters(parameters: unknown, { parameters: given }: Deployment): TemplateValues {
    const entries = Object.entries(isRecord(parameters) ? parameters : {}).flatMap(
        ([name, parameter]): [string, string | readonly string[]][] => {
            const type = isRecord(parameter) ? String(parameter.Type) : "";
            const value = given(name);
            // For a Systems Manager parameter, the given value is the name under which the real one is stored.
            return value === undefined || type.startsWith("AWS::SSM::Parameter::Value")
                ? []
                : [[name, isListType(type) ? value.split(",").map(entry => entry.trim()) : value]];
        },
    );
    return new Map(entries);
}

/** The values of parameters that no output may show (`NoEcho`). */
export function secretParameters(parameters: unknown, values: TemplateValues): ReadonlySet<string> {
    const secret = Object.entries(isRecord(parameters) ? parameters : {}).flatMap(([name, parameter]) =>
        isRecord(parameter) && /^(true|yes)$/i.test(String(parameter.NoEcho)) ? (values.get(name) ?? []) : [],
    );
    return new Set(secret.flat());
}

function isListType(type: string): boolean {
    return type === "CommaDelimitedList" || type.startsWith("List<");
}
