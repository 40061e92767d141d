import assert from "node:assert/strict";
import type { Report } from "../../../../checker/src/report/report";
import { type Ran, type RunOptions, runLive } from "../run-live";
import { dataEvents } from "../trails";
import { withFakeAws } from "../with-fake-aws";

export const ACCOUNT = "111111111111";

/** The command in a process of its own, against a fake of AWS over HTTP, new for each test of the `describe`. */
export function overHttp() {
    const surroundings = withFakeAws();
    const place = () => {
        const { server, fake, folder } = surroundings();
        return { url: server.url, account: fake.callerAccount, folder };
    };
    const run = (args: readonly string[], options?: RunOptions) => runLive(place(), args, options);
    const check = (...args: string[]) => run(["check", "--aws", "--format", "json", ...args]);
    return { surroundings, run, check };
}

/** The report that a run printed as JSON. */
export const reportOf = ({ stdout, stderr }: Ran): Report => {
    assert.ok(stdout.startsWith("{"), stderr);
    return JSON.parse(stdout) as Report;
};

/** The worst status of each trail that counts, by its ARN. */
export const worst = (report: Report) =>
    Object.fromEntries(
        report.trails.map(({ id, results }) => {
            const counted = results.filter(({ advisory }) => advisory !== true).map(({ status }) => status);
            return [id, counted.find(s => s === "violation") ?? counted.find(s => s === "undetermined") ?? "pass"];
        }),
    );

/** A telemetry rule that collects the data events of a type. */
export const telemetryRule = (type: string) => ({
    ResourceType: "AWS::CloudTrail",
    TelemetryType: "Logs",
    DestinationConfiguration: { CloudtrailParameters: { AdvancedEventSelectors: [dataEvents(type)] } },
});
