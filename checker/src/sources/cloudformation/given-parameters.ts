import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import type { InputText } from "../../command-line/input/read-text";
import { UserError } from "../../command-line/user-error";
import { jsonOf } from "../../text/input-json";

/** A parameter of templates, and its value. */
export type GivenParameter = readonly [name: string, value: string];

/** The template parameters that the command line sets. */
export class GivenParameters {
    private readonly values: ReadonlyMap<string, string>;
    private readonly asked = new Set<string>();

    /** @param given of several with one name, the later wins */
    constructor(given: readonly GivenParameter[]) {
        this.values = new Map(given);
    }

    /** The value of a parameter that a template declares. */
    readonly valueOf = (name: string): string | undefined => {
        this.asked.add(name);
        return this.values.get(name);
    };

    /** @throws UserError for a parameter that no template declares */
    refuseUnused(): void {
        const unused = [...this.values.keys()].find(name => !this.asked.has(name));
        if (unused !== undefined) {
            throw new UserError(`no template declares the parameter ${quote(unused)}`);
        }
    }
}

/**
 * The parameters in a file: as `aws cloudformation deploy --parameter-overrides file://…` and CodePipeline accept it
 * (`{"Parameters": {…}}`), as `create-stack --parameters file://…` does (a list), or an object of names and values.
 * @throws UserError if it is none of these
 */
export function parseParameters(input: InputText): readonly GivenParameter[] {
    const { label } = input;
    const value = jsonOf(input);
    const entries: readonly unknown[] = Array.isArray(value)
        ? value.map(entry => (isRecord(entry) ? [entry.ParameterKey, entry.ParameterValue] : entry))
        : Object.entries(isRecord(value) ? (isRecord(value.Parameters) ? value.Parameters : value) : {});
    return entries.map((entry, index) => {
        const [name, given] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
        if (typeof name !== "string" || typeof given === "object" || given === undefined) {
            throw new UserError(`${label}: entry ${index + 1} needs a name and a value (ParameterKey, ParameterValue)`);
        }
        return [name, String(given)];
    });
}
