import type { Gathered } from "../../sources/source-trail";

/** The trails before a change, or after it. */
export interface Side extends Gathered {
    /** The file or folder that was named as this side; what is in it may have another name on the other one. */
    readonly input?: string;
    /**
     * Why trails may be missing in it, as a sentence without the full stop: then it is unknown whether one was deleted.
     */
    readonly incomplete?: string | undefined;
}

/** Both sides of a change. */
export interface Sides {
    readonly before: Side;
    readonly after: Side;
    /** Addresses before, by the address after, if the source says that a trail moved. */
    readonly moved?: ReadonlyMap<string, string>;
}
