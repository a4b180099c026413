"""Opens `output/` with the tools its users have: Frictionless, JSON Schema, DuckDB, pandas.

    dataset.py [--update] [OUTPUT]

Run in a Python with `.ci/requirements.txt`. The questions are those of the README, and so are the
answers: `--update` writes what DuckDB answers now.
"""

import argparse
import json
import os
import re
import sys

import duckdb
import jsonschema
import pandas
from frictionless import Package

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
QUESTION = re.compile(r"(```sql\n)(.*?)(```\n\n```text\n)(.*?)(```\n)", re.S)
DUCKDB_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DECIMAL(38, 10)",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "array": "JSON",
    "object": "JSON",
}


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def package(output):
    found = json.loads(read(output, "datapackage.json"))
    report = Package(os.path.join(output, "datapackage.json")).validate()
    wrong = [(task.name, error.message) for task in report.tasks for error in task.errors]
    assert report.valid, wrong or report.errors
    listed = {resource["path"] for resource in found["resources"]} | {"datapackage.json"}
    there = {
        os.path.relpath(os.path.join(folder, name), output).replace(os.sep, "/")
        for folder, _, names in os.walk(output)
        if os.path.basename(folder) != ".extract"  # what the next run needs to know
        for name in names
    }
    assert there == listed, there ^ listed
    print(f"datapackage.json: valid, {len(listed)} files")
    return found


def schemas(output, found):
    kinds = {"document.json": "document", "removed.jsonl": "removed", "chunks.jsonl": "chunks"}
    count = 0
    for resource in found["resources"]:
        kind = kinds.get(os.path.basename(resource["path"]))
        if not kind:
            continue
        schema = json.loads(read(ROOT, "schema", kind + ".schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        text = read(output, resource["path"])
        values = text.splitlines() if resource["path"].endswith("l") else [text]
        for value in values:
            validator.validate(json.loads(value))
            count += 1
    print(f"JSON Schema: {count} values valid")


def typed(output, found):
    """Every file of the dataset with the types that the package declares."""
    for resource in found["resources"]:
        if "/" in resource["path"] or "schema" not in resource:
            continue
        path = os.path.join(output, resource["path"])
        types = {field["name"]: DUCKDB_TYPES[field["type"]] for field in resource["schema"]["fields"]}
        listed = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
        reader = "read_csv" if path.endswith(".csv") else "read_json"
        extra = ", header = true, delim = ',', quote = '\"'" if reader == "read_csv" else ", format = 'newline_delimited'"
        query = f"SELECT count(*) FROM {reader}('{path}', columns = {{{listed}}}{extra})"
        (rows,) = duckdb.sql(query).fetchall()[0]
        print(f"DuckDB: {resource['path']} {rows} rows")
        columns = path.removesuffix(".csv") + ".parquet"
        if os.path.exists(columns):
            columnar(columns, types, rows)


def columnar(path, types, rows):
    """A table in columns has the rows and types of its CSV."""
    declared = [(name, kind.replace("JSON", "VARCHAR").replace(", ", ",")) for name, kind in types.items()]
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == declared, (path, described)
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(rows,)], path
    print(f"DuckDB: {os.path.basename(path)} {rows} rows")


def questions(output, update):
    page = read(ROOT, "README.md")
    os.chdir(output)

    def answer(match):
        result = duckdb.sql(match[2])
        lines = [result.columns] + [["" if cell is None else str(cell) for cell in row] for row in result.fetchall()]
        text = "".join(" | ".join(line) + "\n" for line in lines)
        return match[1] + match[2] + match[3] + text + match[5]

    answered = QUESTION.sub(answer, page)
    asked = len(QUESTION.findall(page))
    assert asked >= 5, f"{asked} questions in README.md"
    os.chdir(ROOT)
    if update:
        with open("README.md", "w", encoding="utf-8") as file:
            file.write(answered)
    assert update or answered == page, "README.md shows other answers: run .ci/dataset.py --update"
    print(f"DuckDB: {asked} questions of README.md answered as shown there")


def plain_pandas(output):
    table = pandas.read_csv(os.path.join(output, "indicators.csv"))
    for column in ["value", "low", "high", "year"]:
        assert table[column].dtype.kind in "fi", (column, table[column].dtype)
    assert table["name"].notna().all()
    print(f"pandas: indicators.csv {len(table)} rows")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("output", nargs="?", default=os.path.join(ROOT, "output"))
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    output = os.path.abspath(args.output)
    found = package(output)
    schemas(output, found)
    typed(output, found)
    questions(output, args.update)
    plain_pandas(output)


if __name__ == "__main__":
    sys.exit(main())
