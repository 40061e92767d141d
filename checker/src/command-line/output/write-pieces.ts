import type { Output } from "../io";

/**
 * Writes text piece by piece, as fast as it is read: a pipe with a slower reader would otherwise buffer all of it in
 * memory. Never rejects: the stream itself reports what can't be written.
 */
export async function writePieces(output: Output, pieces: Iterable<string>): Promise<void> {
    for (const piece of pieces) {
        let written: () => void = () => {};
        const whenWritten = new Promise<void>(resolve => {
            written = resolve;
        });
        // Unlike the `drain` event, this is also called when the reader is gone.
        if (output.write(piece, written) === false) {
            await whenWritten;
        }
    }
}
