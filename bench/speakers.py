#!/usr/bin/env python3
"""Pronouns and surnames of PolNeAR → the right person.

bench/speakers.py FOLDER [--part train|dev] [--program PROGRAM] [--labels FILE] [--show]

Precision: of the speakers that are given a name, how many have the right one.  Reach: of all
labelled sources, how many have a mention whose speaker has the right name; of those the program
takes for a source, in brackets.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import tempfile


def words(name):
    return re.findall(r"\w+", name.casefold())


def same(name, right):
    """One may leave out a middle name, an initial, or have the surname alone."""
    a, b = words(name), words(right)
    if not a or not b or a[-1] != b[-1]:
        return False
    return len(a) == 1 or len(b) == 1 or a[0] == b[0]


def main():
    here = pathlib.Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--program", default=here.parent / "build/release/secondsource")
    parser.add_argument("--labels", type=pathlib.Path, default=here / "speakers.tsv")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    arguments = parser.parse_args()

    labels = collections.defaultdict(list)
    for line in arguments.labels.read_text().splitlines():
        if line.startswith(arguments.part + "\t"):
            _, article, begin, end, kind, first, last = line.split("\t")
            labels[article.rsplit("_", 1)[0]].append((int(begin), int(end), kind, int(first), int(last)))
    texts = {}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for article in sorted(labels):
            path = arguments.folder / arguments.part / "text" / f"{article}.txt"
            texts[article] = path.read_text(encoding="utf-8")
            file.write(json.dumps({"id": article, "text": texts[article], "language": "en"}) + "\n")
        file.flush()
        out = subprocess.run([arguments.program, "mentions", "--json", file.name],
                             stdout=subprocess.PIPE, check=True).stdout
    order = sorted(labels)
    spans = collections.defaultdict(list)
    for line in out.splitlines():
        mention = json.loads(line)
        if mention["speaker"] and mention["field"] == "text":
            article = order[int(mention["input"].rsplit("#", 1)[1]) - 1]
            spans[article].append(mention["speaker"])

    counts = collections.defaultdict(collections.Counter)
    for article, sources in sorted(labels.items()):
        text = texts[article]
        for begin, end, kind, first, last in sources:
            count = counts[kind]
            count["all"] += 1
            fitting = [s for s in spans[article] if s["span"][0] < end and s["span"][1] > begin]
            fitting.sort(key=lambda s: s["span"][1] - s["span"][0])
            if not fitting:
                continue
            count["sources"] += 1
            name, right = fitting[0]["name"], text[first:last]
            count["named"] += name is not None
            good = name is not None and same(name, right)
            count["right"] += good
            # A surname's answer must be the full name where the article has one.
            full = good and (len(words(name)) > 1 or len(words(right)) == 1)
            count["full"] += full
            if arguments.show and not (full if kind == "name" else good):
                print(f"{article[:30]} {kind} {text[begin:end]} is {right}, not {name}: "
                      f"{text[max(0, begin - 50):end + 20]!r}")
    for kind, count in sorted(counts.items()):
        right = count["right" if kind == "pronoun" else "full"]
        print(f"{kind:8} {count['all']:4} labelled: precision"
              f" {100 * right / max(1, count['named']):5.1f} %  reach {100 * right / count['all']:5.1f} %"
              f"  ({100 * right / max(1, count['sources']):.1f} % of {count['sources']} found as sources)")


if __name__ == "__main__":
    main()
