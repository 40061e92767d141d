import type { AthenaClientConfig } from "@aws-sdk/client-athena";
import type { Page } from "./api";
import { awsFailure } from "./aws-failure";

type Sdk = typeof import("./aws-sdk");

/** How a query is run. */
export interface AthenaRun {
    readonly workgroup: string;
    /** `s3://BUCKET/PREFIX`; `undefined` for that of the workgroup. */
    readonly outputLocation: string | undefined;
}

/** How far a query is. */
export interface AthenaProgress {
    readonly state: "running" | "succeeded" | "failed";
    /** Why it failed. */
    readonly reason?: string;
    readonly scannedBytes: number;
}

/** A row of an answer; `null` is SQL's. */
export type AthenaRow = readonly (string | null)[];

/** The calls of Athena. Each one that fails rejects with an `AwsFailure`. */
export interface AthenaApi {
    /** Starts a statement. @returns its identity */
    start(sql: string, run: AthenaRun): Promise<string>;
    progressOf(id: string): Promise<AthenaProgress>;
    stop(id: string): Promise<void>;
    /** The answer, page by page; of a query the first row holds the names of the columns. */
    rows(id: string, from: string | undefined): Promise<Page<AthenaRow>>;
}

/** The calls of Athena, with the user's own credentials and in their Region. */
export function athenaApi(sdk: Sdk, options: AthenaClientConfig): AthenaApi {
    const client = new sdk.AthenaClient(options);
    return {
        start: (sql, { workgroup, outputLocation }) =>
            call("StartQueryExecution", async () => {
                const { QueryExecutionId = "" } = await client.send(
                    new sdk.StartQueryExecutionCommand({
                        QueryString: sql,
                        WorkGroup: workgroup,
                        ...(outputLocation === undefined
                            ? {}
                            : { ResultConfiguration: { OutputLocation: outputLocation } }),
                    }),
                );
                return QueryExecutionId;
            }),
        progressOf: id =>
            call("GetQueryExecution", async () => {
                const { QueryExecution } = await client.send(
                    new sdk.GetQueryExecutionCommand({ QueryExecutionId: id }),
                );
                const { State, StateChangeReason } = QueryExecution?.Status ?? {};
                return {
                    state:
                        State === "SUCCEEDED"
                            ? "succeeded"
                            : State === "FAILED" || State === "CANCELLED"
                              ? "failed"
                              : "running",
                    ...(StateChangeReason === undefined ? {} : { reason: StateChangeReason }),
                    scannedBytes: QueryExecution?.Statistics?.DataScannedInBytes ?? 0,
                };
            }),
        stop: id =>
            call("StopQueryExecution", async () => {
                await client.send(new sdk.StopQueryExecutionCommand({ QueryExecutionId: id }));
            }),
        rows: (id, from) =>
            call("GetQueryResults", async () => {
                const { ResultSet, NextToken } = await client.send(
                    new sdk.GetQueryResultsCommand({
                        QueryExecutionId: id,
                        ...(from === undefined ? {} : { NextToken: from }),
                    }),
                );
                const entries = (ResultSet?.Rows ?? []).map(({ Data = [] }) =>
                    Data.map(({ VarCharValue }) => VarCharValue ?? null),
                );
                return { entries, next: NextToken };
            }),
    };
}

async function call<T>(operation: string, send: () => Promise<T>): Promise<T> {
    try {
        return await send();
    } catch (error) {
        throw awsFailure(operation, error);
    }
}
