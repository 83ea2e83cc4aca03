#!/usr/bin/env python3
"""Quotations of many languages, read off the pages of `segments`: found, and by whom.

bench/quotations.py FOLDER [--program PROGRAM] [--labels FILE] [--part seen|held|all] [--show]

Found: a mention's content holds at least nine in ten of the quotation's letters.  Speaker: the
speaker's name, or the words beside the cue, hold the word that tells who says it.  Wrong: a
quotation that is no statement is a direct one.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import subprocess


def letters(text):
    return "".join(c for c in text if c.isalnum())


def check(text):
    return hashlib.sha1(letters(text).encode()).hexdigest()[:8]


def place(text, begin, size, digest):
    """Where words stand that were at `begin` when they were labelled: as near as can be."""
    for step in range(len(text)):
        for at in {begin + step, begin - step}:
            if 0 <= at <= len(text) - size and check(text[at:at + size]) == digest:
                return at
        if step > 4000:
            break
    return None


def main():
    here = pathlib.Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--program", default=here.parent / "build/release/secondsource")
    parser.add_argument("--labels", type=pathlib.Path, default=here / "quotations.tsv")
    parser.add_argument("--part", default="all", help="seen, held or all")
    parser.add_argument("--show", action="store_true", help="print what was missed")
    arguments = parser.parse_args()

    labels = collections.defaultdict(list)
    for line in arguments.labels.read_text().splitlines():
        if not line.startswith("#"):
            language, seen, page, *rest = line.split("\t")
            if arguments.part in ("all", seen):
                labels[page].append((language, *rest))
    files = [str(arguments.folder / f"{page}.html") for page in sorted(labels)]

    def values(command):
        out = subprocess.run([arguments.program, command, "--json", *files],
                             stdout=subprocess.PIPE, check=False).stdout
        return [json.loads(line) for line in out.splitlines()]

    texts, ids = {}, {}
    for article in values("read"):
        page = pathlib.Path(article["input"]).name[:-len(".html")]
        texts[page], ids[article["id"]] = article["text"], page
    mentions = collections.defaultdict(list)
    for mention in values("mentions"):
        if mention["field"] == "text" and mention["article"] in ids:
            mentions[ids[mention["article"]]].append(mention)

    counts = collections.defaultdict(collections.Counter)
    for page, quotations in sorted(labels.items()):
        text = texts.get(page, "")
        for language, begin, end, digest, who_begin, who_end, who_digest in quotations:
            count = counts[language]
            size = int(end) - int(begin)
            begin = place(text, int(begin), size, digest)
            if begin is None:
                count["not in the text"] += 1
                continue
            end = begin + size
            best, share = None, 0.0
            for mention in mentions[page]:
                covered = sum(len(letters(text[max(begin, b):min(end, e)]))
                              for b, e in mention["content"] if b < end and e > begin)
                if covered > share * len(letters(text[begin:end])):
                    best, share = mention, covered / len(letters(text[begin:end]))
            if not who_begin:
                count["others"] += 1
                whole = best and best["kind"] == "direct" and share >= 0.9
                count["wrong"] += bool(whole)
                if whole and arguments.show:
                    print(f"{language} wrong: {text[begin:end][:80]}")
                continue
            count["statements"] += 1
            found = best is not None and share >= 0.9
            count["found"] += found
            size = int(who_end) - int(who_begin)
            at = place(text, int(who_begin), size, who_digest)
            who = text[at:at + size].casefold() if at is not None else "(not in the text)"
            speaker = best["speaker"] if found else None
            said_by = ""
            if speaker:
                b, e = speaker["span"]
                said_by = f"{speaker['name'] or ''} / {text[b:e]}"
            right = who in said_by.casefold()
            count["speaker"] += right
            if arguments.show and not right:
                print(f"{language} {'speaker' if found else 'missed'}: {who} not {said_by!r}:"
                      f" {text[max(0, begin - 60):begin]}|{text[begin:end][:60]} … {text[end:end + 60]}"
                      .replace("\n", " ¶ "))

    total = collections.Counter()
    print(f"{'':4}{'statements':>12}{'found':>9}{'speaker':>9}{'others':>9}{'wrong':>7}")
    for language, count in sorted(counts.items()) + [("all", total)]:
        if count is not total:
            total.update(count)
        part = max(1, count["statements"])
        print(f"{language:4}{count['statements']:>12}{100 * count['found'] / part:>8.1f}%"
              f"{100 * count['speaker'] / part:>8.1f}%{count['others']:>9}{count['wrong']:>7}"
              + (f"  ({count['not in the text']} not in the text)"
                 if count["not in the text"] else ""))


if __name__ == "__main__":
    main()
