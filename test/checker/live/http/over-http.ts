import assert from "node:assert/strict";
import type { Report } from "../../../../checker/src/report/report";
import type { FakeAws } from "../fake-aws";
import { type Ran, type RunOptions, runLive } from "../run-live";
import { dataEvents } from "../trails";
import { withFakeAws } from "../with-fake-aws";

export const ACCOUNT = "111111111111";

/** The command in its own process, against a fake of AWS over HTTP that is new for each test, as is the folder. */
export interface OverHttp {
    readonly fake: FakeAws;
    readonly folder: string;
    run(args: readonly string[], options?: RunOptions): Promise<Ran>;
    /** `check --aws` with a report as JSON. */
    check(...args: string[]): Promise<Ran>;
}

/** A `describe` of tests of the command over HTTP. */
export function describeOverHttp(title: string, tests: (http: OverHttp) => void): void {
    describe(`the command against AWS over HTTP, with the real SDK: ${title}`, function () {
        this.timeout(60_000);
        const surroundings = withFakeAws();
        const run: OverHttp["run"] = (args, options) => {
            const { server, fake, folder } = surroundings();
            return runLive({ url: server.url, account: fake.callerAccount, folder }, args, options);
        };
        tests({
            get fake() {
                return surroundings().fake;
            },
            get folder() {
                return surroundings().folder;
            },
            run,
            check: (...args) => run(["check", "--aws", "--format", "json", ...args]),
        });
    });
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
