#!/usr/bin/env python3
"""Scores what `secondsource read --json` makes of pages whose true articles are known.

    secondsource read --json FOLDER/*.html | bench/pages.py FOLDER [--half 0|1|all] [-v]

FOLDER/truth.jsonl has either {id, body} (the page is ID.html) or {url, file, title, author, date,
with, without}.  Body: precision and recall over 4-word shingles, each page's counts normalised so
that long pages weigh no more, averaged over the pages.  Segments: those that must and must not be
in the text, white space folded, over all pages together.  The halves are those of
bench/train_reader.cc: half 0 is learnt from, half 1 is not.
"""
import argparse
import collections
import json
import os
import re
import sys


def half_of(key):
    value = 14695981039346656037
    for byte in key.encode():
        value = ((value ^ byte) * 1099511628211) % 2**64
    return (value ^ value >> 32) & 1


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


def listed(author):
    return author if isinstance(author, list) else (author or "").split(";")


def segment_scores(rows, articles, verbose):
    hit = miss = false = 0
    right, known = collections.Counter(), collections.Counter()
    for row in rows:
        article = articles.get(row["file"], {})
        text = fold(article.get("text", ""))
        notes = []
        for segment in row["with"]:
            if fold(segment) in text:
                hit += 1
            else:
                miss += 1
                notes.append("lost  " + segment[:90])
        for segment in row["without"]:
            if fold(segment) in text:
                false += 1
                notes.append("kept  " + segment[:90])
        checks = {
            "title": (bare(row["title"]), bare(article.get("title"))),
            "date": (row["date"], (article.get("published") or "")[:10]),
            "authors": (sorted(bare(a) for a in listed(row["author"])),
                        sorted(bare(a) for a in article.get("authors") or [])),
        }
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
    p, r = hit / max(1, hit + false), hit / max(1, hit + miss)
    print(f"segments: {len(rows)} pages, precision {p:.4f}, recall {r:.4f}, "
          f"F1 {2 * hit / (2 * hit + false + miss):.4f}")
    for name in known:
        print(f"{name}: {right[name] / known[name]:.4f} of {known[name]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--half", default="0")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    articles = {}
    for line in sys.stdin:
        article = json.loads(line)
        articles[os.path.basename(article["input"])] = article
    with open(os.path.join(options.folder, "truth.jsonl"), encoding="utf-8") as truth:
        rows = [json.loads(line) for line in truth]
    rows = [row for row in rows
            if options.half == "all" or half_of(row.get("id") or row["url"]) == int(options.half)]
    (body_scores if "body" in rows[0] else segment_scores)(rows, articles, options.v)


if __name__ == "__main__":
    main()
