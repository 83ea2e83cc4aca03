#!/usr/bin/env python3
"""Origins, own access, silence and discrepancies in a second fictional newsroom, rich in ways to cite.

    bench/origins_cited.py FOLDER [--seed N] [--program P] [--keep DIR] [--errors]

FOLDER holds attributions/ and events/ (English prose).  Written from the description of the rules
alone, without knowledge of bench/origins.py and of the program's answers: what it adds to that
benchmark is another hand's idea of how newspapers quote, credit and cite.  After the first run it was
corrected where its English was broken or its truth went beyond the rules.

Outlets, people and towns are invented; of the agencies half are real and half invented, and those
are added to a copy of data/agencies.tsv, as a user would.  Each of 40 stories takes the narrative of
three reports of one event and has up to four origins: two agencies and two outlets' own reporters.
Three or four quotations of 15 to 48 words, drawn from articles that lend no narrative, are planted
each with one to four of them: whole, in part, in indirect speech, with another word or another
speaker; spoken in public, or to who prints it.  Copies of agency reports are credited in eight ways or not
at all, cut, reworded and copied again; some add an interview of their own.  Other outlets cite an origin in
thirteen ways.  Some tell the story without the quotation, before it or behind a paywall.  Facts are
told otherwise by two origins, or only seem to be.  Other real articles stand around the stories.

Prints what the program found, and two naive counts on the same data.  Where the rules leave it open
whether an origin had access of its own, either answer is accepted.
"""
import argparse
import collections
import glob
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta

ROOT = pathlib.Path(__file__).resolve().parent.parent
STORIES = 40
EITHER = "either"  # own access: the rules allow both answers

Agency = collections.namedtuple("Agency", "name short domain")
Speaker = collections.namedtuple("Speaker", "name role")


# -- people and places ----------------------------------------------------------------------------

FIRST_NAMES = """Marla Edwin Tobias Ines Rufus Greta Anselm Bettina Corwin Delphine Osric Lavinia Magnus
Nadia Percival Rosalind Silas Thora Ulric Verena Wendell Yolanda Abner Celeste Dorian Fenella Gideon Hester
Ivo Jocasta Kester Leonie""".split()
LAST_NAMES = """Quist Halvorsen Brandt Okonjo Pellworth Strand Marchetti Dunmore Vasquell Ferrow Lindqvist
Abernathy Kowalczyk Tremaine Osgood Radley Whitcombe Zellner Castellane Drummond Eckhart Fairweather Galloway
Hathersage Ibarra Jessup Kettering Lomax Montrose Nakagawa Ormsby Prendergast Quarles Rothwell Sandoval
Thackeray Underhill Vantongeren Winslet Yardley Ashdown Birtwistle Colquhoun Devereux Ellsworth Fotheringham
Grieves Hollander Isherwood Kinsella""".split()
ROLES = [
    "the city’s police commissioner", "the deputy trade minister", "a spokesman for the port authority",
    "a county judge", "the head of the nurses’ union", "a professor of law at Eastmere University",
    "the campaign’s senior adviser", "chairwoman of the budget committee", "the state’s attorney general",
    "a retired general", "the regional fire chief", "the mayor", "the district’s school superintendent",
    "chief executive of Norwick Energy", "a lawyer for the families", "an aide to the governor",
    "the transport secretary", "a resident of the area", "the opposition’s finance spokeswoman",
    "the union’s president"]
TOWNS = [
    "Harlow Bay", "Eastmere", "Port Calder", "Ravensholt", "Millbrook Falls", "Dunhaven", "Kestrel Point",
    "Oakmoor", "Saltmarsh", "Thornbury Cross", "Wexcombe", "Glenarrow", "Bridgeford", "Lowther Green",
    "Castle Ferris", "Pinehurst Junction", "Aldermoor", "Stonewick", "Marlowe Heights", "Fernley"]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
OUTLET_PLACES = """Harbor Valley Northern Coastal Prairie River Summit Lakeside Granite Capitol Meadow Pioneer
Bay Timber Canyon Delta Island Orchard Copper Silver Eastern Western Piedmont Highland Mission Sierra Juniper
Cedar Ashford Brampton Calloway Dovedale Elmhurst Farrington Grimsby Hollis Inverleith Jarrow Kelso Lambton
Medford Norwood Oakley Pembroke Quincy Redfield Selby Tilbury Upton Vernon Wareham Yarmouth Zephyr Bexley
Corbridge Danbury Easton Fulmer Garstang Hexham Ilkley Jedburgh Keswick Ludlow Malton Nairn Oban Penrith
Ripley Skipton Tenby Ulverston Ventnor Whitby""".split()
OUTLET_TITLES = """Ledger Courier Herald Gazette Sentinel Tribune Chronicle Examiner Bugle Dispatch Beacon
Register Monitor Observer Standard Mercury Messenger Record""".split()
AGENCIES = [
    Agency("Associated Press", "AP", "apnews.com"), Agency("Reuters", "Reuters", "reuters.com"),
    Agency("Agence France-Presse", "AFP", "afp.com"),
    Agency("Meridian Press Service", "MPS", "meridianpress.example"),
    Agency("Northline News Agency", "NNA", "northline.example"),
    Agency("Coastwire", "Coastwire", "coastwire.example"),
    Agency("United Press International", "UPI", "upi.com"),
    Agency("Polaris Wire", "Polaris Wire", "polariswire.example")]
INVENTED_AGENCIES = [  # as lines of data/agencies.tsv
    ("Meridian Press Service", "MPS", "", "meridianpress.example", "en", "US", "invented", "2026-11"),
    ("Northline News Agency", "NNA", "Northline", "northline.example", "en", "GB", "invented", "2026-11"),
    ("Coastwire", "", "Coastwire News", "coastwire.example", "en", "US", "invented", "2026-11"),
    ("Polaris Wire", "", "Polaris Wire Service", "polariswire.example", "en", "CA", "invented", "2026-11")]


def the(agency):
    return "the " if agency.short == "AP" else ""


def spoken_of(agency):
    return f"the {agency.name}" if agency.short == "AP" else agency.short


def capitalized(text):
    return text[:1].upper() + text[1:]


# -- marks around what is planted, until the article is written -------------------------------------

OPEN, CLOSE = "\ue000", "\ue001"


def marked(key, words):
    return f"{OPEN}{key};{words}{CLOSE}"


def ended(key, words, end):
    return marked(key, words if words[-1] in "?!" else words + end)


