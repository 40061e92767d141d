import type { SourceName } from "./sources";

/** What a source says about one resource type of data events. */
export interface CatalogueRow {
    /** The value of `resources.type`. */
    readonly type: string;
    /** The operations that AWS documents as data events of the type; absent if it names none. */
    readonly operations?: readonly string[];
    /** Who documents these operations or, if there are none, the type itself. Default: CloudTrail's own table. */
    readonly source?: SourceName;
    /**
     * Operations of the service that act on a resource of the type (source `sdk`). AWS doesn't say which of them
     * produce data events, so they are examples and never the complete list.
     */
    readonly apiOperations?: readonly string[];
    /** What follows the service in an example ARN (source `arn`): Region, account and resource. */
    readonly arn: string;
    /** AWS documents no ARN for the type: the example is made up, and an event may have none. */
    readonly withoutArn?: true;
    /** CloudTrail's own table doesn't list the type yet; the row's source does. */
    readonly unlisted?: true;
    /** AWS documents the same operation under another type as well, and it is not known which one it delivers. */
    readonly alternativeOf?: string;
    /** AWS refused a selector with the type, according to a report: when, and whose. */
    readonly reportedRefused?: string;
    /** A note for the reader about the type: a sentence without the full stop. */
    readonly note?: string;
}
