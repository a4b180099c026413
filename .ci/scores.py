#!/usr/bin/env python3
"""Measures a binary on the shared corpus and holds every figure against its floor.

usage: scores.py BINARY [--update] [--corpus SHARED_DIR]

Prints figure and floor side by side; ends with 1 when a figure is under its floor (or a count over its ceiling).
--update raises floors to what was measured, and never lowers one. Standard library only.
"""
import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
import unicodedata

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
FLOORS = os.path.join(HERE, "floors.json")

# Data tables of each page, by their number in the page (corpus/README.md).
PAGE_TABLES = {
    "hospital-indicators": [6], "coordinates": [5, 6, 7, 8, 9, 10, 11], "reform-list": [6], "family-doctor": [1, 2],
    "insurance-notice": [0], "form-tables": [1, 2, 3, 4, 5, 6], "housing-prices-2020-11": [0, 1, 2, 3, 4, 5],
    "layout-tables-only": [], "county-statistics": [],
}
# Boxes printed in each plan.
PLAN_BOXES = {"shandong-science-13th": 16, "smart-manufacturing-14th": 6}


class Run:
    """One measurement: runs the binary, collects figures (higher is better) and counts (lower is better)."""

    def __init__(self, binary, shared, folder):
        self.binary, self.corpus, self.folder = os.path.abspath(binary), os.path.join(shared, "corpus"), folder
        self.figures, self.counts = {}, {}

    def extract(self, name, *inputs):
        output = os.path.join(self.folder, name)
        done = subprocess.run([self.binary, *inputs, output], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode > 1:
            sys.exit(f"{name}: {done.stderr}")
        return output

    def simplify(self, text):
        done = subprocess.run([self.binary, "simplify"], input=text.encode(), capture_output=True, check=True)
        return done.stdout.decode()

    def path(self, *parts):
        return os.path.join(self.corpus, *parts)


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


def document(output, stem):
    path = os.path.join(output, stem, "document.json")
    return json.loads(read(path)) if os.path.exists(path) else {}


def forms(run):
    import forms as maker
    import score
    made = os.path.join(run.folder, "forms-in")
    maker.write_all(maker.Plan(run.path("yuexiu")), made)
    sources = sorted(name for name in maker.FORMS)
    output = run.extract("forms", *[os.path.join(made, name) for name in sources])
    for name in sources:
        stem = name.rsplit(".", 1)[0]
        found = score.score(json.loads(read(made, stem + ".gold.json")), document(output, stem))
        for figure, value in found.items():
            run.figures[f"forms/{stem}/{figure}"] = value


def checks(run):
    """The checks that hold in the plan are reported as holding."""
    doc = document(os.path.join(run.folder, "forms"), "mirror")
    every = (doc.get("checks") or []) + [c for t in doc.get("tables") or [] for c in t.get("checks") or []]
    for kind in ("contents", "sum", "count"):
        run.figures[f"checks/mirror/{kind}"] = float(any(c["kind"] == kind and c["ok"] for c in every))
    run.counts["checks/mirror/failed"] = sum(not c["ok"] for c in every)


def values(run):
    """Indicators and classes of projects of the plan, the same in every form."""
    places = {"blocks", "table", "row", "section", "column"}

    def plain(value):
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items() if key not in places}
        return [plain(inner) for inner in value] if isinstance(value, list) else value

    folder = os.path.join(run.folder, "forms")
    mirror = document(folder, "mirror")
    run.figures["values/mirror/indicators"] = float(len(mirror.get("indicators") or []))
    classes = [one for one in mirror.get("projects") or [] if one["count"] is not None and one["investment"]]
    run.figures["values/mirror/classes"] = float(len(classes))
    for stem in sorted(os.listdir(folder)):
        found = document(folder, stem)
        for kind in ("indicators", "projects") if found else ():
            same = sum(map(lambda a, b: plain(a) == plain(b), mirror[kind], found[kind]))
            run.figures[f"values/{stem}/{kind}-alike"] = same / max(len(mirror[kind]), len(found[kind]), 1)