def holds_quotation(paragraph):
    return OPEN + "q" in paragraph


def unmarked(text):
    """The text without marks, and what they enclosed: (key, begin, end)."""
    plain, size, spans, opened = [], 0, [], []
    for piece in re.split(f"({OPEN}[^;]*;|{CLOSE})", text):
        if piece.startswith(OPEN):
            opened.append((piece[1:-1], size))
        elif piece == CLOSE:
            spans.append((*opened.pop(), size))
        else:
            plain.append(piece)
            size += len(piece)
    return "".join(plain), spans


# -- real prose -------------------------------------------------------------------------------------

DATELINE = re.compile(r"^[A-Z][A-Z .,]{3,40}(\([A-Za-z ]+\) )?(,? ?[A-Z][a-z]+\.? \d+ ?)?\s*(--|—|–|-) ?")
NO_NARRATIVE = re.compile(r"\(AP\)|Reuters|Associated Press|AFP|told|Contact|Follow|Advert|Photo|http|©|"
                          r"contributed|FOX|Fox News")
QUOTED = re.compile("[“\"]([A-Z][^“”\"\n]{70,300}?[.,?!])[”\"]")
NO_QUOTATION = re.compile(r"[\[\]()…]|\.\.\.|‘|--|—|:")


def paragraphs_of(text):
    return [block.strip().replace("\n", " ") for block in re.split(r"\n\s*\n", text) if block.strip()]


def narrative_of(text):
    """Paragraphs that quote no one and name no agency, without their dateline."""
    paragraphs = [DATELINE.sub("", paragraph) for paragraph in paragraphs_of(text)]
    return [p for p in paragraphs if not re.search('["“”«»]', p) and 10 <= len(p.split()) <= 110
            and p[-1] in ".!?" and not NO_NARRATIVE.search(p)]


def untold(text, told):
    """The narrative but for paragraphs that share seven words with what was told before."""
    kept = []
    for paragraph in narrative_of(text):
        words = paragraph.lower().split()
        shingles = {tuple(words[i:i + 7]) for i in range(len(words) - 6)}
        if not shingles & told:
            told |= shingles
            kept.append(paragraph)
    return kept


def quotations_of(texts, rng):
    """One direct quotation of each text that has some, without its last stop."""
    chosen, begun = [], set()
    for text in texts:
        quoted = [words for words in QUOTED.findall(text) if 15 <= len(words.split()) <= 48
                  and not NO_QUOTATION.search(words) and words[:40] not in begun]
        if quoted:
            words = rng.choice(quoted)
            begun.add(words[:40])
            chosen.append(words.rstrip(".,"))
    return chosen


# -- ways to attribute ------------------------------------------------------------------------------

VERBS = ["said", "said", "told reporters", "added", "argued", "insisted", "warned", "explained", "noted",
         "declared", "remarked", "stressed", "acknowledged", "maintained", "observed", "conceded", "asserted"]
INDIRECT_VERBS = ["said", "argued", "warned", "insisted", "explained", "stressed"]
PUBLIC_OCCASIONS = [
    "at a news conference on {day}", "in a speech on {day}", "at a rally in {town}",
    "during a hearing in {town} on {day}", "in a statement", "in a written statement on {day}",
    "in a press release", "in a post on social media", "told reporters in {town}", "told a crowd in {town}",
    "told lawmakers on {day}", "told a panel on {day}"]
THIRD_PERSON = [(re.compile(first), third) for first, third in (
    (r"\bI’m\b|\bI'm\b", "they were"), (r"\bI’ve\b|\bI've\b", "they had"), (r"\bI am\b", "they were"),
    (r"\bI\b", "they"), (r"\bmy\b", "their"), (r"\bMy\b", "their"), (r"\bme\b", "them"),
    (r"\b[Ww]e’re\b|\b[Ww]e're\b", "they are"), (r"\b[Ww]e\b", "they"), (r"\b[Oo]ur\b", "their"),
    (r"\bus\b", "them"))]
NO_NAMES = set("""So Not People My Your His Her An Of Nobody Every All Some Most As At On Or Now Because Even
To The They It This That There If When In A No But And You He She What For""".split())


def is_one_sentence(words):
    return not re.search("[.?!;] ", words)


def direct(rng, key, words, speaker, occasion):
    """One paragraph in which the speaker says the words; the occasion may hold the verb."""
    verb = rng.choice(VERBS)
    if "told" in occasion:
        verb = ""
    elif occasion and verb == "told reporters":
        verb = "said"
    act = f"{verb} {occasion}".strip()
    name, role = speaker
    behind = f"{name}, {role},"
    who = rng.choice([behind, behind if role.startswith("a ") else f"{role} {name}", behind])
    left, right = '""' if rng.random() < .35 else "“”"
    stopped, comma = ended(key, words, "."), ended(key, words, ",")
    draw = rng.random()
    if draw < .26:
        return f"{left}{comma}{right} {who} {act}."
    if draw < .36 and verb not in ("", "told reporters") and not occasion:
        return f"{left}{comma}{right} {verb} {who.rstrip(',')}."
    if draw < .52:
        return f"{capitalized(who)} {act}: {left}{stopped}{right}"
    if draw < .62:
        return f"{capitalized(who)} {act}, {left}{stopped}{right}"
    if draw < .70 and not occasion:
        source = capitalized(who) if who.startswith("the ") else who
        return f"According to {source.rstrip(',')}, {left}{marked(key, words)}{right}."
    if draw < .78:
        running = words if words[0] == "I" else words[0].lower() + words[1:]
        return f"{capitalized(who)} {act} that {left}{marked(key, running)}{right}."
    pause = re.search(", |; ", words[20:-25])
    if pause:
        before, after = words[:20 + pause.start()], words[20 + pause.end():]
        return f"{left}{marked(key, before + ',')}{right} {who} {act}, {left}{ended(key, after, '.')}{right}"
    if rng.random() < .2:
        return f"{left}{stopped}{right} {capitalized(who)} {act}."
    return f"{left}{comma}{right} {who} {act}."


def indirect(rng, key, words, speaker, occasion):
    for first, third in THIRD_PERSON:
        words = first.sub(third, words)
    words = re.sub(r"^(She|He|It|That|There|They)(?=['’])", lambda found: found.group().lower(), words)
    if words.split()[0] in NO_NAMES:
        words = words[0].lower() + words[1:]
    verb = rng.choice(INDIRECT_VERBS)
    act = occasion if "told" in occasion else f"{verb} {occasion}".strip()
    return f"{speaker.name}, {speaker.role}, {act} that {marked(key, words)}."


