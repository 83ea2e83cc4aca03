#!/usr/bin/env python3
"""Learns data/words/CODE.tsv: how rare words are in the news of a language.

  bench/learn_words.py LANGUAGE CORPUS... > data/words/LANGUAGE.tsv
  bench/learn_words.py LANGUAGE --wordfreq > data/words/LANGUAGE.tsv

A CORPUS is a file of JSON Lines with "title" and "body", a folder of text files, or a folder of HTML
pages, of which those are taken whose lang attribute is LANGUAGE.  Each corpus has the same say,
whatever its size, so that one kind of news does not decide what is rare in another.  A word's
weight is its inverse document frequency, log2(articles / articles with the word); words of fewer than
three articles are left out, and stand under "*" together.  The same input gives the same bytes.

Where no body of news is at hand, --wordfreq takes how often words are used from the lists of wordfreq
(PyPI, 3.1.1; its data are CC BY-SA 4.0: Wikipedia, news, books, subtitles and the web) and reckons how many
articles of 400 words would have them: with that length the weights of English words are in the
median 0.1 above those learnt from 10,730 articles.
"""

import collections
import html
import json
import math
import pathlib
import re
import sys
import unicodedata

MOST = 30000  # words of a language,
MOST_RECKONED = 20000  # and where only their frequency is known
BYTES = 400_000  # of its file
FEWEST = 3  # articles with a word
LENGTH = 400  # words of an article, where only the frequency of words is known
RAREST = 13.0  # weight of all words that its list lacks or that are as rare


def pages(folder, language):
    for path in sorted(folder.glob("*.html")):
        page = path.read_text(encoding="utf-8", errors="replace")
        lang = re.search(r"<html[^>]*\blang=[\"']?([A-Za-z]{2})", page)
        if lang is None or lang.group(1).lower() != language:
            continue
        # Paragraphs only: menus are no news.
        texts = re.findall(r"<p\b[^>]*>(.*?)</p>", page, re.S | re.I)
        texts = [html.unescape(re.sub(r"<[^>]*>", " ", text)) for text in texts]
        yield "\n".join(text for text in texts if len(text.split()) > 10)


def articles(corpus, language):
    path = pathlib.Path(corpus)
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield f"{record.get('title') or ''}\n{record.get('body') or ''}"
    elif any(path.glob("*.html")):
        yield from pages(path, language)
    else:
        for file in sorted(path.glob("*.txt")):
            yield file.read_text(encoding="utf-8", errors="replace")


def words(text):
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return set(re.findall(r"[^\W_]+", text))


def show(source, rest, weights):
    """The table of (word, weight), the lightest first."""
    print(f"# {source}: made by bench/learn_words.py.")
    print("# word: normalised; weight: log2(articles / articles with it); *: all other words.")
    print("word\tweight")
    print(f"*\t{rest:.1f}")
    left = BYTES
    for word, weight in weights:
        line = f"{word}\t{weight:.1f}"
        left -= len(line.encode()) + 1
        if left < 0 or len(word) > 40:
            break
        print(line)


def from_wordfreq(language):
    import wordfreq  # pylint: disable=import-outside-toplevel

    frequency = collections.Counter()
    for entry, share in wordfreq.get_frequency_dict(language, "best").items():
        for word in words(entry):
            frequency[word] += share
    weights = {word: -math.log2(1 - (1 - min(share, 0.999)) ** LENGTH) for word, share in frequency.items()}
    kept = sorted((w for w in weights if weights[w] < RAREST - 0.5 and not w.isdigit()), key=lambda w: (weights[w], w))
    show("How rare words are, reckoned from the frequencies of wordfreq 3.1.1 (data CC BY-SA 4.0)", RAREST,
         [(word, weights[word]) for word in kept[:MOST_RECKONED]])


def main():
    language, corpora = sys.argv[1], sys.argv[2:]
    if corpora == ["--wordfreq"]:
        from_wordfreq(language)
        return
    seen = collections.Counter()
    share = collections.Counter()
    total = 0
    for corpus in corpora:
        count = collections.Counter()
        size = 0
        for text in articles(corpus, language):
            found = words(text)
            if len(found) >= 20:
                count.update(found)
                size += 1
        seen.update(count)
        total += size
        for word, n in count.items():
            share[word] += n / size / len(corpora)
    kept = sorted((w for w in seen if seen[w] >= FEWEST), key=lambda w: (-share[w], w))[:MOST]
    show(f"How rare words are in news ({total} articles)", math.log2(total) + 0.5,
         [(word, -math.log2(share[word])) for word in kept])


main()
