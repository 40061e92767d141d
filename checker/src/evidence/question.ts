import type { ProgressLine } from "../command-line/terminal/progress";
import type { ConnectOptions } from "../live/aws/connect";
import type { PlaceFilter } from "./files/find-places";
import type { Span } from "./gaps/span";
import type { InventoryColumn } from "./records/inventory";

/** What evidence is requested, whoever reads the files. */
export interface Question extends PlaceFilter {
    /** A folder or `s3://BUCKET/PREFIX`; `undefined` for the bucket of the trail. */
    readonly source: string | undefined;
    /** A trail's name or ARN; `undefined` for files alone, or for the only trail. */
    readonly trail: string | undefined;
    /** Milliseconds. */
    readonly asked: Span;
    readonly now: number;
    readonly by: readonly InventoryColumn[];
    readonly connection: ConnectOptions;
    readonly stop: AbortSignal;
    readonly progress: ProgressLine;
}
