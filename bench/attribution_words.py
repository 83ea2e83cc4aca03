#!/usr/bin/env python3
"""Writes data/attribution/en.words: what kind of word each form is.

  build/bench/word_classes 256 CORPUS... > fine
  build/bench/word_classes 64 CORPUS... > coarse
  bench/attribution_words.py fine coarse LEXICON > data/attribution/en.words

LEXICON is en-lexicon.txt of textblob 0.20.1 (PyPI; MIT): the commonest part of speech of each form.
What verbs and nouns are about is WordNet's (Debian's package wordnet-base): the lexicographer file of
the first sense.  Forms are those seen in the corpora, and those of WordNet's verbs that can be about
saying or thinking.  The same input gives the same bytes.
"""

import pathlib
import sys

WORDNET = pathlib.Path("/usr/share/wordnet")
COGNITION, COMMUNICATION = 31, 32  # numbers of WordNet's lexicographer files
VERB_ENDINGS = [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""),
                ("ing", "e"), ("ing", "")]  # fmt: skip
NOUN_ENDINGS = [("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"),
                ("men", "man"), ("ies", "y")]  # fmt: skip


def lines(name):
    with open(WORDNET / name, encoding="utf-8") as file:
        return [line for line in file if not line.startswith(" ")]


def senses(part):
    """Lemma → the lexicographer files of its senses, commonest first."""
    files = {line[:8]: int(line[9:11]) for line in lines("data." + part)}
    out = {}
    for line in lines("index." + part):
        fields = line.split()
        if "_" not in fields[0]:
            out[fields[0]] = [files[offset] for offset in fields[-int(fields[2]):]]
    return out


class Lemmas:
    def __init__(self, part, endings):
        self.senses = senses(part)
        self.endings = endings
        self.irregular = {}
        for line in lines(part + ".exc"):
            form, lemma = line.split()[:2]
            self.irregular.setdefault(form, lemma)

    def of(self, form):
        if self.irregular.get(form) in self.senses:
            return self.irregular[form]
        if form in self.senses:
            return form
        for ending, instead in self.endings:
            if form.endswith(ending):
                stem = form[: -len(ending)]
                if len(stem + instead) > 1 and stem + instead in self.senses:
                    return stem + instead
                if instead == "" and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in self.senses:
                    return stem[:-1]
        return None


def forms(lemma):
    """The regular forms of a verb."""
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    s = "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return [lemma, lemma + s, lemma + "ed", lemma + "ing"]


def parts_of_speech(path):
    """Lower-case form → Penn Treebank tag; a form's own line beats its capitalised one."""
    own, capital = {}, {}
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) != 2 or line.startswith(";;;"):
            continue
        form, tag = fields
        (own if form == form.lower() else capital).setdefault(form.lower(), tag)
    return capital | own


def classes(path):
    out = {}
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        word, number, _ = line.split("\t")
        out[word] = number
    return out


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    fine, coarse = classes(sys.argv[1]), classes(sys.argv[2])
    verbs, nouns = Lemmas("verb", VERB_ENDINGS), Lemmas("noun", NOUN_ENDINGS)
    tags = parts_of_speech(sys.argv[3])
    words = set(fine)
    for lemma, about in verbs.senses.items():
        if lemma.isalpha() and {COGNITION, COMMUNICATION} & set(about):
            words.update(forms(lemma))
            words.update(form for form, of in verbs.irregular.items() if of == lemma and form.isalpha())
    print("# What kind of word each form is: made by bench/attribution_words.py from news and WordNet 3.0,")
    print("# Copyright 2006 by Princeton University; its licence is in docs/dependencies.md.")
    print("# form, lemma, part of speech, what the verb's first sense is about (WordNet's lexicographer file), whether it")
    print("# is saying (3: its first sense, 2: one of three, 1: one), what the noun is about, words that")
    print("# stand between the same words (256 classes), the same (64 classes)")
    for word in sorted(words):
        verb, noun = verbs.of(word), nouns.of(word)
        about = verbs.senses[verb] if verb else []
        says = 0
        if COMMUNICATION in about:
            says = 3 if about[0] == COMMUNICATION else 2 if COMMUNICATION in about[:3] else 1
        print(word, verb or noun or "", tags.get(word, ""), about[0] if about else "", says or "",
              nouns.senses[noun][0] if noun else "", fine.get(word, ""), coarse.get(word, ""), sep="\t")  # fmt: skip


if __name__ == "__main__":
    main()
