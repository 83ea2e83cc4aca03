#!/usr/bin/env python3
"""Origins, own access, silence and discrepancies against a known truth: fictional stories of real prose.

    bench/origins.py FOLDER [--seed N] [--shape cast|plain] [--stories N] [--errors] [--keep DIR]

FOLDER holds attributions/, events/ and newswire/ (English prose) and segments/ (pages in German and
French, which the program reads).  Outlets, agencies, people and places are invented.  Each story
has one to four origins (agencies, own reporters, an interview), each with the narrative of another
real article; into it quotations of 8 to 40 words are planted, drawn from articles that lend no
narrative.  Copies are cut, edited and copied again, with the agency's credit and without; others
cite an origin, some through a third; some outlets add an interview of their own to agency copy;
some tell the story and leave the words out; live pages touch several stories.

  cast    people and places of the narratives are renamed to those of the story, so that its
          articles can be known for one story
  plain   the narratives are as they were: reports of one event share nothing but the quotation

An odd seed draws from one half of the real articles, an even seed from the other: parameters were
set looking at odd seeds.  Prints what the program found, and three naive counts on the same data.
"""
import argparse
import collections
import difflib
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone

ROOT = pathlib.Path(__file__).resolve().parent.parent

ONSETS = "b br d dr f g gr h k kl l m n p pr r s st t tr v w".split()
RIMES = "a an ar e el en er i in ir o on or u un".split()
ENDS = "sted vik mark burg holm more dale wick by land mouth haven".split()
ROLES = {"en": ["Mayor", "Minister", "Senator", "Professor", "Governor", "Captain"],
         "de": ["Bürgermeisterin", "Minister", "Professorin", "Direktor"],
         "fr": ["la maire", "le ministre", "la directrice", "le professeur"]}

# Two translations of one original in English, one in German, one in French.
TRANSLATED = [
    ("The bridge has to stay closed, nobody is to cross it before spring",
     "The bridge must be kept shut. We shall let no one over until spring",
     "Die Brücke muss geschlossen bleiben, niemand darf sie vor dem Frühjahr überqueren",
     "Le pont doit rester fermé, personne ne doit le traverser avant le printemps"),
    ("The hospital will close in summer, and two hundred workers will lose their jobs",
     "In the summer the clinic shuts and 200 employees will be losing their work",
     "Das Krankenhaus schließt im Sommer, und 200 Mitarbeiter verlieren ihre Arbeit",
     "L'hôpital fermera en été et 200 employés perdront leur travail"),
    ("The government must pay for the water that the company has poisoned",
     "It is for the government to pay for water the firm poisoned",
     "Die Regierung muss für das Wasser zahlen, das die Firma vergiftet hat",
     "Le gouvernement doit payer pour l'eau que l'entreprise a empoisonnée"),
    ("Police officers attacked the women and children who were standing at the border",
     "The women and children were standing at the frontier when police assaulted them",
     "Polizisten griffen die Frauen und Kinder an, die an der Grenze standen",
     "Des policiers ont attaqué les femmes et les enfants qui étaient à la frontière"),
]
FURTHER = {  # what an own reporter heard, and no other printed
    "en": ["We walked that road every evening for eleven years and nobody ever asked us",
           "My grandmother kept the keys in a biscuit tin under the stairs",
           "Ask the fishermen at the lower dock what they saw on Sunday",
           "There are forty pages in that drawer which no inspector has opened",
           "I told them in March that the pumps would never last the autumn",
           "You could smell the paint from the other side of the valley",
           "Somebody unplugged the second telephone long before the storm came",
           "The children drew a map of it and pinned that to the school door"],
    "de": ["Wir sind diesen Weg elf Jahre lang jeden Abend gegangen und keiner hat uns gefragt"],
    "fr": ["Nous avons pris ce chemin tous les soirs pendant onze ans sans que personne ne demande"],
}
OPPOSITES = {"more": "less", "good": "bad", "all": "some", "never": "often", "always": "rarely",
             "first": "last", "new": "old", "right": "wrong", "best": "worst", "many": "few",
             "better": "worse", "people": "voters", "will": "may", "every": "any", "should": "could",
             "great": "poor", "big": "small", "country": "county", "very": "hardly", "can": "must",
             "know": "guess", "think": "doubt", "want": "refuse", "year": "month", "work": "rest"}
EVENTS = [  # what is counted, what happened, who meets over it
    ("passengers were injured", "collision", "harbour board"), ("houses were flooded", "storm", "council"),
    ("workers were dismissed", "strike", "wage commission"), ("soldiers were wounded", "mutiny", "tribunal"),
    ("cars were burnt", "riot", "assembly"), ("trees were felled", "protest", "forestry panel"),
    ("barrels were spilled", "leak", "refinery directorate"), ("pilgrims were arrested", "procession", "synod"),
    ("paintings were stolen", "burglary", "museum trust"), ("miners were rescued", "collapse", "inspectorate"),
    ("ballots were lost", "recount", "electoral court"), ("sheep were killed", "epidemic", "veterinary bureau")]
MONTHS = "Jan(uary)?|Feb(ruary)?|March|April|May|June|July|Aug(ust)?|Sept(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?"
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
KEPT = set("""Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July
August September October November December Jan Feb Sept Aug Mr Mrs""".split())
NEWS = re.compile(r"\b(AP|AFP|UPI|Reuters?|Associated Press|Agence France|Press International|"
                  r"contributed to this (report|story)|dpa)\b", re.I)


