import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pythonEnvironment } from "../../../python-environment";

/** A Python with sqlglot and DuckDB, installed from PyPI once; `undefined` if that isn't possible. */
export function findPython(): string | undefined {
    try {
        const packages = ["sqlglot==30.30.0", "duckdb==2.0.1"];
        return join(pythonEnvironment("sqlglot-30.30.0-duckdb-2.0.1", packages), "python");
    } catch {
        return undefined;
    }
}

/** A record in a table. */
export interface StoredRecord {
    readonly table: string;
    readonly account: string;
    readonly region: string;
    /** `2026/11/02` */
    readonly day: string;
    /** `s3://BUCKET/KEY` */
    readonly path: string;
    readonly record: Record<string, unknown>;
}

/** The answer to a query: rows of strings. */
export type Answer = readonly Readonly<Record<string, string | null>>[];

/** Runs queries in Athena's SQL. */
export function runSql(
    python: string,
    input: {
        readonly tables: readonly string[];
        readonly view: string;
        readonly queries: Readonly<Record<string, string>>;
        readonly records: readonly StoredRecord[];
    },
): Readonly<Record<string, Answer>> {
    const output = execFileSync(python, [join(__dirname, "run_sql.py")], {
        input: JSON.stringify(input),
        maxBuffer: 1 << 28,
    });
    return JSON.parse(output.toString("utf8"));
}
