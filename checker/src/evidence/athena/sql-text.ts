/** A string as a literal of Athena's SQL. */
export function literal(text: string): string {
    return `'${text.replaceAll("'", "''")}'`;
}

/** Strings as a list of literals. */
export function literals(texts: readonly string[]): string {
    return texts.map(literal).join(", ");
}

/** The name of a table or a column in a query. */
export function identifier(name: string): string {
    return `"${name.replaceAll('"', '""')}"`;
}

/** The name of a table or a database in a statement that defines one: there Athena uses Hive's quotes. */
export function definedName(name: string): string {
    return `\`${name.replaceAll("`", "``")}\``;
}
