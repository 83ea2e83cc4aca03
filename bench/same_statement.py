#!/usr/bin/env python3
"""Which mentions of real articles are one statement, against judgements by reading.

    bench/same_statement.py FOLDER                 scores bench/same_statement.tsv
    bench/same_statement.py FOLDER --draw SEED [--count N] [--without FILE...] [--known FILE...]
                                                   draws N (100) joined pairs and N near misses anew,
                                                   these without the pairs of earlier draws; what is
                                                   judged in known files keeps its answers
    bench/same_statement.py FOLDER --show ORDER    prints the drawn pairs without answers, in another
                                                   order for each ORDER, without the program's

FOLDER holds attributions/, events/ and newswire/; or it is NewsArticles.csv (see bench/stories.py), whose
judgements are in bench/same_statement_news.tsv; of these draws are made of the three weeks that
bench/retellings does not learn from.  A joined pair: two mentions of one statement in
articles of two outlets, one pair a statement.  A near miss: two mentions of two outlets within a
week that the program keeps apart, although they share three telling words or more and a third of
the shorter one's.  The file has no text: articles by their address, spans in code points, the
answers of two readings, and whether the pair was drawn as joined.  An answer is 1 (one statement: one
speaker, one event, one meaning), 0 (two), or r (one speaker and one meaning, but the text shows that
it was said again on another occasion), which is scored both ways.
"""
import argparse
import collections
import csv
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse
from datetime import date

import stories

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = ROOT / "bench/same_statement.tsv"
NEWS = ROOT / "bench/same_statement_news.tsv"
HELD_OUT = {(2017, 7), (2017, 10), (2017, 13)}  # years and weeks of ISO 8601
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def records(folder):
    folder = pathlib.Path(folder)
    if folder.is_file():
        for row in stories.articles(folder):
            yield {**row, "outlet": urllib.parse.urlsplit(row["url"]).netloc}
        return
    with open(folder / "attributions/metadata.tsv") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found = sorted(folder.glob(f"attributions/*/text/{row['filename']}*.txt"))
            if not found:
                continue
            yield {"url": f"https://{row['publisher']}.example/{row['filename']}", "outlet": row["publisher"],
                   "title": row["title"], "text": found[0].read_text(errors="replace"),
                   "published": row["publication_date"], "language": "en"}
    for line in open(folder / "events/basil.jsonl"):
        row = json.loads(line)
        yield {"url": row["url"], "outlet": {"fox": "Fox News", "nyt": "nyt", "hpo": "huff-post"}.get(
            row["outlet"], row["outlet"]), "title": row["title"], "text": row["body"],
            "published": row["date"], "language": "en"}
    for line in open(folder / "newswire/reuters-21578.jsonl"):
        row = json.loads(line)
        found = re.match(r"\s*(\d+)-(\w+)-(\d+) (\d\d:\d\d:\d\d)", row["date"])
        if not found:
            continue
        day, month, year, time = found.groups()
        yield {"url": f"https://newswire.example/{row['id']}", "outlet": "Reuters", "title": row["title"],
               "text": row["body"], "language": "en",
               "published": f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}T{time}Z"}


