import { splitRecords } from "../files/split-records";
import { sha256, unzip, unzipFirstPart } from "../files/unzip";
import type { RecordConsumer, RecordFile } from "../record-consumer";
import { eventNumber } from "./event-number";
import type { FileResult, FileTask } from "./messages";

/**
 * Unzips a log file, checks its hash, and passes its records to the consumers: the work of a worker thread. Never
 * throws because of a file's content.
 * @param consumersOf those of a unit
 */
export function readLogFile(
    { id, bytes, expected, file, unit }: FileTask,
    consumersOf: (unit: string) => readonly RecordConsumer<unknown>[],
): FileResult {
    const nothing = { id, size: 0, events: NO_EVENTS, isSummary: false };
    const unzipped = unzip(bytes);
    if ("problem" in unzipped) {
        return { ...nothing, ...unzipped };
    }
    const { content, hasMore } = unzipped;
    const wrong = whatIsWrong(bytes, content, hasMore, expected);
    const size = content.length;
    if (file === undefined) {
        return { ...nothing, ...wrong, size };
    }
    const found = splitRecords(content, expected === undefined || wrong !== undefined);
    if ("failure" in found) {
        // A digest vouches that CloudTrail wrote the file like this.
        return { ...nothing, ...(wrong ?? { problem: "not-readable" as const, detail: found.failure }), size };
    }
    const given: RecordFile = wrong === undefined ? file : { ...file, trust: "invalid" };
    return { id, size, ...wrong, ...consume(found.records, given, consumersOf(unit)) };
}

const NO_EVENTS = new Float64Array();

function whatIsWrong(bytes: Uint8Array, content: Buffer, hasMore: boolean, expected: string | undefined) {
    if (expected !== undefined && sha256(content) !== expected) {
        const first = unzipFirstPart(bytes);
        return first !== undefined && sha256(first) === expected
            ? ({ problem: "trailing-data", detail: "a second gzip part follows what was written" } as const)
            : ({ problem: "hash-mismatch", detail: "its content is not what its digest says" } as const);
    }
    return hasMore ? ({ problem: "trailing-data", detail: "there are bytes after its end" } as const) : undefined;
}

function consume(
    records: readonly Readonly<Record<string, unknown>>[],
    file: RecordFile,
    consumers: readonly RecordConsumer<unknown>[],
): Pick<FileResult, "events" | "isSummary" | "lines"> {
    const events: number[] = [];
    let isSummary = false;
    for (const record of records) {
        const { eventID, eventCategory } = record;
        if (eventCategory === "Aggregated" || eventCategory === "Insight") {
            isSummary = true;
            continue;
        }
        let isBedrocks = false;
        for (const consumer of consumers) {
            isBedrocks = consumer.consume(record, file) || isBedrocks;
        }
        if (isBedrocks && typeof eventID === "string" && file.trust !== "invalid") {
            events.push(eventNumber(eventID));
        }
    }
    const lines = consumers.map(consumer => consumer.lines?.() ?? "").join("");
    return { events: Float64Array.from(events), isSummary, ...(lines === "" ? {} : { lines }) };
}
