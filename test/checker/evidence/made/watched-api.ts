import { AwsFailure } from "../../../../checker/src/live/aws/calls/aws-failure";
import type { LogFileApi } from "../../../../checker/src/live/aws/log-file-api";
import type { MadeBucket } from "./made-bucket";
import { madeApi } from "./run-made";

/** The made bucket, with some keys that can't be read, and a count of what was read. */
export function watched(made: MadeBucket, denied: (key: string) => boolean = () => false) {
    const api = madeApi(made);
    const read: string[] = [];
    const refuse = (operation: string, key: string) => {
        if (denied(key)) {
            throw new AwsFailure(operation, "denied", "not authorized");
        }
    };
    const watching: LogFileApi = {
        ...api,
        listFolder: async (bucket, folder, from) => {
            refuse("ListObjectsV2", folder);
            return api.listFolder(bucket, folder, from);
        },
        getObject: async (bucket, key) => {
            refuse("GetObject", key);
            read.push(key);
            return api.getObject(bucket, key);
        },
    };
    return { api: watching, read };
}
