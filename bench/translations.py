#!/usr/bin/env python3
"""Pairs of mentions in two languages, for bench/translations.

    bench/translations.py PAIRS.tsv FOLDER [--news NEWSARTICLES.csv] [--program P]

Of the newsrooms of bench/newsrooms: every two mentions of one story in two languages, and whether they are of one
statement.  five_languages is learnt from on seeds 1 to 3 and tested on 4 to 6, seven_languages learnt from in the
stories that were looked at and tested in the others.

No real translations are at hand.  What real speakers say twice, or say alike, in one story is known in one language:
of NewsArticles.csv (see stories.py) every two direct quotations of six words and more by one speaker in one story and
of two outlets, the second as if it were of a language "xx", whose table (written to FOLDER/meanings) has just the
words that the Spanish one has.  Those that the program takes for two statements, some of which are one, are learnt from
as two, every other one, and tested.
"""
import argparse
import collections
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from same_statement import Articles

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LEAST_WORDS = 6


def plain(words):
    return " ".join(words.split())


def of_newsroom(name, seed):
    """(story, 1 or 0, language, words, language, words) for each two mentions."""
    with tempfile.TemporaryDirectory() as folder:
        generate = HERE / "newsrooms" / name / "generate.py"
        subprocess.run([sys.executable, generate, "--seed", str(seed), "--out", folder], check=True,
                       stdout=subprocess.DEVNULL)
        folder = pathlib.Path(folder)
        texts = {}
        for line in (folder / "articles.jsonl").read_text().splitlines():
            article = json.loads(line)
            texts[article["id"]] = article["text"]
        said = collections.defaultdict(set)
        for statement in json.loads((folder / "truth.json").read_text())["statements"]:
            for mention in statement["mentions"]:
                text = texts[mention["article"]]
                words = plain(" ".join(text[begin:end] for begin, end in mention["spans"]))
                said[statement["story"]].add((mention["lang"], words, statement["id"]))
    for story, mentions in sorted(said.items()):
        for a, b in itertools.combinations(sorted(mentions), 2):
            if a[0] != b[0]:
                yield story, int(a[2] == b[2]), a[0], a[1], b[0], b[1]


def of_news(path, program):
    """(1 or 0, words, words), 1 where the program takes two quotations for one statement."""
    articles = Articles(path, program)
    said = collections.defaultdict(list)
    for mention in articles.mentions.values():
        name = (mention["speaker"] or {}).get("name")
        story = articles.story_of.get(mention["article"])
        if mention["field"] != "text" or mention["kind"] != "direct" or not name or not story:
            continue
        text = articles.field(mention)
        words = plain(" ".join(text[begin:end] for begin, end in mention["content"]))
        if len(words.split()) >= LEAST_WORDS:
            outlet = articles.by_id[mention["article"]]["outlet"]
            said[story, name.lower().split()[-1]].append((mention, outlet, words))
    for key in sorted(said):
        for a, b in itertools.combinations(said[key], 2):
            if a[1] != b[1]:
                yield int(articles.joined(a[0], b[0])), a[2], b[2]


def write_language(folder):
    """A language "xx", which is English without its [meanings]."""
    english = (ROOT / "data/languages/en.txt").read_text()
    sections = re.split(r"(?m)^(?=(?:#.*\n)*\[)", english)
    kept = [section for section in sections if not re.search(r"(?m)^\[(meanings|endings)\]", section)]
    spanish = (ROOT / "data/meanings/es.tsv").read_text().splitlines()
    known = dict.fromkeys(line.split("\t")[0] for line in spanish if "\t" in line and not line.startswith("#"))
    table = ["english\twords"] + [f"{word}\t{word}" for word in known if word != "english"]
    for name, text in (("languages/xx.txt", "".join(kept) + "\n[stemmer]\nenglish\n"),
                       ("words/xx.tsv", (ROOT / "data/words/en.tsv").read_text()),
                       ("meanings/xx.tsv", "\n".join(table) + "\n")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--news", help="NewsArticles.csv")
    parser.add_argument("--program", default=ROOT / "build/release/secondsource")
    options = parser.parse_args()
    lines = []
    for seed in range(1, 7):
        part = "learn" if seed <= 3 else "test"
        lines += [(f"{part} five_languages", *pair[1:]) for pair in of_newsroom("five_languages", seed)]
    looked_at = set((HERE / "newsrooms/seven_languages/LOOKED_AT").read_text().split())
    for seed in range(1, 4):
        for story, *pair in of_newsroom("seven_languages", seed):
            lines.append((f"{'learn' if story in looked_at else 'test'} seven_languages", *pair))
    if options.news:
        for number, (one, a, b) in enumerate(of_news(options.news, options.program)):
            part = "test" if one or number % 2 else "learn"
            lines.append((f"{part} news", one, "en", a, "xx", b))
    write_language(options.folder)
    options.pairs.write_text("".join("\t".join(map(str, line)) + "\n" for line in lines))


if __name__ == "__main__":
    main()
