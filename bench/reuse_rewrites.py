#!/usr/bin/env python3
"""Families and lineage against a known truth, through the program: a second newsroom.

  bench/reuse_rewrites.py [--seed N] [--stories N] [--credited] [--errors] PATH...

Made to differ from reuse_families.cc in all it does to a text.  Desks drop sentences anywhere, keep a
brief of the top, write a new lead, turn sentences around inside a paragraph, misread letters as a scan
does, change quotation marks and the way numbers are written, and put a paragraph of their own in the
middle; they copy from each other up to four deep, some give no time and some a time before their
source's.  Beside them: one story in 200 exact copies, own reports that share only what was said,
articles that share a paragraph of background, a proverb or an outlet's block.  Articles go through
`add`, families are read from `families --json`.  PATH: folders of plain text, or JSON Lines.

Prose that names an agency is left out, or with --credited taken, too: its first version and every copy
that keeps the name then credit an agency that has no version here, and whose copy a copy is cannot be
told by what was done to the text.
"""
import datetime
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/release/secondsource"
START = datetime.datetime(2025, 3, 1)
SENTENCE = re.compile(r"(?<=[.!?][\"”’']) (?=[A-Z“\"])|(?<=[.!?]) (?=[A-Z“\"])")
QUOTATION = re.compile(r"[“\"]([^“”\"]{40,300})[”\"]")
PROVERBS = ["A bird in the hand is worth two in the bush, as every farmer here will tell you.",
            "You cannot make an omelette without breaking a few eggs, as the old saying has it here.",
            "Give a man a fish and he eats for a day, teach him to fish and he eats for life."]