def flat(run):
    import flatten
    made = os.path.join(run.folder, "flat-in")
    flatten.write(run.path("pages"), made)
    sources = sorted(os.path.join(made, name) for name in os.listdir(made) if name.endswith(".txt"))
    output = run.extract("flat", *sources)
    with open(os.devnull, "w", encoding="utf-8") as sink:
        sys.stdout, kept = sink, sys.stdout
        try:
            scores = flatten.score(made, output)
        finally:
            sys.stdout = kept
    stems = sorted(name[:-10] for name in os.listdir(made) if name.endswith(".grid.json"))
    for stem, value in zip(stems, scores):
        run.figures[f"flat/{stem}"] = value
    run.figures["flat/mean"] = sum(scores) / len(scores)


def pages(run):
    import score_tables as tables
    output = run.extract("pages", run.path("pages"))
    for stem, numbers in PAGE_TABLES.items():
        have = []
        for table in document(output, stem).get("tables") or []:
            rows = (table.get("header") or []) + (table.get("rows") or [])
            have.append(tables.compact({(r, c): tables.norm(x) for r, row in enumerate(rows) for c, x in enumerate(row)}))
        page = tables.page_tables(run.path("pages", stem + ".html")) if numbers else []
        scores = []
        for number in numbers:
            want = page[number][1]
            scores.append(max((2 * sum((want & h).values()) / (sum(want.values()) + sum(h.values())) for h in have if h), default=0.0))
        if scores:
            run.figures[f"pages/{stem}"] = sum(scores) / len(scores)
        run.counts[f"pages/{stem}/beyond"] = max(0, len(have) - len(numbers))


def news(run):
    import score_text
    output = run.extract("news", run.path("news", "pages"))
    names = sorted(os.listdir(run.path("news", "text")))
    scores = []
    for name in names:
        with open(run.path("news", "text", name), encoding="utf-8", errors="replace") as file:
            gold = file.read()
        doc = document(output, name[:-4])
        scores.append(score_text.f1(gold, score_text.main_text(doc)) if doc else 0.0)
    run.figures["news/mean"] = sum(scores) / len(scores)


def laws(run):
    import laws as maker
    import score
    made = os.path.join(run.folder, "laws-in")
    maker.write(run.path("laws"), made)
    sources = sorted(os.path.join(made, name) for name in os.listdir(made) if name.endswith(".txt"))
    output = run.extract("laws", *sources)
    scores = []
    for source in sources:
        stem = os.path.basename(source)[:-4]
        gold = [(l, score.norm(a), score.norm(b)) for l, a, b in json.loads(read(made, stem + ".gold.json"))]
        got = [(s.get("level"), score.norm(s.get("label")), score.norm(s.get("title")))
               for s, _ in score.walk(document(output, stem).get("sections")) if s.get("kind") in ("part", "chapter", "section")]
        scores.append(score.f1(gold, got))
    run.figures["laws/mean"] = sum(scores) / len(scores)


def plans(run):
    import score
    output = run.extract("plans", run.path("plans"))
    for stem, want in PLAN_BOXES.items():
        found = len(list(score.boxes_of(document(output, stem))))
        run.figures[f"plans/{stem}/boxes"] = 1 - min(1, abs(found - want) / want)


def script(run):
    """Simplified cases stand in a Simplified document, all others in a Traditional one."""
    cases = [line.split("\t") for line in read(run.path("script", "cases.tsv")).split("\n") if line]
    groups = {True: [], False: []}
    for group, given, wanted in cases:
        groups[group.startswith("A")].append((group, given, wanted))
    context = {True: "发展经济，建设产业园区，完善规划，优化环境。", False: "發展經濟，建設產業園區，完善規劃，優化環境。"}
    right, total = {}, {}
    for is_simplified, members in groups.items():
        text = "\n".join([context[is_simplified]] * 40 + [given for _, given, _ in members])
        got = run.simplify(text).split("\n")[40:]
        for (group, _, wanted), have in zip(members, got):
            total[group] = total.get(group, 0) + 1
            right[group] = right.get(group, 0) + (have in wanted.split("|"))
    for group in sorted(total):
        run.figures[f"script/{group}"] = right[group] / total[group]
    run.figures["script/cases"] = sum(right.values()) / sum(total.values())


