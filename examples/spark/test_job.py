"""Runs the job on a cluster of two workers and compares every record with a direct run.

    python test_job.py BINARY
"""

import base64
import gzip
import json
import os
import subprocess
import sys
import tempfile

import extract_job
from pyspark.sql import SparkSession

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COPIES = 20


def sources():
    for folder, _, names in sorted(os.walk(os.path.join(ROOT, "input"))):
        for name in sorted(names):
            with open(os.path.join(folder, name), "rb") as file:
                yield name, file.read()


def records():
    """Every source some times, and bad records among them."""
    for copy in range(COPIES):
        for name, body in sources():
            body = base64.b64encode(body).decode("ascii")
            yield json.dumps({"id": f"{copy}/{name}", "body_base64": body})
        yield "no record"
        yield json.dumps({"id": f"{copy}/nothing"})
        yield json.dumps({"id": f"{copy}/binary", "body_base64": "iVBORw0KGgo="})


def archive():
    """A web archive of the pages, a member for each."""
    out = b""
    for name, body in sources():
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        fields = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{name}>\r\n"
            f"Content-Length: {len(head) + len(body)}\r\n\r\n"
        )
        out += gzip.compress(fields.encode() + head + body + b"\r\n\r\n")
    return out


def direct(binary, body, *options):
    done = subprocess.run(
        [binary, "stream", *options], input=body, stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode("utf-8").splitlines()


def main():
    binary = os.path.abspath(sys.argv[1])
    spark = (
        SparkSession.builder.master(os.environ.get("MASTER", "local-cluster[2,1,1024]"))
        .config("spark.submit.pyFiles", extract_job.__file__)
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    context = spark.sparkContext
    context.addPyFile(extract_job.__file__)
    with tempfile.TemporaryDirectory() as folder:
        lines = os.path.join(folder, "records.jsonl")
        with open(lines, "w", encoding="utf-8") as file:
            file.write("\n".join(records()) + "\n")
        crawl = os.path.join(folder, "crawl.warc.gz")
        with open(crawl, "wb") as file:
            file.write(archive())
        with open(lines, "rb") as file:
            wanted = direct(binary, file.read())
        got = extract_job.answers(context, lines, binary, False)
        # Lines of errors name the line of their partition, the only thing that may differ.
        kept = [line for line in got.collect() if "bad-record" not in line]
        assert kept == [line for line in wanted if "bad-record" not in line]
        assert got.count() == len(wanted)
        print(f"JSON Lines: {len(kept)} of {len(wanted)} records equal, the others are bad")
        with open(crawl, "rb") as file:
            wanted = direct(binary, file.read(), "--warc")
        got = extract_job.answers(context, crawl, binary, True)
        assert got.collect() == wanted
        print(f"web archive: {len(wanted)} records equal")
        output = os.path.join(folder, "parquet")
        frame = spark.createDataFrame(got.map(extract_job.row), extract_job.SCHEMA)
        frame.write.parquet(output)
        assert spark.read.parquet(output).count() == len(wanted)
        print("Parquet: as many rows")
    spark.stop()


if __name__ == "__main__":
    main()