class Articles:
    """The articles, and what the program makes of them."""

    def __init__(self, folder, program):
        self.by_id, self.mentions = {}, {}
        self.statements_of = collections.defaultdict(set)  # a long quotation may carry several
        self.possible = collections.defaultdict(set)  # of statements: what may be them in other words
        self.silent = {}  # of statements: articles that are called so
        self.story_of = {}
        with tempfile.TemporaryDirectory() as temporary:
            path = f"{temporary}/articles.jsonl"
            rows = list(records(folder))
            with open(path, "w") as out:
                for row in rows:
                    out.write(json.dumps(row) + "\n")
            environment = dict(os.environ, SECONDSOURCE_LIBRARY=f"{temporary}/library")
            run = lambda *words: subprocess.run([program, *words], env=environment, check=False,
                                                capture_output=True, text=True).stdout.splitlines()
            for line in run("add", "--json", path):
                record = json.loads(line)
                if "id" in record and record["id"]:
                    self.by_id[record["id"]] = rows[int(record["input"].rsplit("#", 1)[1]) - 1]
            for line in run("statements", "--json"):
                statement = json.loads(line)
                self.possible[statement["id"]].update(m["id"] for m in statement.get("possible", []))
                self.silent[statement["id"]] = statement["silent"]
                for variant in statement["variants"]:
                    for mention in variant["mentions"]:
                        self.statements_of[mention["id"]].add(statement["id"])
                        self.mentions[mention["id"]] = mention
            for line in run("stories", "--json"):
                story = json.loads(line)
                self.story_of.update(dict.fromkeys(story["articles"], story["id"]))
            self.text = {}
            for line in run("read", "--json", path):
                record = json.loads(line)
                self.text[record["id"]] = (record["title"] or "", record["text"])

    def field(self, mention):
        return self.text[mention["article"]][mention["field"] == "text"]

    def words(self, mention):
        text = self.field(mention)
        return re.findall(r"\w+", " ".join(text[b:e] for b, e in mention["content"]).lower())

    def joined(self, a, b):
        return not self.statements_of[a["id"]].isdisjoint(self.statements_of[b["id"]])

    def shown(self, a, b):
        """Whether a reader of the one's statement is shown the other: it is of it, or may be."""
        return self.joined(a, b) or any(
            other["id"] in self.possible[statement]
            for one, other in ((a, b), (b, a)) for statement in self.statements_of[one["id"]])

    def key(self, mention):
        return (self.by_id[mention["article"]]["url"], mention["field"],
                mention["content"][0][0], mention["content"][-1][1])

    def find(self, url, field, begin, end):
        """The mention whose content overlaps the span most."""
        best, most = None, 0
        for mention in self.at.get((url, field), []):
            b, e = mention["content"][0][0], mention["content"][-1][1]
            shared = (min(e, end) - max(b, begin)) / max(e - b, end - begin, 1)
            if shared > most:
                best, most = mention, shared
        return best if most >= 0.5 else None

    @property
    def at(self):
        if not hasattr(self, "_at"):
            self._at = collections.defaultdict(list)
            for mention in self.mentions.values():
                self._at[(self.by_id[mention["article"]]["url"], mention["field"])].append(mention)
        return self._at


def judged(articles, files):
    """The pairs of mentions that files of earlier draws hold, with their answers."""
    pairs = {}
    for file in files:
        for row in rows_of(file):
            found = [articles.find(*side) for side in sides(row)]
            if all(found):
                pairs[frozenset(mention["id"] for mention in found)] = row["first"], row["second"]
    return pairs


def draw(articles, seed, count, without, known):
    chance = random.Random(seed)
    outlet = lambda m: articles.by_id[m["article"]]["outlet"]
    day = lambda m: date.fromisoformat(articles.by_id[m["article"]]["published"][:10])
    drawn = lambda m: FILE != NEWS or tuple(day(m).isocalendar()[:2]) in HELD_OUT
    together = collections.defaultdict(list)
    for identity in sorted(articles.statements_of):
        for statement in articles.statements_of[identity]:
            together[statement].append(articles.mentions[identity])
    joined = []
    for statement in sorted(together):
        pairs = [(a, b) for i, a in enumerate(together[statement]) for b in together[statement][:i]
                 if outlet(a) != outlet(b) and drawn(a) and drawn(b)]
        if pairs:
            joined.append(chance.choice(pairs))
    joined = chance.sample(joined, min(count, len(joined)))
    # Near misses.
    holders = collections.defaultdict(set)
    telling = {}
    counts = collections.Counter()
    for identity, mention in articles.mentions.items():
        telling[identity] = set(articles.words(mention))
        counts.update(telling[identity])
    common = {w for w, n in counts.items() if n > len(telling) / 150}
    for identity in telling:
        telling[identity] -= common
        for word in telling[identity]:
            holders[word].add(identity)
    near = set()
    for a in sorted(telling):
        shared = collections.Counter(b for w in telling[a] if len(holders[w]) < 400 for b in holders[w])
        for b, n in shared.items():
            if b <= a or n < 3 or 3 * n < min(len(telling[a]), len(telling[b])):
                continue
            x, y = articles.mentions[a], articles.mentions[b]
            if outlet(x) == outlet(y) or articles.joined(x, y) or not (drawn(x) and drawn(y)):
                continue
            if abs((day(x) - day(y)).days) <= 7:
                near.add((a, b))
    old = judged(articles, without)
    print(f"{len(near)} near misses", file=sys.stderr)
    near = [(articles.mentions[a], articles.mentions[b]) for a, b in sorted(near)
            if frozenset((a, b)) not in old]
    near = chance.sample(near, min(count, len(near)))
    answers = judged(articles, known)
    rows = [(*articles.key(a), *articles.key(b), drawn, *answers.get(frozenset((a["id"], b["id"])), ("", "")))
            for drawn, pairs in (("1", joined), ("0", near)) for a, b in pairs]
    with open(FILE, "w") as out:
        out.write("# Pairs of mentions and whether they are one statement: see same_statement.py.\n")
        out.write("a\tfield_a\tbegin_a\tend_a\tb\tfield_b\tbegin_b\tend_b\tdrawn_joined\tfirst\tsecond\n")
        for row in rows:
            out.write("\t".join(map(str, row)) + "\n")


