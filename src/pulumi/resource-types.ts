import { DIALECTS, type Dialect } from "../cloudtrail/selectors/dialect";
import type { Recorder } from "../cloudtrail/selectors/field-rules";

/** The Pulumi resource types that are trails or event data stores. */
export const RECORDER_TYPES: ReadonlyMap<string, { readonly recorder: Recorder; readonly dialect: Dialect }> = new Map([
    ["aws:cloudtrail/trail:Trail", { recorder: "Trail", dialect: DIALECTS["pulumi-aws"] }],
    ["aws-native:cloudtrail:Trail", { recorder: "Trail", dialect: DIALECTS["pulumi-aws-native"] }],
    ["aws:cloudtrail/eventDataStore:EventDataStore", { recorder: "EventDataStore", dialect: DIALECTS["pulumi-aws"] }],
    ["aws-native:cloudtrail:EventDataStore", { recorder: "EventDataStore", dialect: DIALECTS["pulumi-aws-native"] }],
]);
