#!/usr/bin/env python3
"""What an outlet teaches: how much furniture several of its pages remove that one page could not.

    bench/outlet.py FOLDER [PROGRAM]      FOLDER/truth.jsonl: {id, body}, the page is ID.html

Real sets seldom hold three pages of one site, so for each page three more of its site are made: the
same template, with the words of the true body and of long links (teasers change from day to day)
replaced by other pages' bodies.  A fifth is the page printed again with a correction, whose
paragraphs must survive.  `read --json --outlet` reads the five of each site together; scored is the
page itself, as in bench/pages.py: shingles of 4 words, counts of a page normalised, averaged.

Prints precision, recall and F1 of the text without and with its furniture left out, the share of
the words that are of no true body which was removed, and the share of true ones that was lost; with
the inputs in this order and in the reverse one, which must be the same.
"""
import collections
import html
import json
import os
import random
import re
import subprocess
import sys
import tempfile

RUN = re.compile(r"(<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->|<[^>]*>)", re.S | re.I)
WORDS = re.compile(r"\w+")


def shingles(text, n=4):
    words = WORDS.findall(text or "")
    return collections.Counter(
        tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1)) if words)


def sibling(page, true, donor):
    """The page with the words of its body, and of long links, replaced by the donor's."""
    at = 0

    def taken(count):
        nonlocal at
        out = []
        for _ in range(count):
            out.append(donor[at % len(donor)])
            at += 1
        return " ".join(out)

    out, link = [], 0
    for run in RUN.split(page):
        if run.startswith("<"):
            low = run[:40].lower()
            if low.startswith("<script") and "ld+json" in run[:200].lower():
                continue
            link += low.startswith(("<a ", "<a>")) - low.startswith("</a")
            out.append(run)
            continue
        words = WORDS.findall(html.unescape(run))
        body = words and " ".join(words) in true
        teaser = link > 0 and len(words) >= 4
        out.append(" " + taken(len(words)) + ". " if body and len(words) >= 2 or teaser else run)
    return "".join(out)


def corrected(page, true):
    """The page once more, with a word more in one of its paragraphs."""
    done = False
    out = []
    for run in RUN.split(page):
        words = WORDS.findall(html.unescape(run))
        if not done and not run.startswith("<") and len(words) > 12 and " ".join(words) in true:
            run, done = run + " This report was corrected.", True
        out.append(run)
    return "".join(out)


def scores(pairs):
    precisions, recalls = [], []
    for true, found in pairs:
        both = sum((true & found).values())
        extra, missing = sum((found - true).values()), sum((true - found).values())
        whole = both + extra + missing or 1
        both, extra, missing = both / whole, extra / whole, missing / whole
        precisions.append(both / (both + extra) if both + extra else 1.0)
        recalls.append(both / (both + missing) if both + missing else 1.0)
    p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return f"precision {p:.4f}  recall {r:.4f}  F1 {2 * p * r / (p + r):.4f}"


def without_furniture(article):
    text, at, out = article["text"], 0, []
    for begin, end in article["furniture"]:
        out.append(text[at:begin])
        at = end
    return "\n".join(out + [text[at:]])


def read(program, files):
    done = subprocess.run([program, "read", "--json", "--outlet", *files], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    return {os.path.basename(a["input"]): a for a in map(json.loads, done.stdout.splitlines())}


def main():
    folder = sys.argv[1]
    program = sys.argv[2] if len(sys.argv) > 2 else "build/release/secondsource"
    rows = [json.loads(line) for line in open(os.path.join(folder, "truth.jsonl"))]
    donors = [WORDS.findall(row["body"]) for row in rows]
    donors = [words for words in donors if len(words) > 150]
    chance = random.Random(1)
    before, after, same = [], [], True
    extra = kept_extra = right = kept_right = 0
    with tempfile.TemporaryDirectory() as made:
        for row in rows:
            raw = open(os.path.join(folder, row["id"] + ".html"), "rb").read()
            page = raw.decode("utf-8", "replace")
            true = " ".join(WORDS.findall(row["body"]))
            # One site: none of the five names where it stands.
            page = re.sub(r"<link[^>]*canonical[^>]*>|<meta[^>]*og:url[^>]*>", "", page, flags=re.I)
            page = page.replace("</head>", '<meta property="og:url" content="https://site.example/@@"></head>', 1)
            files = []
            for i, text in enumerate([page] + [sibling(page, true, chance.choice(donors)) for _ in range(3)]
                                     + [corrected(page, true)]):
                name = os.path.join(made, f"{row['id']}-{i}.html")
                with open(name, "w") as file:
                    file.write(text.replace("@@", str(i)))
                files.append(name)
            articles = read(program, files)
            if articles != read(program, files[::-1]):
                same = False
            article = articles.get(row["id"] + "-0.html")
            wanted = shingles(row["body"])
            if article is None:
                before.append((wanted, shingles("")))
                after.append((wanted, shingles("")))
                continue
            alone, cut = shingles(article["text"]), shingles(without_furniture(article))
            before.append((wanted, alone))
            after.append((wanted, cut))
            extra += sum((alone - wanted).values())
            kept_extra += sum((cut - wanted).values())
            right += sum((alone & wanted).values())
            kept_right += sum((cut & wanted).values())
            if "-v" in sys.argv:
                for begin, end in article["furniture"]:
                    text = article["text"][begin:end]
                    mark = "!" if " ".join(WORDS.findall(text)) in true else " "
                    print(mark, row["id"][:8], len(WORDS.findall(text)), text[:90], file=sys.stderr)
    print(f"{len(rows)} pages, each with three more of its site and a corrected print")
    print("one page alone   ", scores(before))
    print("with its outlet  ", scores(after))
    print(f"removed of what is of no body: {1 - kept_extra / max(1, extra):.3f}; "
          f"lost of the bodies: {1 - kept_right / max(1, right):.4f}")
    print("the same in reverse order:", "yes" if same else "NO")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
