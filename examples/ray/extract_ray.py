"""Documents of JSON Lines with Ray Data, as Parquet.

    pip install "ray[data]"
    python extract_ray.py BINARY INPUT.jsonl OUTPUT

A task is a batch of lines through one `extract stream`; Ray runs a task for each core and repeats
those of a worker that dies.
"""

import json
import subprocess
import sys

import ray

# Lines of a task: a second of work or more, so that starting a process does not count.
LINES = 256


def answers(binary):
    def convert(batch):
        lines = "\n".join(batch["text"]).encode()
        command = [binary, "stream", "--jobs", "1"]
        done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, check=True)
        found = done.stdout.decode().splitlines()
        made = [json.loads(line) for line in found]
        return {
            "id": [one["id"] or "" for one in made],
            "error": [one["error"]["code"] if "error" in one else "" for one in made],
            "answer": found,
        }

    return convert


def main():
    binary, source, target = sys.argv[1:]
    lines = ray.data.read_text(source)
    lines.map_batches(answers(binary), batch_size=LINES, batch_format="numpy").write_parquet(target)


if __name__ == "__main__":
    main()
