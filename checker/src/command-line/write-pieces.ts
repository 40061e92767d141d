import type { Output } from "./io";

/**
 * Writes text piece by piece, as fast as it is read: a pipe whose reader is slower would otherwise hold all of it in
 * memory. Never rejects: what can't be written is told by the stream itself.
 */
export async function writePieces(output: Output, pieces: Iterable<string>): Promise<void> {
    for (const piece of pieces) {
        let written: () => void = () => {};
        const whenWritten = new Promise<void>(resolve => {
            written = resolve;
        });
        // Unlike the event `drain`, this is called where the reader is gone too.
        if (output.write(piece, written) === false) {
            await whenWritten;
        }
    }
}