# -- ways to cite -----------------------------------------------------------------------------------

# What the speaker did, or the whole paragraph.
CITATIONS = [
    "told {cited}", "told {cited} in an interview", "said in an interview with {cited}",
    "“{comma}” said {who}. The remarks were first reported by {cited}.",
    "As first reported by {cited}, {who}, said: “{stopped}”",
    "According to {cited}, {who}, said: “{stopped}”",
    "{Cited} reported that {who}, had warned: “{stopped}”",
    "told {cited} on {day}", "was quoted as saying by {cited}", "was quoted by {cited} as saying",
    "said, according to {cited}",
    "“{comma}” said {who}. {Cited} first published the comments.",
    "said, {cited} reported"]


def citation(rng, key, words, speaker, cited, day, as_indirect):
    """One paragraph that cites another for the words, and whether it tells of an interview."""
    plain_names = ("Agence France-Presse", "United Press International")
    if cited == "Associated Press" or (" " in cited and cited not in plain_names
                                       and not cited.endswith(("Agency", "Service", "Wire"))):
        cited = f"the {cited}"
    form = rng.choice(CITATIONS)
    interview = "told" in form or "interview" in form
    who, comma, stopped = f"{speaker.name}, {speaker.role}", ended(key, words, ","), ended(key, words, ".")
    told = form.format(cited=cited, Cited=capitalized(cited), who=who, comma=comma, stopped=stopped, day=day)
    if "{who}" in form:
        return told, interview
    if as_indirect and told.startswith("told") and is_one_sentence(words):
        return indirect(rng, key, words, speaker, told), interview
    if rng.random() < .5 and not told.startswith("was"):
        return f"“{comma}” {who}, {told}.", interview
    return f"{who}, {told}: “{stopped}”", interview


# -- agencies' credits ------------------------------------------------------------------------------

CREDITS = ["byline", "dateline", "parenthesis", "last line", "in the text", "none", "none",
           "last sentence", "other byline", "second paragraph"]


def add_credit(rng, credit, agency, town, year, paragraphs):
    """Credits the agency in the paragraphs, or in the authors, which are returned."""
    name, short = agency.name, agency.short
    if credit == "byline":
        return [name]
    if credit == "other byline":
        return [rng.choice([f"By {name}", short, name])]
    if credit == "dateline":
        paragraphs[0] = f"{town.upper()} ({short}) — {paragraphs[0]}"
    elif credit == "parenthesis":
        paragraphs[0] = f"({short}) {paragraphs[0]}"
    elif credit == "last line":
        paragraphs.append(rng.choice([f"— {name}", f"({short})", f"Source: {name}",
                                         f"© {name}. All rights reserved."]))
    elif credit == "last sentence":
        paragraphs.append(rng.choice([
            f"{name} contributed to this report.", f"This story was provided by {name}.",
            f"Copyright {year} {name}.", f"With reporting from {name}."]))
    elif credit == "in the text":
        paragraphs[0] = f"{paragraphs[0].rstrip('.')}, {spoken_of(agency)} reported."
    elif credit == "second paragraph":
        paragraphs.insert(1, f"The news was carried by {the(agency)}{name}.")
    return []


# -- edits ------------------------------------------------------------------------------------------

SYNONYMS = {
    "also": "too", "many": "numerous", "big": "large", "large": "sizeable", "said": "stated",
    "people": "individuals", "begin": "start", "began": "started", "help": "assist", "about": "around",
    "show": "demonstrate", "shows": "demonstrates", "after": "following", "however": "still",
    "important": "significant", "several": "a number of", "against": "versus", "during": "in the course of",
    "because": "since", "while": "whereas", "more": "further", "recent": "latest", "would": "will",
    "including": "among them", "former": "one-time", "expected": "due", "called": "termed",
    "made": "produced", "used": "employed", "but": "yet"}
DROPPED = {"the", "very", "just", "now"}
KEPT = re.compile(f"(''[^']+''|‘[^’]+’|[“\"]?{OPEN}[^{CLOSE}]*{CLOSE}[”\"]?)")


def reworded(paragraph, rng, rate):
    """With synonyms for some words, outside of quotations and planted facts."""
    def rewording(word):
        if word in SYNONYMS:
            return SYNONYMS[word] if rng.random() < rate else word
        return None if word in DROPPED and rng.random() < .15 * rate else word
    pieces = KEPT.split(paragraph)
    for i, piece in enumerate(pieces):
        if OPEN not in piece and not piece.startswith(("''", "‘")):
            words = [rewording(word) for word in piece.split(" ")]
            pieces[i] = " ".join(word for word in words if word is not None)
    return "".join(pieces)


def clauses_turned(sentence, rng):
    clauses = re.match(r"^([A-Z][^,]{15,90}), ([^,]{15,160})\.$", sentence)
    if clauses and rng.random() < .4 and OPEN not in sentence:
        first, second = clauses.groups()
        return f"{capitalized(second)}, {first[0].lower()}{first[1:]}."
    return sentence


def rewritten(paragraph, rng):
    """With sentences left out, clauses turned round and words replaced."""
    if not holds_quotation(paragraph):
        sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", paragraph)
        sentences = [s for s in sentences if rng.random() < .85] or sentences
        paragraph = " ".join([clauses_turned(s, rng) for s in sentences])
    return reworded(paragraph, rng, .6)


def edited(paragraphs, rng, draw):
    """The paragraphs of a copy, and what was done to them."""
    if draw < .25:
        return [reworded(p, rng, .3) for p in paragraphs], "reworded"
    if draw < .45:
        return paragraphs[:max(4, int(len(paragraphs) * rng.uniform(.45, .8)))], "cut"
    if draw < .62:
        return [rewritten(p, rng) for p in paragraphs], "rewritten"
    if draw < .72:
        return [p for p in paragraphs if rng.random() < .8], "thinned"
    return paragraphs, "whole"


# -- facts told otherwise ---------------------------------------------------------------------------

