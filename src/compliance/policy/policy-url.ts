/** Where to read the project's documentation. */
export const REPOSITORY = "https://github.com/bedrock-trail-guard/bedrock-trail-guard";

/** How each language writes the fixes. */
export const LANGUAGES_URL = `${REPOSITORY}/blob/main/docs/fixes.md`;

/** The page of a policy or, for a `diff` rule, its section of the page on `trail-guard diff`. */
export function policyUrl(name: string): string {
    const page = name.startsWith("trail-") ? `diff.md#${name}` : `policies/${name}.md`;
    return `${REPOSITORY}/blob/main/docs/${page}`;
}
