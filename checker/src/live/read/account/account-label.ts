/** An account as people know it: its number, and its name in the organization if known. */
export function accountLabel(account: string, name: string | undefined): string {
    return name === undefined || name === "" ? account : `${account} (${name})`;
}
