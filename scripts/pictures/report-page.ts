import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { check } from "../../checker/src/check/check";
import { defaultSettings } from "../../checker/src/configuration/policy-config";
import { reportPieces } from "../../checker/src/report/formats";
import { gatherFiles } from "../../checker/src/sources/gather-files";
import { policies } from "../../policies";

/** The trails of the picture, from the root of the repository, in which this is run. */
const INPUT = "scripts/pictures/infra/accounts.yaml";

/** The page that the picture of the HTML report shows. */
export async function reportPage(version: string): Promise<string> {
    const io = { stdin: Readable.from([]), stderr: { write: () => undefined } };
    const { report } = check(await gatherFiles([INPUT], undefined, io), {
        policies,
        settings: defaultSettings(policies),
        today: "2026-01-15",
    });
    const time = new Date("2026-01-15T10:00:00Z");
    return [...reportPieces("html", report, { version, policies, time })].join("");
}

/** Identifies the page that a picture shows: it changes with the page, but not with the version that is shown on it. */
export async function reportFingerprint(): Promise<string> {
    return createHash("sha256")
        .update(await reportPage(""))
        .digest("hex");
}