def rows_of(file=None):
    lines = [line for line in open(file or FILE) if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def sides(row):
    for side in "ab":
        yield row[side], row["field_" + side], int(row["begin_" + side]), int(row["end_" + side])


def show(articles, order):
    by_url = {row["url"]: identity for identity, row in articles.by_id.items()}
    numbered = list(enumerate(rows_of()))
    random.Random(order).shuffle(numbered)
    for place, (_, row) in enumerate(numbered):
        if row["first"] and row["second"]:
            continue
        print(f"### {place}")
        for url, field, begin, end in sides(row):
            title, text = articles.text[by_url[url]]
            whole = title if field == "title" else text
            words = whole[begin:end] if end - begin < 900 else f"{whole[begin:begin + 600]} […] {whole[end - 300:end]}"
            said = f"{whole[max(0, begin - 450):begin]}[[{words}]]{whole[end:end + 300]}"
            print(f"  {articles.by_id[by_url[url]]['published'][:10]} {url} «{title[:140]}»:",
                  " ".join(said.split()))


def judge(order, column, answers):
    """Writes the answers of one reading: of each place, in that order, its answer."""
    rows = rows_of()
    numbered = list(range(len(rows)))
    random.Random(order).shuffle(numbered)
    for place, number in enumerate(numbered):
        if place in answers:
            rows[number][column] = answers[place]
    head = [line for line in open(FILE) if line.startswith("#")]
    with open(FILE, "w") as out:
        out.writelines(head)
        out.write("\t".join(rows[0]) + "\n")
        for row in rows:
            out.write("\t".join(row.values()) + "\n")


def score(articles):
    rows = [r for r in rows_of() if r["first"] and r["second"]]
    for what, one in (("said again is one", "1r"), ("said again is two", "1")):
        cases, shown, wrong = collections.Counter(), collections.Counter(), []
        answers = [(r["first"] in one, r["second"] in one) for r in rows]
        for number, (row, (first, second)) in enumerate(zip(rows, answers)):
            if first != second:
                continue
            found = [articles.find(*side) for side in sides(row)]
            joined = all(found) and articles.joined(*found)
            cases[first, joined] += 1
            shown[first, all(found) and articles.shown(*found)] += 1
            if first != joined:
                wrong.append((number, "joined" if joined else "apart" if all(found) else "no mention"))
        n, agree = len(rows), sum(cases.values())
        ones = [sum(a[k] for a in answers) / max(1, n) for k in (0, 1)]
        chance = ones[0] * ones[1] + (1 - ones[0]) * (1 - ones[1])
        print(f"{what}: {n} pairs; the two readings agree on {agree} (kappa {(agree / n - chance) / (1 - chance):.2f})")
        right, joined, same = cases[True, True], cases[True, True] + cases[False, True], cases[True, True] + cases[True, False]
        print(f"  precision {100 * right / max(1, joined):.1f} %  ({right} of {joined})")
        print(f"  recall    {100 * right / max(1, same):.1f} %  ({right} of {same})")
        print(f"  with what may be of it in other words: precision "
              f"{100 * shown[True, True] / max(1, shown[True, True] + shown[False, True]):.1f} %, "
              f"recall {100 * shown[True, True] / max(1, same):.1f} %  ({shown[True, True]} of {same})")
        for number, answer in wrong:
            print(f"  wrong: pair {number}: {answer}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--draw", type=int)
    parser.add_argument("--show", type=int)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--without", nargs="*", default=[], metavar="FILE")
    parser.add_argument("--known", nargs="*", default=[], metavar="FILE")
    parser.add_argument("--judge", metavar="ORDER:first|second",
                        help="reads lines of a place and its answer from standard input")
    parser.add_argument("--program", default=str(ROOT / "build/release/secondsource"))
    options = parser.parse_args()
    global FILE
    if options.folder.endswith(".csv"):
        FILE = NEWS
    if options.judge:
        order, column = options.judge.split(":")
        words = sys.stdin.read().split()
        judge(int(order), column, dict(zip(map(int, words[::2]), words[1::2])))
        return
    articles = Articles(options.folder, options.program)
    if options.draw is not None:
        draw(articles, options.draw, options.count, options.without, options.known)
    elif options.show is not None:
        show(articles, options.show)
    else:
        score(articles)


if __name__ == "__main__":
    main()
