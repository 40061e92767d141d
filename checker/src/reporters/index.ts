import { htmlReporter } from "./html";
import { jsonReporter } from "./json";
import { junitReporter } from "./junit";
import { markdownReporter } from "./markdown";
import { ocsfReporter } from "./ocsf";
import type { Reporter } from "./reporter";
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
