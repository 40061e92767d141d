import type { TextPlace } from "../../text/text-place";

/** Input that can't be read. The message is one line that says what is wrong, and where. */
export class Unreadable extends Error {
    /** @param malformed whether it only isn't what its name promises: perhaps it was never meant for this command */
    constructor(
        readonly reason: string,
        readonly place?: TextPlace,
        readonly malformed = false,
    ) {
        super(place === undefined ? reason : `${reason} (line ${place.line}, column ${place.column})`);
    }
}
