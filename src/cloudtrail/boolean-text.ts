/**
 * The boolean that a string stands for where CloudFormation expects one, or `undefined`. Source: cfn-lint,
 * `BOOLEAN_STRINGS` in src/cfnlint/helpers.py.
 */
export function booleanOfText(text: unknown): boolean | undefined {
    return text === "true" || text === "True" || text === "TRUE"
        ? true
        : text === "false" || text === "False" || text === "FALSE"
          ? false
          : undefined;
}