def half_of(key):
    return hashlib.sha256(key.encode()).digest()[0] & 1


def paragraphs_of(text):
    out = []
    for block in re.split(r"\n\s*\n|\n(?=\s{4})|(?<=[.”\"])\n", text):
        block = " ".join(block.split())
        if len(block) > 40 and not NEWS.search(block):
            out.append(block)
    return out


class Told:
    """Which real articles tell what an earlier one has told: as two invented stories they would be one."""

    def __init__(self, texts):
        held = collections.Counter(w for text in texts for w in set(re.findall(r"\w+", text.lower())))
        self.rare = {w for w, n in held.items() if len(w) > 2 and 150 * n <= len(texts)}
        self.shingles, self.subjects = set(), set()

    def before(self, title, text):
        words = re.findall(r"\w+", text.lower())
        shingles = {tuple(words[i:i + 8]) for i in range(len(words) - 7)}
        counted = collections.Counter(words)
        # What it is about: rare words of its headline that it comes back to.
        subjects = {w for w in re.findall(r"\w+", title.lower()) if w in self.rare and counted[w] > 1}
        known = len(shingles & self.shingles) * 20 > len(shingles) or bool(subjects & self.subjects)
        self.shingles |= shingles
        self.subjects |= subjects
        return known


class Prose:
    """Real articles of one half: narratives by language, and quotations of others."""

    def __init__(self, folder, half, program):
        self.narratives = {"en": [], "de": [], "fr": []}
        self.quotations = {"en": [], "de": [], "fr": []}
        texts = []
        folder = pathlib.Path(folder)
        for path in sorted(folder.glob("attributions/*/text/*.txt")):
            texts.append(("en", path.stem, "", path.read_text(errors="replace")))
        for line in open(folder / "events/basil.jsonl"):
            record = json.loads(line)
            texts.append(("en", record["url"], record["title"], record["body"]))
        for line in open(folder / "newswire/reuters-21578.jsonl"):
            record = json.loads(line)
            if len(record["body"]) > 1800:
                texts.append(("en", str(record["id"]), record["title"].capitalize(), record["body"]))
        pages = sorted(str(p) for p in folder.glob("segments/*.html"))
        read = subprocess.run([program, "read", "--json", *pages], capture_output=True, text=True)
        for line in read.stdout.splitlines():
            record = json.loads(line)
            if record["language"] in ("de", "fr"):
                texts.append((record["language"], record["input"].rsplit("/", 1)[-1],
                              record["title"] or "", record["text"]))
        texts = [each for each in texts if half_of(each[1]) == half]
        told = Told([text for *_, text in texts])
        for language, key, title, text in texts:
            if told.before(title, text):
                continue
            if half_of(key + "/quotes") and language == "en" or language == "de" and half_of(key + "q"):
                pattern = r"[“\"„]([A-Z][^“”\"„]{20,260}?)[,.]?[”\"“]"
                for found in re.findall(pattern, text):
                    words = found.split()
                    if 8 <= len(words) <= 40 and "\n" not in found and " ... " not in found:
                        self.quotations[language].append(found.rstrip(",.?! "))
                continue
            paragraphs = paragraphs_of(text)
            if len(paragraphs) >= 6:
                title = title or " ".join(re.sub(r"^[A-Z ,]+\(?\w*\)? *[-—–]+ ", "",
                                                 paragraphs[0]).split()[:9])
                self.narratives[language].append((title, paragraphs[:22]))
        self.quotations["fr"] = []  # marks of French pages vary too much to draw from
        for value in (*self.narratives.values(), *self.quotations.values()):
            value.sort()


class Exhausted(Exception):
    """No real article is left to lend its narrative."""


