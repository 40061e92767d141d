/** A place in a trail's properties, in the names of the AWS API: `["AdvancedEventSelectors", 0, "FieldSelectors"]`. */
export type Path = readonly (string | number)[];

/**
 * What AWS would refuse, or what it does not define.
 * `rule` is a stable identifier; `message` says what is wrong and how to mend it, without repeating the path.
 */
export interface Problem {
    readonly path: Path;
    readonly rule: string;
    readonly message: string;
    /** `error`: AWS refuses it, or its effect is not defined. `warning`: it may be right, but deserves a look. */
    readonly severity: "error" | "warning";
}
