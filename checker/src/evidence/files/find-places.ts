import { quote } from "../../../../src/cloudtrail/quote";
import type { Place } from "../evidence";
import { type FolderLevel, KINDS, levelOf } from "../keys/layout";
import type { FileStore } from "./file-store";

/** The requested accounts and Regions; empty lists mean all. */
export interface PlaceFilter {
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
    /** Only the folders of an organization, or only those outside any organization. */
    readonly isOrganization?: boolean;
}

/** An account and Region, and the account's folders: several if several prefixes, or copies, contain its files. */
export interface FoundPlace extends Place {
    readonly bases: readonly string[];
}

/** What there is below the start of a store. */
export interface FoundPlaces {
    readonly places: readonly FoundPlace[];
    /** Which folders were not searched, as sentences. */
    readonly unread: readonly string[];
}

/** How many folder levels above `AWSLogs` are searched: a prefix has a few parts. */
const MAX_DEPTH = 8;

/**
 * The accounts and Regions that have log files or digests below the start of a store, in the order of their names.
 * @throws ReadFailure if a folder on the way can't be listed
 */
export async function findPlaces(store: FileStore, filter: PlaceFilter): Promise<FoundPlaces> {
    const unread: string[] = [];
    const bases = new Map<string, { readonly place: Place; readonly bases: Set<string> }>();
    const isWanted = (level: FolderLevel) =>
        (!("account" in level) || filter.accounts.length === 0 || filter.accounts.includes(level.account)) &&
        (!("region" in level) || filter.regions.length === 0 || filter.regions.includes(level.region)) &&
        (!("base" in level) ||
            filter.isOrganization === undefined ||
            filter.isOrganization === /(^|\/)AWSLogs\/o-/.test(level.base)) &&
        (!("kind" in level) || (KINDS as readonly string[]).includes(level.kind));
    const visit = async (folder: string, depth: number): Promise<void> => {
        const level = levelOf(folder);
        if (level.level === "below" || !isWanted(level)) {
            return;
        }
        if (level.level === "region") {
            const { account, region, base } = level;
            const id = `${account}/${region}`;
            const found = bases.get(id) ?? { place: { account, region }, bases: new Set() };
            bases.set(id, found);
            found.bases.add(base);
            return;
        }
        if (depth === MAX_DEPTH) {
            unread.push(`${quote(folder)} was not searched: it is ${MAX_DEPTH} folders deep`);
            return;
        }
        const { folders, links = [] } = await store.list(folder);
        for (const below of folders) {
            await visit(below, depth + 1);
        }
        unread.push(...links.filter(link => levelOf(link).level !== "below" && isWanted(levelOf(link))).map(linkNote));
    };
    await visit(store.start, 0);
    const places = [...bases.keys()].sort().flatMap(id => {
        const { place, bases: folders } = bases.get(id) ?? {};
        return place === undefined || folders === undefined ? [] : [{ ...place, bases: [...folders] }];
    });
    return { places, unread };
}

/** Links to folders could form a cycle: they are not followed, and a note says so. */
export function linkNote(link: string): string {
    return `${quote(link)} was not searched: it is a link to a folder`;
}
