/** Where the project's documentation is read. */
export const REPOSITORY = "https://github.com/bedrock-trail-guard/bedrock-trail-guard";

/** The page of a policy. */
export function policyUrl(name: string): string {
    return `${REPOSITORY}/blob/main/docs/policies/${name}.md`;
}
