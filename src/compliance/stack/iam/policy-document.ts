import type { Value } from "../../../cloudtrail/value";

/** Strings of a statement, as far as they are known; an unknown list is one unknown string. */
export type Texts = readonly Value<string>[];

/** A condition of a statement: one operator, one key, and the values of which one has to match. */
export interface Condition {
    readonly operator: string;
    readonly key: string;
    readonly values: Texts;
}

/** Whom a statement applies to: everyone, or principals of each kind (`Service`, `AWS`, …). */
export type Principals = "everyone" | Readonly<Record<string, Texts>>;

/** What a statement names, or everything but that (`NotAction`). */
export interface Named<T> {
    readonly not: boolean;
    readonly named: T;
}

/** One statement of a resource policy. What has no meaning to IAM is read as unknown. */
export interface Statement {
    /** Its position in the policy: messages use no text of the policy itself, because it may be secret. */
    readonly label: string;
    readonly effect: Value<"Allow" | "Deny">;
    readonly principal: Value<Named<Principals>>;
    readonly action: Value<Named<Texts>>;
    readonly resource: Value<Named<Texts>>;
    readonly conditions: readonly Value<Condition>[];
}

/** A resource policy; or why it is not one. */
export type PolicyDocument = { readonly statements: readonly Value<Statement>[] } | { readonly problem: string };
