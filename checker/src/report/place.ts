import type { Place } from "../sources/source-trail";

/** A place in one line, as compilers write it: `stack.json:12, urn:…`; empty if nothing is known. */
export function formatPlace({ file, line, address }: Place): string {
    const inFile = file === undefined || line === undefined ? file : `${file}:${line}`;
    return [inFile, address].filter(part => part !== undefined).join(", ");
}
