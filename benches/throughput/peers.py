"""Speed of the whole job from files to files beside other programs, on the same pages in one run.

    python3 benches/throughput/peers.py target/release/extract [--megabytes 100] [--runs 3]

Writes the tables into docs/performance.md. The peers come into an environment of their own below
`target/` from benches/throughput/requirements.txt. Pages are those of `input/` and of the templates
in `fixtures/`, and those of `../shared/corpus` where there is one, repeated up to the size asked for;
each copy is a file of its own. Rates are megabytes in a second of processor time on one core, since
other work on the machine does not count in it; two cores are compared by the clock.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "target" / "peers"
DOCUMENT = ROOT / "docs" / "performance.md"
MARKS = ("<!-- peers: written by benches/throughput/peers.py -->\n", "<!-- end of peers -->\n")
COPIES = (1, 10, 100, 1000)
# Programs that wait for a core or run on one, over the last minute, from which on it counts as busy.
BUSY = 0.5
# The slowest peer reads so many bytes: more would take hours and tell the same.
SAMPLE = 4_000_000

DETECT_DECODE_EXTRACT = """
import sys
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from resiliparse.extract.html2text import extract_plain_text
for name in sys.stdin.read().split("\\n"):
    body = open(name, "rb").read()
    extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True)
"""
TRAFILATURA = """
import sys
import trafilatura
for name in sys.stdin.read().split("\\n"):
    trafilatura.extract(open(name, "rb").read())
"""


def tools():
    """The Python with the peers."""
    python = TOOLS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", TOOLS], check=True)
        wanted = Path(__file__).with_name("requirements.txt")
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "-r", wanted], check=True)
    return python


def pages(*folders):
    found = [page for folder in folders for page in folder.rglob("*.html")]
    return [page.read_bytes() for page in sorted(found)]


def write(pages, folder, limit):
    """Copies of all pages in turn up to so many bytes; gives the bytes."""
    written, number = 0, 0
    while written < limit:
        part = folder / f"{number // 1000}"
        part.mkdir(parents=True, exist_ok=True)
        page = pages[number % len(pages)]
        # A page is a source of its own, not a further page of another.
        (part / f"page{number}x.html").write_bytes(page)
        written, number = written + len(page), number + 1
    return written


def measured(command, names=None):
    """Seconds of the processor and of the clock, megabytes of memory, seconds without the system."""
    begun = time.monotonic()
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if names:
        child.stdin.write(names.encode())
    child.stdin.close()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024, used.ru_utime


def whole(binary, folder, jobs=1, options=()):
    with tempfile.TemporaryDirectory(dir=folder.parent) as output:
        return measured([binary, f"--jobs={jobs}", *options, folder, Path(output) / "out"])


def median(runs, work):
    """Median of each figure over the runs."""
    return [statistics.median(column) for column in zip(*(work() for _ in range(runs)))]


def listed(folder, limit=None):
    names, size = [], 0
    for page in sorted(folder.rglob("*.html")):
        if limit and size >= limit:
            break
        names.append(str(page))
        size += page.stat().st_size
    return "\n".join(names), size


def beside(binary, python, folder, size, runs):
    """Rates of all programs on one corpus."""
    rates = {"extract": size / 1e6 / median(runs, lambda: whole(binary, folder))[0]}
    rates["extract, no review pages"] = (
        size / 1e6 / median(runs, lambda: whole(binary, folder, options=["--no-review"]))[0]
    )
    for name, code, limit in (
        ("resiliparse: detect, decode, main content", DETECT_DECODE_EXTRACT, None),
        ("trafilatura: main content", TRAFILATURA, SAMPLE),
    ):
        names, bytes_read = listed(folder, limit)
        seconds = median(runs, lambda: measured([python, "-c", code], names))[0]
        rates[name] = bytes_read / 1e6 / seconds
    return rates


def linear(binary, pages, folder, limit, runs):
    """Rates for one and many copies of the pages, as many as fit into the size asked for."""
    size = sum(map(len, pages))
    rows = []
    for copies in COPIES:
        if size * copies > max(limit, size) * 1.5:
            break
        place = folder / f"copies{copies}"
        written = write(pages, place, size * copies)
        seconds, _, memory, own = median(runs, lambda: whole(binary, place))
        rows.append((copies, written, written / 1e6 / seconds, written / 1e6 / own, memory))
        shutil.rmtree(place)
    return rows


def cores(binary, folder, runs, is_idle):
    """What a second core gives. Where others work on the machine the clock tells nothing of it."""
    if not is_idle:
        return "Two cores beside one were not measured: other work was on the machine.\n"
    one, two = (median(runs, lambda: whole(binary, folder, jobs))[1] for jobs in (1, 2))
    return f"Two cores are {one / two:.2f} times as fast as one, by the clock.\n"


def main():
    is_idle = os.getloadavg()[0] < BUSY
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=Path)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    binary, limit, python = asked.binary.resolve(), asked.megabytes * 1_000_000, tools()
    corpora = {"pages of the project": pages(ROOT / "input", ROOT / "fixtures")}
    shared = ROOT.parent / "shared" / "corpus"
    if shared.exists():
        corpora["real pages"] = pages(shared / "pages", shared / "news")
    out, table, results = [], [], {}
    with tempfile.TemporaryDirectory() as folder:
        for name, found in corpora.items():
            place = Path(folder) / name.replace(" ", "-")
            size = write(found, place, limit)
            results[name] = beside(binary, python, place, size, asked.runs)
            if not table:
                table.append(cores(binary, place, asked.runs, is_idle))
            shutil.rmtree(place)
        rows = linear(binary, corpora["pages of the project"], Path(folder), limit, asked.runs)
    out.append(f"{asked.megabytes} MB of each, medians of {asked.runs} runs, {os.cpu_count()} cores.\n\n")
    for name, rates in results.items():
        out.append(f"| {name} ({len(corpora[name])}) | MB/s of one core | `extract` is |\n|---|---:|---:|\n")
        for program, rate in rates.items():
            ratio = "" if program.startswith("extract") else f"{rates['extract'] / rate:.2f} times as fast"
            out.append(f"| {program} | {rate:.2f} | {ratio} |\n")
        out.append("\n")
    out.append("| copies of the pages | MB | MB/s of one core | without the system's part | peak memory, MB |\n|---:|---:|---:|---:|---:|\n")
    out.extend(
        f"| {copies} | {size / 1e6:.1f} | {rate:.2f} | {own:.2f} | {memory:.0f} |\n"
        for copies, size, rate, own, memory in rows
    )
    text = "".join([*out, "\n", *table])
    print(text)
    before, rest = DOCUMENT.read_text("utf-8").split(MARKS[0])
    behind = rest.split(MARKS[1])[1]
    DOCUMENT.write_text(before + MARKS[0] + text + MARKS[1] + behind, "utf-8")
    print(json.dumps(results))


if __name__ == "__main__":
    main()