FACTS = [  # kind, two tellings, what {fact} is: a range of numbers, or a word
    ("number", "The incident left {fact} people injured, officials in the town say.",
     "Hospital staff in {town} counted {fact} injured.", (13, 89)),
    ("number", "Police arrested {fact} people in {town}.",
     "Officers took {fact} people into custody, court papers from {town} show; "
     "{fact} people were arrested in all.", (11, 97)),
    ("number", "The proposal passed by a margin of {fact} votes.",
     "It was carried with a margin of {fact} votes, the clerk of the chamber recorded.", (12, 60)),
    ("number", "The program will cost ${fact} million over three years.",
     "Over three years the program will cost ${fact} million.", (21, 480)),
    ("date", "The next hearing in the case is set for {fact} in {town}.",
     "The next hearing was set for {fact}, a clerk in {town} confirmed.", "date"),
    ("date", "The meeting in {town} took place on {fact}.",
     "It was on {fact} that the meeting in {town} took place.", "day"),
    ("place", "The vehicle was found in {fact} on the edge of the county.",
     "Searchers found the vehicle in {fact}, a neighbour recalled.", "town")]
OTHER_WORDS = ["terrible", "hidden", "promised", "lasting", "foreign", "broken", "ordinary"]


def two_facts(rng, what, when, town):
    if what == "date":
        first = when + timedelta(days=rng.randint(8, 60))
        second = first + timedelta(days=rng.choice([1, 2, 7]))
        return [f"{day:%B} {day.day}" for day in (first, second)]
    if what == "day":
        return rng.sample(DAYS, 2)
    if what == "town":
        return rng.sample([other for other in TOWNS if other != town], 2)
    number = rng.randint(*what)
    return [number, number + rng.randint(3, 9)]


def one_fact_twice(rng, town):
    """Two tellings that differ and do not contradict each other: rounded, a bound, other units."""
    number = rng.randint(1201, 8999)
    treated, miles = number % 40 + 6, number % 90 + 10
    return rng.choice([
        (f"About {round(number, -2):,} people gathered in {town}.",
         f"Some {number:,} people gathered in {town}, the organisers counted."),
        (f"At least {treated} people were treated in {town}.", f"In {town}, {treated} people were treated."),
        (f"The fire covered {miles} miles near {town}.",
         f"The fire near {town} covered {round(1.609 * miles)} kilometers.")])


# -- assembling a story -----------------------------------------------------------------------------

PAYWALLS = ["Subscribe to continue reading.", "To continue reading, please log in or subscribe.",
            "This article is for subscribers only. Subscribe now to read the full story.",
            "Already a subscriber? Log in to continue reading."]


class Origin:
    """An agency or an outlet's own reporter: what it has to tell of a story."""
    def __init__(self, name, agency, when, title, body):
        self.name, self.agency, self.when, self.title, self.body = name, agency, when, title, list(body)


class Quotation:
    def __init__(self, key, words, story, speaker, origins):
        self.key, self.words, self.story, self.speaker = key, words, story, speaker
        self.heard_by = origins
        self.own = {}         # name of an origin → had access of its own: True, False, EITHER
        self.changed = []     # kind of discrepancy, what was, what it became
        self.origins = {}     # name of an origin → articles that print it, from settle() on
        self.silent, self.excused = set(), set()  # articles of the story that are silent, that could not know

    def may_own(self, name):
        if self.own.get(name) is not True:
            self.own[name] = EITHER

    def carriers(self):
        return {article["id"] for articles in self.origins.values() for article in articles}


class Newsroom:
    def __init__(self, folder, seed):
        self.seed, self.random = seed, random.Random(seed)
        self.articles, self.quotations, self.facts = [], {}, []
        reports, others = self.read(folder)
        for number, reports_of_one in enumerate(reports[:STORIES]):
            Story(self, number, reports_of_one).tell()
        self.surround(reports[STORIES:], others)
        for number, article in enumerate(self.articles):
            article["id"] = f"n{seed}-{number}"
            article["url"] = f"https://www.{article['domain']}/{article['when']:%Y/%m/%d}/{number}"
            article["text"], article["spans"] = unmarked("\n\n".join(article["paragraphs"]))
        self.order = self.articles[:]
        self.random.shuffle(self.order)

    def read(self, folder):
        texts = []
        for part in ("dev", "train"):
            for path in sorted(glob.glob(f"{folder}/attributions/{part}/text/*")):
                texts.append((os.path.basename(path), pathlib.Path(path).read_text(encoding="utf-8")))
        events = collections.defaultdict(list)
        for line in open(f"{folder}/events/basil.jsonl", encoding="utf-8"):
            report = json.loads(line)
            events[report["event"]].append(report)
        events = sorted(events.items())
        self.random.shuffle(texts)
        self.words = quotations_of([text for _, text in texts[:330]], self.random)
        self.random.shuffle(self.words)
        self.words.reverse()
        self.fillers = [paragraph for _, text in texts[330:600] for paragraph in narrative_of(text)]
        self.random.shuffle(self.fillers)
        self.names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
        self.random.shuffle(self.names)
        self.outlets = [f"{place} {title}" for place in OUTLET_PLACES for title in OUTLET_TITLES]
        self.random.shuffle(self.outlets)
        self.all_outlets = self.outlets[:]
        self.random.shuffle(events)
        return [reports for _, reports in events if len(reports) == 3], texts[600:860]

    def publish(self, story, outlet, title, paragraphs, when, authors=(), form="", origin=None, own=None,
                domain=None):
        """The origin is whose words its quotations are, but for that of which it has its own."""
        self.articles.append({
            "story": story, "outlet": outlet, "title": title, "paragraphs": paragraphs, "when": when,
            "authors": list(authors), "form": form, "origin": origin, "own": own,
            "domain": domain or outlet.replace(" ", "").lower() + ".com"})

    def surround(self, reports, texts):
        """Real articles as they are, under invented outlets."""
        for report in (report for reports_of_one in reports for report in reports_of_one):
            when = datetime.fromisoformat(report["date"][:10]) + timedelta(hours=9)
            self.publish(None, self.random.choice(self.all_outlets), report["title"],
                         paragraphs_of(report["body"]), when, form="other")
        for name, text in texts:
            paragraphs = paragraphs_of(text)
            if len(paragraphs) > 2:
                outlet = self.random.choice(self.all_outlets)
                day = datetime.fromisoformat(re.search(r"\d{4}-\d\d-\d\d", name).group())
                when = day + timedelta(hours=self.random.randint(6, 20))
                self.publish(None, outlet, paragraphs[0], paragraphs[1:], when, form="other")

    def write(self, folder):
        shutil.copytree(ROOT / "data", f"{folder}/data", dirs_exist_ok=True)
        with open(f"{folder}/data/agencies.tsv", "a", encoding="utf-8") as out:
            out.writelines("\t".join(agency) + "\n" for agency in INVENTED_AGENCIES)
        with open(f"{folder}/articles.jsonl", "w", encoding="utf-8") as out:
            for article in self.order:
                record = {"id": article["id"], "url": article["url"], "title": article["title"],
                          "published": f"{article['when']:%Y-%m-%dT%H:%M:%SZ}", "outlet": article["outlet"],
                          "language": "en", "text": article["text"]}
                if article["authors"]:
                    record["authors"] = article["authors"]
                out.write(json.dumps(record, ensure_ascii=False) + "\n")


