import type { PolicyMetadata, TrailPolicy } from "../policy/policy";
import type { StackVerdict } from "./finding";
import type { Stack } from "./resources/stack";

/** A resource of an example: a Pulumi type, a name and its properties. */
export interface ExampleResource {
    readonly type: string;
    readonly name: string;
    readonly properties: Readonly<Record<string, unknown>>;
}

/** Programs for the page of a policy; a test runs both. */
export interface StackExamples {
    readonly violates: readonly ExampleResource[];
    readonly complies: readonly ExampleResource[];
}

/** A rule over a whole stack. */
export interface StackPolicy<Config = Record<string, unknown>> extends PolicyMetadata {
    readonly kind: "stack";
    /** What its verdicts are about: the stack as a whole, or each of its trails. */
    readonly subject: "stack" | "trail";
    readonly examples: StackExamples;
    /** Checks a stack; there is a separate answer for unknown values. */
    check(stack: Stack, config: Config): StackVerdict;
}

/** A rule for one trail, or for a whole stack. */
export type Policy = TrailPolicy | StackPolicy;
