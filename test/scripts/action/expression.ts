/** What expressions can name: `github`, `inputs`, `steps`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Evaluates text that contains `${{ }}`, with GitHub's own implementation of the language. */
export async function interpolate(text: string, contexts: Contexts): Promise<string> {
    const parts = text.split(/\$\{\{(.*?)\}\}/s);
    const values = await Promise.all(parts.map((part, index) => (index % 2 === 0 ? part : evaluate(part, contexts))));
    return values.join("");
}

/** @returns whether a step with this `if` runs */
export async function holds(condition: string, contexts: Contexts): Promise<boolean> {
    return (await evaluate(`(${condition}) && 'yes'`, contexts)) === "yes";
}

async function evaluate(expression: string, contexts: Contexts): Promise<string> {
    const { Lexer, Parser, Evaluator, data } = await import("@actions/expressions");
    const parsed = new Parser(new Lexer(expression.trim()).lex().tokens, Object.keys(contexts), []).parse();
    const values = JSON.parse(JSON.stringify(contexts), data.reviver);
    return new Evaluator(parsed, values).evaluate().coerceString();
}
