#!/usr/bin/env python3
"""Makes the newsroom long_affairs that bench/newsrooms.py scores: generate.py --seed N --out DIR.

The stories, in English and German, are told in stories/*.txt, each in several reports of their own words.  A seed draws
the names and numbers, the days on which things happen, who reports, who copies and whom they credit in which form, what
copies change, leave out and get wrong, who cites an exclusive, which wire is corrected or withdrawn, and what live
pages and briefings pick up.  DIR/articles.jsonl holds the articles in a drawn order, DIR/truth.json what is true of
them: who said what where and on whose word, how many independent origins that makes, what contradicts what, what was
corrected.

Every article starts as a report of a story file, or as a copy of such an article, and is kept as paragraphs of atoms:
pieces of text that remember which slot or which utterance they come from.  Copies and errors change atoms; when all are
written, the atoms are joined to texts and the places of slots and utterances are read off for the truth.

A file of stories/ holds stories.  A story has lines of facts, then its reports:

    STORY ID LANGUAGES [small] [like=ID] [off=DAYS]    small: one report, no errors; like: another event of the affair
                                                       ID, with its names and numbers, DAYS later
    PLACE SLOT      CO SLOT      N SLOT LEAST MOST     a town, a company ("air" is an airline), a number
    P SLOT SEX                                         a person: {A} is the full name, {A.l} the last name
    U ID SPEAKER SENTENCE / SENTENCE ...               what was said, in English; Ude is the same in German.  SPEAKER is
                                                       a person's slot or anon:DESCRIPTION (which is not told apart from
                                                       the first sentence: such an utterance is never quoted directly)
    X words ID OLD => NEW                              errors that can be made: in the words of a quotation, in its
    X speaker ID RIGHT WRONG                           speaker (two slots), in a number, a place, a date or the spelling
    X number|place|date|name SLOT                      of a last name
    == NAME [de] [of=NAMES] | HEADLINE                 a report; its paragraphs follow, one a line

The first letter of a report's NAME says what it is: W1 and W2 are the wires of two agencies, L is another beginning
that a desk gives to a wire, S comes from a reporter of the outlet's own, C cites another's report (X1 is an outlet that
is not among the articles), B is made of both wires, Q is background.  In headlines and paragraphs,

    ~ at the beginning      marks a paragraph that copies may leave out
    {SLOT}                  is the slot's value; also {wdN} and {dtN}, the weekday and the date N days from the story's,
                            {W1} {W2} {X1}, an agency's or outlet's name, {OUT:S1}, the outlet that had report S1, and
                            {TOLD}, the outlet itself ("this newspaper")
    {SLOT@ID}               is a slot that names the speaker of utterance ID
    [ID:M-N]                are the sentences M to N of utterance ID, quoted ("-N" may be missing)
    [ID~CLAUSE]             is a clause that tells the utterance in other words
    [ID+...] [ID*...]       + continues the quotation before it; * was said to this outlet itself
"""

import argparse
import copy
import dataclasses
import datetime as dt
import itertools
import json
import pathlib
import random
import re
from collections import defaultdict

STORIES = pathlib.Path(__file__).resolve().parent / "stories"


# ---------------------------------------------------------------- names and words
def listed(words):
    """The items of a text that separates them by commas."""
    return [word.strip() for word in words.split(",")]


WOMEN = """
    Ines Mara Judith Hanna Teresa Nora Vera Alma Greta Lydia Rosa Edith Carla Miriam Helen Agnes Paula Ruth Stella
    Irene Clara Dora Thea Olga Marta
""".split()
MEN = """
    Anton Viktor Oskar Emil Daniel Henrik Lukas Marius Felix Tobias Julian Rafael Konrad Simon Bruno Edgar Leon Hugo
    Adrian Martin Gregor Oliver Peter Aaron Robert
""".split()
LAST_NAMES = """
    Falkner Olsgard Merrow Tarkin Vessely Holloran Brandeck Castwell Drummer Ellingsen Farrow Gantner Haverly Ilgner
    Jessop Kellaway Lindqvist Marchetti Norrby Oberlin Pellman Quarles Rosvold Sandoval Thackery Ulmer Varga Wexford
    Yarrow Zeller Abbott Berglund Corrigan Delmonte Eastman Fenwick Gossard Hartog Inchbald Janosch Kestner Lavelle
    Mortlake Nyberg Ostrander Penhallow Rademaker Stavros Tremlett Usher Vandermeer Whitlock Ashgrove Bellweather
    Cresswell Dunmore Engstrom Forsberg Grantham Hollis Ivers Kaminski Loxley Mercer Nordin Okafor Prentiss Rourke
    Selwyn Tanner Underhill Vickers Wendell Zielinski Albrecht Bramble Carstens Dressler Eberlin
""".split()
TOWNS_ENGLISH = listed("""
    Marrowby, Port Elsing, Castermouth, Lindholm Bay, Ashfield Cross, Ravensted, Dunharrow, Brackwater, Oldmere,
    Thornaby Hill, Westering, Stonebeck, Grafton Quay, Havelock, Kingsmarsh, Vellmouth, Port Corran, Saltbridge,
    Underwick, Eastermoor, Harrowgate Sands, Millbrook Vale, Tarnhaven, Cold Ashby, Penmarrow
""")
TOWNS_GERMAN = listed("""
    Lahnfurt, Bergenrode, Seelhausen, Oberwalden, Niederkrumbach, Steinfurth, Altmoosen, Wiesentau, Grünbrück,
    Hollerstedt, Finkenrath, Marbelsheim
""")
COMPANIES = listed("""
    Halberg, Norvane, Castellon Works, Petrakis & Sohn, Drexler, Ombra, Tarrant, Velmark, Quintana, Lorimer, Aldane,
    Sevrin, Brightwell, Kortrax
""")
AIRLINES = ["Skandor", "Aerolux", "Meridian Wings", "Borealis Air", "Transvela"]
OUTLETS_ENGLISH = listed("""
    Marrowby Examiner, Elsing Courier, Harbour Standard, Northern Sentinel, Castermouth Gazette, Daily Compass,
    Ravensted Herald, Evening Lantern, Dunharrow Chronicle, Weekly Anchor, Brackwater Times, Oldmere Dispatch,
    Thornaby Journal, Westering Post, Stonebeck Argus, Grafton Observer, Havelock Mercury, Kingsmarsh Bulletin,
    Vellmouth Echo, Corran Advertiser, Saltbridge Register, Capital Ledger, Union Telegram, Eastermoor News,
    National Inquirer-Press, Underwick Mail, Tarnhaven Tribune, Morning Beacon, Penmarrow Record, Lowland Star,
    Provincial Monitor, Bayside Reporter, Granite Independent, Midland Recorder, Ashby Guardian-Press,
    Kestrel Review
""")
OUTLETS_GERMAN = listed("""
    Lahnfurter Anzeiger, Bergenroder Tagblatt, Seelhäuser Kurier, Waldener Bote, Steinfurther Tageblatt,
    Mooser Abendblatt, Wiesentauer Generalanzeiger, Hollerstedter Volksblatt, Finkenrather Stadtanzeiger,
    Marbelsheimer Morgenblatt, Südwest-Kurier, Norddeutscher Beobachter, Grünbrücker Rundblick-Anzeiger,
    Altmoosener Volkszeitungsblatt, Krumbacher Merkurblatt, Eifelgauer Kurier, Isartaler Bote, Havelgauer Anzeiger,
    Ostheider Tageblatt, Rheinwalder Stadtblatt, Harzgauer Courier, Allgauer Landbote, Werratal-Echo,
    Elbmarsch-Kurier, Neckarwald-Blatt, Saalegrund-Anzeiger, Oderland-Tagblatt, Weserberg-Bote, Lausitztal-Kurier,
    Donauwald-Anzeiger
""")
# Outlets that are cited but have no article.
OUTSIDERS_ENGLISH = ["Cape Sun", "Metropolitan Witness", "Channel Nine Network", "Old Town Messenger"]
OUTSIDERS_GERMAN = ["Hauptstadt-Spiegelbote", "Grenzland-Kurier", "Alpen-Merkur"]
AGENCIES_ENGLISH = ["Reuters", "AP", "AFP", "PA", "Tarnwire", "Calder", "Nordlink", "Meridia"]
AGENCIES_GERMAN = ["dpa", "AFP", "Reuters", "Nordlink"]
AGENCIES = AGENCIES_ENGLISH + AGENCIES_GERMAN

WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()

