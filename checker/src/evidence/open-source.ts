import { statSync } from "node:fs";
import { quote } from "../../../src/cloudtrail/quote";
import { reasonOf, UserError } from "../command-line/user-error";
import type { Connection } from "../live/aws/connect";
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
    const places = await listing(store, () => findPlaces(store, wanted));
    if (source === undefined && trail !== undefined) {
        return { store, places: withHome(places, trail, wanted) };
    }
    if (places.length > 0) {
        return { store, places };
    }
    const loose = store.bucket === undefined ? await listing(store, () => looseStore(store)) : undefined;
    const found = loose === undefined ? [] : await findPlaces(loose, wanted);
    if (loose === undefined || found.length === 0) {
        const narrowed = filter.accounts.length + filter.regions.length > 0 ? " for these accounts and Regions" : "";
        throw new UserError(`there are no CloudTrail log files${narrowed} in ${quote(store.title)}`);
    }
    return { store: loose, places: found };
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
            throw new UserError(`can't list ${quote(store.title)}: ${error.message}`);
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

/** The trail must have digests at least in its home Region: their absence has to be noticed. */
function withHome(
    places: readonly FoundPlace[],
    { account, reading, folder }: LiveTrail,
    { accounts, regions }: PlaceFilter,
): readonly FoundPlace[] {
    const region = reading.homeRegion;
    const isThere = places.some(place => place.account === account && place.region === region);
    const isWanted =
        (accounts.length === 0 || accounts.includes(account)) && (regions.length === 0 || regions.includes(region));
    return isThere || !isWanted ? places : [...places, { account, region, bases: [`${folder}${account}/`] }];
}
