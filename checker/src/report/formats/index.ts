import type { Report } from "../report";
import type { Reporter, ReporterOptions } from "../reporter";
import { htmlReporter } from "./html";
import { jsonPieces, jsonReporter } from "./json";
import { junitReporter } from "./junit";
import { markdownReporter } from "./markdown";
import { ocsfReporter } from "./ocsf";
import { sarifReporter } from "./sarif";
import { tableReporter } from "./table";

/** Every format of `check --format`, by its name. */
export const reporters = {
    table: tableReporter,
    json: jsonReporter,
    sarif: sarifReporter,
    junit: junitReporter,
    markdown: markdownReporter,
    html: htmlReporter,
    ocsf: ocsfReporter,
} as const satisfies Readonly<Record<string, Reporter>>;

/** The name of a format. */
export type Format = keyof typeof reporters;

/** The names of all formats, in the order of the help. */
export const FORMATS = Object.keys(reporters) as readonly Format[];

/** A report in one format, in suitable pieces for writing. */
export function reportPieces(format: Format, report: Report, options: ReporterOptions): Iterable<string> {
    return format === "json" ? jsonPieces(report) : [reporters[format](report, options)];
}
