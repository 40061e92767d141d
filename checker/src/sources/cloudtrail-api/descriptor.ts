import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { type DocumentSource, eachDocument } from "../source";
import { isCloudTrailApi, readCloudTrailApi } from "./cloudtrail-api";

/** What only event selectors have: the lists of them, or one of a bare list. */
const SELECTORS = ["EventSelectors", "AdvancedEventSelectors", "FieldSelectors", "ReadWriteType"];

/** What the AWS CLI prints about trails. */
export const cloudTrailApi: DocumentSource = {
    title: "the output of `aws cloudtrail`",
    plural: "the output of `aws cloudtrail`",
    documented: {
        what: "what AWS shows of trails, in one file or several",
        from: "`aws cloudtrail describe-trails`, `get-trail`, `get-event-selectors`",
    },
    extensions: [".json", ".yaml", ".yml", ".jsonl"],
    words: /"?TrailARN"?:|trailList/,
    unusable: {
        documents: [
            {
                title: "what `aws cloudtrail list-trails` prints, which contains only names",
                instead: "`aws cloudtrail describe-trails` and `get-event-selectors` print the rest",
                recognises: ({ Trails: trails }) =>
                    Array.isArray(trails) &&
                    trails.length > 0 &&
                    trails.every(trail => isRecord(trail) && "TrailARN" in trail),
            },
            {
                title: "event selectors that don't say which trail they belong to",
                instead:
                    "put its TrailARN beside them, as `aws cloudtrail get-event-selectors` prints it, or decide them by themselves with `trail-guard coverage`",
                recognises: value => !("TrailARN" in value) && SELECTORS.some(name => name in value),
            },
        ],
        texts: [
            {
                title: "what `aws cloudtrail` prints as text or as a table",
                instead: "with `--output json` it can be read",
                pattern: /^TRAILLIST\t|^\| +(DescribeTrails|GetTrail|GetEventSelectors) +\|/m,
            },
        ],
    },
    recognises: isCloudTrailApi,
    read: eachDocument(readCloudTrailApi),
};
