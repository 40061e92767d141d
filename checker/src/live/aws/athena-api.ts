import type { AthenaClientConfig } from "@aws-sdk/client-athena";
import { required } from "./answers";
import type { Page } from "./api";
import { call } from "./calls/call";

type Sdk = typeof import("./sdk/aws-sdk");

/** How a query is run. */
export interface AthenaRun {
    readonly workgroup: string;
    /** `s3://BUCKET/PREFIX`; `undefined` for that of the workgroup. */
    readonly outputLocation: string | undefined;
}

/** The progress of a query. */
export interface AthenaProgress {
    readonly state: "running" | "succeeded" | "failed";
    /** Why it failed. */
    readonly reason?: string;
    readonly scannedBytes: number;
}

/** A row of a result; `null` is SQL's. */
export type AthenaRow = readonly (string | null)[];

/** Athena's calls. A failed one rejects with an `AwsFailure`. */
export interface AthenaApi {
    /** Starts a statement. @returns its ID */
    start(sql: string, run: AthenaRun): Promise<string>;
    progressOf(id: string): Promise<AthenaProgress>;
    stop(id: string): Promise<void>;
    /** The result, page by page; for a query, the first row contains the column names. */
    rows(id: string, from: string | undefined): Promise<Page<AthenaRow>>;
}

/**
 * Athena's calls, with the user's own credentials and in their Region.
 * @param seconds how long one attempt may take
 */
export function athenaApi(sdk: Sdk, options: AthenaClientConfig, seconds: number): AthenaApi {
    const client = new sdk.AthenaClient(options);
    return {
        async start(sql, { workgroup, outputLocation }) {
            const command = new sdk.StartQueryExecutionCommand({
                QueryString: sql,
                WorkGroup: workgroup,
                ...(outputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
            });
            const { value } = await call("StartQueryExecution", command, seconds, () => client.send(command));
            return required("StartQueryExecution", "QueryExecutionId", value.QueryExecutionId);
        },
        async progressOf(id) {
            const command = new sdk.GetQueryExecutionCommand({ QueryExecutionId: id });
            const { value } = await call("GetQueryExecution", command, seconds, () => client.send(command));
            const { Status, Statistics } = value.QueryExecution ?? {};
            const state = required("GetQueryExecution", "State", Status?.State);
            const reason = Status?.StateChangeReason;
            return {
                state: RUNNING.has(state) ? "running" : state === "SUCCEEDED" ? "succeeded" : "failed",
                ...(reason === undefined ? {} : { reason }),
                scannedBytes: Statistics?.DataScannedInBytes ?? 0,
            };
        },
        async stop(id) {
            const command = new sdk.StopQueryExecutionCommand({ QueryExecutionId: id });
            await call("StopQueryExecution", command, seconds, () => client.send(command));
        },
        async rows(id, from) {
            const command = new sdk.GetQueryResultsCommand({
                QueryExecutionId: id,
                ...(from === undefined ? {} : { NextToken: from }),
            });
            const { value } = await call("GetQueryResults", command, seconds, () => client.send(command));
            const entries = required("GetQueryResults", "Rows", value.ResultSet?.Rows).map(({ Data = [] }) =>
                Data.map(({ VarCharValue }) => VarCharValue ?? null),
            );
            return { entries, next: value.NextToken };
        },
    };
}

/** The states from which a query may still succeed. */
const RUNNING: ReadonlySet<string> = new Set(["QUEUED", "RUNNING"]);
