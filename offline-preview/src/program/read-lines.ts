import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** Longer lines are passed on in pieces, so that no process can fill the memory. */
const LONGEST_LINE = 64 * 1024;

/** Calls back for each line of a stream, without its line break. */
export function readLines(stream: Readable, callback: (line: string) => void): void {
    const decoder = new StringDecoder("utf8");
    let rest = "";
    stream.on("data", (chunk: Buffer) => {
        const lines = (rest + decoder.write(chunk)).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
            callback(line.replace(/\r$/, ""));
        }
        for (; rest.length > LONGEST_LINE; rest = rest.slice(LONGEST_LINE)) {
            callback(rest.slice(0, LONGEST_LINE));
        }
    });
    stream.on("end", () => {
        if (rest !== "") {
            callback(rest);
        }
    });
}
