#!/usr/bin/env python3
"""Writes docs/quality.md: this project beside other programs, all run on the same pages in the same run.

usage: quality.py BINARY [--corpus SHARED_DIR] [--output FILE]

BINARY is target/release/extract. The packages of requirements.txt must be installed; cargo builds the program that
calls dom_smoothie. Without a corpus (SHARED_DIR/corpus and SHARED_DIR/eval) only the pages of fixtures/ are measured, and
the report says so.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import programs
import score

OURS = "extract"
# What was measured when the pages were new, before anything was mended.
AT_FIRST_SIGHT = ("At first sight its means were 0.986, 0.994, 0.976 and 0.983 on the 22, 6, 8 and 4 pages of four rounds, with a "
                  "field of metadata wrong or missing on 11, 4, 4 and none of them.")
# A difference that is worth naming.
CLEAR = 0.01
# Data tables of each page of the corpus, by their number in the page.
DATA_TABLES = {
    "coordinates": [5, 6, 7, 8, 9, 10, 11], "family-doctor": [1, 2], "form-tables": [1, 2, 3, 4, 5, 6],
    "hospital-indicators": [6], "housing-prices-2020-11": [0, 1, 2, 3, 4, 5], "insurance-notice": [0],
    "reform-list": [6], "county-statistics": [], "layout-tables-only": [],
}


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8", errors="replace") as file:
        return file.read()


def page_text(*parts):
    with open(os.path.join(*parts), "rb") as file:
        return programs.decoded(file.read())


def converted(binary, folder):
    """Documents that the command makes of the pages of a folder, by their names."""
    with tempfile.TemporaryDirectory() as output:
        done = subprocess.run([binary, folder, output], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode > 1:
            sys.exit(done.stderr)
        stems = [name.rsplit(".", 1)[0] for name in sorted(os.listdir(folder)) if name.endswith(".html")]
        path = lambda stem: os.path.join(output, stem, "document.json")
        return {stem: json.loads(read(path(stem))) if os.path.exists(path(stem)) else {} for stem in stems}


class TextRun:
    """Main text of the pages of a folder by all programs, against gold texts."""

    def __init__(self, binary, others, folder, golds):
        self.scores = {name: {} for name in [OURS, *(other.name for other in others)]}
        self.said = {name: {} for name in self.scores}
        for stem, document in converted(binary, folder).items():
            gold, page = golds(stem), page_text(folder, stem + ".html")
            about = document.get("metadata") or {}
            self.note(OURS, stem, gold, score.main_text(document), about.get("title"), about.get("published"))
            for other in others:
                self.note(other.name, stem, gold, *other.read(page))

    def note(self, name, stem, gold, text, title, date):
        self.scores[name][stem] = score.f1(gold, text)
        self.said[name][stem] = (score.normal(title), (date or "")[:10])

    def mean(self, name):
        return sum(self.scores[name].values()) / len(self.scores[name])

    def least(self, name):
        return min(self.scores[name].values())

    def best_other(self, stem):
        return max((one[stem], name) for name, one in self.scores.items() if name != OURS)

    def losses(self):
        for stem, own in self.scores[OURS].items():
            best, name = self.best_other(stem)
            if best > own + CLEAR:
                yield stem, own, best, name

    def wins(self):
        return sum(own > self.best_other(stem)[0] + CLEAR for stem, own in self.scores[OURS].items())


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def head(*names):
    return [row(*names), row("---", *["---:"] * (len(names) - 1))]


def summary(run):
    lines = head("program", "mean", "least of a page")
    ranked = sorted(run.scores, key=run.mean, reverse=True)
    return lines + [row(name, f"{run.mean(name):.3f}", f"{run.least(name):.3f}") for name in ranked]


def compared(run):
    stems = run.scores[OURS]
    return (f"On {run.wins()} of {len(stems)} pages no other program comes within {CLEAR} of `{OURS}`; "
            f"on {sum(1 for _ in run.losses())} another is better by more than that.")


def page_by_page(run, short=lambda stem: stem):
    lines = head("page", *run.scores)
    for stem in sorted(run.scores[OURS]):
        best = max(one[stem] for one in run.scores.values())
        mark = lambda value: f"**{value:.3f}**" if value == best else f"{value:.3f}"
        lines.append(row(short(stem), *(mark(one[stem]) for one in run.scores.values())))
    return lines


def where_better(run, short=lambda stem: stem):
    losses = sorted(run.losses(), key=lambda loss: loss[1] - loss[2])
    if not losses:
        return ["No other program is clearly better on any of these pages."]
    lines = head("page", OURS, "best other", "which")
    return lines + [row(short(stem), f"{own:.3f}", f"{best:.3f}", name) for stem, own, best, name in losses]


def templates(binary, others):
    folder = os.path.join(programs.ROOT, "fixtures", "templates")
    parts = lambda stem: read(folder, stem + ".gold.txt").split("\n\n", 1)
    run = TextRun(binary, others, folder, lambda stem: parts(stem)[1])
    golds = {stem: dict(line.split(":", 1) for line in parts(stem)[0].split("\n")) for stem in run.scores[OURS]}
    lines = ["## Pages in the templates of government and news sites", "",
             f"{len(golds)} pages of invented sites, `fixtures/templates`, each in the markup of another content system. "
             "They were written before this program was run on them, and its faults on them have been mended since: the "
             "figures say that it does not fall behind again, not what it does on the next template. " + AT_FIRST_SIGHT, "",
             *summary(run), "", compared(run), "", *page_by_page(run), "",
             "Titles equal to the article's, and days of publication equal where the page states one:", ""]
    lines += head("program", "titles", "days")
    titled = [stem for stem, gold in golds.items() if gold.get("title", "").strip()]
    dated = [stem for stem, gold in golds.items() if gold.get("published", "").strip()]
    for name, said in run.said.items():
        titles = sum(said[stem][0] == score.normal(golds[stem]["title"]) for stem in titled)
        days = sum(said[stem][1] == golds[stem]["published"].strip()[:10] for stem in dated)
        none = lambda count, of: f"{count} of {of}" if count else "not given"
        lines.append(row(name, none(titles, len(titled)), none(days, len(dated))))
    return [*lines, "", "### Where others are better", "", *where_better(run), ""]


def news(binary, others, corpus):
    folder = os.path.join(corpus, "news")
    run = TextRun(binary, others, os.path.join(folder, "pages"), lambda stem: read(folder, "text", stem + ".txt"))
    short = lambda stem: f"`{stem[:8]}`"
    return ["## Main text of real pages", "",
            f"{len(run.scores[OURS])} published pages of many sites and charsets with hand-made text (`corpus/news`, not part of "
            "this repository).", "", *summary(run), "", compared(run), "", *page_by_page(run, short), "",
            "### Where others are better", "", *where_better(run, short), ""]


def table_score(wanted, found):
    value = lambda have: 2 * sum((wanted & have).values()) / (sum(wanted.values()) + sum(have.values()))
    return max((value(have) for have in found if have), default=0.0)


def tables(binary, corpus, scorer):
    folder = os.path.join(corpus, "pages")
    documents = converted(binary, folder)
    grid = lambda rows: scorer.compact({(r, c): scorer.norm(cell) for r, cells in enumerate(rows) for c, cell in enumerate(cells)})
    lines = ["## Data tables", "",
             "Government pages (`corpus/pages`): F1 over the cells of each data table with their places, merged cells filled in, "
             "against the best of the tables a program gives. pandas gives every `<table>`, those that only lay out the page "
             "included: the last columns count the tables beyond the data tables.", ""]
    lines += head("page", "data tables", OURS, "pandas.read_html", f"beyond, {OURS}", "beyond, pandas")
    losses, means = [], [[], []]
    for stem, numbers in DATA_TABLES.items():
        page = os.path.join(folder, stem + ".html")
        gold = scorer.page_tables(page)
        own = [grid((table.get("header") or []) + (table.get("rows") or [])) for table in documents[stem].get("tables") or []]
        others = [grid(rows) for rows in programs.pandas_tables(page_text(page))]
        scores = [[table_score(gold[number][1], found) for number in numbers] for found in (own, others)]
        for number, mine, theirs in zip(numbers, *scores):
            if theirs > mine + CLEAR:
                losses.append(f"- `{stem}`, table {number}: {mine:.3f}, pandas {theirs:.3f}")
        for mean, values in zip(means, scores):
            mean.extend(values)
        shown = [f"{sum(values) / len(values):.3f}" if values else "" for values in scores]
        beyond = [max(0, len([one for one in found if one]) - len(numbers)) for found in (own, others)]
        lines.append(row(stem, len(numbers), *shown, *beyond))
    lines.append(row("all", len(means[0]), *(f"{sum(values) / len(values):.3f}" for values in means), "", ""))
    none = ["pandas is clearly better on none of these tables. The gold is the page's own markup, which pandas reads as it is: a "
            "full score there is no feat; telling data from layout, captions, units and notes from cells is."]
    return [*lines, "", "### Where pandas is better", "", *(losses or none), ""]


def versions(binary, others):
    own = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    lines = head("program", "version") + [row(OURS, own)]
    lines += [row(other.name, other.version) for other in others]
    return [*lines, row("pandas", programs.PANDAS), ""]


def report(binary, corpus):
    others = [programs.DomSmoothie(), programs.Readability(), programs.Resiliparse(), programs.Trafilatura()]
    lines = ["# Quality beside other programs", "",
             "Written by `benches/quality/quality.py`: all programs were run on the same pages in one run. None of the others is made "
             "for these documents: they find the main text of any page, and give no outline, no 专栏, no values; what only this "
             "program does is not compared. Scores of text are F1 over runs of four characters, title and white space not counted; "
             "**bold** is the best of a row. `extract` writes the notes of a table without the mark 注：, which costs it some.", "", *versions(binary, others)]
    lines += templates(binary, others)
    if not corpus:
        return lines + ["## Real pages", "", "Not measured: the corpus of real pages was not there.", ""]
    sys.path.insert(0, os.path.join(corpus, "eval"))
    import score_tables
    return lines + news(binary, others, os.path.join(corpus, "corpus")) + tables(binary, os.path.join(corpus, "corpus"), score_tables)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("--corpus", default=os.path.join(programs.ROOT, "..", "shared"))
    parser.add_argument("--output", default=os.path.join(programs.ROOT, "docs", "quality.md"))
    told = parser.parse_args()
    there = os.path.isdir(os.path.join(told.corpus, "corpus"))
    if not there:
        print("no corpus of real pages: only the pages of fixtures/ are measured", file=sys.stderr)
    lines = report(os.path.abspath(told.binary), told.corpus if there else None)
    with open(told.output, "w", encoding="utf-8") as file:
        file.write("\n".join(lines).rstrip() + "\n")


if __name__ == "__main__":
    main()