class Story:
    def __init__(self, newsroom, number, reports):
        self.newsroom, self.number = newsroom, number
        self.random = random.Random(1000 * newsroom.seed + number)
        day = datetime.fromisoformat(reports[0]["date"][:10])
        self.begin = day + timedelta(hours=self.random.randint(6, 14))
        self.day = DAYS[self.begin.weekday()]
        reports = reports[:]
        self.random.shuffle(reports)
        self.narratives = self.narratives_of(reports)
        self.town = self.random.choice(TOWNS)
        agencies = self.random.sample(AGENCIES, 2)
        outlets = [newsroom.outlets.pop() for _ in range(26)]
        self.spare_outlets = outlets[2:]
        self.titles = [report["title"] for report in reports] + [f"What is known about {self.town} so far"]
        sources = [(agency.name, agency) for agency in agencies] + [(outlet, None) for outlet in outlets[:2]]
        delays = [(0, 50), (55, 200), (30, 400), (210, 600)]
        self.all_origins = [
            Origin(name, agency, self.after(self.begin, *delay), title, body)
            for (name, agency), delay, title, body in zip(sources, delays, self.titles, self.narratives)]
        self.latest = max(origin.when for origin in self.all_origins)

    def narratives_of(self, reports):
        """Four of three: the longest is told by halves.  None repeats another."""
        told = set()
        longest, second, third = sorted((untold(report["body"], told) for report in reports),
                                        key=len, reverse=True)
        half = (len(longest) + 1) // 2
        return [(narrative + [self.newsroom.fillers.pop() for _ in range(max(2, 6 - len(narrative)))])[:12]
                for narrative in (second, longest[:half], third, longest[half:])]

    def after(self, when, least, most):
        return when + timedelta(minutes=self.random.randint(least, most))

    def outlet(self):
        return (self.spare_outlets or self.newsroom.outlets).pop()

    def publish(self, *arguments, **named):
        self.newsroom.publish(self.number, *arguments, **named)

    def tell(self):
        self.draw_quotations()
        for quotation in self.quotations:
            self.plant(quotation)
        self.plant_facts()
        for origin in self.origins:
            if origin.agency:
                self.publish_agency(origin)
            else:
                self.publish_outlet(origin)
        for quotation in self.quotations:
            for _ in range(self.random.choice([0, 1, 1, 2])):
                self.publish_citation(quotation)
        self.publish_without_quotations()

    # Who says what to whom.

    def draw_quotations(self):
        count = self.random.choice([3, 4, 4, 4])
        speakers = [Speaker(self.newsroom.names.pop(), self.random.choice(ROLES)) for _ in range(count)]
        self.quotations = []
        for speaker in speakers:
            size = self.random.choice([1, 1, 2, 2, 3, 4])
            heard_by = [self.all_origins[i] for i in sorted(self.random.sample(range(4), size))]
            key = f"q{len(self.newsroom.quotations)}"
            quotation = Quotation(key, self.newsroom.words.pop(), self.number, speaker, heard_by)
            self.newsroom.quotations[key] = quotation
            self.quotations.append(quotation)
        self.origins = [origin for i, origin in enumerate(self.all_origins)
                        if i == 0 or any(origin in quotation.heard_by for quotation in self.quotations)]

    def plant(self, quotation):
        several = len(quotation.heard_by) > 1
        public = several and self.random.random() < .75
        occasion = self.random.choice(PUBLIC_OCCASIONS).format(day=self.day, town=self.town)
        change = None
        if several and self.random.random() < .2:
            change = self.random.choice(["words", "words", "speaker"])
        by_time = sorted(quotation.heard_by, key=lambda origin: origin.when)
        for origin in quotation.heard_by:
            said_at = occasion if public and self.random.random() < .6 else ""
            changed = change if origin is by_time[-1] else None
            paragraph = self.telling(quotation, origin, said_at, origin is by_time[0], changed)
            origin.body.insert(self.random.randint(1, max(1, len(origin.body) - 2)), paragraph)

    def telling(self, quotation, origin, occasion, is_first, change):
        """The paragraph an origin prints: the words or a part of them, or with a change."""
        speaker = quotation.speaker
        part = None if change else self.part(quotation, is_first)
        words = part or quotation.words
        if change == "words":
            words = self.with_other_word(quotation)
        elif change == "speaker":
            speaker = Speaker(self.newsroom.names.pop(), speaker.role)
            quotation.changed.append(("speaker", quotation.speaker.name, speaker.name))
        interview = self.random.random() < (.2 if origin.agency else .45)
        if interview and not change:
            occasion = self.interview(origin)
            quotation.own[origin.name] = True
        if occasion.startswith("said in"):
            said = ended(quotation.key, words, ",")
            return f"“{said}” {speaker.name}, {speaker.role}, {occasion}."
        if (self.random.random() < .25 and is_one_sentence(words)
                and not part and not is_first and not change):
            quotation.may_own(origin.name)
            return indirect(self.random, quotation.key, words, speaker, occasion)
        return direct(self.random, quotation.key, words, speaker, occasion)

    def with_other_word(self, quotation):
        """The words with one of them replaced, where one can be."""
        words = quotation.words.split()
        places = [i for i in range(3, len(words) - 2) if len(words[i]) > 4 and words[i].isalpha()]
        if places:
            place = self.random.choice(places)
            old, words[place] = words[place], self.random.choice(OTHER_WORDS)
            quotation.changed.append(("words", old, words[place]))
        return " ".join(words)

    def part(self, quotation, is_first):
        """Of long words the first origin may leave out the end, another the beginning."""
        words = quotation.words.split()
        if len(words) < 26:
            return None
        if not is_first:
            if self.random.random() < .35:
                return capitalized(" ".join(words[self.random.randint(3, 8):]))
        elif len(quotation.heard_by) > 1 and self.random.random() < .6:
            return " ".join(words[:-self.random.randint(5, 9)]).rstrip(",;")
        return None

    def interview(self, origin):
        """How an origin says that the words were spoken to it."""
        if origin.agency:
            return self.random.choice([f"told {the(origin.agency)}{origin.agency.short}",
                                       f"told {spoken_of(origin.agency)} in an interview"])
        return self.random.choice([
            f"told the {origin.name}", "told this newspaper", "told our reporter",
            f"told the {origin.name} in an interview", "said in an interview with this newspaper",
            "told us", f"told the {origin.name} on {self.day}"])

    def plant_facts(self):
        contradicted = self.random.random() < .75
        if len(self.origins) < 2:
            return
        if not contradicted:
            pair = self.random.sample(self.origins, 2)
            for origin, sentence in zip(pair, one_fact_twice(self.random, self.town)):
                origin.body.insert(2, sentence)
            return
        kind, *tellings, what = self.random.choice(FACTS)
        pair = self.random.sample(self.origins, 2)
        sides = two_facts(self.random, what, self.begin, self.town)
        if kind == "number" and pair[0].when <= pair[1].when:
            sides.reverse()  # the earlier number is the higher: no toll that rose
        key = f"f{self.number}"
        for origin, telling, fact in zip(pair, tellings, sides):
            sentence = marked(key, telling.format(fact=fact, town=self.town))
            origin.body.insert(self.random.randint(2, len(origin.body)), sentence)
        self.newsroom.facts.append({"key": key, "kind": kind, "sides": [str(side) for side in sides]})

    # Who prints what.

    def publish_agency(self, origin):
        agency = origin.agency
        dateline = self.random.choice([
            f"{self.town.upper()} ({agency.short}) — ",
            f"{self.town.upper()}, {self.begin:%B} {self.begin.day} ({agency.short}) - ",
            f"{self.town} ({agency.short}) – ", ""])
        copies = self.random.randint(3, 8)
        if self.random.random() < .5:
            paragraphs = [dateline + origin.body[0], *origin.body[1:]]
            self.publish(agency.name, origin.title, paragraphs, origin.when, form="agency",
                         origin=agency.name, domain=agency.domain)
        earlier = []
        for _ in range(copies):
            self.publish_copy(origin, earlier)

    def publish_copy(self, origin, earlier):
        outlet, paragraphs, form = self.outlet(), list(origin.body), "copy"
        when = self.after(origin.when, 4, 300)
        credit, edit = self.random.choice(CREDITS), self.random.random()
        if earlier and self.random.random() < .3:
            paragraphs, copied = self.random.choice(earlier)
            paragraphs = list(paragraphs)
            when = self.after(copied, 5, 200)
            credit, form = "none", "copy of a copy"
        title = self.random.choice([origin.title, origin.title, f"{self.town}: {origin.title}",
                                    f"Latest on {self.town} as officials respond"])
        paragraphs, done = edited(paragraphs, self.random, edit)
        if credit == "none" and not earlier:
            credit = "byline"
        earlier.append((list(paragraphs), when))
        authors = add_credit(self.random, credit, origin.agency, self.town, self.begin.year, paragraphs)
        own = None
        if self.random.random() < .09:
            paragraphs, own = self.with_own_interview(outlet, paragraphs)
            done += " with an interview"
        self.publish(outlet, title, paragraphs, when, authors, form=f"{form}, {done}, credit: {credit}",
                     origin=origin.name, own=own)

    def with_own_interview(self, outlet, paragraphs):
        """A copy to which the outlet adds a neighbour, or what it had a speaker say itself."""
        quotation = self.quotations[self.random.randrange(len(self.quotations))]
        name, own = self.newsroom.names.pop(), None
        added = (f"{name}, who lives near {self.town}, told the {outlet} that the week had been long "
                 "and that the neighbours were tired.")
        if self.random.random() < .6 and len(quotation.words.split()) >= 18:
            said, own = ended(quotation.key, quotation.words, ","), quotation.key
            act = self.random.choice([f"told the {outlet}", "told this newspaper",
                                      f"said in an interview with the {outlet}"])
            added = f"“{said}” {quotation.speaker.name} {act}."
            quotation.own[outlet] = True
            paragraphs = [p for p in paragraphs if f"{OPEN}{quotation.key};" not in p]
        place = self.random.randint(max(1, len(paragraphs) - 2), len(paragraphs))
        return paragraphs[:place] + [added] + paragraphs[place:], own

    def publish_outlet(self, origin):
        paragraphs, reporter = list(origin.body), self.newsroom.names.pop()
        own_dateline = self.random.random() < .35
        if own_dateline:
            paragraphs[0] = f"{self.town.upper()} — {paragraphs[0]}"
        missing = self.random.random() < .12  # its report is not among the articles
        if own_dateline or missing:
            for quotation in self.quotations:
                if origin in quotation.heard_by and (missing or quotation.own.get(origin.name) is not True):
                    quotation.own[origin.name] = EITHER
        if missing:
            return
        self.publish(origin.name, origin.title, paragraphs, origin.when, [reporter], form="own report",
                     origin=origin.name)
        if self.random.random() < .4:
            outlet = self.outlet()
            copied = [reworded(p, self.random, .2) for p in origin.body if self.random.random() < .9]
            self.publish(outlet, origin.title, copied, self.after(origin.when, 10, 300),
                         form="copy of an outlet", origin=origin.name)

    def publish_citation(self, quotation):
        outlet, origin = self.outlet(), self.random.choice(quotation.heard_by)
        cited = origin.name
        if origin.agency and self.random.random() >= .7:
            cited = origin.agency.short
        further = [self.newsroom.fillers.pop() for _ in range(2)]
        as_indirect = self.random.random() < .3
        told, interview = citation(self.random, quotation.key, quotation.words, quotation.speaker, cited,
                                   self.day, as_indirect)
        paragraphs = [f"The debate over events in {self.town} went on on {self.day}: "
                      f"{self.titles[0].rstrip('.')}.", *further]
        paragraphs.insert(self.random.randint(1, 2), told)
        if interview:
            quotation.may_own(origin.name)
        when = self.after(origin.when, 20, 600)
        self.publish(outlet, f"{self.town}: reactions to {self.titles[0]}", paragraphs, when,
                     [self.newsroom.names.pop()], form="citation", origin=origin.name)

    def publish_without_quotations(self):
        """Reports of the story with other narrative, before anything was said, and behind a paywall."""
        spare = next((self.narratives[i] for i in (2, 3) if self.all_origins[i] not in self.origins), None)
        for i in range(self.random.randint(0, 2)):
            outlet = self.outlet()
            if spare:
                told = spare[:6] if i == 0 else spare[6:] + [self.newsroom.fillers.pop() for _ in range(2)]
                self.publish(outlet, f"{self.titles[2]} — analysis", told, self.after(self.latest, 60, 500),
                             [self.newsroom.names.pop()], form="other narrative")
        first = [p for p in self.all_origins[0].body if not holds_quotation(p)]
        if self.random.random() < .5:
            outlet = self.outlet()
            when = self.begin - timedelta(minutes=self.random.randint(30, 120))
            self.publish(outlet, self.titles[0], first[:4], when, form="early")
        if self.random.random() < .5:
            self.publish(self.outlet(), self.titles[0], first[:2] + [self.random.choice(PAYWALLS)],
                         self.latest + timedelta(minutes=30), form="paywall")


