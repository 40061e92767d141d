/** What the command line says of variables, in the order in which it does. */
export type VariableOption =
    | { readonly kind: "value"; readonly name: string; readonly value: string }
    | { readonly kind: "file"; readonly path: string };
