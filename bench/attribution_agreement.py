#!/usr/bin/env python3
"""How far people agree on PolNeAR: exact-span F1 of each two annotations of one article.

  bench/attribution_agreement.py FOLDER/train

Sums over all pairs of annotations of the articles that have more than one; spans as in
bench/attributions, a discontinuous one split at its gaps and at paragraphs, and again for cues that
hold a word of bench/speech_cues.txt only.
"""

import itertools
import pathlib
import re
import sys

ROLES = ("Source", "Cue", "Content")


def split(fields, text):
    """"110 112;115 120" → spans, split at line ends."""
    for field in fields.split(";"):
        begin, end = map(int, field.split())
        for line in re.finditer(r"[^\n]+", text[begin:end]):
            yield begin + line.start(), begin + line.end()


def relations(annotation, text):
    parts = {}
    for line in annotation.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 2:  # the rest of a text with a line end
            continue
        if line.startswith("T"):
            role, spans = fields[1].split(" ", 1)
            parts[fields[0]] = role, list(split(spans, text))
        elif line.startswith("E"):
            relation = {role: [] for role in ROLES}
            for argument in fields[1].split():
                role, spans = parts.get(argument.split(":")[1], ("", []))
                if role in relation:
                    relation[role] += spans
            yield relation


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    listed = (pathlib.Path(__file__).parent / "speech_cues.txt").read_text(encoding="utf-8")
    speech = {word for line in listed.splitlines() if line[:1] != "#" for word in line.split()}
    articles = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        articles.setdefault(path.stem.rpartition("_")[0], []).append(path)
    several = {name: paths for name, paths in articles.items() if len(paths) > 1}
    counts = {}
    for name, paths in several.items():
        with open(folder / "text" / (name + ".txt"), encoding="utf-8", newline="") as file:
            text = file.read()
        annotations = [list(relations(path, text)) for path in paths]

        def of_speech(relation):
            words = (w for a, b in relation["Cue"] for w in re.findall(r"\w+", text[a:b].lower()))
            return any(word in speech for word in words)

        for pair in itertools.combinations(annotations, 2):
            for only_speech, role in itertools.product((False, True), ROLES):
                one, other = (
                    {s for r in them if not only_speech or of_speech(r) for s in r[role]}
                    for them in pair
                )
                count = counts.setdefault((only_speech, role), [0, 0])
                count[0] += 2 * len(one & other)
                count[1] += len(one) + len(other)
    print(f"{len(several)} articles, {sum(map(len, several.values()))} annotations")
    for only_speech in (False, True):
        shares = (100 * counts[only_speech, r][0] / counts[only_speech, r][1] for r in ROLES)
        print("speech only:" if only_speech else "all:", " / ".join(f"{s:.1f}" for s in shares))


if __name__ == "__main__":
    main()
