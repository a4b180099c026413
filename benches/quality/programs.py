"""The programs that are compared: each gives a page's main text, some its title and date, pandas its tables.

Every program gets the same decoded page and its own defaults; comments are switched off where that is an option.
"""
import codecs
import importlib.metadata
import io
import json
import os
import re
import subprocess

import lxml.html
import pandas
import readability
import resiliparse.extract.html2text
import trafilatura

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SMOOTHIE = os.path.join(HERE, "dom_smoothie", "Cargo.toml")
BUILT = os.path.join(ROOT, "target", "quality")


def decoded(page):
    """The page as text: UTF-8 if it is that, else what it declares, GB18030 for all of the GB family."""
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]+)", page[:4096], re.I)
    name = declared.group(1).decode().lower() if declared else "gb18030"
    if name.startswith(("gb", "utf")):
        name = "gb18030"
    try:
        codecs.lookup(name)
    except LookupError:
        name = "gb18030"
    return page.decode(name, "replace")


class Trafilatura:
    name, version = "trafilatura", importlib.metadata.version("trafilatura")

    def read(self, page):
        about = trafilatura.extract_metadata(page)
        text = trafilatura.extract(page, include_comments=False, include_tables=True)
        return text or "", about and about.title, about and about.date


class Resiliparse:
    name, version = "resiliparse", importlib.metadata.version("resiliparse")

    def read(self, page):
        text = resiliparse.extract.html2text.extract_plain_text(page, main_content=True, alt_texts=False)
        return text or "", None, None


class Readability:
    name, version = "readability-lxml", importlib.metadata.version("readability-lxml")

    def read(self, page):
        # lxml takes no declaration of an encoding in decoded text.
        document = readability.Document(re.sub(r"^\s*<\?xml[^>]*>", "", page))
        text = lxml.html.fromstring(document.summary(html_partial=True)).text_content()
        return text, document.short_title(), None


class DomSmoothie:
    name = "dom_smoothie"

    def __init__(self):
        subprocess.run(["cargo", "build", "--quiet", "--release", "--locked", "--manifest-path", SMOOTHIE,
                        "--target-dir", BUILT], check=True)
        self.binary = os.path.join(BUILT, "release", "quality-dom-smoothie")
        with open(os.path.join(HERE, "dom_smoothie", "Cargo.lock"), encoding="utf-8") as file:
            self.version = re.search(r'name = "dom_smoothie"\nversion = "([^"]+)"', file.read()).group(1)

    def read(self, page):
        done = subprocess.run([self.binary], input=page.encode(), capture_output=True, check=False)
        if done.returncode:
            return "", None, None
        found = json.loads(done.stdout)
        return found["text"], found["title"], found["date"]


PANDAS = importlib.metadata.version("pandas")


def pandas_tables(page):
    """All tables as lists of rows of text; names that pandas gives columns itself are not counted as cells."""
    tables = lxml.html.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", page)).iter("table")
    frames = filter(lambda frame: frame is not None, map(frame_of, tables))
    return [[*header_rows(frame), *frame.fillna("").astype(str).values.tolist()] for frame in frames]


def frame_of(table):
    """What pandas makes of a table; in one that holds no other, cells stay text: no number is read, nothing taken for
    missing."""
    markup = lxml.html.tostring(table, encoding="unicode", with_tail=False)
    try:
        frame = pandas.read_html(io.StringIO(markup))[0]
        if table.find(".//table") is not None:
            return frame
        strings = dict.fromkeys(range(frame.shape[1]), str)
        return pandas.read_html(io.StringIO(markup), converters=strings, keep_default_na=False)[0]
    except (ValueError, IndexError):
        return None


def header_rows(frame):
    columns = list(frame.columns)
    if all(isinstance(name, int) for name in columns):
        return []
    levels = list(zip(*columns)) if frame.columns.nlevels > 1 else [columns]
    return [[own_name(name, level) for name in level] for level in levels]


def own_name(name, level):
    """A header cell as printed: pandas numbers names that occur twice and calls empty ones Unnamed."""
    text = str(name)
    if text.startswith("Unnamed: "):
        return ""
    base = re.sub(r"\.\d+$", "", text)
    return base if base in map(str, level) else text
