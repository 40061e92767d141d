import { formatJson } from "../command-line/json";
import type { Reporter } from "./reporter";

/** The report as it is, as docs/report.schema.json describes it. */
export const jsonReporter: Reporter = report => `${formatJson(report)}\n`;
