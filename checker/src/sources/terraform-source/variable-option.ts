/** What the command line sets for variables, in its order. */
export type VariableOption =
    | { readonly kind: "value"; readonly name: string; readonly value: string }
    | { readonly kind: "file"; readonly path: string };
