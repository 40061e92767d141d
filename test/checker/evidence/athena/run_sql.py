"""Runs SQL of Athena in DuckDB, by way of sqlglot, on CloudTrail records.

Reads JSON from standard input: {"tables": [DDL, ...], "view": SQL, "queries": {name: SQL}, "records": [{"table", "account",
"region", "day", "path", "record"}]}. Prints {name: [{column: value}]}. A record becomes a row as Athena's input format
and SerDe for CloudTrail make it: names in lower case, everything that isn't a text in a column of text as JSON.
"""

import json
import sys

import duckdb
import sqlglot
from sqlglot import exp


def as_text(value):
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, separators=(",", ":"))


def as_type(value, kind):
    if value is None:
        return None
    if kind.this == exp.DataType.Type.STRUCT:
        if not isinstance(value, dict):
            return None
        by_name = {name.lower(): entry for name, entry in value.items()}
        return {field.name: as_type(by_name.get(field.name), field.args["kind"]) for field in kind.expressions}
    if kind.this == exp.DataType.Type.ARRAY:
        return [as_type(entry, kind.expressions[0]) for entry in value] if isinstance(value, list) else None
    return as_text(value)


def main():
    given = json.load(sys.stdin)
    database = duckdb.connect(config={"threads": 1})
    database.begin()
    columns = {}
    for ddl in given["tables"]:
        statement = sqlglot.parse_one(ddl, read="athena")
        schema = statement.this
        table = schema.this
        partitions = statement.find(exp.PartitionedByProperty).this.expressions
        kinds = {column.name: column.args["kind"] for column in [*schema.expressions, *partitions]}
        columns[table.name] = kinds
        database.execute(f'CREATE SCHEMA IF NOT EXISTS "{table.db}"')
        listed = ", ".join(f'"{name}" {kind.sql(dialect="duckdb")}' for name, kind in kinds.items())
        database.execute(f'CREATE TABLE "{table.db}"."{table.name}" ({listed}, "$path" VARCHAR)')
        rows = []
        for entry in given["records"]:
            if entry["table"] != table.name:
                continue
            by_name = {name.lower(): value for name, value in entry["record"].items()}
            row = {name: as_type(by_name.get(name), kind) for name, kind in kinds.items()}
            row.update({name: entry[name] for name in ("account", "region", "day")})
            rows.append([*row.values(), entry["path"]])
        if rows:
            places = ", ".join("?" for _ in rows[0])
            database.executemany(f'INSERT INTO "{table.db}"."{table.name}" VALUES ({places})', rows)
    for statement in sqlglot.transpile(given["view"], read="athena", write="duckdb"):
        database.execute(statement)
    answers = {}
    for name, sql in given["queries"].items():
        (statement,) = sqlglot.transpile(sql, read="athena", write="duckdb")
        result = database.execute(statement)
        names = [column[0] for column in result.description]
        answers[name] = [dict(zip(names, map(as_answer, row))) for row in result.fetchall()]
    json.dump(answers, sys.stdout)


def as_answer(value):
    """Athena answers texts."""
    return value if value is None or isinstance(value, str) else str(int(value))


main()
