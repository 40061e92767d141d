// Source: AWS CloudTrail pricing.

/** What it costs to log data events. */
export const DATA_EVENTS_COST =
    "AWS charges for data events, once for each trail that logs them ($0.10 per 100,000 events when last checked).";

/** What it costs to log management events. */
export const MANAGEMENT_EVENTS_COST =
    "The first copy of management events is free; AWS charges for each further trail that logs them.";
