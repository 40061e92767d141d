import type { Log, Notification, Result } from "sarif";
import { printableJson } from "../../../../../src/cloudtrail/quote";
import { REPOSITORY } from "../../../../../src/compliance/policy/policy-url";
import type { SourceProblem } from "../../../sources/source-trail";
import { type PolicyColumn, policyColumns } from "../../policy-columns";
import type { Report } from "../../report";
import type { Reporter } from "../../reporter";
import { shownSubjects } from "../../subjects";
import { sarifMessage } from "./message";
import { sarifResult } from "./result";
import { sarifRule } from "./rule";

/** SARIF 2.1.0 (OASIS): for code scanning, and the viewers of editors. */
export const sarifReporter: Reporter = (report, { version, policies, time }) => {
    const columns = policyColumns(report, policies);
    const log: Log = {
        $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [
            {
                tool: {
                    driver: {
                        name: "trail-guard",
                        fullName: `trail-guard ${version}`,
                        semanticVersion: version,
                        informationUri: REPOSITORY,
                        rules: columns.map(sarifRule),
                    },
                },
                automationDetails: { id: "trail-guard/" },
                columnKind: "utf16CodeUnits",
                invocations: [
                    {
                        executionSuccessful: report.problems.length === 0,
                        endTimeUtc: time.toISOString(),
                        toolExecutionNotifications: report.problems.map(notification),
                    },
                ],
                results: results(report, columns),
                properties: { summary: report.summary },
            },
        ],
    };
    return `${printableJson(log)}\n`;
};

function results(report: Report, columns: readonly PolicyColumn[]): Result[] {
    const trails = shownSubjects(report);
    const hasBaseline = trails.some(trail => trail.results.some(({ baseline }) => baseline === true));
    const indexes = new Map(columns.map((column, ruleIndex) => [column.name, { column, ruleIndex, hasBaseline }]));
    return trails.flatMap(trail =>
        trail.results.flatMap(result => {
            const context = indexes.get(result.policy);
            return (context && sarifResult(trail, result, context)) ?? [];
        }),
    );
}

function notification({ source, message }: SourceProblem): Notification {
    return { level: "error", message: sarifMessage(`${source}: ${message}`) };
}
