"""Scores: F1 over runs of four characters; white space, width and the order of runs do not count."""
import re
import unicodedata
from collections import Counter


def normal(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def grams(text):
    return Counter(text[at:at + 4] for at in range(max(0, len(text) - 3)))


def f1(gold, found):
    """Lines of the gold that start with `~ ` count only where they are found."""
    found = normal(found)
    wanted = []
    for line in gold.split("\n"):
        text = normal(line.removeprefix("~ "))
        if not line.startswith("~ ") or text in found:
            wanted.append(text)
    wanted, found = grams("".join(wanted)), grams(found)
    total = sum(wanted.values()) + sum(found.values())
    return 2 * sum((wanted & found).values()) / total if total else 1.0


def main_text(document):
    """All that a document.json keeps but its title; a merged cell counts once."""
    tables, out = {table["id"]: table for table in document.get("tables") or []}, []

    def block(one):
        if one.get("type") == "table":
            table = tables.get(one["table"]) or {}
            rows = [list(row) for row in (table.get("header") or []) + (table.get("rows") or [])]
            for merge in table.get("merged") or []:
                text = rows[merge["row"]][merge["column"]]
                for row in rows[merge["row"]:merge["row"] + merge["row_span"]]:
                    row[merge["column"]:merge["column"] + merge["column_span"]] = [None] * merge["column_span"]
                rows[merge["row"]][merge["column"]] = text
            out.extend([table.get("caption") or "", *(cell or "" for row in rows for cell in row)])
            out.extend(table.get("notes") or [])
            return
        out.extend(one.get(part) or "" for part in ("label", "title", "text"))
        for inner in (one.get("content") or []) + (one.get("sections") or []):
            block(inner)

    for section in document.get("sections") or []:
        block(section)
    return "\n".join(out)
