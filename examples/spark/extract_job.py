"""Documents of JSON Lines or web archives with Apache Spark, as Parquet.

    spark-submit extract_job.py [--binary extract] [--warc] INPUT OUTPUT

INPUT is what Spark reads: a folder, a glob, a bucket. JSON Lines go through `extract stream` by
`RDD.pipe`, a process for each partition; web archives are given to it whole, a process for each
file. The binary must be at the same place on every executor (`--files extract` puts it there).
"""

import argparse
import json
import subprocess

from pyspark.sql import Row, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

SCHEMA = StructType(
    [
        StructField("id", StringType()),
        StructField("url", StringType()),
        StructField("status", StringType()),
        StructField("kind", StringType()),
        StructField("title", StringType()),
        StructField("error", StringType()),
        StructField("document", StringType()),
    ]
)


def row(line):
    """A line of the stream as a row: what is asked for most, and the document as JSON."""
    answer = json.loads(line)
    document = answer.get("document")
    metadata = document["metadata"] if document else {}
    return Row(
        id=answer["id"],
        url=answer.get("url"),
        status=document["status"] if document else None,
        kind=metadata.get("kind"),
        title=metadata.get("title"),
        error=answer["error"]["code"] if "error" in answer else None,
        document=json.dumps(document, ensure_ascii=False) if document else None,
    )


def archive(binary):
    """The lines of one web archive."""

    def lines(named):
        command = [binary, "stream", "--warc", "--jobs", "1"]
        done = subprocess.run(command, input=named[1], stdout=subprocess.PIPE, check=True)
        return done.stdout.decode("utf-8").splitlines()

    return lines


def answers(context, source, binary, warc):
    """The lines of the stream for every record of the source."""
    if warc:
        return context.binaryFiles(source).flatMap(archive(binary))
    # One process for each partition, and Spark runs a partition for each core: one thread each.
    return context.textFile(source).pipe(f"{binary} stream --jobs 1", checkCode=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="extract")
    parser.add_argument("--warc", action="store_true")
    parser.add_argument("input")
    parser.add_argument("output")
    asked = parser.parse_args()
    spark = SparkSession.builder.appName("extract").getOrCreate()
    lines = answers(spark.sparkContext, asked.input, asked.binary, asked.warc)
    spark.createDataFrame(lines.map(row), SCHEMA).write.mode("overwrite").parquet(asked.output)
    spark.stop()


if __name__ == "__main__":
    main()