class Newsroom:
    def __init__(self, prose, seed, shape):
        self.random = random.Random(seed)
        self.shape = shape
        self.prose = prose
        self.stock = {k: list(v) for k, v in prose.narratives.items()}
        self.quotes = {k: sorted(set(v)) for k, v in prose.quotations.items()}
        for value in (*self.stock.values(), *self.quotes.values()):
            self.random.shuffle(value)
        self.vocabulary = [w for _, p in prose.narratives["en"][:80] for x in p
                           for w in x.split() if w.isalpha() and w.islower() and len(w) > 4]
        counted = collections.Counter(w for _, p in prose.narratives["en"] for x in p
                                      for w in re.findall(r"(?<=[a-z,] )(?:[A-Z][a-z]{3,}|[A-Z]{2,5})\b", x))
        self.renamed = {w for w, _ in counted.most_common(700)} - KEPT
        self.spare = [p for _, ps in self.stock["en"][:70] for p in ps]  # each printed once
        del self.stock["en"][:70]
        self.random.shuffle(self.spare)
        self.names = set()
        self.agencies = [(self.name() + " Press", "en"), (self.name() + " Wire", "en"),
                         (self.name() + " News Agency", "en"), (self.name() + " Telegraph Bureau", "en")]
        kinds = ["Herald", "Gazette", "Courier", "Tribune", "Post", "Chronicle", "Mercury", "Argus"]
        self.outlets = {"en": [f"{self.name()} {self.random.choice(kinds)}" for _ in range(110)],
                        "de": [f"{self.name()}er {k}" for k in ("Bote", "Anzeiger", "Kurier", "Tageblatt")],
                        "fr": [f"Le Courrier de {self.name()}", f"La Gazette de {self.name()}",
                               f"L'Écho de {self.name()}"]}
        self.articles, self.quotations, self.planted, self.stories = [], [], [], 0

    def name(self):
        while True:
            made = "".join(self.random.choice(ONSETS) + self.random.choice(RIMES)
                           for _ in range(self.random.choice([1, 2])))
            made = (made + self.random.choice(["", *ENDS])).capitalize()
            if len(made) > 4 and made not in self.names:
                self.names.add(made)
                return made

    def narrative(self, language, cast):
        """Of an article that no other article is made of; None when there is none left."""
        if not self.stock[language]:
            if language == "en":
                raise Exhausted
            return None
        title, paragraphs = self.stock[language].pop()
        paragraphs = paragraphs[:self.random.randint(8, 18)]
        return self.in_story(title, cast), [self.in_story(p, cast) for p in paragraphs]

    def in_story(self, text, cast):
        """With the names of the story."""
        if self.shape != "cast":
            return text
        def new(match):
            word = match.group()
            if word not in self.renamed:
                return word
            if word not in cast["names"]:
                cast["names"][word] = self.name()
            return cast["names"][word]
        return re.sub(r"\b([A-Z][a-z]{3,}|[A-Z]{2,5})\b", new, text)

    def publish(self, outlet, language, title, paragraphs, when, story, **more):
        """`more`: authors, head (a dateline), carries {quotation: origin}, form, family."""
        text = "\n\n".join(paragraphs)
        article = {"number": len(self.articles), "outlet": outlet, "language": language, "title": title,
                   "paragraphs": paragraphs, "text": more.get("head", "") + text, "when": when,
                   "story": story, "authors": more.get("authors", []), "carries": more.get("carries", {}),
                   "form": more.get("form", "article"), "loose": more.get("loose", False)}
        self.articles.append(article)
        return article

    # -- quotations in words ------------------------------------------------------------------

    def said(self, words, speaker, language, first, via=""):
        r = self.random
        name = f"{speaker['role'][language]} {speaker['name']}" if first else speaker["name"].split()[-1]
        if language == "de":
            return r.choice([f"„{words}“, sagte {name}{via}.", f"{name} sagte{via}: „{words}.“"])
        if language == "fr":
            return r.choice([f"« {words} », a déclaré {name}{via}.", f"{name} a déclaré{via} : « {words}. »"])
        name = name[0].upper() + name[1:]
        forms = [f"“{words},” {name} said{via}.", f"{name} said{via}: “{words}.”",
                 f"“{words},” said {name}{via}."]
        split = words.split()
        middle = [i for i, w in enumerate(split[:-3]) if i >= 4 and w.endswith(",")]
        if middle and r.random() < 0.3:
            i = middle[0] + 1
            forms = [f"“{' '.join(split[:i])}” {name} said{via}. “{' '.join(split[i:])}.”"]
        return r.choice(forms)

    def edited(self, paragraphs, keep, share=0.03):
        """Cut, reordered nothing, words of the narrative changed; never what `keep` holds."""
        r = self.random
        out = [p for p in paragraphs if p in keep or r.random() > 0.12]
        if r.random() < 0.5:
            last = max((out.index(p) for p in out if p in keep), default=2)
            out = out[:max(last + 1, r.randint(4, max(4, len(out))))]
        done = []
        for paragraph in out:
            if paragraph in keep:
                done.append(paragraph)
                continue
            words = paragraph.split(" ")
            quoted = re.search("[“”\"„«»]|''|``", paragraph)
            for i, word in enumerate(words):
                if not quoted and word.isalpha() and word.islower() and r.random() < share:
                    words[i] = r.choice(self.vocabulary)
            done.append(" ".join(words))
        return done

    # -- a story -------------------------------------------------------------------------------

    def story(self):
        r = self.random
        number = self.stories
        self.stories += 1
        start = datetime(2025, 3, 1, 6, tzinfo=timezone.utc) + timedelta(
            hours=(31 if self.shape == "cast" else 120) * number)  # not the same affair in the same days
        place = self.name()
        speakers = []
        for _ in range(2):
            which = r.randrange(4)
            speakers.append({"name": f"{self.name()} {self.name()}",
                             "role": {k: v[which % len(v)] for k, v in ROLES.items()}})
        cast = {"place": place, "body": self.name(), "names": {}}
        used = {"en": r.sample(self.outlets["en"], 46)}
        used["de"], used["fr"] = list(self.outlets["de"]), list(self.outlets["fr"])
        take = lambda language="en": used[language].pop()
        agencies = r.sample(self.agencies, 3)

        # Origins.
        count = r.choices([1, 2, 3, 4], [26, 34, 24, 16])[0]
        kinds = ["wire" if r.random() < 0.7 else "own"] + [
            r.choices(["wire", "own", "interview"], [25, 50, 25])[0] for _ in range(count - 1)]
        origins = []
        for kind in kinds:
            if kind == "wire" and not agencies:
                kind = "own"
            name = agencies.pop()[0] if kind == "wire" else take()
            origins.append({"kind": kind, "name": name, "language": "en", "access": {}})

        # Quotations: each has some of the origins; the first has all.
        quotations = []
        for q in range(r.choice([1, 2, 2, 3])):
            of = origins if q == 0 else r.sample(origins, r.randint(1, len(origins)))
            words = self.quotes["en"].pop()
            quotation = {"id": len(self.quotations), "words": words, "speaker": speakers[q % 2],
                         "origins": {o["name"]: o for o in of}, "access": {}, "story": number,
                         "variants": {"en": words}, "unknown": False}
            self.quotations.append(quotation)
            quotations.append(quotation)
        translated = None
        if self.shape == "cast" and r.random() < 0.16:
            first, second, de, fr = r.choice(TRANSLATED)
            translated = {"en": first, "en2": second, "de": de, "fr": fr}
            quotations[0]["words"] = first
            quotations[0]["variants"] = translated

        # A number and a day that all tell, of which one may be told otherwise.
        what, event, meeting = EVENTS[number % len(EVENTS)]
        people = what.split()[0] in ("passengers", "workers", "soldiers", "pilgrims", "miners")
        value, day = r.randint(13, 90), r.choice(DAYS)
        wrong = {}
        for key, chance in (("number", 0.3), ("day", 0.25)):
            if self.shape == "cast" and len(origins) > 1 and r.random() < chance:
                wrong[key] = r.randrange(1, len(origins))

        bases = []
        for i, origin in enumerate(origins):
            when = start + timedelta(minutes=r.randint(0, 200) + 45 * i)
            title, narrative = self.narrative("en", cast)
            body = list(narrative)
            carries, first_of = {}, set()
            if self.shape == "cast":
                number_here, day_here = value, day
                if wrong.get("number") == i:
                    number_here = value + r.choice([-1, 1]) * r.randint(3, 9)
                    if people:  # a toll that rises is an update
                        number_here = value + (-1 if when > bases[0]["when"] else 1) * r.randint(3, 9)
                    self.planted.append({"kind": "number", "story": number, "sides": [str(value), str(number_here)]})
                if wrong.get("day") == i:
                    day_here = r.choice([d for d in DAYS if d != day])
                    self.planted.append({"kind": "date", "story": number, "sides": [day, day_here]})
                lead = r.choice([
                    "In {p} {n} {w} on the first night of the {e}, the {b} authorities said.",
                    "The {b} authorities in {p} counted that {n} {w} during the {e}.",
                    "During the {e} {n} {w} in {p}, according to the {b} authorities."]).format(
                        p=place, b=cast["body"], n=number_here, w=what, e=event)
                meets = r.choice(["The {b} {m} meets on {d} in {p}.",
                                  "The {b} {m} will meet on {d}.",
                                  "A meeting of the {b} {m} is set for {d}."]).format(
                                      p=place, b=cast["body"], d=day_here, m=meeting)
                body.insert(0, lead)
                body.insert(r.randint(1, 3), meets)
                origin["fixed"] = {lead, meets}
            else:
                origin["fixed"] = set()
            at = 1
            for quotation in quotations:
                if origin["name"] not in quotation["origins"]:
                    continue
                words = quotation["words"]
                mine = words
                told = ""
                if origin["kind"] == "interview":
                    told = r.choice([" in an interview with this newspaper", f" told the {origin['name']}",
                                     " told this newspaper"])
                    quotation["access"][origin["name"]] = "telling"
                elif translated and quotation is quotations[0] and i > 0 and r.random() < 0.6:
                    mine = translated["en2"]
                sentence = self.said(mine, quotation["speaker"], "en",
                                     quotation["speaker"]["name"] not in first_of)
                if told:
                    name = f"{quotation['speaker']['role']['en']} {quotation['speaker']['name']}"
                    sentence = (f"“{mine},” {name} said{told}." if "interview" in told
                                else f"“{mine},” {name}{told}.")
                if origin["kind"] == "own" and i > 0 and mine == words and r.random() < 0.45:
                    extra = r.choice(FURTHER["en"])
                    if not any(extra in a["text"] for a in self.articles if a["story"] == number) and \
                            not any(extra in " ".join(b["body"]) for b in bases):
                        sentence += f" “{extra}.”"
                        quotation["access"][origin["name"]] = "words"
                first_of.add(quotation["speaker"]["name"])
                at = r.randint(at, min(at + 3, len(body)))
                body.insert(at, sentence)
                at += 1
                origin["fixed"].add(sentence)
                carries[quotation["id"]] = origin["name"]
            byline, head = [], ""
            if origin["kind"] == "own" and r.random() < 0.3:
                byline = [f"{self.name()} {self.name()}"]
                head = f"{place.upper()}, {when:%B} {when.day} — "
                for quotation in quotations:
                    if origin["name"] in quotation["origins"]:
                        quotation["access"].setdefault(origin["name"], "dateline")
            bases.append({"title": title, "body": body, "when": when, "carries": carries,
                          "authors": byline, "head": head})

        # What appears of each origin.
        for i, (origin, base) in enumerate(zip(origins, bases)):
            fixed = origin["fixed"]
            when = base["when"]
            shown = []
            if origin["kind"] != "wire" or r.random() < 0.5:
                head = f"{place.upper()}, {when:%b} {when.day} ({origin['name']}) — " if origin["kind"] == "wire" else base["head"]
                shown.append(self.publish(origin["name"], "en", base["title"], base["body"], when, number,
                                          authors=base["authors"], head=head, carries=dict(base["carries"])))
            copies = r.choice([1, 2, 4, 7, 11]) if origin["kind"] == "wire" else r.choice([0, 0, 1, 2, 4])
            if origin["kind"] == "wire" and not shown:
                copies = max(copies, 2)
            made = []
            for c in range(copies):
                parent = r.choice(made) if made and r.random() < 0.35 else None
                source = parent["paragraphs"] if parent else base["body"]
                carries = dict(parent["carries"] if parent else base["carries"])
                body = self.edited(source, fixed | {p for p in source if p in fixed}) if r.random() < 0.75 else list(source)
                at = (parent["when"] if parent else when) + timedelta(minutes=r.randint(8, 300))
                # A quotation cut.
                if carries and r.random() < 0.16:
                    gone = r.choice(sorted(carries))
                    mark = self.quotations[gone]
                    kept = [p for p in body if not self.holds(p, mark)]
                    if len(kept) >= 4:
                        body = kept
                        carries.pop(gone)
                # A word changed, a speaker changed.
                for q in sorted(carries):
                    mark = self.quotations[q]
                    if mark["variants"].get("en2"):
                        continue
                    chance = r.random()
                    if chance < 0.05:
                        body = self.reworded(body, mark, number)
                    elif chance < 0.065:
                        body = self.misattributed(body, mark, speakers, number)
                if r.random() < 0.2:
                    body = self.misread(body, fixed, number)
                if r.random() < 0.3:
                    body.append(self.in_story(self.spare.pop(), cast))
                head, authors, tail = "", [], []
                credit = not parent or r.random() < 0.6
                must = origin["kind"] == "wire" and not shown and c < 2
                if origin["kind"] == "wire" and (must or credit and r.random() < 0.8):
                    style = r.randrange(4)
                    if style == 0:
                        head = f"{place.upper()}, {when:%b} {when.day} ({origin['name']}) — "
                    elif style == 1:
                        authors = [origin["name"]]
                    elif style == 2:
                        tail = [f"({origin['name']})"]
                    else:
                        head = f"{place.upper()} ({origin['name']}) - "
                title = base["title"]
                if r.random() < 0.35:
                    words = [w for w in re.findall(r"[\w'’]+", body[0])][:r.randint(6, 10)]
                    title = " ".join(words)
                made.append(self.publish(take(), "en", title, body + tail, at, number, head=head,
                                         authors=authors, carries=carries))
            # Whoever adds an interview to the copy.
            if origin["kind"] == "wire" and r.random() < 0.25:
                outlet = take()
                words = self.quotes["en"].pop()
                quotation = {"id": len(self.quotations), "words": words, "speaker": speakers[1],
                             "origins": {outlet: None}, "access": {outlet: "telling"}, "story": number,
                             "variants": {"en": words}, "unknown": False}
                self.quotations.append(quotation)
                told = r.choice([f"told the {outlet}", "told this newspaper"])
                body = self.edited(base["body"], fixed) + [
                    f"“{words},” {speakers[1]['role']['en']} {speakers[1]['name']} {told}."]
                self.publish(outlet, "en", base["title"], body, when + timedelta(hours=r.randint(2, 9)),
                             number, authors=[f"{self.name()} {self.name()}"],
                             head=f"{place.upper()} ({origin['name']}) - ",
                             carries={**base["carries"], quotation["id"]: outlet})
            # The outlet's next report.
            if origin["kind"] == "own" and r.random() < 0.3:
                title, body = self.narrative("en", cast)
                carries = {}
                for q in base["carries"]:
                    mark = self.quotations[q]
                    words = next((v for v in mark["variants"].values()
                                  if any(v in p for p in base["body"])), mark["words"])
                    body.insert(2, self.said(words, mark["speaker"], "en", True))
                    carries[q] = origin["name"]
                if self.shape == "cast":
                    body.insert(0, f"The {event} at {place} occupies the {cast['body']} authorities still.")
                self.publish(origin["name"], "en", title, body, when + timedelta(hours=r.randint(8, 20)),
                             number, carries=carries)
            # Those who cite it.
            for _ in range(r.choice([0, 0, 1, 2])):
                if not base["carries"]:
                    break
                q = r.choice(sorted(base["carries"]))
                mark = self.quotations[q]
                language = r.choices(["en", "de", "fr"], [8, 1, 1])[0] if mark["variants"].get("de") else "en"
                words = mark["variants"][language]
                made_of = self.narrative(language, cast)
                if made_of is None:
                    continue
                title, body = made_of
                at = when + timedelta(hours=r.randint(3, 20))
                sentence = self.cited(words, mark["speaker"], language, origin)
                if re.search(r" told |interview| à ", sentence):  # its words say who was spoken to
                    mark["access"].setdefault(origin["name"], "telling")
                body.insert(1, sentence)
                if self.shape == "cast":
                    body.insert(0, {"en": f"The {event} in {place} in the north of {cast['body']} has consequences.",
                                    "de": f"Der Sturm in {place} an der Küste von {cast['body']} hat Folgen.",
                                    "fr": f"La tempête à {place} sur la côte de {cast['body']} a des suites."}[language])
                outlet = take(language) if used[language] else take()
                self.publish(outlet, language, title, body, at, number, carries={q: origin["name"]})
                if r.random() < 0.3:  # and who cites those
                    title, body = self.narrative("en", cast)
                    third = f", the {outlet} reported, citing {self.the(origin)}"
                    body.insert(1, self.said(mark["words"], mark["speaker"], "en", True, third))
                    self.publish(take(), "en", title, body, at + timedelta(hours=3), number,
                                 carries={q: origin["name"]})
        # Those who leave it out.
        if self.shape == "cast":
            for _ in range(r.choice([0, 1, 2])):
                title, body = self.narrative("en", cast)
                body.insert(0, f"During the {event} {value} {what} in {place}, according to the {cast['body']} authorities.")
                body.insert(1, f"A meeting of the {cast['body']} {meeting} is set for {day}.")
                self.publish(take(), "en", title, body, start + timedelta(hours=r.randint(5, 24)), number)
        if number % 5 == 4:
            self.live(start + timedelta(hours=12), number)

    def the(self, origin):
        return origin["name"] if origin["kind"] == "wire" else f"the {origin['name']}"

    def cited(self, words, speaker, language, origin):
        r = self.random
        who = origin["name"]
        if language == "de":
            return r.choice([f"„{words}“, sagte {speaker['name']} {who} zufolge.",
                             f"„{words}“, sagte {speaker['name']}, wie {who} berichtet."])
        if language == "fr":
            return r.choice([f"« {words} », a déclaré {speaker['name']}, selon {who}.",
                             f"« {words} », a déclaré {speaker['name']} à {who}."])
        name = f"{speaker['role']['en']} {speaker['name']}"
        the = self.the(origin)
        return r.choice([
            f"“{words},” {name} told {the}.", f"“{words},” {name} said, according to {the}.",
            f"“{words},” {name} said, {the} reported.", f"“{words},” {name} said in an interview with {the}.",
            f"“{words},” {name} said, as first reported by {the}."])

    def holds(self, paragraph, quotation):
        head = [v.split()[:5] for v in quotation["variants"].values()]
        return any(" ".join(words) in paragraph for words in head)

    def reworded(self, body, mark, story):
        for i, paragraph in enumerate(body):
            if not self.holds(paragraph, mark):
                continue
            words = mark["words"].split()
            inner = [j for j, w in enumerate(words[1:-1], 1) if w.lower().strip(",") in OPPOSITES]
            j = self.random.choice(inner) if inner else len(words) // 2
            bare = words[j].strip(",")
            new = OPPOSITES.get(bare.lower()) or self.random.choice(self.vocabulary)
            if new == bare:
                return body
            # The fifth to seventh words around it identify the place.
            context = " ".join(words[j - 1:j + 1])
            changed = paragraph.replace(context, " ".join([words[j - 1], words[j].replace(bare, new)]), 1)
            if changed != paragraph:
                self.planted.append({"kind": "words", "story": story, "sides": [bare.lower(), new.lower()],
                                     "words": [paragraph, changed],
                                     "quotation": mark["id"]})
                return body[:i] + [changed] + body[i + 1:]
        return body

    def misattributed(self, body, mark, speakers, story):
        other = next(s for s in speakers if s is not mark["speaker"])
        for i, paragraph in enumerate(body):
            if self.holds(paragraph, mark) and mark["speaker"]["name"] in paragraph:
                changed = paragraph.replace(mark["speaker"]["name"], other["name"])
                self.planted.append({"kind": "speaker", "story": story, "quotation": mark["id"],
                                     "sides": [mark["speaker"]["name"].lower(), other["name"].lower()]})
                return body[:i] + [changed] + body[i + 1:]
        return body

    def misread(self, body, fixed, story):
        """A figure or a day of the narrative told otherwise by who copied it."""
        places = []
        for i, paragraph in enumerate(body):
            if paragraph in fixed or re.search("[“”\"„«»]|''|``", paragraph):
                continue
            for found in re.finditer(r"(?<= )([1-9]\d)(?= [a-z]{4,} [a-z]+ )", paragraph):
                places.append((i, found, "number"))
            for found in re.finditer(r"(?<= on )(" + "|".join(DAYS) + r")(?= [a-z]|[.,])", paragraph):
                places.append((i, found, "date"))
        if not places:
            return body
        i, found, kind = self.random.choice(places)
        old = found.group(1)
        if re.search(r"\b(" + MONTHS + r")\.? $", body[i][:found.start(1)]):
            kind = "date"
        new = (str(int(old) - self.random.randint(2, 7)) if old.isdigit() else
               self.random.choice([d for d in DAYS if d != old]))
        changed = body[i][:found.start(1)] + new + body[i][found.end(1):]
        around = slice(max(0, found.start(1) - 30), found.start(1) + 30)
        self.planted.append({"kind": kind, "story": story, "sides": [old, new], "edit": True,
                             "words": [body[i][around], changed[around]]})
        return body[:i] + [changed] + body[i + 1:]

    def live(self, when, story):
        body = []
        for past in self.quotations[-6:]:
            name = sorted(past["origins"])[0]
            body += [f"{when:%H.%M}", self.said(past["words"], past["speaker"], "en", True,
                                                f", according to {name}")]
            body.append(self.spare.pop())
        carries = {past["id"]: sorted(past["origins"])[0] for past in self.quotations[-6:]}
        self.publish(self.outlets["en"][0], "en", "Live: the latest news and updates", body, when, story,
                     carries=carries, form="live", loose=True)

    def write(self, folder):
        folder = pathlib.Path(folder)
        (folder / "data").mkdir(parents=True, exist_ok=True)
        with open(folder / "data/agencies.tsv", "w") as out:
            out.write("name\tabbreviations\tcited_as\tdomains\tlanguage\tcountry\tsource\tas_of\n")
            for name, language in self.agencies:
                out.write(f"{name}\t\t{name}\t{domain(name)}\t{language}\t\tinvented\t2025-01\n")
        with open(folder / "articles.jsonl", "w") as out:
            for article in self.articles:
                out.write(json.dumps({
                    "url": f"https://{domain(article['outlet'])}/{article['number']}",
                    "outlet": article["outlet"], "title": article["title"], "text": article["text"],
                    "published": f"{article['when']:%Y-%m-%dT%H:%M:%SZ}", "language": article["language"],
                    "authors": article["authors"]}, ensure_ascii=False) + "\n")


