/** What AWS charges, in US dollars, for so many events. */
export interface Price {
    readonly dollars: number;
    readonly events: number;
    readonly source: string;
    /** When the source was last read. */
    readonly seen: string;
}

const PAGE = { source: "https://aws.amazon.com/cloudtrail/pricing/", seen: "November 2026" } as const;

/** Data events, for each trail that delivers them: even the first copy is charged for. */
export const DATA_EVENTS_PRICE: Price = { dollars: 0.1, events: 100_000, ...PAGE };

/** Management events, for each trail after the first that delivers them in a Region. */
export const MANAGEMENT_COPY_PRICE: Price = { dollars: 2, events: 100_000, ...PAGE };

/** `$0.10 per 100,000` */
export function priceText({ dollars, events }: Price): string {
    return `$${dollars.toFixed(2)} per ${withCommas(events)}`;
}

/** `100,000`. `toLocaleString` loads the locales of Node, which would take 7 ms of every boot of the pack. */
function withCommas(count: number): string {
    return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** What it costs to log data events. */
export const DATA_EVENTS_COST = `AWS charges for data events, once for each trail that logs them (${priceText(DATA_EVENTS_PRICE)} events when last checked).`;

/** What it costs to log management events. */
export const MANAGEMENT_EVENTS_COST =
    "The first copy of management events is free; AWS charges for each further trail that logs them.";
