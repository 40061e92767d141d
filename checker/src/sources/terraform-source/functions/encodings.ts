import { createHash } from "node:crypto";
import { undecided } from "../evaluate/value";
import { type HclFunction, ofKnown, textOf } from "./function";

function digest(algorithm: string, encoding: "hex" | "base64"): HclFunction {
    return ([value]) => createHash(algorithm).update(textOf(value)).digest(encoding);
}

/** Encodings and digests of strings. */
export const ENCODINGS: Readonly<Record<string, HclFunction>> = Object.fromEntries(
    Object.entries({
        base64decode: ([value]) => {
            const text = Buffer.from(textOf(value), "base64").toString();
            return Buffer.from(text).toString("base64") === textOf(value) ? text : undecided("bytes that are not text");
        },
        base64encode: ([value]) => Buffer.from(textOf(value)).toString("base64"),
        base64sha256: digest("sha256", "base64"),
        md5: digest("md5", "hex"),
        sha1: digest("sha1", "hex"),
        sha256: digest("sha256", "hex"),
        sha512: digest("sha512", "hex"),
    } satisfies Readonly<Record<string, HclFunction>>).map(([name, call]) => [name, ofKnown(call)]),
);