# -- truth ------------------------------------------------------------------------------------------

def settle(newsroom):
    """What is true of the articles as they were printed."""
    for article in newsroom.articles:
        for key, _, _ in article["spans"]:
            if key in newsroom.quotations:
                origin = article["outlet"] if key == article["own"] else article["origin"]
                newsroom.quotations[key].origins.setdefault(origin, []).append(article)
    for quotation in newsroom.quotations.values():
        if quotation.origins:
            settle_access(quotation)
            settle_silence(quotation, newsroom.articles)
        quotation.changed = [change for change in quotation.changed
                             if len(quotation.origins) > 1 and was_printed(change, quotation)]
    newsroom.facts = [fact for fact in newsroom.facts if all(
        fact_was_printed(fact["key"], side, newsroom.articles) for side in fact["sides"])]


def settle_access(quotation):
    """Access of its own has who printed words of it first, when another had printed others before."""
    first, printed = {}, {}  # origin → when; five words → origin → when
    for origin, articles in quotation.origins.items():
        for article in articles:
            first[origin] = min(first.get(origin, article["when"]), article["when"])
            for shingle in shingles_of(article, quotation.key):
                whens = printed.setdefault(shingle, {})
                whens[origin] = min(whens.get(origin, article["when"]), article["when"])
    for origin in quotation.origins:
        if quotation.own.get(origin):
            continue
        new = sum(origin in whens and min(whens.values()) == whens[origin] for whens in printed.values())
        if any(kind == "words" for kind, _, _ in quotation.changed):
            quotation.own[origin] = EITHER
        elif first[origin] == min(first.values()) or not new:
            quotation.own[origin] = False
        else:
            quotation.own[origin] = True if new >= 4 else EITHER


