/** A file as it was read. */
export interface StoredBytes {
    readonly bytes: Uint8Array;
    /** The metadata of the object; `undefined` where the place has none: a folder. */
    readonly metadata: Readonly<Record<string, string>> | undefined;
}

/** What is directly in a folder: keys of files; folders with a slash at their end. */
export interface FolderContent {
    readonly files: readonly string[];
    readonly folders: readonly string[];
}

/** Where files lie: a bucket, or a folder that was copied. Paths are keys, with slashes, from its root on. */
export interface FileStore {
    /** What reports call it: `s3://BUCKET/PREFIX`, or the folder. */
    readonly title: string;
    /** Where to begin: a folder's key, with a slash at its end or empty. */
    readonly start: string;
    /** The bucket; `undefined` for copied files. */
    readonly bucket: string | undefined;
    /** Empty where there is no such folder. @throws ReadFailure */
    list(folder: string): Promise<FolderContent>;
    /** @throws ReadFailure */
    read(key: string): Promise<StoredBytes>;
    /** Is this file the one that a digest calls by this key of a bucket? */
    isKey(file: string, bucketKey: string): boolean;
    /**
     * The file that a digest calls by a key of the bucket, if it is there.
     * @param base the account's folder that the digest is in
     */
    fileOf(bucketKey: string, base: string): string;
}

/** Why something could not be read. */
export class ReadFailure extends Error {
    constructor(
        readonly kind: "missing" | "unreadable",
        message: string,
    ) {
        super(message);
    }
}
