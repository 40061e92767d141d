import { parseIsoTime } from "./time";

/** The folder of log files, and that of digests beside it, below the folder of an account. */
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
 * Where in the layout of a trail a folder is.
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
        // Not of CloudTrail's making.
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

/** The folder that an account's files of a kind, Region and day are in. */
export function dayFolder(base: string, kind: Kind, region: string, day: number): string {
    return `${base}${kind}/${region}/${new Date(day).toISOString().slice(0, 10).replaceAll("-", "/")}/`;
}

/** The day (milliseconds) that a key's folders tell. */
export function dayOfKey(key: string): number | undefined {
    const [, year, month, day] = /\/(\d{4})\/(\d\d)\/(\d\d)\/[^/]*$/.exec(key) ?? [];
    return parseIsoTime(`${year}-${month}-${day}T00:00:00Z`);
}

/** Is one path the end of the other, folder by folder? So it is where only a part of a bucket was copied. */
export function isSamePlace(one: string, other: string): boolean {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return short === long || long.endsWith(`/${short}`);
}