def shingles_of(article, key):
    said = " ".join(article["text"][begin:end] for other, begin, end in article["spans"] if other == key)
    words = re.findall(r"[\w’']+", said.lower())
    return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}


def settle_silence(quotation, articles):
    carriers = quotation.carriers()
    first = min(article["when"] for article in articles if article["id"] in carriers)
    for article in articles:
        if article["story"] == quotation.story and article["id"] not in carriers:
            knew = article["when"] > first and article["form"] != "paywall"
            (quotation.silent if knew else quotation.excused).add(article["id"])


def was_printed(change, quotation):
    return any(change[2] in article["text"][max(0, begin - 300):end + 300]
               for articles in quotation.origins.values() for article in articles
               for key, begin, end in article["spans"] if key == quotation.key)


def fact_was_printed(key, side, articles):
    return any(re.search(rf"\b{re.escape(side)}\b", article["text"][begin:end])
               for article in articles for other, begin, end in article["spans"] if other == key)


# -- what the program says of it --------------------------------------------------------------------

def run(program, folder, order):
    """Statements, stories, and the article behind each of the program's ids."""
    options = ["--library", f"{folder}/library", "--data", f"{folder}/data", "--json"]

    def lines(*command):
        out = subprocess.run([program, *command, *options], capture_output=True, text=True)
        if out.returncode:
            sys.exit(out.stderr)
        return [json.loads(line) for line in out.stdout.splitlines()]
    added = lines("add", f"{folder}/articles.jsonl")
    article_of = {record["id"]: order[int(record["input"].rsplit("#", 1)[1]) - 1] for record in added}
    return lines("statements"), lines("stories"), article_of


# -- scoring ----------------------------------------------------------------------------------------

class Share:
    def __init__(self, hit=0, total=0):
        self.hit, self.total = hit, total

    @staticmethod
    def sum(shares):
        return Share(sum(share.hit for share in shares), sum(share.total for share in shares))

    def add(self, good):
        self.hit += bool(good)
        self.total += 1

    def __str__(self):
        if not self.total:
            return "    –"
        return f"{100 * self.hit / self.total:5.1f} %  ({self.hit} of {self.total})"


