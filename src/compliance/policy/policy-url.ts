/** Where to read the project's documentation. */
export const REPOSITORY = "https://github.com/bedrock-trail-guard/bedrock-trail-guard";

/** How each language writes the fixes. */
export const LANGUAGES_URL = `${REPOSITORY}/blob/main/docs/fixes.md`;

/** The page of a policy or, for a rule of `diff` or of the watch, its section of that page. */
export function policyUrl(name: string): string {
    const page = PAGES.find(([prefix]) => name.startsWith(prefix))?.[1](name) ?? `policies/${name}.md`;
    return `${REPOSITORY}/blob/main/docs/${page}`;
}

const PAGES: readonly (readonly [prefix: string, page: (name: string) => string])[] = [
    ["trail-", name => `diff.md#${name}`],
    ["watch-", name => `watch.md#${name}`],
];
