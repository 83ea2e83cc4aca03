#!/usr/bin/env python3
"""Scores what `secondsource read --json` makes of pages whose true articles are known.

    secondsource read --json FOLDER/*.html | bench/pages.py FOLDER [--part learn|test|all] [-v]

FOLDER/truth.jsonl has either {id, body} (the page is ID.html) or {url, file, title, author, date,
with, without}.  Body: precision and recall over 4-word shingles, each page's counts normalised so
that long pages weigh no more, averaged over the pages.  Segments: those that must and must not be
in the text, white space folded, over all pages together.  Title: letters and digits, case folded.
Date: the day at the place of publication; and once more with what published_days.tsv, beside this
program, corrects in that gold.  Authors: the whole set.

Parts are made by site, as in bench/train_reader.cc: FNV-1a of the site's name (the last two labels
of the host, three where the last but one is as short as "co"), its high half folded onto its low
one.  What it leaves modulo 4 is 3 for the sites of the test part: no error of theirs was looked at
to write a rule, and with --part test -v says nothing.  All others may be learnt from.
"""
import argparse
import collections
import datetime
import json
import os
import re
import sys


def site_of(row):
    """The site of a page; of pages saved without a URL, the start of the file's name."""
    url = row["url"]
    host = re.sub(r"^[a-z]*:/*(www\.)?", "", url.replace("hard::", "hard:"))
    host = re.split(r"[/:?#]", host)[0]
    if url.startswith("hard::"):
        host = host.removesuffix(".html").split("-")[0]
    labels = host.lower().split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def hash_of(text):
    value = 14695981039346656037
    for byte in text.encode():
        value = ((value ^ byte) * 1099511628211) % 2**64
    return value ^ value >> 32


def part_of(row):
    return "test" if hash_of(site_of(row)) % 4 == 3 else "learn"


def shingles(text, n=4):
    words = re.findall(r"\w+", text or "")
    return collections.Counter(
        tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1)) if words)


def body_scores(rows, articles, verbose):
    precisions, recalls = [], []
    for row in rows:
        true = shingles(row["body"])
        found = shingles(articles.get(row["id"] + ".html", {}).get("text", ""))
        both = sum((true & found).values())
        extra, missing = sum((found - true).values()), sum((true - found).values())
        precisions.append(both / (both + extra) if both + extra else 1.0)
        recalls.append(both / (both + missing) if both + missing else 1.0)
        if verbose:
            print(f"P {precisions[-1]:.3f} R {recalls[-1]:.3f} {row['id']} {row.get('url', '')}")
    p, r = sum(precisions) / len(rows), sum(recalls) / len(rows)
    print(f"body: {len(rows)} pages, precision {p:.4f}, recall {r:.4f}, F1 {2 * p * r / (p + r):.4f}")


def fold(text):
    return " ".join((text or "").split())


def bare(text):
    return "".join(c for c in (text or "").casefold() if c.isalnum())


def local_day(article):
    published = article.get("published")
    if not published:
        return ""
    zone = article.get("published_zone") or "+00:00"
    hours, minutes = zone[1:].split(":")
    away = datetime.timedelta(hours=int(hours), minutes=int(minutes))
    instant = datetime.datetime.fromisoformat(published.replace("Z", ""))
    return str((instant - away if zone[0] == "-" else instant + away).date())


def listed(author):
    return author if isinstance(author, list) else (author or "").split(";")


def text_scores(rows, articles, _):
    hit = miss = false = 0
    for row in rows:
        text = fold(articles.get(row["file"], {}).get("text", ""))
        found = sum(fold(segment) in text for segment in row["with"])
        hit += found
        miss += len(row["with"]) - found
        false += sum(fold(segment) in text for segment in row["without"])
    p, r = hit / max(1, hit + false), hit / max(1, hit + miss)
    print(f"segments: {len(rows)} pages, precision {p:.4f}, recall {r:.4f}, "
          f"F1 {2 * hit / (2 * hit + false + miss):.4f}")


def published_days():
    """{file: the day the page itself states, or "-"}, of pages whose gold has another."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "published_days.tsv")
    with open(path, encoding="utf-8") as lines:
        cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[0]: row[2] for row in cells[1:]}


def segment_scores(rows, articles, verbose):
    text_scores(rows, articles, verbose)
    corrected = published_days()
    right, known = collections.Counter(), collections.Counter()
    for row in rows:
        article = articles.get(row["file"], {})
        text = fold(article.get("text", ""))
        notes = []
        for segment in row["with"]:
            if fold(segment) not in text:
                notes.append("lost  " + segment[:90])
        for segment in row["without"]:
            if fold(segment) in text:
                notes.append("kept  " + segment[:90])
        checks = {
            "title": (bare(row["title"]), bare(article.get("title"))),
            "date": (row["date"], local_day(article)),
            "authors": (sorted(bare(a) for a in listed(row["author"])),
                        sorted(bare(a) for a in article.get("authors") or [])),
        }
        stated = corrected.get(row["file"], row["date"])
        if row["date"] and stated != "-":
            known["date as the page states it"] += 1
            right["date as the page states it"] += stated == checks["date"][1]
        for name, (true, found) in checks.items():
            if not row[{"authors": "author"}.get(name, name)]:
                continue
            known[name] += 1
            right[name] += true == found
            if true != found:
                given = row[{"authors": "author"}.get(name, name)]
                notes.append(f"{name:7} {given!r} read as {article.get({'date': 'published'}.get(name, name))!r}")
        if verbose and notes:
            print(row["url"] + " " + row["file"] + "".join("\n    " + note for note in notes))
    for name in known:
        print(f"{name}: {right[name] / known[name]:.4f} of {known[name]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--part", choices=["learn", "test", "all"], default="learn")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    articles = {}
    for line in sys.stdin:
        article = json.loads(line)
        articles[os.path.basename(article["input"])] = article
    with open(os.path.join(options.folder, "truth.jsonl"), encoding="utf-8") as truth:
        rows = [json.loads(line) for line in truth]
    rows = [row for row in rows if options.part in ("all", part_of(row))]
    verbose = options.v and options.part == "learn"
    (body_scores if "body" in rows[0] else segment_scores)(rows, articles, verbose)


if __name__ == "__main__":
    main()