def domain(name):
    plain = re.sub("[^a-z]", "", name.lower().replace("é", "e"))
    return f"{plain}.example"


# -- what the program says of it ------------------------------------------------------------------

def run(program, folder):
    environment = dict(os.environ, SECONDSOURCE_LIBRARY=f"{folder}/library")
    data = ["--data", f"{folder}/data"]
    add = subprocess.run([program, "add", *data, f"{folder}/articles.jsonl"], env=environment,
                         capture_output=True, text=True)
    if add.returncode:
        sys.exit(add.stderr)
    def lines(command):
        out = subprocess.run([program, command, "--json", *data], env=environment, capture_output=True, text=True)
        if out.returncode:
            sys.exit(out.stderr)
        return [json.loads(line) for line in out.stdout.splitlines()]
    ids = {}
    added = subprocess.run([program, "add", "--json", *data, f"{folder}/articles.jsonl"], env=environment,
                           capture_output=True, text=True)
    for line in added.stdout.splitlines():
        record = json.loads(line)
        ids[record["id"]] = int(record["input"].rsplit("#", 1)[-1]) - 1
    return lines("statements"), lines("stories"), ids


def content(text):
    return re.findall(r"\w+", text.lower())


def likeness(words, other):
    """Share of the shorter one's words in order."""
    if not words or not other:
        return 0
    size = sum(b.size for b in difflib.SequenceMatcher(None, words, other, False).get_matching_blocks())
    return size / min(len(words), len(other))


