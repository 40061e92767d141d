import { type DocumentSource, eachDocument } from "../source";
import { isCloudTrailApi, readCloudTrailApi } from "./cloudtrail-api";

/** What the AWS CLI prints of trails. */
export const cloudTrailApi: DocumentSource = {
    title: "the output of `aws cloudtrail`",
    plural: "the output of `aws cloudtrail`",
    documented: {
        what: "what AWS says of trails, in one file or several",
        from: "`aws cloudtrail describe-trails`, `get-trail`, `get-event-selectors`",
    },
    extensions: [".json", ".yaml", ".yml", ".jsonl"],
    words: /"?TrailARN"?:|trailList/,
    recognises: isCloudTrailApi,
    read: eachDocument(readCloudTrailApi),
};
