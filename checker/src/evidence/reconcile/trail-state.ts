import type { TrailSelectors } from "../../../../src/cloudtrail/selectors/event-selector";

/** What decides what a trail records, at one time. `undefined` is what isn't known. */
export interface TrailState {
    readonly selectors: TrailSelectors | undefined;
    readonly isLogging: boolean | undefined;
    readonly isMultiRegion: boolean | undefined;
    readonly isOrganization: boolean | undefined;
    /** Is the bucket and the prefix that it delivers to the one that it delivers to now? */
    readonly deliversHere: boolean | undefined;
}

/** Nothing is known. */
export const NOTHING_KNOWN: TrailState = {
    selectors: undefined,
    isLogging: undefined,
    isMultiRegion: undefined,
    isOrganization: undefined,
    deliversHere: undefined,
};
