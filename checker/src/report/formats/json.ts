import { printableJson } from "../../../../src/cloudtrail/quote";
import type { Report } from "../report";
import type { Reporter } from "../reporter";

/** The report as it is, as docs/report.schema.json describes it. */
export const jsonReporter: Reporter = report => [...jsonPieces(report)].join("");

/** The same, piece by piece: of thousands of trails, the whole text would take more memory than the report. */
export function* jsonPieces(report: Report): Iterable<string> {
    let before = "{";
    for (const [name, value] of Object.entries(report)) {
        yield `${before}\n  ${JSON.stringify(name)}: `;
        yield* Array.isArray(value) && value.length > 0 ? listPieces(value) : [indented(value, "  ")];
        before = ",";
    }
    yield "\n}\n";
}

function* listPieces(list: readonly unknown[]): Iterable<string> {
    let before = "[";
    for (const entry of list) {
        yield `${before}\n    ${indented(entry, "    ")}`;
        before = ",";
    }
    yield "\n  ]";
}

function indented(value: unknown, indent: string): string {
    return printableJson(value).replaceAll("\n", `\n${indent}`);
}
