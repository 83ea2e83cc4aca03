#!/usr/bin/env python3
"""Annotations that a large model made, as a folder that bench/attribution_train reads beside PolNeAR.

    bench/attribution_silver.py NEWSARTICLES.csv OUT [--headlines] [--annotations FILE]

NEWSARTICLES.csv is as in bench/stories.py.  bench/attribution_silver.tsv.xz (the default) holds, by
article and in code points of the text that this script writes (the headline, then paragraphs of two
sentences, since the file has none), source, cue and content of each attribution that
bench/attribution_teacher.py found; no text.  OUT/text and OUT/attributions are then as PolNeAR has them,
but for the headlines: to the program a text begins behind its headline, and PolNeAR's begin with it, as
do these with --headlines.
"""
import argparse
import collections
import csv
import lzma
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|vs|No|Prof|Rev|Hon|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
    r"|a\.m|p\.m|U\.S|U\.N|U\.K|D\.C)|\b[A-Z])\.$")


def paragraphs(text):
    """Two sentences each; none ends within a quotation."""
    paragraph, sentences = "", 0
    for match in re.finditer(r"\S+(\s+|$)", text):
        paragraph += match.group()
        word = match.group().strip()
        ends = re.search(r"[.!?][\"”')]*$", word) and not ABBREVIATION.search(re.sub(r"[\"”')]+$", "", word))
        if ends and paragraph.count('"') % 2 == 0 and paragraph.count("“") <= paragraph.count("”"):
            sentences += 1
            if sentences >= 2 or len(paragraph) > 400:
                yield paragraph.strip()
                paragraph, sentences = "", 0
        elif len(paragraph) > 1500:
            yield paragraph.strip()
            paragraph, sentences = "", 0
    if paragraph.strip():
        yield paragraph.strip()


def texts(path):
    """Name and text of each article of 80 to 2,500 words, in the order of their names."""
    csv.field_size_limit(1 << 30)
    found, seen = {}, set()
    with open(path, encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            text = " ".join(row["text"].split())
            if not 80 <= len(text.split()) <= 2500 or text[:200] in seen:
                continue
            seen.add(text[:200])
            if sum(ord(c) > 0x2FFF for c in text) > 5:
                continue
            title = " ".join((row["title"] or "").split())
            found[f"zz-news_{int(row['article_id'] or 0):05}"] = "\n\n".join([title, *paragraphs(text)]) + "\n"
    return dict(sorted(found.items()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--headlines", action="store_true")
    parser.add_argument("--annotations", default=ROOT / "bench/attribution_silver.tsv.xz")
    options = parser.parse_args()
    relations = collections.defaultdict(list)
    with lzma.open(options.annotations, "rt") as file:
        for line in file:
            name, *spans = line.rstrip("\n").split("\t")
            relations[name].append(spans)
    for folder in ("text", "attributions"):
        (options.out / folder).mkdir(parents=True, exist_ok=True)
    for name, text in texts(options.csv).items():
        if name not in relations:
            continue
        headline = 0 if options.headlines else text.index("\n\n") + 2
        (options.out / "text" / f"{name}.txt").write_text(text[headline:], encoding="utf-8")
        with open(options.out / "attributions" / f"{name}_t.ann", "w", encoding="utf-8") as out:
            number = 0
            for event, spans in enumerate(relations[name], 1):
                if any(span and int(span.split()[0]) < headline for span in spans):
                    continue
                roles = []
                for role, span in zip(("Source", "Cue", "Content"), spans):
                    if span:
                        number += 1
                        behind = ";".join(" ".join(str(int(end) - headline) for end in piece.split())
                                          for piece in span.split(";"))
                        out.write(f"T{number}\t{role} {behind}\t\n")
                        roles.append(f"{role}:T{number}")
                out.write(f"E{event}\t{' '.join(roles)}\n")


if __name__ == "__main__":
    main()
