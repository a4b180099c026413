"""Documents of JSON Lines with Daft, as Parquet.

    pip install daft
    python extract_daft.py BINARY INPUT.jsonl OUTPUT

Daft hands a batch of lines to the function, which is one `extract stream`. On a cluster the same
script runs with `daft.set_runner_ray()`.
"""

import subprocess
import sys

import daft
from daft import DataType, col

# Lines of a call: a second of work or more, so that starting a process does not count.
LINES = 256


def answers(binary):
    @daft.func.batch(return_dtype=DataType.string(), batch_size=LINES)
    def convert(lines):
        text = "\n".join(lines.to_pylist()).encode()
        command = [binary, "stream", "--jobs", "1"]
        done = subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode().splitlines()

    return convert


def main():
    binary, source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        lines = [line for line in file.read().split("\n") if line]
    frame = daft.from_pydict({"line": lines})
    answer = answers(binary)(col("line"))
    frame.select(answer.alias("answer")).write_parquet(target)


if __name__ == "__main__":
    main()