class Score:
    def __init__(self):
        self.hit, self.all = 0, 0

    def add(self, good):
        self.hit += bool(good)
        self.all += 1

    def __str__(self):
        return f"{100 * self.hit / self.all:5.1f} %  ({self.hit} of {self.all})" if self.all else "    –"


def minhash_count(texts):
    signatures = []
    for text in texts:
        words = content(text)
        grams = {" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))}
        hashes = [int.from_bytes(hashlib.blake2b(g.encode(), digest_size=8).digest(), "big") for g in grams]
        signatures.append([min((h * (2 * k + 1) + k * 0x9E3779B97F4A7C15) % (2**61 - 1) for h in hashes)
                           for k in range(64)])
    return joined(len(texts), lambda a, b: sum(x == y for x, y in zip(signatures[a], signatures[b])) >= 32)


def joined(size, alike):
    parent = list(range(size))
    def find(i):
        while parent[i] != i:
            i = parent[i]
        return i
    for a in range(size):
        for b in range(a):
            if find(a) != find(b) and alike(a, b):
                parent[find(a)] = find(b)
    return len({find(i) for i in range(size)})


def score(newsroom, statements, stories, ids, show):
    exact, known, together = Score(), Score(), Score()
    access_precision, access_recall = Score(), Score()
    silence_precision, silence_recall = Score(), Score()
    naive = {"outlets": [], "MinHash": [], "headlines": []}
    errors = []
    of_article = collections.defaultdict(list)  # number → (statement, words)
    for statement in statements:
        for variant in statement["variants"]:
            for mention in variant["mentions"]:
                of_article[ids[mention["article"]]].append((statement, content(variant["text"]), mention))
    story_articles = collections.defaultdict(set)
    for article in newsroom.articles:
        story_articles[article["story"]].add(article["number"])
    for mark in newsroom.quotations:
        carriers = [a for a in newsroom.articles if mark["id"] in a["carries"]]
        variants = [content(v) for v in mark["variants"].values()]
        votes = collections.Counter()
        for article in carriers:
            for statement, words, _ in of_article[article["number"]]:
                if len(words) >= 3 and any(likeness(words, v) >= 0.75 for v in variants):
                    votes[statement["id"]] += 1
        firm = [a for a in carriers if not a["loose"]]
        truth = {a["carries"][mark["id"]] for a in firm}
        for kind, count in (("outlets", len({a["outlet"] for a in firm})),
                            ("MinHash", minhash_count([a["text"] for a in firm])),
                            ("headlines", joined(len(firm), lambda x, y: difflib.SequenceMatcher(
                                None, firm[x]["title"].lower(), firm[y]["title"].lower()).ratio() >= 0.55))):
            naive[kind].append((count, len(truth)))
        if not votes:
            exact.add(False)
            together.add(False)
            errors.append((mark, truth, set(), "not found"))
            continue
        statement = next(s for s in statements if s["id"] == votes.most_common(1)[0][0])
        found = {o["name"] for o in statement["origins"] if o["kind"] != "unknown"}
        naive.setdefault("ours", []).append((len(found), len(truth)))
        together.add(len(votes) == 1)
        exact.add(len(found) == len(truth))
        known.add(found == truth)
        if found != truth:
            errors.append((mark, truth, found, f"{len(votes)} statements"))
        for origin in statement["origins"]:
            if origin["own_access"]:
                access_precision.add(origin["name"] in mark["access"])
                if origin["name"] not in mark["access"]:
                    errors.append((mark, truth, origin["name"], "own access: " + str([e["text"] for e in origin["evidence"] if e["rule"] == "own-access"])[:200]))
        for name in mark["access"]:
            got = any(o["name"] == name and o["own_access"] for o in statement["origins"])
            access_recall.add(got)
            if not got:
                errors.append((mark, truth, name, "access missed: " + mark["access"][name]))
        first = min(a["when"] for a in carriers)
        carrying = {a["number"] for a in carriers}
        languages = {a["language"] for a in carriers}
        silent = {a["number"] for a in newsroom.articles
                  if a["story"] == mark["story"] and a["number"] not in carrying and not a["loose"]
                  and a["when"] > first and a["language"] in languages}
        said = {ids[i] for i in statement["silent"]}
        for number in sorted(said):
            silence_precision.add(number in silent)
            if number not in silent:
                errors.append((mark, truth, number, "not silent"))
        for number in silent:
            silence_recall.add(number in said)
    # Discrepancies.
    reported = []
    for statement in statements:
        where = {ids[m["article"]] for v in statement["variants"] for m in v["mentions"]}
        for found in statement["discrepancies"]:
            reported.append((found, {newsroom.articles[n]["story"] for n in where}, " ".join(v["text"] for v in statement["variants"])))
    for story in stories:
        for found in story["discrepancies"]:
            reported.append((found, {newsroom.articles[ids[a]]["story"] for a in story["articles"]}, ""))
    # What was planted counts where both tellings are among the articles.
    def told(plan, words):
        return any(words in a["text"] for a in newsroom.articles if a["story"] == plan["story"])
    newsroom.planted = [p for p in newsroom.planted if all(told(p, w) for w in p.get("words", []))]
    used, hits = set(), collections.Counter()
    wanted = collections.Counter()
    false = collections.Counter()
    for found, where, _ in reported:
        texts = [content(side["text"]) for side in found["sides"]]
        matches = {i for i, plan in enumerate(newsroom.planted)
                   if plan["kind"] == found["kind"] and plan["story"] in where and any(
                       set(content(plan["sides"][1])) <= set(t) for t in texts)}
        used |= matches
        if not matches:
            false[found["kind"]] += 1
            errors.append((None, found["kind"], [s["text"] for s in found["sides"]], "false discrepancy"))
    for i, plan in enumerate(newsroom.planted):
        kind = plan["kind"] + (" in a copy" if plan.get("edit") else "")
        wanted[kind] += 1
        hits[kind] += i in used
        if i not in used:
            errors.append((None, plan, "", "discrepancy missed"))
    total = len(newsroom.articles)
    print(f"{total} articles, {len(newsroom.quotations)} quotations, "
          f"{sum(len({a['carries'][m['id']] for a in newsroom.articles if m['id'] in a['carries'] and not a['loose']}) for m in newsroom.quotations) / len(newsroom.quotations):.2f} origins each")
    print(f"origin count exactly right      {exact}")
    print(f"  and the very origins          {known}")
    print(f"all mentions in one statement   {together}")
    print(f"own access: precision           {access_precision}")
    print(f"            recall              {access_recall}")
    print(f"silent: precision               {silence_precision}")
    print(f"        recall                  {silence_recall}")
    print(f"discrepancies found             {100 * sum(hits.values()) / max(1, sum(wanted.values())):5.1f} %  "
          + ", ".join(f"{k} {hits[k]}/{wanted[k]}" for k in sorted(wanted)))
    print(f"  false ones, of 20 articles    {20 * sum(false.values()) / total:5.2f}    "
          + ", ".join(f"{k} {n}" for k, n in sorted(false.items())))
    print("counts of origins               right    mean error")
    naive["always one"] = [(1, truth) for _, truth in naive["outlets"]]
    for kind in ("ours", "outlets", "MinHash", "headlines", "always one"):
        pairs = naive[kind]
        pairs = pairs + [(0, 1)] * (len(naive["outlets"]) - len(pairs))
        right = sum(a == b for a, b in pairs) / len(pairs)
        print(f"  {kind:28} {100 * right:5.1f} %  {sum(abs(a - b) for a, b in pairs) / len(pairs):6.2f}")
    if show:
        for mark, truth, found, why in errors:
            print("--", why, "|", truth, "|", found, "|", mark and (mark["id"], mark["words"][:90], mark["speaker"]["name"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--shape", choices=["cast", "plain"], default="cast")
    parser.add_argument("--stories", type=int, default=75)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep")
    parser.add_argument("--program", default=str(ROOT / "build/release/secondsource"))
    options = parser.parse_args()
    prose = Prose(options.folder, options.seed & 1, options.program)
    newsroom = Newsroom(prose, options.seed, options.shape)
    try:
        for _ in range(options.stories):
            newsroom.story()
    except Exhausted:
        newsroom.quotations = [q for q in newsroom.quotations
                               if any(q["id"] in a["carries"] for a in newsroom.articles)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        shutil.rmtree(f"{folder}/library", ignore_errors=True)
        newsroom.write(folder)
        score(newsroom, *run(options.program, folder), options.errors)


if __name__ == "__main__":
    main()
