import type { TextPlace } from "../../text/text-place";

/** Input that can't be read. The message is one line that says what is wrong, and where. */
export class Unreadable extends Error {
    /** @param isSource is it certainly meant for this command, whatever else it contains? */
    constructor(
        readonly reason: string,
        readonly place?: TextPlace,
        readonly isSource = false,
    ) {
        super(place === undefined ? reason : `${reason} (line ${place.line}, column ${place.column})`);
    }
}