def mirror_text(run):
    """Simplified text of the mirror against the text by hand, punctuation aside."""
    def norm(text):
        return "".join(unicodedata.normalize("NFKC", text).split())
    got = run.simplify(read(run.path("yuexiu", "mirror.txt"))).split("\n")
    want = read(run.path("yuexiu", "simplified.txt")).split("\n")
    same = sum(norm(a) == norm(b) for a, b in zip(got, want))
    run.figures["script/mirror"] = same / max(len(got), len(want))


PARTS = [forms, checks, values, flat, pages, news, laws, plans, script, mirror_text]


def digest(shared):
    """Of everything that is measured on: other figures on another corpus are no regression."""
    total = hashlib.sha256()
    for part in ("corpus", "eval"):
        for root, folders, names in os.walk(os.path.join(shared, part)):
            folders.sort()
            for name in sorted(names):
                if not name.endswith(".pyc"):
                    with open(os.path.join(root, name), "rb") as file:
                        total.update(hashlib.sha256(file.read()).digest())
    return total.hexdigest()[:16]


def down(value):
    """Four decimals, never more than was measured."""
    return math.floor(value * 10000 + 1e-6) / 10000


def compare(run, floors, ceilings):
    failed = []
    print(f"{'figure':44} {'now':>8} {'floor':>8}")
    for name, value in run.figures.items():
        floor = floors.get(name)
        bad = floor is not None and down(value) < floor
        failed += [name] * bad
        print(f"{name:44} {down(value):8.4f} {'-' if floor is None else f'{floor:.4f}':>8}{'  UNDER ITS FLOOR' if bad else ''}")
    for name, value in run.counts.items():
        ceiling = ceilings.get(name)
        bad = ceiling is not None and value > ceiling
        failed += [name] * bad
        print(f"{name:44} {value:8} {'-' if ceiling is None else ceiling:>8}{'  OVER ITS CEILING' if bad else ''}")
    failed += [f"{name} (not measured)" for name in floors if name not in run.figures]
    return failed


def update(run, kept, shared):
    floors, ceilings = dict(kept["floors"]), dict(kept["ceilings"])
    for name, value in run.figures.items():
        floors[name] = max(floors.get(name, 0.0), down(value))
    for name, value in run.counts.items():
        ceilings[name] = min(ceilings.get(name, value), value)
    made = {"corpus": digest(shared), "floors": dict(sorted(floors.items())), "ceilings": dict(sorted(ceilings.items()))}
    with open(FLOORS, "w", encoding="utf-8") as file:
        json.dump(made, file, indent=1, ensure_ascii=False)
        file.write("\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--corpus", default=os.path.join(HERE, "..", "..", "shared"))
    args = parser.parse_args()
    shared = os.path.abspath(args.corpus)
    if not os.path.isdir(os.path.join(shared, "corpus")):
        print("skipped: the corpus to measure on is not here")
        return
    sys.path.insert(0, os.path.join(shared, "eval"))
    kept = json.loads(read(FLOORS)) if os.path.exists(FLOORS) else {"corpus": None, "floors": {}, "ceilings": {}}
    with tempfile.TemporaryDirectory() as folder:
        run = Run(args.binary, shared, folder)
        for part in PARTS:
            part(run)
    if kept["corpus"] not in (None, digest(shared)):
        print("note: the corpus is not the one the floors were measured on")
    failed = compare(run, kept["floors"], kept["ceilings"])
    if args.update:
        update(run, kept, shared)
    if failed:
        sys.exit("worse than before: " + ", ".join(failed))


if __name__ == "__main__":
    main()
