import { isAbsolute, posix, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { ArtifactLocation, Location } from "sarif";
import { printable } from "../../../../../src/cloudtrail/quote";
import type { ShownSubject } from "../../subjects";

/** Where a trail is, for SARIF: its file and line if it has them, and its address as a logical location. */
export function sarifLocation({ id, title, source }: ShownSubject): Location {
    const { file, line, address } = source;
    return {
        ...(file === undefined
            ? {}
            : {
                  physicalLocation: {
                      artifactLocation: artifactLocation(file),
                      ...(line === undefined ? {} : { region: { startLine: line } }),
                  },
              }),
        logicalLocations: [{ name: printable(title), fullyQualifiedName: printable(address ?? id), kind: "resource" }],
    };
}

/** A file as a URI: relative to the working directory if it is below it, otherwise absolute. */
function artifactLocation(file: string): ArtifactLocation {
    // encodeURIComponent refuses a lone surrogate.
    const wellFormed = Buffer.from(file).toString();
    if (isAbsolute(wellFormed)) {
        return { uri: pathToFileURL(wellFormed).href };
    }
    const path = posix.normalize(wellFormed.split(sep).join("/"));
    const uri = path.split("/").map(encodeURIComponent).join("/");
    return path.startsWith("../") ? { uri } : { uri, uriBaseId: "%SRCROOT%" };
}
