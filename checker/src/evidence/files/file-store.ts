/** A file that was read. */
export interface StoredBytes {
    readonly bytes: Uint8Array;
    /** The object's metadata; `undefined` where there is none: in a folder. */
    readonly metadata: Readonly<Record<string, string>> | undefined;
}

/** What is directly in a folder: keys of files; folders with a slash at their end. */
export interface FolderContent {
    readonly files: readonly string[];
    readonly folders: readonly string[];
    /** Links to folders, which are not followed: with a slash at their end. */
    readonly links?: readonly string[];
}

/** Where files are: a bucket, or a copied folder. Paths are keys, with slashes, relative to its root. */
export interface FileStore {
    /** Its name in reports: `s3://BUCKET/PREFIX`, or the folder. */
    readonly title: string;
    /** Where to begin: a folder's key, with a slash at its end or empty. */
    readonly start: string;
    /** The bucket; `undefined` for copied files. */
    readonly bucket: string | undefined;
    /** Empty if the folder doesn't exist. @throws ReadFailure */
    list(folder: string): Promise<FolderContent>;
    /** @throws ReadFailure */
    read(key: string): Promise<StoredBytes>;
    /** Is this the file that a digest names by this key of a bucket? */
    isKey(file: string, bucketKey: string): boolean;
    /**
     * The file that a digest names by a key of the bucket, if it exists.
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