class Scores:
    def __init__(self, newsroom, statements, stories, article_of):
        self.newsroom, self.statements, self.stories = newsroom, statements, stories
        self.article_of = article_of
        self.article_of_mention = {}
        self.found_in = collections.defaultdict(lambda: collections.defaultdict(set))
        self.counts, self.by_size = [], collections.defaultdict(Share)
        self.together = Share()
        self.access_precision, self.access_recall = Share(), Share()
        self.silence_precision, self.silence_recall = Share(), Share()
        self.found = collections.defaultdict(Share)
        self.false = collections.Counter()
        self.pair_precision, self.pair_recall = Share(), Share()
        self.errors = []
        self.locate()
        for quotation in newsroom.quotations.values():
            if quotation.origins:
                self.score_quotation(quotation)
        self.score_facts(self.score_reported())
        self.score_pairs()

    def error(self, why, *details):
        self.errors.append((why, *details))

    def locate(self):
        """found_in: quotation → statement, by its number → articles of which it holds the quotation."""
        for number, statement in enumerate(self.statements):
            for mention in (m for variant in statement["variants"] for m in variant["mentions"]):
                if mention["field"] != "text":
                    continue
                article = self.article_of[mention["article"]]
                self.article_of_mention[mention["id"]] = article["id"]
                size = sum(end - begin for begin, end in mention["content"])
                for key, begin, end in article["spans"]:
                    shared = sum(max(0, min(end, y) - max(begin, x)) for x, y in mention["content"])
                    much = shared > .5 * size or shared > .6 * (end - begin)
                    if much and key in self.newsroom.quotations:
                        self.found_in[key][number].add(article["id"])

    def score_quotation(self, quotation):
        found = self.found_in[quotation.key]
        self.together.add(len(found) == 1)
        statement = {"origins": [], "silent": [], "discrepancies": []}
        if found:
            statement = self.statements[max(found, key=lambda number: (len(found[number]), -number))]
        truth, count = len(quotation.origins), len(statement["origins"])
        outlets = {article["outlet"] for articles in quotation.origins.values() for article in articles}
        self.counts.append((truth, {"ours": count, "outlets": len(outlets), "always one": 1}))
        self.by_size[truth].add(count == truth)
        if count != truth:
            self.error("count", quotation.key, sorted(quotation.origins),
                       [origin["name"] for origin in statement["origins"]])
        self.score_access(quotation, statement["origins"])
        self.score_silence(quotation, {self.article_of[i]["id"] for i in statement["silent"]})
        for change in quotation.changed:
            reported = [d for number in found for d in self.statements[number]["discrepancies"]]
            good = any(tells(discrepancy, *change) for discrepancy in reported)
            self.found[change[0]].add(good)
            if not good:
                self.error("discrepancy missed", quotation.key, *change)

    def score_access(self, quotation, origins):
        for name, articles in quotation.origins.items():
            printed = {article["id"] for article in articles}
            shared = [len(printed & {self.article_of_mention.get(m) for m in origin["mentions"]})
                      for origin in origins]
            best = max(range(len(origins)), key=lambda i: shared[i], default=None)
            got = best is not None and shared[best] > 0 and origins[best]["own_access"]
            wanted = quotation.own[name]
            if wanted == EITHER:
                continue
            if got:
                self.access_precision.add(wanted)
            if wanted:
                self.access_recall.add(got)
            if bool(got) != wanted:
                self.error("own access missed" if wanted else "own access", quotation.key, name)

    def score_silence(self, quotation, said):
        for article in sorted(said):
            self.silence_precision.add(article in quotation.silent)
            if article not in quotation.silent:
                why = ("could not know" if article in quotation.excused else
                       "prints it" if article in quotation.carriers() else "another story")
                self.error("not silent", quotation.key, article, why)
        for article in quotation.silent:
            self.silence_recall.add(article in said)

    def score_reported(self):
        """Counts false discrepancies; returns the planted facts that were found."""
        facts, seen = set(), set()
        for told in self.statements + self.stories:
            for discrepancy in told["discrepancies"]:
                written = json.dumps(discrepancy, sort_keys=True)
                if written in seen:
                    continue
                seen.add(written)
                near_facts, near_quotations = self.planted_at(discrepancy)
                kind = discrepancy["kind"]
                if near_facts and kind in ("number", "date", "place"):
                    facts |= near_facts
                elif kind not in ("words", "speaker") or not any(
                        kind == changed for key in near_quotations
                        for changed, _, _ in self.newsroom.quotations[key].changed):
                    self.false[kind] += 1
                    self.error("false discrepancy", kind, [side["text"] for side in discrepancy["sides"]])
        return facts

    def planted_at(self, discrepancy):
        facts, quotations = set(), set()
        for place in (place for side in discrepancy["sides"] for place in side["at"]):
            if not place["span"]:
                continue
            left, right = place["span"]
            for key, begin, end in self.article_of[place["article"]]["spans"]:
                if key in self.newsroom.quotations:
                    if left < end + 250 and right > begin - 250:
                        quotations.add(key)
                elif place["field"] == "text" and left < end and right > begin:
                    facts.add(key)
        return facts, quotations

    def score_facts(self, found):
        for fact in self.newsroom.facts:
            self.found[fact["kind"]].add(fact["key"] in found)
            if fact["key"] not in found:
                self.error("discrepancy missed", fact["key"], fact["kind"], *fact["sides"])

    def score_pairs(self):
        """Pairs of articles of which one at least belongs to a story made here."""
        stories = collections.defaultdict(set)
        for number, story in enumerate(self.stories):
            for article in story["articles"]:
                stories[self.article_of[article]["id"]].add(number)
        for i, one in enumerate(self.newsroom.articles):
            for other in self.newsroom.articles[:i]:
                if one["story"] is None and other["story"] is None:
                    continue
                together = not stories[one["id"]].isdisjoint(stories[other["id"]])
                if together:
                    self.pair_precision.add(one["story"] == other["story"])
                if one["story"] == other["story"]:
                    self.pair_recall.add(together)

    def show(self):
        total, size = len(self.newsroom.articles), len(self.counts)
        right, found = Share.sum(self.by_size.values()), Share.sum(self.found.values())
        print(f"{total} articles, {size} quotations, "
              f"{sum(truth for truth, _ in self.counts) / size:.2f} origins each")
        print(f"origin count exactly right      {right}")
        for truth, share in sorted(self.by_size.items()):
            print(f"  of {truth}                          {share}")
        print(f"all mentions in one statement   {self.together}")
        print(f"own access: precision           {self.access_precision}")
        print(f"            recall              {self.access_recall}")
        print(f"silent: precision               {self.silence_precision}")
        print(f"        recall                  {self.silence_recall}")
        print(f"discrepancies found             {found}  "
              + ", ".join(f"{kind} {share.hit}/{share.total}" for kind, share in sorted(self.found.items())))
        print(f"  false ones, of 20 articles    {20 * sum(self.false.values()) / total:5.2f}    "
              + ", ".join(f"{kind} {count}" for kind, count in sorted(self.false.items())))
        print(f"pairs in one story: precision   {self.pair_precision}")
        print(f"                    recall      {self.pair_recall}")
        print("counts of origins               right    mean error")
        for kind in ("ours", "outlets", "always one"):
            errors = [abs(counts[kind] - truth) for truth, counts in self.counts]
            print(f"  {kind:28} {100 * errors.count(0) / size:5.1f} %  {sum(errors) / size:6.2f}")


def tells(discrepancy, kind, _, new):
    """Whether a reported discrepancy is the planted change: a word, or the speaker by the surname."""
    sought = new if kind == "words" else new.split()[-1]
    return discrepancy["kind"] == kind and any(
        sought in (side["text"] or "") for side in discrepancy["sides"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep")
    parser.add_argument("--program", default=str(ROOT / "build/release/secondsource"))
    options = parser.parse_args()
    newsroom = Newsroom(options.folder, options.seed)
    settle(newsroom)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        shutil.rmtree(f"{folder}/library", ignore_errors=True)
        os.makedirs(folder, exist_ok=True)
        newsroom.write(folder)
        scores = Scores(newsroom, *run(options.program, folder, newsroom.order))
    scores.show()
    if options.errors:
        for error in scores.errors:
            print("--", *error, sep=" | ")


if __name__ == "__main__":
    main()
