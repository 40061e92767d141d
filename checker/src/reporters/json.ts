import { printableJson } from "../../../src/cloudtrail/quote";
import type { Reporter } from "./reporter";

/** The report as it is, as docs/report.schema.json describes it. */
export const jsonReporter: Reporter = report => `${printableJson(report)}\n`;
