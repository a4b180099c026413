"""What a run costs over the output of an earlier one: python3 benches/regenerate.py target/release/extract [DOCUMENTS [KILOBYTES]]

Prints seconds as they pass and of all cores together (the least of five runs), and the most memory: of a run from
nothing, of one where nothing changed, of a check, and of one where a single document changed.
"""

import os
import subprocess
import sys
import tempfile
import time

SENTENCE = "<p>　　第{0}条　到2025年，全区供水能力达到{1}万吨，建设水网工程{0}处，保障城乡用水安全。</p>\n"


def write(folder, documents, size):
    for number in range(documents):
        path = os.path.join(folder, f"{number // 100:03}")
        os.makedirs(path, exist_ok=True)
        head = f"<html><head><meta charset=utf-8><title>云溪区规划{number}</title></head><body><h1>云溪区规划{number}</h1>\n"
        sentence = len(SENTENCE.encode())
        body = "".join(SENTENCE.format(at + 1, number + at) for at in range(max(1, size // sentence)))
        with open(os.path.join(path, f"{number:06}.html"), "w", encoding="utf-8") as file:
            file.write(head + body)


def run(program, *arguments):
    """Seconds, seconds of processors, bytes of memory."""
    begun = time.perf_counter()
    child = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{arguments} ended with {status}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def least(runs):
    return [min(figures) for figures in zip(*runs)]


def main():
    program = sys.argv[1]
    documents = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    size = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    with tempfile.TemporaryDirectory() as folder:
        source, output = os.path.join(folder, "input"), os.path.join(folder, "output")
        write(source, documents, size * 1024)
        files = [os.path.join(path, name) for path, _, names in os.walk(source) for name in names]
        megabytes = sum(os.path.getsize(file) for file in files) / 1e6
        print(f"{documents} documents, {megabytes:.0f} MB")
        print("| run | seconds | of processors | MB of memory |\n|---|---:|---:|---:|")

        def tell(name, figures):
            print(f"| {name} | {figures[0]:.2f} | {figures[1]:.2f} | {figures[2] / 1e6:.0f} |", flush=True)

        tell("from nothing", run(program, source, output))
        tell("nothing changed", least([run(program, source, output) for _ in range(5)]))
        tell("`--check`", least([run(program, "--check", source, output) for _ in range(5)]))
        changed = []
        for number in range(5):
            with open(sorted(files)[documents // 2], "a", encoding="utf-8") as file:
                file.write(SENTENCE.format(number, number))
            changed.append(run(program, source, output))
        tell("one document changed", least(changed))


main()
