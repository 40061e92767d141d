/** What the grammar reads differently from Terraform; and names, whose digits are not numbers. */
const READ_OTHERWISE = /([\p{ID_Start}_][\p{ID_Continue}-]*)|\d+(?:\.\d+)?[eE][+-]?\d+|(\$\$+|%%+)(?=\{)/gu;

/**
 * Text changed so that the grammar reads it as Terraform does. Every offset stays the same: numbers and strings are read from
 * the original.
 *
 * - `1e3` becomes `111`: the grammar knows exponents only after fractions.
 * - `$$${` and `%%%{` are text, however many signs there are. Source: hashicorp/hcl, hclsyntax/scan_tokens.rl. Outside of texts
 *   an apostrophe is as wrong as they are.
 */
export function textForGrammar(text: string): string {
    return text.replace(READ_OTHERWISE, (whole, name?: string, signs?: string) =>
        name !== undefined ? whole : (signs === undefined ? "1" : "'").repeat(whole.length),
    );
}
