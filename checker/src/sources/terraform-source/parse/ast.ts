/** A place: the file, as it was found, and the line in it, from 1. */
export interface SourcePlace {
    readonly file: string;
    readonly line: number;
}

/** An expression of Terraform's language. For its meaning, see `evaluate/evaluate.ts`. */
export type Expression = { readonly place: SourcePlace } & (
    | { readonly kind: "literal"; readonly value: string | number | boolean | null }
    /** A number that can't be held exactly: it has more digits than JavaScript supports. */
    | { readonly kind: "inexact"; readonly text: string }
    | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
    | { readonly kind: "tuple"; readonly items: readonly Expression[] }
    | { readonly kind: "object"; readonly items: readonly ObjectItem[] }
    | { readonly kind: "variable"; readonly name: string }
    | { readonly kind: "parentheses"; readonly of: Expression }
    | { readonly kind: "attribute"; readonly of: Expression; readonly name: string }
    | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
    /** `each` is the result for each element, which it calls `SPLAT_ELEMENT`. */
    | { readonly kind: "splat"; readonly of: Expression; readonly each: Expression; readonly full: boolean }
    | {
          readonly kind: "call";
          readonly name: string;
          readonly arguments: readonly Expression[];
          /** Is the last argument a list of arguments (`…`)? */
          readonly expands: boolean;
      }
    | ForExpression
    | {
          readonly kind: "conditional";
          readonly condition: Expression;
          readonly whenTrue: Expression;
          readonly otherwise: Expression;
      }
    | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
);

/** An entry of an object. */
export interface ObjectItem {
    readonly key: Expression;
    readonly value: Expression;
}

/** `for key, value in collection`. */
export interface ForIntroduction {
    readonly keyName: string | undefined;
    readonly valueName: string;
    readonly collection: Expression;
}

interface ForExpression extends ForIntroduction {
    readonly kind: "for";
    /** Present if it makes an object. */
    readonly key: Expression | undefined;
    readonly value: Expression;
    readonly condition: Expression | undefined;
    /** Does it group the values of one key in a list? */
    readonly groups: boolean;
}

/** A part of a template. */
export type TemplatePart =
    | string
    | { readonly kind: "interpolation"; readonly expression: Expression }
    | {
          readonly kind: "if";
          readonly condition: Expression;
          readonly whenTrue: readonly TemplatePart[];
          readonly otherwise: readonly TemplatePart[];
      }
    | ({ readonly kind: "for"; readonly body: readonly TemplatePart[] } & ForIntroduction);

/** The name for the elements of a splat: it can't occur in source. */
export const SPLAT_ELEMENT = "[*]";

/** A block: `resource "aws_cloudtrail" "main" { … }`. */
export interface Block {
    readonly type: string;
    readonly labels: readonly string[];
    readonly body: Body;
    readonly place: SourcePlace;
}

/** The content of a file or of a block's braces. JSON doesn't distinguish attributes from blocks: both are there. */
export interface Body {
    /** All names that have a value there. */
    readonly attributes: ReadonlyMap<string, Expression>;
    /**
     * The blocks of a type, in order.
     * @param labels how many labels a block of that type has
     */
    readonly blocks: (type: string, labels?: number) => readonly Block[];
    /** The blocks of these types, among each other in their order. */
    readonly blocksOf: (types: ReadonlyMap<string, number>) => readonly Block[];
    /** An attribute that is not an expression: in JSON its strings are not templates. */
    readonly constant: (name: string) => Expression | undefined;
    /** An attribute that is a type or a name: in JSON it is a string that contains an expression. */
    readonly syntax: (name: string) => Expression | undefined;
    /** Is it JSON, in which blocks are values? */
    readonly isJson: boolean;
}
