import { AwsFailure } from "../../live/aws/calls/aws-failure";
import { pagesOf } from "../../live/aws/calls/read-pages";
import type { LogFileApi } from "../../live/aws/log-file-api";
import { type FileStore, ReadFailure } from "./file-store";

/** The objects of a bucket below a prefix, which is empty or ends with a slash. */
export function bucketStore(api: LogFileApi, bucket: string, prefix: string): FileStore {
    return {
        title: `s3://${bucket}/${prefix}`,
        start: prefix,
        bucket,
        async list(folder) {
            const files: string[] = [];
            const folders: string[] = [];
            await reading(async () => {
                for await (const keys of pagesOf("ListObjectsV2", from => api.listFolder(bucket, folder, from))) {
                    for (const key of keys) {
                        // Consoles create an empty object for a folder itself.
                        if (key !== folder) {
                            (key.endsWith("/") ? folders : files).push(key);
                        }
                    }
                }
            });
            return { files, folders };
        },
        read: key => reading(() => api.getObject(bucket, key)),
        isKey: (file, bucketKey) => file === bucketKey,
        fileOf: bucketKey => bucketKey,
    };
}

async function reading<T>(call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        if (error instanceof AwsFailure) {
            throw new ReadFailure(error.kind === "no-such-object" ? "missing" : "unreadable", error.message);
        }
        throw error;
    }
}
