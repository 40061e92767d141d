import { partitionOfArn } from "../../../src/cloudtrail/bedrock/partition";
import { isRecord, kindOf } from "../../../src/cloudtrail/plain-data";
import type { Problem } from "../../../src/cloudtrail/problem";
import { printable, quote } from "../../../src/cloudtrail/quote";
import { trailSelectorProblems } from "../../../src/cloudtrail/recorders/trail-validity";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import type { TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { Unknown } from "../../../src/cloudtrail/value";
import { SENTINELS } from "../../../src/pulumi/values/sentinels";
import type { InputText } from "../command-line/input/read-text";
import { UserError } from "../command-line/user-error";
import { parseJsonDocuments } from "../text/json-documents";

/** The selectors of one trail, as `aws cloudtrail get-event-selectors` prints them. */
export interface SelectorInput {
    /** The given `id`, or else the trail's ARN. */
    readonly id: string | number | null;
    /** What messages call it; safe for a terminal. */
    readonly label: string;
    readonly trailArn?: string;
    /** What was read, for whoever prints it again. */
    readonly document: Readonly<Record<string, unknown>>;
    readonly selectors: TrailSelectors;
    /** The partition of the trail's ARN. */
    readonly partition?: string;
    /** What AWS would refuse, or does not define: such a selector logs nothing for certain. */
    readonly problems: readonly Problem[];
}

/**
 * Reads what `aws cloudtrail get-event-selectors` prints: one such document, several one after another or one per line, or a
 * list of them; or the bare list of selectors, basic or advanced, that `put-event-selectors` accepts.
 * @throws UserError where it is something else
 */
export function readSelectorInputs({ text, label }: InputText): SelectorInput[] {
    const parsed = parseJsonDocuments(text);
    if ("problem" in parsed) {
        const { line, column, message } = parsed.problem;
        throw new UserError(`${label}:${line}:${column}: ${message}`);
    }
    const inputs = parsed.documents
        .flatMap(({ value, line }) => documentsIn(value).map(document => ({ document, place: `${label}:${line}` })))
        .map(({ document, place }, index, { length }) =>
            readInput(document, place, length === 1 ? undefined : index + 1),
        );
    if (inputs.length === 0) {
        throw new UserError(`${label}: it contains no event selectors`);
    }
    return inputs;
}

/** The documents in one JSON value. */
function documentsIn(value: unknown): readonly unknown[] {
    if (!Array.isArray(value)) {
        return [value];
    }
    const asDocument = (entry: unknown) => {
        const list = listOf(entry);
        return list === undefined ? entry : { [list]: entry };
    };
    return listOf(value) === undefined ? value.map(asDocument) : [asDocument(value)];
}

/** Which list of selectors a bare list is, by what only the selectors of one kind have. */
function listOf(value: unknown): (typeof LISTS)[number] | undefined {
    const has = (names: readonly string[]) =>
        Array.isArray(value) && value.some(entry => isRecord(entry) && names.some(name => name in entry));
    return has(["FieldSelectors"]) ? "AdvancedEventSelectors" : has(BASIC_PROPERTIES) ? "EventSelectors" : undefined;
}

const BASIC_PROPERTIES = ["ReadWriteType", "IncludeManagementEvents", "DataResources", "ExcludeManagementEventSources"];

/** Deeper than any document is: a list of selectors, a selector, its fields, an operator's values. */
const MAX_DEPTH = 32;

function isDeeperThan(depth: number, value: unknown): boolean {
    return (
        typeof value === "object" &&
        value !== null &&
        (depth === 0 || Object.values(value).some(entry => isDeeperThan(depth - 1, entry)))
    );
}

/** The document with `Unknown` for the strings with which Pulumi marks a value that isn't known yet. */
function withUnknowns(value: unknown): unknown {
    if (SENTINELS.has(value)) {
        return new Unknown(value);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Array.isArray(value)
        ? value.map(withUnknowns)
        : Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withUnknowns(entry)]));
}

/** @param position which of several inputs it is */
function readInput(document: unknown, place: string, position: number | undefined): SelectorInput {
    const where = position === undefined ? place : `${place}: input ${position}`;
    if (!isRecord(document)) {
        throw new UserError(`${where}: expected what get-event-selectors prints, found ${kindOf(document)}`);
    }
    if (isDeeperThan(MAX_DEPTH, document)) {
        throw new UserError(`${where}: it is nested too deeply`);
    }
    checkNames(document, where);
    const { id: givenId, TrailARN: arn } = document;
    if (givenId !== undefined && givenId !== null && typeof givenId !== "string" && typeof givenId !== "number") {
        throw new UserError(`${where}: its id must be a string or a number, found ${kindOf(givenId)}`);
    }
    if (arn !== undefined && arn !== null && typeof arn !== "string") {
        throw new UserError(`${where}: TrailARN must be a string, found ${kindOf(arn)}`);
    }
    const id = givenId ?? arn ?? null;
    const selectors = {
        ...readSelectors(withUnknowns(document) as typeof document, DIALECTS["aws-api"]),
        // Only AWS writes the trail's ARN beside its selectors (get-event-selectors).
        ...(typeof arn === "string" ? { shownByAws: true } : {}),
    };
    const partition = typeof arn === "string" ? partitionOfArn(arn) : undefined;
    return {
        id,
        label: id === null ? (position === undefined ? "the trail" : `input ${position}`) : printable(`${id}`),
        ...(typeof arn === "string" ? { trailArn: arn } : {}),
        document,
        selectors,
        ...(partition === undefined ? {} : { partition }),
        problems: trailSelectorProblems(selectors),
    };
}

/** The two lists of selectors, by the names that AWS gives them. */
const LISTS = ["EventSelectors", "AdvancedEventSelectors"];

/**
 * A document of another kind must not be mistaken for a trail without selectors, which logs all management events.
 * `null`, `[]` and absent lists mean the same: none set.
 */
function checkNames(document: Readonly<Record<string, unknown>>, where: string): void {
    const names = Object.keys(document);
    for (const name of LISTS) {
        const value = document[name];
        if (value !== undefined && value !== null && !Array.isArray(value) && !SENTINELS.has(value)) {
            throw new UserError(`${where}: ${name} must be a list, found ${kindOf(value)}`);
        }
    }
    const misspelt = names.find(name => !LISTS.includes(name) && /event_?selector/i.test(name));
    if (misspelt !== undefined) {
        throw new UserError(`${where}: unknown property ${quote(misspelt)}; allowed: ${LISTS.join(" or ")}`);
    }
    const foreign = names.find(name => !LISTS.includes(name) && name !== "id" && name !== "TrailARN");
    if (foreign !== undefined && !LISTS.some(name => name in document)) {
        throw new UserError(
            `${where}: it has neither ${LISTS.join(" nor ")}, but ${quote(foreign)}: expected what get-event-selectors prints`,
        );
    }
}