AMERICAN_SPELLINGS = [
    ("colour", "color"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("favour", "favor"),
    ("harbour", "harbor"),
    ("apologise", "apologize"),
    ("organis", "organiz"),
    ("recognis", "recogniz"),
    ("emphasise", "emphasize"),
    ("criticise", "criticize"),
    ("per cent", "percent"),
    ("centre", "center"),
    ("programme", "program"),
    ("metres", "meters"),
    ("defence", "defense"),
    ("grey", "gray"),
    ("licence", "license"),
    ("dyke", "dike"),
    ("tonnes", "tons"),
    ("theatre", "theater"),
    ("travelled", "traveled"),
    ("sceptical", "skeptical"),
    ("rumours", "rumors"),
    ("humour", "humor"),
    ("towards", "toward"),
]
# Not in quotations.
AMERICAN_WORDS = [
    ("lorries", "trucks"),
    ("lorry", "truck"),
]

SYNONYMS = {
    "en": [
        ("about", "around"),
        ("began", "started"),
        ("nearly", "almost"),
        ("told reporters", "told journalists"),
        ("meant", "intended"),
        ("is expected", "is likely"),
        ("announced", "made known"),
        ("according to", "by the account of"),
        ("A few", "Some"),
        ("large", "big"),
        ("reported", "noted"),
        ("several", "a number of"),
        ("in the course of", "during"),
        ("shut down", "taken out of service"),
        ("people", "persons"),
        ("wants to", "would like to"),
        ("only", "just"),
        ("two thirds", "two-thirds"),
        ("deals with", "concerns"),
        ("brought in", "got in"),
    ],
    "de": [
        ("rund", "etwa"),
        ("bereits", "schon"),
        ("erklärte", "sagte"),
        ("teilte", "gab"),
        ("fürchten", "sorgen sich"),
        ("zuletzt", "am Ende"),
        ("Beschäftigte", "Mitarbeiter"),
        ("bisher", "bislang"),
        ("zuvor", "vorher"),
        ("wenigstens", "mindestens"),
        ("ungefähr", "etwa"),
        ("die Stadt", "der Ort"),
    ],
}


# The first of these that a last name has, behind its first letter, is what a misspelling changes.
MISSPELLINGS = [
    ("ll", "l"),
    ("ss", "s"),
    ("nn", "n"),
    ("tt", "t"),
    ("er", "ar"),
    ("el", "al"),
    ("or", "er"),
    ("an", "en"),
    ("i", "y"),
    ("o", "u"),
    ("a", "e"),
]

FIRST_DAY = dt.date(2026, 3, 2)
BUSY_TIMES = 6  # times at which several stories happen at once, about a month apart
EVENING_STORY = "storm"  # begins in the evening, at 19 o'clock


# ---------------------------------------------------------------- what is kept of stories and articles
@dataclasses.dataclass
class Report:
    """A report of a story file, not yet filled in."""

    name: str
    language: str
    sources: list  # of=
    title: str
    paragraphs: list  # pairs: may a copy leave it out, text


@dataclasses.dataclass(eq=False)
class Story:
    id: str
    languages: list
    small: bool
    like: str | None
    offset: int
    slots: list = dataclasses.field(default_factory=list)  # the lines that declare them, as words
    utterances: dict = dataclasses.field(default_factory=lambda: {"en": {}, "de": {}})  # sentences by language and id
    speakers: dict = dataclasses.field(default_factory=dict)
    errors: list = dataclasses.field(default_factory=list)  # the lines X, without the X
    reports: dict = dataclasses.field(default_factory=dict)
    # drawn
    day: dt.date | None = None
    busy_time: int | None = None
    values: dict = dataclasses.field(default_factory=dict)  # pairs by slot: kind, value
    outlets: dict = dataclasses.field(default_factory=dict)  # the outlet that has report S1, S2 ...
    families: dict = dataclasses.field(default_factory=dict)  # by wire: the article and its copies
    corrected: "Error | None" = None  # what the wire had wrong, and ...
    correction: "Article | None" = None  # ... the article that says so
    withdrawal: "Article | None" = None

    @property
    def main_language(self):
        return self.languages[0]


@dataclasses.dataclass(eq=False)
class Atom:
    """A piece of an article's text."""

    kind: str  # "text", "told" (the outlet itself), or the kind of a slot: name place company number date organisation
    text: str
    slot: str | None = None
    tag: str | None = None  # the utterance whose speaker it names; or "rounded"
    utterance: str | None = None
    continued: bool = False
    own: bool = False  # said to this outlet itself
    direct: bool = False


@dataclasses.dataclass
class Paragraph:
    droppable: bool
    atoms: list


@dataclasses.dataclass
class Error:
    kind: str  # words speaker number place date name
    utterance: str | None = None
    old: str | None = None  # words, or the slot of the speaker
    new: str | None = None
    slot: str | None = None
    wrong: str | None = None  # what stands in the slot's place
    in_title: bool = False  # only there
    corrected: bool = False  # by the agency, later


@dataclasses.dataclass(eq=False)
class Article:
    story: Story | None
    language: str
    outlet: str
    title: list  # of atoms
    paragraphs: list
    report: str | None = None
    kind: str = "report"
    origin: str | list | None = None
    credit: str | None = None
    authors: list = dataclasses.field(default_factory=list)
    dateline: str | None = None  # the agency in it
    dateline_place: str | None = None  # if it is wrong
    from_the_place: bool = False  # a reporter's own dateline
    tail: str | None = None
    prefix: str = ""
    notice: str | None = None
    paywall: str | None = None
    parent: "Article | None" = None
    new_lead: bool = False
    errors: list = dataclasses.field(default_factory=list)
    respelled: set = dataclasses.field(default_factory=set)  # utterances
    own_paragraph: int | None = None  # of a wire's copy: the paragraph that the outlet added, and ...
    own_outlet: str | None = None  # ... its name
    entries: dict = dataclasses.field(default_factory=dict)  # of a roundup: paragraph to (story, agency)
    roundup: str | None = None
    # known at the end
    time: dt.datetime | None = None
    id: str | None = None
    text: str | None = None
    headline: str | None = None
    mentions: list = dataclasses.field(default_factory=list)
    slot_spans: list = dataclasses.field(default_factory=list)  # triples: atom, span, "text" or "title"

    def atoms(self):
        return [atom for paragraph in self.paragraphs for atom in paragraph.atoms]

    def origins(self):
        return self.origin if isinstance(self.origin, list) else [self.origin]

    def published(self):
        return self.time.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclasses.dataclass(eq=False)
class Mention:
    """An utterance in an article."""

    utterance: str
    spans: list
    own: bool
    direct: bool
    continued: bool
    paragraph: int
    article: Article
    text: str = ""
    quotations: list = dataclasses.field(default_factory=list)
    origins: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Newsroom:
    rng: random.Random
    stories: list
    busy_days: list  # of the busy times: days behind the first
    american: set  # outlets
    corrected: set  # stories whose first wire is corrected
    withdrawn: set  # stories whose second wire is withdrawn
    articles: list = dataclasses.field(default_factory=list)
    times: set = dataclasses.field(default_factory=set)  # no two articles appear in the same second


@dataclasses.dataclass
class Desk:
    """What is at hand while a story is reported."""

    room: Newsroom
    story: Story
    outlets: dict  # by language: those that have nothing on the story yet
    start: dt.datetime
    errors: list  # not made yet
    wires: dict = dataclasses.field(default_factory=dict)
    own_reports: dict = dataclasses.field(default_factory=dict)  # by report: the article that has it

    def next_outlet(self, language=None):
        return self.outlets[language or self.story.main_language].pop()


# ---------------------------------------------------------------- reading the stories
def read_stories():
    stories = []
    for path in sorted(STORIES.glob("*.txt")):
        for block in re.split(r"(?m)^(?=STORY )", path.read_text(encoding="utf-8")):
            if block.strip():
                stories.append(read_story(block, path))
    return stories


def read_story(block, path):
    head, *reports = re.split(r"(?m)^== ", block)
    first, *lines = head.strip().split("\n")
    _, identifier, *words = first.split()
    options = dict(word.split("=") for word in words if "=" in word)
    story = Story(
        id=identifier,
        languages=[word for word in words if word in ("en", "de")],
        small="small" in words,
        like=options.get("like"),
        offset=int(options.get("off", 0)),
    )
    for line in lines:
        if line.strip():
            read_fact(story, line, path)
    for report in reports:
        read_report(story, report)
    return story


def read_fact(story, line, path):
    key = line.split()[0]
    if key in ("PLACE", "CO", "P", "N"):
        story.slots.append(line.split())
    elif key in ("U", "Ude"):
        _, utterance, speaker, sentences = line.split(" ", 3)
        story.utterances["de" if key == "Ude" else "en"][utterance] = sentences.split(" / ")
        story.speakers[utterance] = speaker
    elif key == "X":
        story.errors.append(line[2:])
    else:
        raise SystemExit(f"{path}: {line}")


def read_report(story, text):
    first, *lines = text.split("\n")
    head, title = first.split(" | ", 1)
    name, *options = head.split()
    sources = [option[3:].split(",") for option in options if option.startswith("of=")]
    story.reports[name] = Report(
        name=name,
        language="de" if "de" in options else story.main_language,
        sources=sources[0] if sources else [],
        title=title.strip(),
        paragraphs=[(line.startswith("~ "), line.removeprefix("~ ")) for line in lines if line.strip()],
    )


# ---------------------------------------------------------------- the names, numbers and days of a seed
def draw_values(room, story):
    """Sets the day and the values of the slots of a story; a story that it is like has them already."""
    rng = room.rng
    english = story.main_language == "en"
    if story.like:
        model = next(other for other in room.stories if other.id == story.like)
        story.day = model.day + dt.timedelta(days=story.offset)
        story.values = dict(model.values)
    else:
        draw_day(room, story)
        draw_slots(rng, story)
        outsider = rng.choice(OUTSIDERS_ENGLISH if english else OUTSIDERS_GERMAN)
        story.values["X1"] = ("organisation", outsider)
    first, second, _ = rng.sample(AGENCIES_ENGLISH if english else AGENCIES_GERMAN, 3)
    story.values["W1"] = ("organisation", first)
    story.values["W2"] = ("organisation", second)


def draw_day(room, story):
    story.busy_time = room.rng.randrange(BUSY_TIMES)
    if story.small:
        days = room.rng.randrange(0, 200)
    else:
        days = room.busy_days[story.busy_time] + room.rng.randrange(0, 2)
    story.day = FIRST_DAY + dt.timedelta(days=days)


def draw_slots(rng, story):
    last_names = rng.sample(LAST_NAMES, 12)
    women = rng.sample(WOMEN, 8)
    men = rng.sample(MEN, 8)
    towns = rng.sample(towns_of(story), 5)
    companies = rng.sample(COMPANIES, 3)
    for key, slot, *arguments in story.slots:
        if key == "P":
            first = (women if arguments[0] == "f" else men).pop()
            last = last_names.pop()
            story.values[slot] = ("name", f"{first} {last}")
            story.values[slot + ".l"] = ("name", last)
        elif key == "PLACE":
            story.values[slot] = ("place", towns.pop())
        elif key == "CO":
            story.values[slot] = ("company", rng.choice(AIRLINES) if slot == "air" else companies.pop())
        elif key == "N":
            number = rng.randint(int(arguments[0]), int(arguments[1]))
            if number >= 1000:
                number = number // 100 * 100 + rng.choice([0, 40, 80])
            story.values[slot] = ("number", number)


def towns_of(story):
    """The towns that a story can be set in."""
    return TOWNS_ENGLISH if story.main_language == "en" else TOWNS_GERMAN


def write_number(number, language):
    return f"{number:,}".replace(",", "." if language == "de" else ",")


def write_date(day, language, with_year):
    month = MONTHS[language][day.month - 1]
    text = f"{day.day}. {month}" if language == "de" else f"{day.day} {month}"
    return f"{text} {day.year}" if with_year else text


def write_day(story, slot, language, shift=0):
    """The weekday {wdN} or the date {dtN}, or one that is wrong by some days."""
    offset = int(slot[2:])
    day = story.day + dt.timedelta(days=offset + shift)
    if slot.startswith("wd"):
        return WEEKDAYS[language][day.weekday()]
    return write_date(day, language, with_year=abs(offset) > 150)


def write_slot(story, slot, language):
    """The kind and the text of a slot."""
    if slot.startswith(("wd", "dt")):
        return "date", write_day(story, slot, language)
    kind, value = story.values[slot]
    return kind, write_number(value, language) if kind == "number" else value


# ---------------------------------------------------------------- from the markup to atoms
def words_of(text):
    return re.findall(r"\w+", text.lower().replace("’", ""))


def joined(atoms):
    return "".join(atom.text for atom in atoms)


def fill_slots(story, text, language, told="", **marks):
    """Atoms of a text that has slots but no utterances; marks are those of the utterance that it is."""
    atoms = []
    for index, part in enumerate(re.split(r"\{([^}]+)\}", text)):
        if index % 2 == 0:
            if part:
                atoms.append(Atom("text", part, **marks))
            continue
        slot, _, tag = part.partition("@")
        if slot == "TOLD":
            atoms.append(Atom("told", told, **marks))
        elif slot.startswith("OUT:"):
            atoms.append(Atom("text", story.outlets[slot[4:]], **marks))
        else:
            kind, value = write_slot(story, slot, language)
            atoms.append(Atom(kind, value, slot=slot, tag=tag or None, **marks))
    return atoms


def parse(story, markup, language, told=""):
    """Atoms of a headline or a paragraph; told is what {TOLD} becomes."""
    atoms = []
    position = 0
    for match in re.finditer(r"\[(\w+?)([+*]*)([:~])([^\[\]]*)\]", markup):
        atoms += fill_slots(story, markup[position : match.start()], language, told)
        position = match.end()
        utterance, flags, style, content = match.groups()
        rest = markup[position:]
        if style == ":":
            content = quoted_sentences(story, utterance, content, language, rest)
        else:
            check_verbatim(story, utterance, content, language)
        marks = dict(utterance=utterance, continued="+" in flags, own="*" in flags, direct=style == ":")
        atoms += fill_slots(story, content, language, told, **marks)
        if content.endswith(".") and rest.startswith("."):
            position += 1  # never two full stops
    return atoms + fill_slots(story, markup[position:], language, told)


def quoted_sentences(story, utterance, numbers, language, rest):
    """The sentences M-N of an utterance, without the last full stop where the rest has a mark in its place."""
    first, _, last = numbers.partition("-")
    sentences = story.utterances[language][utterance][int(first) - 1 : int(last or first)]
    assert sentences, (story.id, utterance, numbers)
    text = " ".join(sentences)
    return text.removesuffix(".") if rest.startswith((",", ".", "”,", "“,", "“.", "“;")) else text


def check_verbatim(story, utterance, clause, language):
    """Says so if words in quotation marks inside an indirect clause are not words of the utterance."""
    words = words_of(" ".join(story.utterances[language].get(utterance, [])))
    for quotation in re.findall(r"[“„]([^”“]*)[”“]", clause):
        fragment = words_of(quotation)
        starts = range(len(words))
        if "{" not in quotation and not any(words[i : i + len(fragment)] == fragment for i in starts):
            print("NOT VERBATIM", story.id, utterance, quotation)


# ---------------------------------------------------------------- articles
def write_article(room, story, report, outlet):
    """An article, not published yet, that has a report's text."""
    language = report.language
    anonymous = room.rng.random() < 0.5
    if language == "en":
        told = "this newspaper" if anonymous else f"the {outlet}"
    else:
        told = "dieser Zeitung" if anonymous else f"dem „{outlet}“"
    article = Article(
        story=story,
        language=language,
        outlet=outlet,
        report=report.name,
        title=parse(story, report.title, language, told),
        paragraphs=[],
    )
    for droppable, text in report.paragraphs:
        quotation = re.search(r"[“„]\[(u\d):(\d)-(\d)\][.][”“]$", text)
        if quotation and room.rng.random() < 0.3:
            first, second = split_quotation(text, quotation, language)
            atoms = parse(story, first, language, told)
            atoms.append(Atom("text", "\n\n"))
            atoms += parse(story, second, language, told)
        else:
            atoms = parse(story, text, language, told)
        article.paragraphs.append(Paragraph(droppable, atoms))
    return article


def split_quotation(text, match, language):
    """The markup of two paragraphs, the second of which begins with the second sentence of the quotation."""
    opening, closing = ("“", "”") if language == "en" else ("„", "“")
    utterance, first, last = match.groups()
    second = int(first) + 1
    numbers = f"{second}-{last}" if int(last) > second else str(second)
    return (
        f"{text[: match.start()]}{opening}[{utterance}:{first}]",
        f"{opening}[{utterance}+:{numbers}].{closing}",
    )


def publish(room, article, time):
    while time in room.times:
        time += dt.timedelta(seconds=7)
    room.times.add(time)
    article.time = time
    room.articles.append(article)


def minutes(rng, least, most):
    """A drawn time between so many minutes, to the second."""
    return dt.timedelta(seconds=rng.randint(least * 60, most * 60))


def draw_author(rng):
    return f"{rng.choice(WOMEN + MEN)} {rng.choice(LAST_NAMES)}"


def credit_agency(rng, article, agency, form=None):
    """Credits an agency in a form: dateline, byline, both or tail."""
    article.credit = agency
    form = form or rng.choice(["dateline", "dateline", "byline", "tail", "both"])
    if form in ("dateline", "both"):
        article.dateline = agency
    if form in ("byline", "both"):
        article.authors = [agency]
    if form == "tail":
        in_brackets = rng.random() < 0.6 or article.language == "de"
        article.tail = f"({agency})" if in_brackets else f"— {agency}"


# ---------------------------------------------------------------- copies
def reprint(room, original, outlet, time, credited, edited=True):
    """Publishes what an outlet, at a time, makes of another's article; returns the copy."""
    rng = room.rng
    article = copy.copy(original)
    article.title, article.paragraphs, article.errors, article.respelled = copy.deepcopy(
        (original.title, original.paragraphs, original.errors, original.respelled)
    )
    article.parent = original
    article.outlet = outlet
    article.kind = "copy"
    article.authors = []
    article.credit = article.dateline = article.tail = article.notice = None
    article.prefix = ""
    article.from_the_place = False
    name_the_outlet_told(article, original.outlet)
    credit_original(rng, article, credited)
    if edited:
        change_lead(room, article)
        drop_paragraphs(rng, article)
        cut_tail(rng, article)
        move_paragraphs(rng, article)
        replace_words(rng, article)
    if article.language == "en" and outlet in room.american:
        respell(article)
    if rng.random() < 0.3:
        round_number(article)
    publish(room, article, time)
    return article


def name_the_outlet_told(article, outlet):
    """Puts the name of the original's outlet in the place of its "this newspaper"."""
    for atom in article.title + article.atoms():
        if atom.kind == "told":
            atom.kind = "text"
            atom.text = f"the {outlet}" if article.language == "en" else f"dem „{outlet}“"


def credit_original(rng, article, credited):
    if not credited:
        if rng.random() < 0.3:
            article.authors = [draw_author(rng)]
    elif article.origin in AGENCIES:
        credit_agency(rng, article, article.origin)
    else:
        article.credit = article.origin
        if article.language == "en":
            article.tail = f"This article first appeared in the {article.origin}."
        else:
            article.tail = f"Dieser Artikel erschien zuerst im „{article.origin}“."


def change_lead(room, article):
    """Sometimes gives an article the other headline and first paragraph that its wire has."""
    story = article.story
    leads = [
        report for report in story.reports.values() if report.name[0] == "L" and report.sources == [article.report]
    ]
    if not leads or room.rng.random() >= 0.35 or article.new_lead:
        return
    lead = leads[0]
    paragraphs = [Paragraph(False, parse(story, text, article.language)) for _, text in lead.paragraphs]
    assert not any(atom.utterance for atom in paragraphs[0].atoms)
    article.title = parse(story, lead.title, article.language)
    article.paragraphs = paragraphs + article.paragraphs[1:]
    article.new_lead = True
    new_atoms = paragraphs[0].atoms + article.title
    for error in article.errors:  # what the original has wrong, the new lead has wrong too
        if error.kind == "name":
            misspell(story, error.slot, new_atoms)
        elif error.wrong and not error.in_title:
            for atom in new_atoms:
                if atom.slot == error.slot:
                    atom.text = error.wrong


def leans(paragraph):
    """Whether it needs the paragraph before it, like "she added"."""
    said = any(atom.utterance for atom in paragraph.atoms)
    return said and not any(atom.kind == "name" for atom in paragraph.atoms)


def drop_paragraphs(rng, article):
    """Leaves out some that may be left out, and those that lean on them."""
    kept = []
    before_dropped = False
    followers = article.paragraphs[1:] + [None]
    for paragraph, after in zip(article.paragraphs, followers):
        dropped = False
        if paragraph.droppable:
            needed = after and leans(after) and not after.droppable
            dropped = before_dropped and leans(paragraph) or rng.random() < 0.33 and not needed
        if not dropped:
            kept.append(paragraph)
        before_dropped = dropped
    article.paragraphs = kept


def cut_tail(rng, article):
    if rng.random() < 0.3 and len(article.paragraphs) > 5:
        del article.paragraphs[-rng.choice([1, 2]) :]


def move_paragraphs(rng, article):
    """Sometimes exchanges two paragraphs with utterances that no other paragraph leans on."""
    if rng.random() >= 0.25:
        return
    paragraphs = article.paragraphs
    movable = []
    for index, paragraph in enumerate(paragraphs):
        said = any(atom.utterance for atom in paragraph.atoms)
        leaned_on = index + 1 < len(paragraphs) and leans(paragraphs[index + 1])
        if paragraph.droppable and said and not leans(paragraph) and not leaned_on:
            movable.append(index)
    if len(movable) >= 2:
        first, last = movable[0], movable[-1]
        paragraphs[first], paragraphs[last] = paragraphs[last], paragraphs[first]


def replace_words(rng, article):
    """In half of the copies, puts other words for some, outside of utterances."""
    if rng.random() >= 0.5:
        return
    replaced = 0
    for atom in article.atoms():
        if atom.kind != "text" or atom.utterance or replaced >= 5:
            continue
        for old, new in rng.sample(SYNONYMS[article.language], 6):
            text = re.sub(rf"\b{old}\b", new, atom.text, count=1)
            if text != atom.text:
                atom.text = text
                replaced += 1


def respell(article):
    """Spells and dates an English article as Americans do."""
    for atom in article.atoms():
        if atom.kind == "text":
            text = atom.text
            for british, american in AMERICAN_SPELLINGS + ([] if atom.utterance else AMERICAN_WORDS):
                text = text.replace(british, american).replace(british.capitalize(), american.capitalize())
            if text != atom.text and atom.utterance:
                article.respelled.add(atom.utterance)
            atom.text = text
        elif atom.kind == "date":
            atom.text = re.sub(r"^(\d+) ([A-Z]\w+)$", r"\2 \1", atom.text)
            atom.text = re.sub(r"^(\d+) ([A-Z]\w+) (\d+)$", r"\2 \1, \3", atom.text)


def round_number(article):
    """Rounds the first number from 1,000 on that is right."""
    for atom in article.atoms():
        if atom.kind != "number" or atom.utterance or atom.tag:
            continue
        number = article.story.values[atom.slot][1]
        if number >= 1000 and atom.text == write_number(number, article.language):
            about = "about" if article.language == "en" else "rund"
            atom.text = f"{about} {write_number(round(number, -3), article.language)}"
            atom.tag = "rounded"
            return


# ---------------------------------------------------------------- errors
def possible_errors(story):
    """The errors that the story's lines X name."""
    errors = []
    for line in story.errors:
        kind, rest = line.split(" ", 1)
        if kind == "words":
            utterance, words = rest.split(" ", 1)
            old, new = words.split(" => ")
            errors.append(Error(kind, utterance=utterance, old=old, new=new))
        elif kind == "speaker":
            utterance, old, new = rest.split()
            errors.append(Error(kind, utterance=utterance, old=old, new=new))
        else:
            errors.append(Error(kind, slot=rest))
    return errors


def draw_errors(rng, story):
    """The errors that outlets may make, in the order in which they are tried."""
    errors = possible_errors(story)
    rng.shuffle(errors)
    if story.small:
        return errors
    errors = [error for error in errors if not (error.kind in ("name", "place") and rng.random() < 0.4)]
    if rng.random() < 0.45:
        errors.insert(0, Error("date", slot="wd0"))
    titles = " ".join(report.title for report in story.reports.values())
    spoken = spoken_slots(story)
    in_titles = [
        slot
        for slot, (kind, _) in story.values.items()
        if kind == "number" and "{" + slot + "}" in titles and slot not in spoken
    ]
    if in_titles and rng.random() < 0.7:
        errors.insert(0, Error("number", slot=rng.choice(in_titles), in_title=True))
    return errors[:6]


def spoken_slots(story):
    """The slots that utterances name."""
    texts = [" ".join(said) for utterances in story.utterances.values() for said in utterances.values()]
    return set(re.findall(r"\{([^}@]+)", " ".join(texts)))


def misspelled(name):
    for old, new in MISSPELLINGS:
        index = name.find(old, 1)
        if index > 0:
            return name[:index] + new + name[index + len(old) :]
    return name + "n"


def misspell(story, person, atoms):
    """Misspells the last name of a person in the atoms; returns whether there was one."""
    name = story.values[person + ".l"][1]
    concerned = [atom for atom in atoms if atom.slot in (person, person + ".l") and atom.text.endswith(name)]
    for atom in concerned:
        atom.text = atom.text.removesuffix(name) + misspelled(name)
    return bool(concerned)


def draw_wrong(rng, story, kind, slot, language):
    """A wrong text for a slot that is a number, a date or a place."""
    if kind == "number":
        return write_number(draw_wrong_number(rng, story.values[slot][1]), language)
    if kind == "date":
        shifts = [1, -1, 2] if slot.startswith("wd") else [-3, 2, 4, 9]
        return write_day(story, slot, language, rng.choice(shifts))
    named = [value for _, value in story.values.values()]
    return rng.choice([town for town in towns_of(story) if town not in named])


def draw_wrong_number(rng, number):
    if number >= 100:
        sign = rng.choice([-1, 1])
        return number + sign * 10 ** (len(str(number)) - 2) * rng.randint(2, 5)
    swapped = int(str(number)[::-1])
    if 10 < swapped != number and str(number)[1] not in "01" and abs(swapped - number) > 2:
        return swapped
    return number + rng.choice([-2, 3, 5])


def make_error(rng, article, error):
    """Puts an error into an article; returns whether that was possible."""
    if error.kind == "words":
        made = change_words(article, error)
    elif error.kind == "speaker":
        made = article.kind == "copy" and exchange_speaker(article, error)
    elif error.kind == "name":
        made = misspell(article.story, error.slot, article.atoms() + article.title)
    else:
        made = change_slot(rng, article, error)
    if made:
        article.errors.append(error)
    return made


def change_words(article, error):
    concerned = [
        atom for atom in article.atoms() if atom.utterance == error.utterance and atom.direct and error.old in atom.text
    ]
    for atom in concerned:
        atom.text = atom.text.replace(error.old, error.new)
    return bool(concerned)


def exchange_speaker(article, error):
    """Gives a direct quotation to another person who is in the article."""
    story = article.story
    atoms = article.atoms()
    named = [atom for atom in atoms if atom.tag == error.utterance]
    quoted = any(atom.utterance == error.utterance and atom.direct for atom in atoms)
    if not named or not quoted or not any(atom.slot == error.new for atom in atoms):
        return False
    kept = []
    for paragraph in article.paragraphs:
        if not would_change_speaker(story, paragraph, error):
            kept.append(paragraph)
        elif not paragraph.droppable:
            return False
    article.paragraphs = kept
    for atom in named:
        atom.text = story.values[error.new + (".l" if atom.slot.endswith(".l") else "")][1]
    return True


def would_change_speaker(story, paragraph, error):
    """Whether it says "she added", of something else, behind the quotation whose speaker is exchanged."""
    atoms = paragraph.atoms
    others = [atom.utterance for atom in atoms if atom.utterance and atom.utterance != error.utterance]
    says_other = any(story.speakers[utterance] == error.old for utterance in others)
    names_speaker = any(atom.slot in (error.old, error.old + ".l") for atom in atoms)
    return says_other and not names_speaker and not any(atom.tag == error.utterance for atom in atoms)


def change_slot(rng, article, error):
    """Makes a number, a date or a place wrong, in the whole article or in its headline alone."""
    story = article.story
    slot = error.slot
    if error.kind == "number" and slot in spoken_slots(story):
        return False
    in_text = [atom for atom in article.atoms() if atom.slot == slot]
    if any(atom.utterance for atom in in_text) or all(atom.tag == "rounded" for atom in in_text):
        return False
    in_title = [atom for atom in article.title if atom.slot == slot]
    if error.in_title and not in_title:
        return False
    error.wrong = draw_wrong(rng, story, error.kind, slot, article.language)
    concerned = in_title if error.in_title else in_text + in_title
    for atom in concerned:
        if atom.tag != "rounded":
            atom.text = error.wrong
    if slot == "town":
        article.dateline_place = error.wrong
    return True


def maybe_err(desk, article, probability=0.4):
    """Makes at most one of the story's remaining errors in an article."""
    rng = desk.room.rng
    corrected = desk.story.corrected
    for error in list(desk.errors):
        if rng.random() >= probability or article.errors and rng.random() < 0.7:
            continue
        if corrected and error.kind == "number" and error.slot == corrected.slot:
            continue
        if make_error(rng, article, error):
            desk.errors.remove(error)
            return


# ---------------------------------------------------------------- reporting a story
def cover(room, story):
    """Publishes all articles of a story."""
    desk = open_desk(room, story)
    for wire in ("W1", "W2"):
        if wire not in story.reports or wire == "W2" and room.rng.random() < 0.12:
            continue
        send_wire(desk, wire)
    send_reporters(desk)
    for report in story.reports.values():
        if report.name[0] == "C":
            cite(desk, report)
        elif report.name[0] == "B":
            combine_wires(desk, report)
        elif report.name[0] == "Q":
            explain(desk, report)
    if story.id in room.withdrawn and "W2" in desk.wires:
        withdraw_wire(desk)
    if not story.small:
        close_a_copy(room, story)


def open_desk(room, story):
    rng = room.rng
    language = story.main_language
    outlets = {language: rng.sample(OUTLETS_ENGLISH, 34) if language == "en" else rng.sample(OUTLETS_GERMAN, 30)}
    if "de" in story.languages[1:]:
        outlets["de"] = rng.sample(OUTLETS_GERMAN, 6)
    time = dt.time(rng.randint(6, 13), rng.randint(0, 59), rng.randint(0, 59))
    if story.id == EVENING_STORY:
        time = time.replace(hour=19)
    return Desk(room, story, outlets, dt.datetime.combine(story.day, time), draw_errors(rng, story))


def send_wire(desk, wire):
    """Publishes an agency's report, by itself or in the first outlet that prints it, and the copies of it."""
    room, story, rng = desk.room, desk.story, desk.room.rng
    agency = story.values[wire][1]
    by_itself = rng.random() < 0.55
    outlet = agency if by_itself else desk.next_outlet()
    article = write_article(room, story, story.reports[wire], outlet)
    article.origin = agency
    article.kind = "wire" if by_itself else "copy"
    credit_agency(rng, article, agency, "dateline" if by_itself else rng.choice(["dateline", "both"]))
    desk.wires[wire] = article
    copies = draw_number_of_copies(rng, story, wire)
    if wire == "W1" and story.id in room.corrected:
        plant_corrected_number(rng, article)
    publish(room, article, desk.start + (minutes(rng, 0, 20) if wire == "W1" else minutes(rng, 30, 240)))
    family = story.families[wire] = [article]
    for index in range(copies):
        original = article if index < 2 or rng.random() < 0.55 else rng.choice(family)
        outlet = desk.next_outlet()
        time = original.time + minutes(rng, 6, 200)
        credited = rng.random() < 0.68 and (original is article or original.credit or rng.random() < 0.2)
        first_in_print = index == 0 and not by_itself
        copied = reprint(room, original, outlet, time, credited or first_in_print)
        maybe_err(desk, copied)
        family.append(copied)
    if wire == "W1" and story.corrected:
        correct_wire(desk, article)


def draw_number_of_copies(rng, story, wire):
    if not story.small:
        return rng.randint(4, 6) if wire == "W1" else rng.randint(1, 3)
    copies = rng.randint(2, 4)
    if story.id.startswith("d"):  # d1 to d20, which belong to no affair (and doping2)
        copies = rng.randint(5, 9)
    return copies


def plant_corrected_number(rng, article):
    """Makes a number of a wire wrong that its agency will correct, if it has one outside of utterances."""
    story = article.story
    free = {atom.slot for atom in article.atoms() if not atom.utterance} - spoken_slots(story)
    slots = [error.slot for error in possible_errors(story) if error.kind == "number" and error.slot in free]
    if not slots:
        return
    slot = slots[0]
    wrong = draw_wrong(rng, story, "number", slot, article.language)
    for atom in article.atoms() + article.title:
        if atom.slot == slot and not atom.utterance:
            atom.text = wrong
    story.corrected = Error("number", slot=slot, wrong=wrong, corrected=True)
    article.errors.append(story.corrected)


def correct_wire(desk, wire):
    """Publishes the agency's correction and a copy of the corrected text."""
    room, story, rng = desk.room, desk.story, desk.room.rng
    agency = wire.origin
    slot = story.corrected.slot
    right = write_slot(story, slot, wire.language)[1]
    wrong = story.corrected.wrong
    article = reprint(room, wire, agency, wire.time + minutes(rng, 150, 300), credited=True, edited=False)
    article.kind = "correction"
    article.dateline = agency
    article.authors = []
    article.tail = None
    article.errors = []
    for atom in article.atoms() + article.title:
        if atom.slot == slot and not atom.utterance:
            atom.text = right
            atom.tag = None
    concerned = [any(atom.slot == slot for atom in paragraph.atoms) for paragraph in article.paragraphs]
    index = concerned.index(True)
    if wire.language == "en":
        article.prefix = "CORRECTION: "
        article.notice = f"(Corrects figure in {ORDINALS[index]} paragraph to {right}, not {wrong})"
    else:
        article.prefix = "BERICHTIGUNG: "
        article.notice = f"(Berichtigt im {index + 1}. Absatz die Zahl: {right} statt {wrong})"
    story.correction = article
    outlet = desk.next_outlet()
    copied = reprint(room, article, outlet, article.time + minutes(rng, 20, 120), credited=True)
    story.families["W1"] += [article, copied]


def send_reporters(desk):
    """Publishes the reports of outlets' own; one of them may become a paragraph added to a copy of the wire."""
    room, story, rng = desk.room, desk.story, desk.room.rng
    reports = [report for report in story.reports.values() if report.name[0] == "S"]
    cited = {name for report in story.reports.values() if report.name[0] == "C" for name in report.sources}
    added = None
    for report in reports:
        outlet = story.outlets[report.name] = desk.next_outlet(report.language)
        in_main_language = report.language == story.main_language
        paragraph = paragraph_to_add(story, report)
        if paragraph and not added and rng.random() < 0.45 and in_main_language:
            added = (report.name, outlet, paragraph)
            continue
        if report.name not in cited and rng.random() < 0.1 and len(reports) > 2:
            continue
        article = report_ourselves(desk, report, outlet)
        if rng.random() < 0.3 and in_main_language:
            copy_reporter(desk, article)
        elif rng.random() < 0.25 and in_main_language:  # it ran the wire before its own report
            wire = desk.wires["W1"]
            copied = reprint(room, wire, outlet, wire.time + minutes(rng, 5, 60), credited=True)
            story.families["W1"].append(copied)
    if added:
        name, outlet, paragraph = added
        desk.own_reports[name] = add_to_wire(desk, outlet, paragraph)


def paragraph_to_add(story, report):
    """The first paragraph in which all that is said was said to the outlet and that can stand elsewhere."""
    for _, text in report.paragraphs[1:]:
        said = re.findall(r"\[(u\d)([+*]*)[:~]", text)
        speakers = [story.speakers[utterance] for utterance, _ in said]
        told_to_outlet = said and all(flags for _, flags in said)
        names_one = any(
            speaker.startswith("anon") or re.search(r"\{%s(\.l)?[}@]" % speaker, text) for speaker in speakers
        )
        leaning = re.match(r"(And|But|He|She|Her|His|They|That|It|So|There|Und|Er|Sie|Seine|Ihre)\b", text)
        if told_to_outlet and names_one and not leaning:
            return text
    return None


def report_ourselves(desk, report, outlet):
    room, story, rng = desk.room, desk.story, desk.room.rng
    article = write_article(room, story, report, outlet)
    article.origin = outlet
    drawn = rng.random()
    if drawn < 0.65 or any(atom.own for atom in article.atoms()):
        article.authors = [draw_author(rng)]
    if drawn < 0.35 and article.paragraphs[0].atoms[0].slot != "town":
        article.from_the_place = True
    publish(room, article, desk.start + minutes(rng, 50, 800))
    maybe_err(desk, article)
    desk.own_reports[report.name] = article
    return article


def copy_reporter(desk, article):
    """Publishes a copy of an outlet's own report and perhaps a copy of that."""
    room, rng = desk.room, desk.room.rng
    outlet = desk.next_outlet()
    time = article.time + minutes(rng, 30, 300)
    copied = reprint(room, article, outlet, time, credited=rng.random() < 0.4)
    maybe_err(desk, copied)
    if rng.random() < 0.35:
        outlet = desk.next_outlet()
        second = reprint(room, copied, outlet, copied.time + minutes(rng, 10, 200), credited=False)
        maybe_err(desk, second)


def add_to_wire(desk, outlet, paragraph):
    """Publishes a copy of the wire with a paragraph of the outlet's own; returns it."""
    room, story, rng = desk.room, desk.story, desk.room.rng
    wire = desk.wires["W1"]
    article = reprint(room, wire, outlet, wire.time + minutes(rng, 60, 400), credited=True)
    article.kind = "mixed"
    article.own_outlet = outlet
    article.own_paragraph = len(article.paragraphs)
    told = f"the {outlet}" if article.language == "en" else f"dem „{outlet}“"
    article.paragraphs.append(Paragraph(False, parse(story, paragraph, article.language, told)))
    return article


def cite(desk, report):
    """Publishes a report that cites another, if that one appeared and has all that is cited, and perhaps a copy."""
    room, story, rng = desk.room, desk.story, desk.room.rng
    source = report.sources[0]
    if rng.random() < 0.12:
        return
    cited = None
    if source[0] == "S":
        cited = desk.own_reports.get(source)
        utterances = set(re.findall(r"\[(u\d)", " ".join(text for _, text in report.paragraphs)))
        if not cited or not utterances <= {atom.utterance for atom in cited.atoms()}:
            return
        origin = story.outlets[source]
    else:
        origin = story.values[source][1]
        if source != "X1":
            cited = desk.wires.get(source)
            if not cited:
                return
    article = write_article(room, story, report, desk.next_outlet(report.language))
    article.origin = origin
    article.kind = "citing"
    publish(room, article, (cited.time if cited else desk.start) + minutes(rng, 40, 300))
    maybe_err(desk, article, 0.15)
    if rng.random() < 0.3:
        outlet = desk.next_outlet(report.language)
        reprint(room, article, outlet, article.time + minutes(rng, 20, 120), credited=False)


def combine_wires(desk, report):
    """Publishes what an outlet made of both wires, more often than not."""
    room, story, rng = desk.room, desk.story, desk.room.rng
    if rng.random() < 0.15:
        return
    article = write_article(room, story, report, desk.next_outlet(report.language))
    first, second = article.origin = [story.values["W1"][1], story.values["W2"][1]]
    article.credit = f"{first}, {second}"
    article.kind = "two agencies"
    if report.language == "en":
        article.tail = rng.choice([f"With {first} and {second}", f"({first}, {second})"])
    else:
        article.tail = rng.choice([f"({first}/{second})", f"Mit Material von {first} und {second}"])
    publish(room, article, max(wire.time for wire in desk.wires.values()) + minutes(rng, 30, 300))
    maybe_err(desk, article, 0.2)


def explain(desk, report):
    """Publishes an outlet's background to the story."""
    room, rng = desk.room, desk.room.rng
    outlet = desk.next_outlet(report.language)
    article = write_article(room, desk.story, report, outlet)
    article.origin = outlet
    article.kind = "background"
    article.authors = [draw_author(rng)]
    publish(room, article, desk.start + minutes(rng, 100, 1200))
    maybe_err(desk, article, 0.2)


def withdraw_wire(desk):
    """Publishes the second agency's request not to use its report."""
    room, story, rng = desk.room, desk.story, desk.room.rng
    wire = desk.wires["W2"]
    agency = wire.origin
    title = joined(wire.title)
    article = write_article(room, story, story.reports["W2"], agency)
    article.kind = "kill"
    article.origin = agency
    if wire.language == "en":
        article.prefix = "KILL: "
        request = (
            f"Editors: please kill and do not use the {agency} story headlined “{title}”, sent at {wire.time:%H:%M} "
            "GMT. The story has been withdrawn because parts of it could not be verified. There will be no substitute "
            "story."
        )
    else:
        article.prefix = "RÜCKZUG: "
        request = (
            f"Achtung Redaktionen: Bitte verwenden Sie die {agency}-Meldung „{title}“ von {wire.time:%H.%M} Uhr nicht. "
            "Die Meldung wird zurückgezogen, weil Teile nicht bestätigt werden konnten. Ein Ersatz folgt nicht."
        )
    article.title = [Atom("text", title)]
    article.paragraphs = [Paragraph(False, [Atom("text", request)])]
    credit_agency(rng, article, agency, "dateline")
    publish(room, article, max(copied.time for copied in story.families["W2"]) + minutes(rng, 30, 90))
    story.withdrawal = article


def close_a_copy(room, story):
    """Puts one of the story's longer copies behind a paywall, or none."""
    rng = room.rng
    copies = [
        article
        for article in room.articles
        if article.story is story and article.kind == "copy" and len(article.paragraphs) > 5
    ]
    if not copies or rng.random() >= 0.5:
        return
    article = rng.choice(copies)
    article.paragraphs = article.paragraphs[:3]
    article.tail = None
    if article.credit in AGENCIES:
        if not article.dateline:
            article.authors = [article.credit]
    else:
        article.credit = None
    if article.language == "en":
        article.paywall = rng.choice(
            ["Subscribe to continue reading.", "To read the full article, log in or subscribe."]
        )
    else:
        article.paywall = "Jetzt weiterlesen mit einem Abonnement."


def publish_roundup(room, number):
    """Publishes a live page (odd numbers) or a briefing: the wires' first paragraphs on up to five stories of a day."""
    rng = room.rng
    live = number % 2 == 1
    by_time = [
        [story for story in room.stories if is_main(story) and story.main_language == "en" and story.busy_time == time]
        for time in range(BUSY_TIMES)
    ]
    stories = rng.choice([found for found in by_time if len(found) >= 2])
    rng.shuffle(stories)
    stories = stories[:5]
    title = "Live: the day’s news as it happened" if live else "Evening briefing: what you need to know"
    article = Article(
        story=None,
        language="en",
        outlet=rng.choice(OUTLETS_ENGLISH),
        title=[Atom("text", title)],
        paragraphs=[],
        kind="live" if live else "roundup",
        roundup=f"live-{number}",
    )
    for place, story in enumerate(stories):
        wire = story.families["W1"][0]
        head = joined(wire.title)
        if live:
            head = f"{18 - 2 * place:02d}.{rng.randint(10, 59)} {head}"
        agency = story.values["W1"][1]
        entry = copy.deepcopy(wire.paragraphs[0].atoms) + [Atom("text", f" ({agency})")]
        article.paragraphs.append(Paragraph(False, [Atom("text", head)]))
        article.entries[len(article.paragraphs)] = (story, agency)
        article.paragraphs.append(Paragraph(False, entry))
    time = dt.time(21, rng.randint(0, 59))
    publish(room, article, dt.datetime.combine(max(story.day for story in stories), time))


# ---------------------------------------------------------------- texts and where things stand in them
def lay_out(article):
    """Sets an article's text and headline, and the mentions and slots that are in them."""
    article.mentions = []
    article.slot_spans = []
    text = f"{article.notice}\n\n" if article.notice else ""
    text += place_line(article)
    for number, paragraph in enumerate(article.paragraphs):
        if number:
            text += "\n\n"
        before = None
        for atom in paragraph.atoms:
            span = [len(text), len(text) + len(atom.text)]
            text += atom.text
            if atom.slot:
                article.slot_spans.append((atom, span, "text"))
            if atom.utterance:
                add_mention(article, atom, span, number, follows=before == atom.utterance)
            before = atom.utterance
    if article.tail:
        text += f"\n\n{article.tail}"
    if article.paywall:
        text += f"\n\n{article.paywall}"
    article.text = text
    article.headline = article.prefix
    for atom in article.title:
        span = [len(article.headline), len(article.headline) + len(atom.text)]
        article.headline += atom.text
        if atom.slot:
            article.slot_spans.append((atom, span, "title"))
    for mention in article.mentions:
        mention.text = " ".join(text[start:end] for start, end in mention.spans)
        mention.quotations = quotations(text, mention)
        mention.origins = origins_of(mention)


def place_line(article):
    """The dateline before the first paragraph, if there is one."""
    if not article.dateline and not article.from_the_place:
        return ""
    place = (article.dateline_place or article.story.values["town"][1]).upper()
    dash = "–" if article.language == "de" else "—"
    return f"{place} ({article.dateline}) {dash} " if article.dateline else f"{place} {dash} "


def add_mention(article, atom, span, paragraph, follows):
    """Adds an atom of an utterance to the mention it continues, or a mention; follows: the atom before is of it too."""
    mentions = article.mentions
    same = [mention for mention in mentions if mention.utterance == atom.utterance]
    last = mentions[-1] if mentions else None
    if follows and last.continued == atom.continued and last.spans[-1][1] == span[0]:
        mention = last
    elif atom.continued and same:
        mention = same[-1]
    else:
        mention = Mention(atom.utterance, [span[:]], atom.own, atom.direct, atom.continued, paragraph, article)
        mentions.append(mention)
        return
    if mention.spans[-1][1] == span[0]:
        mention.spans[-1][1] = span[1]
    else:
        mention.spans.append(span)
    mention.own |= atom.own


def quotations(text, mention):
    """The texts in quotation marks of a mention."""
    found = []
    for start, end in mention.spans:
        if mention.direct:
            found.append(text[start:end])
        else:
            found += re.findall(r"[“„]([^”“]*)[”“]", text[start:end])
    return found


def origins_of(mention):
    """On whose word an article has a mention, by name."""
    article = mention.article
    if article.entries:
        return [article.entries[mention.paragraph][1]]
    if mention.paragraph == article.own_paragraph:
        return [article.own_outlet]
    return sorted(article.origins())


def article_record(article):
    """The line of articles.jsonl."""
    letters = article.outlet.lower().replace("ä", "ae").replace("ü", "ue").replace("ö", "oe")
    domain = re.sub(r"[^a-z]", "", letters) + ".example"
    record = {
        "id": article.id,
        "url": f"https://{domain}/{article.time:%Y/%m/%d}/{article.id}",
        "outlet": article.outlet,
        "title": article.headline,
        "published": article.published(),
        "text": article.text,
        "language": article.language,
    }
    if article.authors:
        record["authors"] = article.authors
    return record


# ---------------------------------------------------------------- the truth
def find_truth(room):
    """What truth.json says."""
    mentions = defaultdict(list)  # by story and utterance
    for article in room.articles:
        for mention in article.mentions:
            story = article.entries[mention.paragraph][0] if article.entries else article.story
            mentions[story.id, mention.utterance].append(mention)
    for found in mentions.values():
        found.sort(key=lambda mention: (mention.article.time, mention.spans))
    stories = {story.id: story for story in room.stories}
    truth = {
        "order": [article.id for article in room.articles],
        "articles": {article.id: article_truth(article) for article in room.articles},
        "statements": [],
        "discrepancies": [],
        "neutral": [],
        "corrections": [],
    }
    for story_id, utterance in sorted(mentions):
        story = stories[story_id]
        found = mentions[story_id, utterance]
        by_same_speaker = [
            others
            for (other_story, other), others in mentions.items()
            if other_story == story_id and other != utterance and story.speakers[other] == story.speakers[utterance]
        ]
        truth["statements"].append(statement_truth(room, story, utterance, found, by_same_speaker))
        truth["discrepancies"] += differing_quotations(story, utterance, found)
        truth["neutral"] += differing_spellings(story, utterance, found)
    for story in filter(is_main, room.stories):
        articles = [article for article in room.articles if article.story is story]
        truth["discrepancies"] += differing_facts(story, articles)
        truth["corrections"] += old_wordings(story, articles)
    return truth


def article_truth(article):
    return {
        "kind": article.kind,
        "origin": "+".join(article.origins()) if article.origin else None,
        "credit": article.credit,
        "base": article.parent.id if article.parent else article.report,
        "story": article.story.id if article.story else article.roundup,
        "lang": article.language,
        "complete": not article.paywall,
    }


def statement_truth(room, story, utterance, mentions, by_same_speaker):
    names = sorted({origin for mention in mentions for origin in mention.origins})
    first = mentions[0].article.time
    carrying = {mention.article for mention in mentions}
    others = [article for article in room.articles if article.story is story and article not in carrying]
    silent = [article.id for article in others if article.time > first and not article.paywall]
    return {
        "id": f"{story.id}/{utterance}",
        "story": story.id,
        "langs": sorted({mention.article.language for mention in mentions}),
        "count": count_origins(names, mentions),
        "origins": names,
        "own": own_access(story, utterance, names, mentions, by_same_speaker),
        "silent": silent,
        "cannot_tell": [article.id for article in others if article.id not in silent],
        "mentions": [mention_truth(mention) for mention in mentions],
    }


def mention_truth(mention):
    article = mention.article
    if mention.origins == [article.outlet]:
        via = None
    else:
        via = {"m": ", ".join(mention.origins)}
    changed = any(
        error.kind == "words" and error.utterance == mention.utterance and error.new in mention.text
        for error in article.errors
    )
    return {
        "article": article.id,
        "spans": mention.spans,
        "lang": article.language,
        "origins": mention.origins,
        "via": via,
        "style": "direct" if mention.direct else "mixed" if mention.quotations else "indirect",
        "changed": changed,
        "t": article.published(),
        "text": mention.text,
        "head": mention.own or article.from_the_place,
    }


def count_origins(names, mentions):
    """The least number of origins that account for all mentions."""
    for count in itertools.count(1):
        for chosen in itertools.combinations(names, count):
            if all(set(mention.origins) & set(chosen) for mention in mentions):
                return count


def runs_of_five(texts):
    """All runs of five words in the texts."""
    runs = set()
    for text in texts:
        words = words_of(text)
        runs |= {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
    return runs


def earlier_from_others(mention, mentions, origin):
    """The mentions among those given that appeared before one and do not go back to its origin."""
    time = mention.article.time
    return [other for other in mentions if origin not in other.origins and other.article.time < time]


def has_new_words(mention, mentions, origin, within=None):
    """Whether it quotes five words in a row (of those within) that no earlier mention from another origin has."""
    quoted = runs_of_five(mention.quotations)
    if within is not None:
        quoted &= within
    earlier = earlier_from_others(mention, mentions, origin)
    return bool(quoted - runs_of_five(other.text for other in earlier))


def own_access(story, utterance, names, mentions, by_same_speaker):
    """By origin: True if it shows that it heard the utterance itself, None if nothing shows it; not if arguable."""
    first = mentions[0].article.time
    said = runs_of_five(
        " ".join(joined(fill_slots(story, sentence, language)) for sentence in utterances.get(utterance, []))
        for language, utterances in story.utterances.items()
    )
    access = {}
    for origin in names:
        mine = [mention for mention in mentions if mention.origins == [origin]]
        published_by_it = [mention for mention in mine if mention.article.outlet == origin]
        is_outlet = bool(published_by_it) and origin not in AGENCIES
        claimed = is_outlet and any(mention.own or mention.article.from_the_place for mention in published_by_it)
        new_words = arguable = False
        if mine and mine[0].article.time > first:
            for mention in mine:
                if has_new_words(mention, mentions, origin, within=said):
                    earlier = earlier_from_others(mention, mentions, origin)
                    if {other.article.language for other in earlier} == {mention.article.language}:
                        new_words = True
                    else:
                        arguable = True  # the words may be its translation
            arguable |= any(
                other.origins == [origin] and has_new_words(other, others, origin)
                for others in by_same_speaker
                for other in others
            )
        if claimed or new_words:
            access[origin] = True
        elif is_outlet and not arguable:
            access[origin] = None
    return access


def side_of(mention, more_spans=()):
    """A mention as a side of a discrepancy."""
    return {"article": mention.article.id, "field": "text", "spans": mention.spans + list(more_spans)}


def differing_quotations(story, utterance, mentions):
    """The discrepancies between mentions that come from the story's errors of words and speakers."""
    found = []
    for error in possible_errors(story):
        if error.utterance != utterance:
            continue
        if error.kind == "words":
            key = f"{utterance}: {error.old} => {error.new}"
            sides = sides_by_words(error, mentions)
        else:
            key = f"{utterance}: {error.old} -> {error.new}"
            sides = sides_by_speaker(error, mentions)
        if all(sides):
            found.append({"kind": error.kind, "sub": "disc", "story": story.id, "key": key, "sides": sides})
    return found


def sides_by_words(error, mentions):
    """Quotations with the right and with the wrong words; where one holds the other the longer decides."""
    right = []
    wrong = []
    for mention in mentions:
        has_old = error.old in mention.text and not (error.old in error.new and error.new in mention.text)
        has_new = error.new in mention.text and not (error.new in error.old and error.old in mention.text)
        if mention.direct and has_old and not has_new:
            right.append(side_of(mention))
        if mention.direct and has_new:
            wrong.append(side_of(mention))
    return [right, wrong]


def sides_by_speaker(error, mentions):
    """Mentions with the right and with the wrong speaker, with the places where that speaker's slot is."""
    right = []
    wrong = []
    for mention in mentions:
        article = mention.article
        named = [
            span
            for atom, span, field in article.slot_spans
            if field == "text" and atom.slot.removesuffix(".l") == error.old
        ]
        exchanged = any(made.kind == "speaker" and made.utterance == error.utterance for made in article.errors)
        (wrong if exchanged else right).append(side_of(mention, named))
    return [right, wrong]


def differing_spellings(story, utterance, mentions):
    """What is no discrepancy: British and American spellings of an utterance."""
    respelled = [mention for mention in mentions if utterance in mention.article.respelled]
    others = [mention for mention in mentions if mention not in respelled and mention.article.language == "en"]
    if not respelled or not others:
        return []
    sides = [[side_of(mention) for mention in others], [side_of(mention) for mention in respelled]]
    return [{"kind": "words", "sub": "spelling", "story": story.id, "key": utterance, "sides": sides}]


def differing_facts(story, articles):
    """The discrepancies between articles in numbers, dates, places and names."""
    found = []
    seen = set()
    for error in [error for article in articles for error in article.errors]:
        if error.kind in ("words", "speaker") or (error.kind, error.slot) in seen:
            continue
        seen.add((error.kind, error.slot))
        sides = defaultdict(list)
        for article in articles:
            if article.kind == "kill":
                continue
            for (value, field), spans in values_shown(article, error).items():
                sides[value].append({"article": article.id, "field": field, "spans": spans})
        if len(sides) > 1:
            found.append(
                {
                    "kind": error.kind,
                    "sub": variety(error),
                    "story": story.id,
                    "key": error.slot,
                    "sides": sorted(sides.values(), key=len, reverse=True),
                }
            )
    return found


def variety(error):
    if error.in_title:
        return "headline"
    if error.slot.startswith("wd"):
        return "weekday"
    return "correction" if error.corrected else "disc"


def values_shown(article, error):
    """By value and field: the places where an article has the slot of an error."""
    speaker_exchanged = any(made.kind == "speaker" for made in article.errors)
    shown = defaultdict(list)
    for atom, span, field in article.slot_spans:
        slot = atom.slot.removesuffix(".l") if error.kind == "name" else atom.slot
        if slot != error.slot or atom.tag == "rounded":
            continue
        if atom.tag and error.kind == "name" and speaker_exchanged:
            continue
        shown[comparable(atom, error.kind, article.language), field].append(span)
    return shown


def comparable(atom, kind, language):
    """The value of an atom, the same however the article's language and style write it."""
    text = atom.text
    if kind == "name":
        return text.split()[-1]
    if kind == "number":
        return text.replace(".", ",")
    if kind != "date":
        return text
    if atom.slot.startswith("wd"):
        return WEEKDAYS["en"][WEEKDAYS["de"].index(text)] if language == "de" else text
    if language == "de":
        words = text.replace(". ", " ").split()
        return " ".join(MONTHS["en"][MONTHS["de"].index(word)] if word in MONTHS["de"] else word for word in words)
    return re.sub(r"^([A-Z]\w+) (\d+),?", r"\2 \1", text)


def old_wordings(story, articles):
    """Corrections and withdrawals with the articles of others that still have what they concern."""
    found = []
    if story.correction:
        correction = story.correction
        error = story.corrected
        still = [
            article.id
            for article in articles
            if article.outlet != correction.outlet
            and any(atom.slot == error.slot and atom.text == error.wrong for atom, _, _ in article.slot_spans)
        ]
        found.append({"article": correction.id, "still": still})
    if story.withdrawal:
        agency = story.withdrawal.outlet
        still = [
            article.id
            for article in articles
            if article.outlet != agency and (article in story.families["W2"] or agency in article.origins())
        ]
        found.append({"article": story.withdrawal.id, "still": still})
    return found


# ---------------------------------------------------------------- a newsroom
def is_main(story):
    """Whether it is one of the stories with several reports."""
    return not story.small


def open_newsroom(seed):
    """A newsroom with its stories and what a seed draws for all of them, before anything is published."""
    rng = random.Random(seed * 7919 + 13)
    stories = read_stories()
    main_stories = [story for story in stories if is_main(story)]
    with_numbers = [story.id for story in main_stories if any(line.startswith("number") for line in story.errors)]
    withdrawable = [
        story.id
        for story in main_stories
        if "W2" in story.reports
        and not any(report.name[0] == "C" and "W2" in report.sources for report in story.reports.values())
    ]
    room = Newsroom(
        rng=rng,
        stories=stories,
        busy_days=[time * 33 + rng.randrange(0, 12) for time in range(BUSY_TIMES)],
        american=set(rng.sample(OUTLETS_ENGLISH, 15)),
        corrected=set(rng.sample(with_numbers, 7)),
        withdrawn=set(rng.sample(withdrawable, 2)),
    )
    for story in stories:
        draw_values(room, story)
    return room


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="the folder to write to")
    options = parser.parse_args()
    room = open_newsroom(options.seed)
    for story in room.stories:
        cover(room, story)
    for number in range(6):
        publish_roundup(room, number)
    room.rng.shuffle(room.articles)
    for number, article in enumerate(room.articles, start=1):
        article.id = f"n{number:04d}"
        lay_out(article)
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "articles.jsonl", "w", encoding="utf-8") as file:
        for article in room.articles:
            file.write(json.dumps(article_record(article), ensure_ascii=False) + "\n")
    with open(options.out / "truth.json", "w", encoding="utf-8") as file:
        json.dump(find_truth(room), file, ensure_ascii=False, indent=0)


if __name__ == "__main__":
    main()
