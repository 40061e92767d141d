import type { TrailSelectors } from "../../../../src/cloudtrail/selectors/event-selector";

/** What decides what a trail records, at one time. `undefined` is what isn't known. */
export interface TrailState {
    readonly selectors: TrailSelectors | undefined;
    readonly isLogging: boolean | undefined;
    readonly isMultiRegion: boolean | undefined;
    readonly isOrganization: boolean | undefined;
    /** Are the bucket and prefix that it delivers to the present ones? */
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
