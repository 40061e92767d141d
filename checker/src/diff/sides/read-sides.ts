import { readText, STANDARD_INPUT } from "../../command-line/input/read-text";
import type { Io } from "../../command-line/io";
import { UserError } from "../../command-line/user-error";
import { gatherFiles } from "../../sources/gather-files";
import type { SourceName } from "../../sources/registry";
import { parseJsonDocuments } from "../../text/json-documents";
import { isPreview, sidesOfPreview } from "./pulumi-preview";
import { sidesOfCalls, trailCallsIn } from "./records";
import type { Side, Sides } from "./side";
import { isPlan, sidesOfPlan } from "./terraform-plan";

const BOTH_SIDES =
    "a Terraform plan (`terraform show -json`), a Pulumi preview (`pulumi preview --json`), or with --before the CloudTrail records of calls that change a trail";

/** One side: anything that `check` reads. */
export async function readSide(path: string, source: SourceName | undefined, io: Io): Promise<Side> {
    const gathered = await gatherFiles([path], source, io);
    return path === STANDARD_INPUT ? gathered : { ...gathered, input: path };
}

/**
 * Both sides of a change from one input that shows both.
 * @param path a file, or `-` for standard input
 * @param before the state before, if the input shows only what was changed
 * @throws UserError if it doesn't show both
 */
export async function readBothSides(path: string, before: Side | undefined, io: Io): Promise<Sides> {
    const { text, label } = await readText(path, io);
    const file = path === STANDARD_INPUT ? undefined : path;
    const parsed = parseJsonDocuments(text);
    if ("problem" in parsed) {
        const { line, column, message } = parsed.problem;
        throw new UserError(`${label}:${line}:${column}: ${message}; expected ${BOTH_SIDES}`);
    }
    const documents = parsed.documents.map(({ value }) => value);
    const calls = trailCallsIn(documents);
    if (calls.length > 0) {
        if (before === undefined) {
            throw new UserError(
                `${label}: a record contains only what a call sets: give --before FILE, with what \`aws cloudtrail get-event-selectors\` and \`describe-trails\` printed earlier`,
            );
        }
        return sidesOfCalls(calls, before, file);
    }
    if (before !== undefined) {
        throw new UserError(
            `${label}: --before is for CloudTrail records of calls that change a trail, and there are none in it`,
        );
    }
    const [first] = documents;
    if (documents.length === 1 && isPlan(first)) {
        return sidesOfPlan(first, text, file);
    }
    if (isPreview(documents)) {
        return sidesOfPreview(documents, text, file);
    }
    throw new UserError(`${label}: it does not show both before and after; expected ${BOTH_SIDES}, or a second input`);
}
