import { statSync } from "node:fs";
import { quote } from "../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../command-line/user-error";
import { missingCredentials } from "../live/aws/calls/missing-credentials";
import type { Connection } from "../live/aws/connect";
import { expectedRegions } from "./expected-regions";
import { bucketStore } from "./files/bucket-store";
import { type FileStore, ReadFailure } from "./files/file-store";
import { type FoundPlace, findPlaces, type PlaceFilter } from "./files/find-places";
import { folderStore } from "./files/folder-store";
import { looseStore } from "./files/loose-store";
import type { LiveTrail } from "./find-live-trail";

/** Where the files are, and for which accounts and Regions there are some. */
export interface OpenedSource {
    readonly store: FileStore;
    readonly places: readonly FoundPlace[];
    /** What was requested, or is due, and is not read, as sentences. */
    readonly unread: readonly string[];
}

/** Is this the address of a bucket, not a folder? */
export function isBucketUrl(source: string): boolean {
    return source.startsWith("s3://");
}

/**
 * Finds out what to read.
 * @param source a folder or `s3://BUCKET/PREFIX`; `undefined` for the bucket of the trail
 * @param connect reaches AWS, if needed
 * @throws UserError if there is nothing to read
 */
export async function openSource(
    source: string | undefined,
    trail: LiveTrail | undefined,
    filter: PlaceFilter,
    connect: () => Promise<Connection>,
): Promise<OpenedSource> {
    const store = await storeOf(source, trail, connect);
    const wanted = source === undefined && trail !== undefined ? ofTrail(trail, filter) : filter;
    const found = await listing(store, () => findPlaces(store, wanted));
    if (source === undefined && trail !== undefined) {
        const expected = await expectedRegions(trail, filter, await connect());
        const places = withExpected(found.places, trail, expected.regions, wanted);
        return { store, places, unread: [...found.unread, ...expected.unread, ...absent(places, filter)] };
    }
    if (found.places.length > 0) {
        return { store, places: found.places, unread: [...found.unread, ...absent(found.places, filter)] };
    }
    const loose = store.bucket === undefined ? await listing(store, () => looseStore(store)) : undefined;
    const piled = loose === undefined ? undefined : await findPlaces(loose.store, wanted);
    if (loose === undefined || piled === undefined || piled.places.length === 0) {
        const narrowed = filter.accounts.length + filter.regions.length > 0 ? " for these accounts and Regions" : "";
        const skipped = [...found.unread, ...(loose?.unread ?? [])].map(text => ` (${text})`)[0] ?? "";
        throw new UserError(`there are no CloudTrail log files${narrowed} in ${quote(store.title)}${skipped}`);
    }
    return { store: loose.store, places: piled.places, unread: [...loose.unread, ...absent(piled.places, filter)] };
}

/** The requested accounts and Regions of which there is nothing. */
function absent(places: readonly FoundPlace[], { accounts, regions }: PlaceFilter): readonly string[] {
    const nothingOf = (what: string) => `there is no log file or digest of ${what}`;
    return [
        ...accounts
            .filter(account => !places.some(place => place.account === account))
            .map(account => nothingOf(`account ${account}`)),
        ...regions
            .filter(region => !places.some(place => place.region === region))
            .map(region => nothingOf(`Region ${region}`)),
    ];
}

async function storeOf(
    source: string | undefined,
    trail: LiveTrail | undefined,
    connect: () => Promise<Connection>,
): Promise<FileStore> {
    if (source === undefined) {
        if (trail?.bucket === undefined) {
            throw new UserError("the trail's bucket is not known: name it as s3://BUCKET/PREFIX");
        }
        return bucketStore((await connect()).logFiles, trail.bucket, trail.folder);
    }
    if (isBucketUrl(source)) {
        const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(source) ?? [];
        if (bucket === undefined) {
            throw new UserError(`${quote(source)} is not the address of a bucket, such as s3://my-trail-logs/prefix`);
        }
        return bucketStore(
            (await connect()).logFiles,
            bucket,
            prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`,
        );
    }
    requireFolder(source);
    return folderStore(source);
}

function requireFolder(path: string): void {
    let isFolder: boolean;
    try {
        isFolder = statSync(path).isDirectory();
    } catch (error) {
        throw new UserError(`can't read ${quote(path)}: ${reasonOf(error)}`);
    }
    if (!isFolder) {
        throw new UserError(`${quote(path)} is not a folder`);
    }
}

async function listing<T>(store: FileStore, list: () => Promise<T>): Promise<T> {
    try {
        return await list();
    } catch (error) {
        if (error instanceof ReadFailure) {
            throw new UserError(
                missingCredentials(error.message) ?? `can't list ${quote(store.title)}: ${error.message}`,
            );
        }
        throw error;
    }
}

/**
 * A bucket can contain files of other trails: an organization's are in its folder, another trail's in those of its
 * account.
 */
function ofTrail({ account, isOrganization }: LiveTrail, filter: PlaceFilter): PlaceFilter {
    return {
        ...filter,
        accounts: filter.accounts.length > 0 || isOrganization ? filter.accounts : [account],
        isOrganization,
    };
}

/** A trail must have digests wherever it logs: their absence has to be noticed. */
function withExpected(
    places: readonly FoundPlace[],
    { account, folder, isOrganization }: LiveTrail,
    expected: readonly string[],
    { accounts, regions }: PlaceFilter,
): readonly FoundPlace[] {
    const missing = expected.filter(
        region =>
            (accounts.length === 0 || accounts.includes(account)) &&
            (regions.length === 0 || regions.includes(region)) &&
            !places.some(place => place.account === account && place.region === region),
    );
    // An organization's folder is named by its ID, which only the bucket shows; without it there is nothing to read.
    const ofOrganization = places.flatMap(({ bases }) => bases.flatMap(base => /^.*\/o-[a-z0-9]+\//s.exec(base) ?? []));
    const roots = isOrganization ? ofOrganization.slice(0, 1) : [folder];
    return [...places, ...missing.map(region => ({ account, region, bases: roots.map(root => `${root}${account}/`) }))];
}
