#!/usr/bin/env python3
"""Whether real articles that are called silent on a statement leave it out, against reading.

    bench/silence.py NEWSARTICLES.csv                 scores bench/silence.tsv
    bench/silence.py NEWSARTICLES.csv --draw SEED     draws 120 statements (--count N) that have silent articles
                                                      in the held out weeks, and one such article of each,
                                                      behind those that are there
    bench/silence.py NEWSARTICLES.csv --show DRAW     prints the items of a draw that lack an answer

Articles and weeks are those of bench/same_statement.py.  The file has no text: the draw, a mention of
the statement, the silent article by its address, and the answers of two readers (of one in the first draw): y (the article tells
it, in the same or in other words), n, or u (the mention is no statement).  Scored is whether an item
is called silent by the program as it is: of the last draw that is its precision; of earlier ones, which
other programs drew, how many items read as y are no longer called so, and how many read as n still are.
"""
import argparse
import collections
import pathlib
import random
from datetime import date

import same_statement as pairs

FILE = pathlib.Path(__file__).resolve().parent / "silence.tsv"
COLUMNS = "draw a field_a begin_a end_a b first second".split()


def rows():
    lines = [line.rstrip("\n") for line in open(FILE) if not line.startswith("#")]
    return [dict(zip(COLUMNS, line.split("\t"))) for line in lines[1:]]


def write(all_rows):
    with open(FILE, "w") as out:
        out.write("# Statements and articles called silent on them: see silence.py.\n")
        out.write("\t".join(COLUMNS) + "\n")
        for row in all_rows:
            out.write("\t".join(row[column] for column in COLUMNS) + "\n")


def draw(articles, seed, count):
    chance = random.Random(seed)
    held_out = lambda identity: tuple(
        date.fromisoformat(articles.by_id[identity]["published"][:10]).isocalendar()[:2]) in pairs.HELD_OUT
    mentions_of = collections.defaultdict(list)
    for identity in sorted(articles.statements_of):
        for statement in articles.statements_of[identity]:
            mentions_of[statement].append(identity)
    items = []
    for statement in sorted(articles.silent):
        silent = sorted(filter(held_out, articles.silent[statement]))
        if silent and mentions_of[statement]:
            items.append((chance.choice(mentions_of[statement]), chance.choice(silent)))
    old = rows() if FILE.exists() else []
    number = str(1 + max((int(row["draw"]) for row in old), default=0))
    for mention, silent in chance.sample(items, min(count, len(items))):
        key = articles.key(articles.mentions[mention])
        old.append(dict(zip(COLUMNS, (number, *map(str, key), articles.by_id[silent]["url"], "", ""))))
    write(old)


def show(articles, number):
    by_url = {row["url"]: identity for identity, row in articles.by_id.items()}
    for place, row in enumerate(rows()):
        if row["draw"] != number or (row["first"] and row["second"]):
            continue
        title, text = articles.text[by_url[row["a"]]]
        whole = title if row["field_a"] == "title" else text
        begin, end = int(row["begin_a"]), int(row["end_a"])
        said = f"{whole[max(0, begin - 400):begin]}[[ {whole[begin:end]} ]]{whole[end:end + 250]}"
        other = articles.text[by_url[row["b"]]]
        print(f"### {place}\nSTATEMENT {row['a']} «{title}»: {' '.join(said.split())}\n"
              f"ARTICLE {row['b']} «{other[0]}»:\n{' '.join(other[1].split())}\n")


def score(articles):
    by_url = {row["url"]: identity for identity, row in articles.by_id.items()}
    for number in sorted({row["draw"] for row in rows()}, key=int):
        here = [row for row in rows() if row["draw"] == number and row["first"]]
        cases = collections.Counter()
        for row in here:
            mention = articles.find(row["a"], row["field_a"], int(row["begin_a"]), int(row["end_a"]))
            called = mention is not None and any(
                by_url[row["b"]] in articles.silent[statement]
                for statement in articles.statements_of[mention["id"]])
            answer = row["first"] if row["second"] in ("", row["first"]) else "?"
            cases[answer, called] += 1
        told, left = [(cases[a, True], cases[a, True] + cases[a, False]) for a in "yn"]
        called = told[0] + left[0]
        print(f"draw {number}: {len(here)} items, two readers differ on "
              f"{sum(n for (answer, _), n in cases.items() if answer == '?')}; called silent "
              f"{left[0]} of {left[1]} that leave it out and {told[0]} of {told[1]} that tell it: "
              f"precision {100 * left[0] / max(1, called):.1f} %")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--draw", type=int)
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--show")
    parser.add_argument("--program", default=str(pairs.ROOT / "build/release/secondsource"))
    options = parser.parse_args()
    pairs.FILE = pairs.NEWS
    articles = pairs.Articles(options.folder, options.program)
    if options.draw is not None:
        draw(articles, options.draw, options.count)
    elif options.show:
        show(articles, options.show)
    else:
        score(articles)


if __name__ == "__main__":
    main()