def agencies():
    """What names an agency: names, and abbreviations that stand for nothing else."""
    names = set()
    for line in open(ROOT / "data/agencies.tsv", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            name, short, *_ = line.split("\t")
            names.update([name, *(s.strip("()") for s in short.split("; "))])
    return re.compile(r"\b(?:%s)\b" % "|".join(sorted(map(re.escape, names - {"", "-"}))))


def real_articles(path):
    path = pathlib.Path(path)
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.suffix == ".txt":
            yield file.read_text(errors="replace")
        elif file.suffix == ".jsonl":
            for line in file.open(errors="replace"):
                record = json.loads(line)
                yield record.get("body") or record.get("text") or ""


class Newsroom:
    def __init__(self, texts, seed):
        self.random = random.Random(seed)
        self.prose = []
        for text in texts:
            paragraphs = [" ".join(p.split()) for p in text.split("\n") if len(p.split()) > 8]
            if 6 <= len(paragraphs) <= 40:
                self.prose.append(paragraphs[:18])
        self.random.shuffle(self.prose)
        self.words = [w for p in self.prose[:200] for w in " ".join(p).split() if w.isalpha()]
        self.background = [self.fresh(self.random.randint(35, 55)) for _ in range(4)]
        self.blocks = [self.fresh(self.random.randint(14, 60)) if i % 3 == 0 else ""
                       for i in range(80)]
        self.made, self.stories, self.clock = [], 0, 0

    def fresh(self, n):
        words = [self.random.choice(self.words) for _ in range(n)]
        return " ".join(words).capitalize() + "."

    def take(self):
        return list(self.prose.pop())

    def publish(self, paragraphs, story, outlet, minute, parent=None, exact=False, depth=0, **also):
        text = "\n".join(paragraphs)
        block = self.blocks[outlet] if outlet < len(self.blocks) else ""
        n = len(self.made)
        time = START + datetime.timedelta(minutes=minute)
        record = {"url": f"https://paper{outlet}.example/{n}", "outlet": f"Paper {outlet}",
                  "title": self.fresh(7), "language": "en",
                  "text": text + ("\n" + block if block else "")}
        if not also.get("undated"):
            record["published"] = time.strftime("%Y-%m-%dT%H:%M:00Z")
        self.made.append({"record": record, "paragraphs": paragraphs, "story": story, "parent": parent,
                          "exact": exact, "depth": depth, "minute": minute, **also})
        return n

    def edited(self, paragraphs):
        r = self.random
        out = [SENTENCE.split(p) for p in paragraphs]
        if r.random() < 0.25:  # a brief
            out = out[:max(3, len(out) // 2)]
        if r.random() < 0.5:
            rate = r.uniform(0.05, 0.3)
            out = [[s for s in p if r.random() > rate] for p in out]
        if r.random() < 0.25:
            for p in out:
                if len(p) > 1 and r.random() < 0.4:
                    p[0], p[1] = p[1], p[0]
        out = [" ".join(p) for p in out if p] or paragraphs[:3]
        if r.random() < 0.35:  # another lead
            out[0] = self.fresh(r.randint(18, 40))
        if r.random() < 0.3:
            out.insert(r.randint(1, len(out)), self.fresh(r.randint(25, 60)))
        if r.random() < 0.3:
            out = [p.replace("“", "\"").replace("”", "\"") for p in out]
        if r.random() < 0.3:
            out = [p.replace(" percent", " %").replace("million", "m") for p in out]
        noise = r.choice([0, 0, 0.01, 0.03, 0.08])
        words = [p.split(" ") for p in out]
        changed = 0
        while changed < 2 or changed < noise * sum(map(len, words)):
            p = r.choice(words)
            at = r.randrange(len(p))
            changed += 1
            if "“" in p[at] or "”" in p[at] or "\"" in p[at] or len(p[at]) < 3:
                continue
            if r.random() < 0.5:
                i = r.randrange(len(p[at]))
                p[at] = p[at][:i] + r.choice("abcdefghilmnorstu") + p[at][i + 1:]
            else:
                p[at] = r.choice(self.words)
        return [" ".join(p) for p in words]

    def story(self, exact):
        r = self.random
        story, self.stories = self.stories, self.stories + 1
        self.clock += r.randint(200, 900)
        first = self.take()
        original = list(first)
        if r.random() < 0.15:
            first.insert(r.randint(2, len(first)), r.choice(self.background))
        papers = r.sample(range(80), 40)
        root = self.publish(first, story, papers.pop(), self.clock)
        for i in range(exact):
            self.publish(first, story, 100 + i, self.clock + r.randint(3, 300), root, True)
        versions = [root]
        while len(versions) < 15 and r.random() < (0.95 if exact else 0.78):
            parent = r.choice([v for v in versions if self.made[v]["depth"] < 4])
            source = self.made[parent]
            same = r.random() < 0.12
            paragraphs = source["paragraphs"] if same else self.edited(source["paragraphs"])
            backdated = r.random() < 0.05
            minute = (self.clock - r.randint(20, 600) if backdated
                      else source["minute"] + r.randint(4, 240))
            versions.append(self.publish(paragraphs, story, papers.pop(), minute, parent, same,
                                         source["depth"] + 1, backdated=backdated,
                                         undated=r.random() < 0.04))
        said = [m.group(0) for m in QUOTATION.finditer("\n".join(original))]
        for _ in range(r.choice([0, 0, 1, 2])):
            if len(said) < 2:
                break
            own = self.take()[:7]
            for quotation in said[:5]:
                own.insert(r.randint(1, len(own)), quotation + " " + self.fresh(5))
            self.other(own, self.clock + r.randint(0, 600))

    def other(self, paragraphs, minute):
        self.publish(paragraphs, self.stories, self.random.randrange(80), minute)
        self.stories += 1

    def make(self, stories):
        for i in range(stories):
            if len(self.prose) < 12:
                break
            self.story(200 if i == 0 else 0)
            alone = self.take()
            if self.random.random() < 0.3:
                alone.insert(self.random.randint(1, len(alone)), self.random.choice(self.background))
            if self.random.random() < 0.15:
                alone.insert(1, self.random.choice(PROVERBS))
            self.other(alone, self.random.randint(0, self.clock + 500))
        return self.made


def scores(truth, found):
    both, of_truth, of_found = {}, {}, {}
    for t, f in zip(truth, found):
        both[t, f] = both.get((t, f), 0) + 1
        of_truth[t] = of_truth.get(t, 0) + 1
        of_found[f] = of_found.get(f, 0) + 1
    n = len(truth)
    precision = sum(v * v / of_found[f] for (t, f), v in both.items()) / n
    recall = sum(v * v / of_truth[t] for (t, f), v in both.items()) / n
    pairs = [sum(v * (v - 1) for v in d.values()) for d in (both, of_truth, of_found)]
    return 2 * precision * recall / (precision + recall), 2 * pairs[0] / max(1, pairs[1] + pairs[2])


def run(seed, stories, credited, errors, paths):
    agency = agencies()
    made = Newsroom([t for p in paths for t in real_articles(p) if credited or not agency.search(t)],
                    seed).make(stories)
    order = list(range(len(made)))
    random.Random(seed).shuffle(order)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        with open(folder / "in.jsonl", "w") as out:
            for i in order:
                out.write(json.dumps(made[i]["record"]) + "\n")
        added = subprocess.run([PROGRAM, "add", "--json", "--no-statements", "--library", folder / "l",
                                folder / "in.jsonl"], check=True, capture_output=True, text=True).stdout
        number = {json.loads(line)["id"]: order[i] for i, line in enumerate(added.splitlines())}
        families = subprocess.run([PROGRAM, "families", "--json", "--library", folder / "l"], check=True,
                                  capture_output=True, text=True).stdout
    family_of, parent_of, evidence = {}, {}, {}
    for line in families.splitlines():
        family = json.loads(line)
        for member in family["members"]:
            family_of[number[member]] = family["id"]
        for edge in family["edges"]:
            parent_of[number[edge["to"]]] = number[edge["from"]] if edge["from"] else None
            evidence[number[edge["to"]]] = edge["evidence"]
    truth = [a["story"] for a in made]
    found = [family_of.get(i, f"alone {i}") for i in range(len(made))]
    few = [i for i, a in enumerate(made) if not (a["exact"] and a["story"] == 0)]
    edited = [i for i, a in enumerate(made) if a["parent"] is not None and not a["exact"]]

    def right(i):
        chosen = parent_of.get(i)
        return chosen is not None and made[chosen]["paragraphs"] == made[made[i]["parent"]]["paragraphs"]

    wrong = [i for i in edited if not right(i)]
    backdated = [i for i in edited if made[i].get("backdated")]
    if errors:
        stories_of = {}
        for i, family in enumerate(found):
            stories_of.setdefault(family, {}).setdefault(truth[i], []).append(i)
        for family, together in stories_of.items():
            if len(together) > 1:
                print(f"one family of {len(together)} stories: {list(together.values())}")
        for i in wrong:
            print(f"parent of {i} (depth {made[i]['depth']}): {parent_of.get(i)} for {made[i]['parent']}; "
                  f"{'; '.join(evidence.get(i, []))}")
        for i, a in enumerate(made):
            if a["parent"] is not None and found[i] != found[a["parent"]]:
                print(f"{i} is not in the family of {a['parent']}: {len(' '.join(a['paragraphs']).split())} "
                      f"words of {len(' '.join(made[a['parent']]['paragraphs']).split())}")
    print(f"seed {seed}: {len(made)} articles; B-cubed F1 {scores(truth, found)[0]:.4f}; pairs F1 without "
          f"the 200 copies {scores([truth[i] for i in few], [found[i] for i in few])[1]:.4f}; parent of "
          f"edited copies {100 * (1 - len(wrong) / len(edited)):.1f} % of {len(edited)}, of backdated ones "
          f"{100 * sum(map(right, backdated)) / max(1, len(backdated)):.0f} % of {len(backdated)}")


def main():
    arguments, seed, stories, credited, errors = sys.argv[1:], 1, 120, False, False
    while arguments and arguments[0].startswith("--"):
        option = arguments.pop(0)
        if option == "--errors":
            errors = True
        elif option == "--credited":
            credited = True
        elif option == "--seed":
            seed = int(arguments.pop(0))
        elif option == "--stories":
            stories = int(arguments.pop(0))
    if not arguments:
        sys.exit(__doc__)
    run(seed, stories, credited, errors, arguments)


main()
