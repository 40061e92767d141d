import type { SourceName } from "./sources";

/** What is known of one resource type of data events, as its source says it. */
export interface CatalogueRow {
    /** The value of `resources.type`. */
    readonly type: string;
    /** The operations that AWS documents as data events of the type; none where it names none. */
    readonly operations?: readonly string[];
    /** Who documents these operations, or, where there are none, the type itself. Default: CloudTrail's own table. */
    readonly source?: SourceName;
    /**
     * Operations of the service that act on a resource of the type (source `sdk`). AWS doesn't say which of them become
     * data events, so that they are examples and never all that there is.
     */
    readonly apiOperations?: readonly string[];
    /** What follows the service in an example ARN (source `arn`): Region, account and resource. */
    readonly arn: string;
    /** AWS documents no ARN of the type: the example is made up, and an event may have none. */
    readonly withoutArn?: true;
    /** CloudTrail's own table doesn't list the type yet; the row's source does. */
    readonly unlisted?: true;
    /** AWS documents the same operation under another type as well, and which of them it delivers is not known. */
    readonly alternativeOf?: string;
    /** AWS refused a selector with the type, as far as is known: when and by whose report. */
    readonly reportedRefused?: string;
    /** What a reader has to be told about the type: a sentence without its end. */
    readonly note?: string;
}
