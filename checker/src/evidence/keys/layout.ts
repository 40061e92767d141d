import { parseIsoTime } from "./time";

/** The folder of log files, and the folder of digests beside it, below an account's folder. */
export type Kind = "CloudTrail" | "CloudTrail-Digest";

export const KINDS: readonly Kind[] = ["CloudTrail", "CloudTrail-Digest"];

/** How far down `[prefix/]AWSLogs/[o-ID/]ACCOUNT/KIND/REGION/YYYY/MM/DD/` a folder is. */
export type FolderLevel =
    | { readonly level: "above" }
    | { readonly level: "logs" }
    | { readonly level: "organization" }
    | { readonly level: "account"; readonly account: string }
    | { readonly level: "kind"; readonly account: string; readonly kind: string }
    | {
          readonly level: "region";
          readonly account: string;
          readonly kind: string;
          readonly region: string;
          /** The account's folder, with a slash at its end. */
          readonly base: string;
      }
    | { readonly level: "below" };

/**
 * A folder's place in a trail's layout.
 * @param folder ends with a slash, or is empty
 */
export function levelOf(folder: string): FolderLevel {
    const parts = folder.split("/").slice(0, -1);
    const logs = parts.lastIndexOf("AWSLogs");
    if (logs === -1) {
        return { level: "above" };
    }
    const hasOrganization = /^o-[a-z0-9]+$/.test(parts[logs + 1] ?? "");
    const [account, kind, region, ...deeper] = parts.slice(logs + (hasOrganization ? 2 : 1));
    if (account === undefined) {
        return { level: hasOrganization ? "organization" : "logs" };
    }
    if (!/^\d{12}$/.test(account)) {
        // Not created by CloudTrail.
        return { level: "below" };
    }
    if (kind === undefined) {
        return { level: "account", account };
    }
    if (region === undefined) {
        return { level: "kind", account, kind };
    }
    const base = parts.slice(0, parts.length - deeper.length - 2).map(part => `${part}/`);
    return deeper.length > 0 ? { level: "below" } : { level: "region", account, kind, region, base: base.join("") };
}

/** The folder for an account's files of one kind, Region and day. */
export function dayFolder(base: string, kind: Kind, region: string, day: number): string {
    return `${base}${kind}/${region}/${new Date(day).toISOString().slice(0, 10).replaceAll("-", "/")}/`;
}

/** The day (milliseconds) in a key's folders. */
export function dayOfKey(key: string): number | undefined {
    const [, year, month, day] = /\/(\d{4})\/(\d\d)\/(\d\d)\/[^/]*$/.exec(key) ?? [];
    return parseIsoTime(`${year}-${month}-${day}T00:00:00Z`);
}

/** Is one path the end of the other, folder by folder? That is so if only part of a bucket was copied. */
export function isSamePlace(one: string, other: string): boolean {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return short === long || long.endsWith(`/${short}`);
}
