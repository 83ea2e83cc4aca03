#!/usr/bin/env python3
"""Makes a fictional newsroom with known origins in seven languages: generate.py --seed N --out DIR.

A seed draws the names, numbers and places of each story, which of its reports appear and from which outlet or agency,
who copies whom, with which credit and which cuts, what a copy adds of its own, and what is planted: a changed word, a
quotation given to another speaker, a wrong number, name, place or day, a wire that is corrected later.  All seeds tell
the same stories.  DIR/articles.jsonl holds the articles, DIR/truth.json what is true of them.

The prose is in texts/.  Each story of s*.txt becomes one article for each of its reports that appears, copies of those,
and perhaps a correction.  While an article is put into words, the place of each statement, fact and changeable word is
noted; from these notes the truth is derived: who carries a statement in which words, the smallest number of origins it
has, which of them had access of their own, who is silent, and which articles disagree.  Live pages gather entries of
several stories.  The articles of d*.txt are about other things: they swell the newsroom and are not in the truth.

Files of stories, s*.txt; a line each, empty lines are skipped:

    #S story                   begins a story; what it draws follows
    key=@en.f                  a person: culture, then m or f                        x.
    key=lo-hi  key=lo-hi/step  a number                                              n.
    key=a|b|c                  one of these                                          p. a place, o. a firm and the like
    key=>other+lo-hi           a later figure: the other one and so many more        n.
    late=hours                 how many hours later than others the story begins
    st letter=key utterance    a statement and who makes it; statements of one utterance were made in one breath
    disc key key ...           what articles may be made to disagree about (wd: the day of the week)
    corr report key what       an agency report that may be wrong about key first and be corrected; what it is about
    rise early late            two keys, the second of which replaces the first as time passes
    #R id language kind        begins a report; kind: agency, own, silent (own, without the statements),
                               cite=ID (retells report ID, or what ID retells), agency=ID (by the agency of ID)
                               and further, in any order:
        dl=key                 dateline from this place
        day=N                  appears N days later
        after=ID               appears after report ID
        story=SUFFIX           counts as another story
    T: U: V:                   its headline; another headline and another first paragraph, which a copy may have;
                               the other lines are its paragraphs
    #X report                  begins paragraphs, gathered by itself, that one copy of this report may add
    #L language text           an entry of a live page

In a text:

    [a:words]                  the words tell statement a; after the letter may stand + (goes on with the last mention
                               of a), ! (the words tell of access of one's own), > (a report that cites: as told by
                               whoever had it first), >> (as told by {ext})
    <words>                    a quotation, in quotation marks
    ~w1?old|new~               a word that an article may have changed: w a word, s the speaker, y a mere spelling
    {x.key} {x.key.s}          a person's whole name; the surname, once the article has given the name
    {n.key} {n.key~}           a number; the same rounded
    {wd} {wd+1} {date} {date-1}  the day of the week of the event or of days after or before; the same as a date
    {ag}                       who wrote the report first
    {src} {orig} {ext}         whom the report cites; who had it first; an outlet that is not in the newsroom
    {%lo-hi} {%en.f1}          a number or a person that only this report and its copies mention

more.txt: "story report|paragraph", a further paragraph of a report, put before its last one.

Files of other articles, d*.txt: "#D language kind", the kind being own or agency, the latter perhaps followed by the
place of its dateline; the headline; the paragraphs.
"""

import argparse
import dataclasses
import datetime as dt
import itertools
import json
import pathlib
import random
import re
import unicodedata

TEXTS = pathlib.Path(__file__).resolve().parent / "texts"
FIRST_DAY = dt.date(2026, 3, 2)

# ---------------------------------------------------------------- names

# by culture: men's names, women's names, surnames
PEOPLE = {
    "en": (
        "James Owen Callum Peter Graham Lewis Martin Neil Stuart Howard".split(),
        "Helen Fiona Ruth Joanna Claire Moira Alison Sarah Bridget Nora".split(),
        (
            "Tarrant Whitlock Pemberton Ashdown Garrick Hollis Marlow Redfern Stanmore Thackeray Wexley "
            "Brannock Calloway Dunmore Fairhurst Kettering Lockyer Merriman Oakeshott Penhale"
        ).split(),
    ),
    "de": (
        "Jürgen Stefan Matthias Uwe Thomas Holger Rainer Andreas Bernd Florian".split(),
        "Katrin Sabine Anja Petra Ulrike Heike Martina Silke Birgit Judith".split(),
        (
            "Brandhoff Wittkamp Rehbein Lohmeyer Kestner Marquardt Sievers Thalbach Oberkirch Hellwig Dornbusch "
            "Eickhoff Vossberg Grotheer Pahlke Rautenberg Steinkamp Terhorst Zumbrock Ahlers"
        ).split(),
    ),
    "fr": (
        "Laurent Olivier Thierry Pascal Julien Gilles Mathieu".split(),
        "Sylvie Claire Nathalie Isabelle Hélène Aurélie Mireille".split(),
        (
            "Vasseur Delorme Marchal Brissac Courtois Lambertin Roussel Tavernier Guérin Peyrac Montreau " "Sablier"
        ).split(),
    ),
    "es": (
        "Javier Ramón Ignacio Sergio Andrés Tomás Gonzalo".split(),
        "Lucía Marta Pilar Beatriz Carmen Elena Rocío".split(),
        (
            "Quintanar Belmonte Arizaga Salvatierra Villarejo Cifuentes Larrauri Montalbán Pedrosa Olmedo "
            "Zabala Requena"
        ).split(),
    ),
    "it": (
        "Marco Stefano Paolo Giorgio Davide Roberto Enrico".split(),
        "Chiara Paola Francesca Silvia Laura Elisa Giulia".split(),
        (
            "Bergonzi Marchetti Salvadori Trentin Corradini Bellandi Ferrante Vannucci Morselli Galvani "
            "Pastorino Rinaldi"
        ).split(),
    ),
    "pt": (
        "Rui Nuno Tiago Miguel Vasco Henrique Jorge".split(),
        "Teresa Inês Marta Joana Catarina Sofia Filipa".split(),
        "Figueira Mourão Sardinha Valadares Brandão Quaresma Lacerda Teles Noronha Caldeira Pimenta Serpa".split(),
    ),
    "nl": (
        "Jeroen Maarten Wouter Bas Pieter Sander Ruben".split(),
        "Marloes Anneke Femke Ingrid Saskia Esther Marijke".split(),
        (
            "Verhoeven Dijkstra Hoekstra Zijlstra Brouwer Terpstra Kuipers Lammers Roelofs Wagenaar Postma " "Schouten"
        ).split(),
    ),
}
# outlets of the newsroom
OUTLETS = {
    "en": [
        "Northmoor Courier",
        "Calder Evening Post",
        "The Aldgate Record",
        "Severn Tribune",
        "Westhaven Gazette",
        "The Ridgeway Mail",
        "Solway Daily Mirror",
        "Kingsport Examiner",
        "Fenland Chronicle",
        "The Tyne Dispatch",
        "Capital Bulletin",
        "The Lowland Standard",
        "Marchmont Journal",
        "Channel Observer",
        "Broadwater News",
        "The Pennine Argus",
    ],
    "de": [
        "Weserländer Tageblatt",
        "Neue Harzer Rundschau",
        "Oderbruch-Kurier",
        "Rheinauer Anzeiger",
        "Süddeister Nachrichten",
        "Hansepost",
        "Märkischer Beobachter",
        "Schwarzwälder Landbote",
        "Ostholsteiner Blatt",
        "Mainfränkische Presse",
        "Blick am Sund",
    ],
    "fr": [
        "Le Courrier du Vexin",
        "La Gazette de l'Adour",
        "L'Écho des Vosges",
        "Le Matin d'Armor",
        "La Dépêche du Rouergue",
        "Nord-Littoral Info",
        "Le Quotidien des Alpes",
    ],
    "es": [
        "El Correo de Almanzora",
        "La Voz del Duero",
        "Diario de Levante Sur",
        "El Noticiero Cántabro",
        "La Gaceta del Ebro",
        "Heraldo de Sierra Norte",
        "El Faro de Poniente",
    ],
    "it": [
        "Il Corriere del Piave",
        "La Gazzetta dell'Arno",
        "Il Giornale di Maremma",
        "L'Eco del Tirreno",
        "La Voce Lariana",
        "Il Mattino d'Abruzzo",
        "Cronache del Sannio",
    ],
    "pt": [
        "Jornal do Mondego",
        "Correio do Tejo",
        "Diário da Beira",
        "O Farol do Sado",
        "A Voz do Minho",
        "Gazeta do Alentejo",
        "Folha do Douro",
    ],
    "nl": [
        "De Waalbode",
        "Zeeuwse Post",
        "Het Drents Dagblad",
        "De Merwekoerier",
        "Noorderlicht Nieuws",
        "De Peelander",
        "Amstelblad",
    ],
}
# outlets that are only cited, as {ext}
OUTSIDE = {
    "en": ["Harrow Sentinel", "Eastern Morning Herald"],
    "de": ["Emsland-Zeitung", "Berliner Morgenblatt"],
    "fr": ["Le Journal de Guyenne", "La Tribune du Maine"],
    "es": ["El Observador de Aragón", "La Crónica Extremeña"],
    "it": ["Il Quotidiano del Garda", "La Tribuna Picena"],
    "pt": ["Expresso do Oeste", "Notícias do Algarve Sul"],
    "nl": ["De Veluwe Courant", "Haarlems Ochtendblad"],
}
# agencies; the first of a language is its great one
AGENCIES = {
    "en": ["Reuters", "AP", "AFP", "Corvane", "Interline News"],
    "de": ["dpa", "AFP", "Telepost", "Reuters"],
    "fr": ["AFP", "Reuters", "Agence Lorme"],
    "es": ["EFE", "Europa Press", "Noticentro", "AFP"],
    "it": ["ANSA", "Adnkronos", "Italpunto"],
    "pt": ["Lusa", "Agência Tágide", "EFE"],
    "nl": ["ANP", "Persdienst Delta", "Reuters"],
}
ALL_AGENCIES = {agency for agencies in AGENCIES.values() for agency in agencies}
DOMAINS = {
    "Reuters": "www.reuters.com",
    "AP": "apnews.com",
    "AFP": "www.afp.com",
    "dpa": "www.dpa.com",
    "EFE": "efe.com",
    "Europa Press": "www.europapress.es",
    "ANSA": "www.ansa.it",
    "Adnkronos": "www.adnkronos.com",
    "Lusa": "www.lusa.pt",
    "ANP": "www.anp.nl",
}

# ---------------------------------------------------------------- words by language

WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica".split(),
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo".split(),
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split(),
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
}
# one pair is drawn for an article
QUOTATION_MARKS = {
    "en": [("“", "”"), ("“", "”"), ('"', '"')],
    "de": [("„", "“"), ("„", "“"), ("»", "«")],
    "fr": [("«\u00a0", "\u00a0»"), ("«\u00a0", "\u00a0»"), ("“", "”")],
    "es": [("«", "»"), ("“", "”"), ('"', '"')],
    "it": [("«", "»"), ("“", "”"), ('"', '"')],
    "pt": [("“", "”"), ("«", "»"), ('"', '"')],
    "nl": [("‘", "’"), ("“", "”"), ('"', '"')],
}
THOUSANDS = {
    "en": ",",
    "de": ".",
    "fr": "\u202f",
    "es": ".",
    "it": ".",
    "pt": ".",
    "nl": ".",
}
CREDITS = {
    "en": ["Source: %s", "Reporting by %s", "%s", "With reporting by %s"],
    "de": ["(%s)", "Quelle: %s", "(mit Material der %s)", "© %s"],
    "fr": ["(%s)", "Avec %s", "Source : %s"],
    "es": ["(%s)", "Con información de %s", "Fuente: %s"],
    "it": ["(%s)", "Fonte: %s", "Con %s"],
    "pt": ["(%s)", "Fonte: %s", "Com %s"],
    "nl": ["(%s)", "Bron: %s", "Met %s"],
}
FIRST_APPEARED = {
    "en": "This article first appeared in %s.",
    "de": "Dieser Artikel erschien zuerst in: %s.",
    "fr": "Cet article a d'abord été publié par %s.",
    "es": "Este artículo se publicó originalmente en %s.",
    "it": "Questo articolo è stato pubblicato per la prima volta su %s.",
    "pt": "Este artigo foi publicado originalmente em %s.",
    "nl": "Dit artikel verscheen eerder in %s.",
}
PAYWALL = {
    "en": "Subscribe to continue reading this article.",
    "de": "Weiterlesen mit einem Abonnement.",
    "fr": "La suite de cet article est réservée aux abonnés.",
    "es": "Contenido exclusivo para suscriptores. Suscríbase para seguir leyendo.",
    "it": "Contenuto riservato agli abbonati. Abbonati per continuare a leggere.",
    "pt": "Este artigo é exclusivo para assinantes. Assine para continuar a ler.",
    "nl": "Lees verder met een abonnement.",
}
# what a correction puts before its headline, and its first paragraph: what, right, wrong
CORRECTION = {
    "en": ("CORRECTION: ", "(Corrects %s to %s, from %s, in the first paragraphs)"),
    "de": ("Berichtigung: ", "(Berichtigung: %s muss %s lauten, nicht %s)"),
    "fr": ("CORRECTION: ", "(Corrige %s : bien lire %s, et non %s)"),
    "es": ("CORRECCIÓN: ", "(Corrige %s: son %s y no %s)"),
    "it": ("CORREZIONE: ", "(Corregge %s: %s e non %s)"),
    "pt": ("CORREÇÃO: ", "(Corrige %s: são %s e não %s)"),
    "nl": ("RECTIFICATIE: ", "(Rectificatie: %s moet %s zijn, niet %s)"),
}
# headline and first paragraph of a live page
LIVE_PAGE = {
    "en": ("Live: the day's news as it happens", "Live updates from our newsroom. This page is being updated."),
    "de": ("Liveticker: Der Tag im Überblick", "Im Liveticker halten wir Sie auf dem Laufenden."),
    "fr": ("EN DIRECT : l'actualité du jour", "Suivez l'actualité en direct avec notre rédaction."),
    "es": ("DIRECTO: la actualidad del día", "Última hora, minuto a minuto."),
    "it": ("DIRETTA: le notizie del giorno", "Gli aggiornamenti in tempo reale."),
    "pt": ("AO MINUTO: as notícias do dia", "Acompanhe as notícias ao minuto."),
    "nl": ("LIVEBLOG: het nieuws van vandaag", "Volg hier het laatste nieuws."),
}
# an agency's dateline, and that of an outlet's own correspondent
AGENCY_DATELINE = {
    "en": "{PLACE}, {month} {day} ({agency}) - ",
    "de": "{place} ({agency}) - ",
    "fr": "{place}, {day} {month} ({agency}) - ",
    "es": "{place}, {day} {mon} ({agency}).- ",
    "it": "({agency}) - {PLACE}, {day} {MON} - ",
    "pt": "{place}, {day} {mon} {year} ({agency}) – ",
    "nl": "{PLACE} ({agency}) - ",
}
OWN_DATELINE = {
    "en": "{PLACE} — ",
    "de": "{PLACE}. ",
    "fr": "{place}, de notre envoyé spécial – ",
    "es": "{PLACE}.– ",
    "it": "{PLACE} – ",
    "pt": "{place} – ",
    "nl": "{PLACE} – ",
}

# ---------------------------------------------------------------- patterns

FACT_KINDS = {"n": "number", "p": "place", "x": "name", "o": "name", "w": "date"}
YEARS = ("n.ano", "n.anni", "n.an", "n.jahr")  # numbers that are written without a separator
BOUND = re.compile(
    r"(?i)(at least|mindestens|some|about|more than|rund|etwa|ruim|quelque|environ|más de|cerca de|unos|circa|almeno"
    r"|minstens) (de )?$"
)
ALTERATION = re.compile(r"~(\w+)\?([^|~]*)\|([^~]*)~")
MENTION = re.compile(r"\[(\w)([+!]*>{0,2}):")
# a template once its alterations are resolved: \x01word\x02text\x03
TOKEN = re.compile(
    r"(?P<mention>\[(?P<letter>\w)(?P<flags>[+!]*)(?P<cited>>{0,2}):)"
    r"|(?P<mention_end>\])"
    r"|\{(?P<slot>[^}]*)\}"
    r"|(?P<quote><)"
    r"|(?P<quote_end>>)"
    r"|\x01(?P<word>[^\x02]*)\x02"
    r"|(?P<word_end>\x03)"
    r"|(?P<plain>[^\[\]{<>\x01\x03]+|\[)"
)

# ---------------------------------------------------------------- records


@dataclasses.dataclass(eq=False)
class Report:
    """A report of a story, as it stands in the texts."""

    id: str
    language: str
    kind: str
    cited: str | None = None
    options: dict = dataclasses.field(default_factory=dict)
    title: str | None = None
    other_title: str | None = None
    other_lead: str | None = None
    paragraphs: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(eq=False)
class Addition:
    """Paragraphs that a copy of a report may add."""

    base: str
    language: str
    paragraphs: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(eq=False)
class Story:
    """A story as it stands in the texts, and what a seed draws of it."""

    id: str
    slots: dict = dataclasses.field(default_factory=dict)  # key: how its value is drawn
    utterances: dict = dataclasses.field(default_factory=dict)  # letter of a statement: utterance
    disputable: list = dataclasses.field(default_factory=list)
    correctable: tuple | None = None  # report, key, what
    rises: list = dataclasses.field(default_factory=list)
    reports: dict = dataclasses.field(default_factory=dict)
    additions: list = dataclasses.field(default_factory=list)
    live_entries: list = dataclasses.field(default_factory=list)  # (language, text)
    # what a seed draws
    values: dict = dataclasses.field(default_factory=dict)  # key: number, word or (first name, surname)
    day: dt.date | None = None
    start: dt.datetime | None = None
    outside: str = ""  # the outlet that {ext} names
    articles: list = dataclasses.field(default_factory=list)
    correction: tuple | None = None  # correcting article, key, wrong value

    def language(self):
        """The language of the first report"""
        return next(iter(self.reports.values())).language


@dataclasses.dataclass
class Marks:
    """What stands where in an article."""

    mentions: list = dataclasses.field(default_factory=list)
    facts: list = dataclasses.field(default_factory=list)
    alterations: list = dataclasses.field(default_factory=list)
    # of what is being put into words
    field: str = "text"
    paragraph: int = 0
    owner: str | None = None


@dataclasses.dataclass(eq=False)
class Article:
    """An article, first as a template, later in words."""

    story: Story
    report: Report | None
    outlet: str
    language: str
    origin: str  # who wrote it first
    story_name: str
    quotation_marks: tuple
    kind: str = "own"
    title: str = ""  # as a template
    paragraphs: list = dataclasses.field(default_factory=list)  # (template, who wrote it)
    published: dt.datetime | None = None
    base: "Article | None" = None  # what it is a copy of
    source: str = ""  # whom it cites
    first_source: str | None = None  # whose statements those are
    second_origin: str | None = None  # the other agency that is credited
    credit: str | None = None
    authors: list | None = None
    dateline: str | None = None
    dateline_agency: str | None = None
    title_prefix: str = ""
    opening: list = dataclasses.field(default_factory=list)
    closing: list = dataclasses.field(default_factory=list)
    has_access: bool = False  # its reporter was there
    complete: bool = True
    wrong: dict = dataclasses.field(default_factory=dict)  # key: value it gives instead of the true one
    wrong_in_title: dict = dataclasses.field(default_factory=dict)
    altered: set = dataclasses.field(default_factory=set)  # words it has changed
    unaltered: dict = dataclasses.field(default_factory=dict)  # word: what stood there before
    own_values: dict = dataclasses.field(default_factory=dict)  # of {%...}, shared with its copies
    # once it is put into words
    id: str = ""
    title_text: str = ""
    text: str = ""
    marks: Marks | None = None
    live_marks: list = dataclasses.field(default_factory=list)  # of a live page: (story, marks, agency report)


@dataclasses.dataclass(eq=False)
class Telling:
    """A mention of a statement by an article, and what follows from it."""

    article: Article
    spans: list
    origins: list
    via: dict | None
    direct: bool
    access: bool
    words: list = dataclasses.field(default_factory=list)  # alterations of its words
    speakers: list = dataclasses.field(default_factory=list)  # alterations of the speaker in its paragraph


class Dice(random.Random):
    """Random numbers, and people whose surname is new as long as there are any."""

    def __init__(self, seed):
        super().__init__(seed)
        self.surnames = set()

    def forget_surnames(self):
        self.surnames.clear()

    def person(self, spec):
        """(first name, surname) of somebody: en.f"""
        culture, sex = spec.split(".")
        men, women, surnames = PEOPLE[culture]
        for _ in range(500):
            first = self.choice(men if sex == "m" else women)
            last = self.choice(surnames)
            if last not in self.surnames:
                break
        self.surnames.add(last)
        return first, last

    def full_name(self, spec):
        return " ".join(self.person(spec))

    def byline(self, language):
        return [self.full_name(language + "." + self.choice("mf"))]


# ---------------------------------------------------------------- writing of names, numbers and dates


def slug(text):
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


def domain(outlet):
    return DOMAINS.get(outlet) or "www." + slug(outlet).replace("-", "") + ".example"


def number_text(number, language):
    digits = str(number)
    if len(digits) < (5 if language in ("es", "pt", "it") else 4):
        return digits
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", THOUSANDS[language], digits)


def rounded(number):
    unit = 10 ** (len(str(number)) - (1 if number < 1000 else 2))
    return round(number / unit) * unit


def date_text(date, language):
    month = MONTHS[language][date.month - 1]
    if language == "de":
        return f"{date.day}. {month}"
    if language in ("es", "pt"):
        return f"{date.day} de {month}"
    return f"{date.day} {month}"


def timestamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# ---------------------------------------------------------------- reading of the texts


def place_comma(line, language):
    """English puts the comma inside the quotation, the others behind it"""
    return line if language == "en" else re.sub(r"(\]?),(\]?)>", r"\1\2>,", line)


def nonempty_lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def parse_report(line):
    """The report that a line #R begins"""
    _, report_id, language, kind, *options = line.split()
    kind, _, cited = kind.partition("=")
    return Report(report_id, language, kind, cited or None, dict(option.split("=") for option in options))


def parse_story_line(story, line):
    """Adds to the story what a line before its first report says"""
    command, _, rest = line.partition(" ")
    if command == "st":
        letter, speaker_and_utterance = rest.split("=")
        story.utterances[letter.strip()] = speaker_and_utterance.split()[1]
    elif command == "disc":
        story.disputable = rest.split()
    elif command == "corr":
        report_id, key, *what = rest.split()
        story.correctable = (report_id, key, " ".join(what).replace("_", " "))
    elif command == "rise":
        story.rises.append(rest.split())
    else:
        key, definition = line.split("=", 1)
        story.slots[key] = definition


def parse_stories(path):
    """The stories of a file"""
    headings = {"T: ": "title", "U: ": "other_title", "V: ": "other_lead"}
    stories = []
    story = None
    current = None  # report or addition to which the lines belong
    for line in nonempty_lines(path.read_text(encoding="utf-8")):
        if line.startswith("#S "):
            story = Story(line.split()[1])
            stories.append(story)
            current = None
        elif line.startswith("#R "):
            current = parse_report(line)
            story.reports[current.id] = current
        elif line.startswith("#X "):
            base = line.split()[1]
            current = Addition(base, story.reports[base].language)
            story.additions.append(current)
        elif line.startswith("#L "):
            _, language, text = line.split(" ", 2)
            story.live_entries.append((language, place_comma(text, language)))
        elif current is None:
            parse_story_line(story, line)
        elif line[:3] in headings:
            setattr(current, headings[line[:3]], line[3:])
        else:
            current.paragraphs.append(place_comma(line, current.language))
    return stories


def read_stories():
    """All stories, with the further paragraphs of more.txt"""
    stories = [story for path in sorted(TEXTS.glob("s*.txt")) for story in parse_stories(path)]
    by_id = {story.id: story for story in stories}
    for line in nonempty_lines((TEXTS / "more.txt").read_text(encoding="utf-8")):
        heading, paragraph = line.split("|", 1)
        story_id, report_id = heading.split()
        by_id[story_id].reports[report_id].paragraphs.insert(-1, paragraph)
    return stories


def read_other_reports():
    """The reports of articles about other things"""
    reports = []
    for path in sorted(TEXTS.glob("d*.txt")):
        for block in re.split(r"(?m)^#D ", path.read_text(encoding="utf-8"))[1:]:
            heading, title, *paragraphs = nonempty_lines(block)
            language, kind, *place = heading.split()
            report = Report("D", language, kind, title=title, paragraphs=paragraphs)
            if place:
                report.options["dl"] = place[0].replace("_", " ")
            reports.append(report)
    return reports


# ---------------------------------------------------------------- articles put into words


def plain_slot(dice, article, slot):
    """The text of a slot that is no fact of the story, or None if it is one"""
    names = {
        "ag": article.origin,
        "src": article.source,
        "orig": article.first_source,
        "ext": article.story.outside,
    }
    if slot in names:
        return names[slot]
    if not slot.startswith("%"):
        return None
    if slot not in article.own_values:
        limits = re.fullmatch(r"%(\d+)-(\d+)", slot)
        article.own_values[slot] = dice.randint(int(limits[1]), int(limits[2])) if limits else dice.full_name(slot[1:5])
    value = article.own_values[slot]
    return number_text(value, article.language) if isinstance(value, int) else value


def fact_slot(article, slot, wrong, introduced):
    """Text, key and value of a slot that is a fact of the story, and whether it is rounded

    wrong: values given instead of the true ones; introduced: people that the article has named, or None in a title
    """
    story, language = article.story, article.language
    date_slot = re.fullmatch(r"(wd|date)([+-]\d+)?", slot)
    if date_slot:
        shift = date_slot[2] or ""
        key = "wd" + shift
        date = story.day + dt.timedelta(days=int(shift or 0) + wrong.get(key, 0))
        weekday = WEEKDAYS[language][date.weekday()]
        return weekday if date_slot[1] == "wd" else date_text(date, language), key, str(date), False
    is_rounded = slot.endswith("~")
    slot = slot.rstrip("~")
    key = slot.removesuffix(".s")
    value = wrong.get(key, story.values[key])
    if isinstance(value, tuple):
        surname_will_do = slot.endswith(".s") and (introduced is None or key in introduced)
        if introduced is not None:
            introduced.add(key)
        return value[1] if surname_will_do else " ".join(value), key, value[1], False
    if isinstance(value, int):
        if is_rounded:
            value = rounded(value)
        return str(value) if key in YEARS else number_text(value, language), key, value, is_rounded
    return value, key, value, False


def note_mention(marks, token, direct, start, end):
    """Notes a mention that token opened; one with a + belongs to the last of the same statement"""
    letter, access = token["letter"], "!" in token["flags"]
    earlier = [mention for mention in marks.mentions if mention["letter"] == letter]
    if "+" in token["flags"] and earlier:
        mention = earlier[-1]
        mention["spans"].append([start, end])
        mention["access"] |= access
        mention["direct"] |= direct
        return
    marks.mentions.append(
        dict(
            letter=letter,
            spans=[[start, end]],
            access=access,
            cited=token["cited"],
            direct=direct,
            owner=marks.owner,
            paragraph=marks.paragraph,
        )
    )


def render(dice, article, template, wrong, introduced, offset, marks):
    """The text of a template; notes in marks what stands where, the text beginning at offset"""
    for word, old, _ in ALTERATION.findall(template):
        article.unaltered[word] = old
    template = ALTERATION.sub(
        lambda match: f"\x01{match[1]}\x02{match[3] if match[1] in article.altered else match[2]}\x03", template
    )
    text = ""
    mentions, words = [], []  # those that are open
    depth = 0  # of quotation marks
    for token in TOKEN.finditer(template):
        what = token.lastgroup
        position = offset + len(text)
        if what == "mention":
            mentions.append((token, depth > 0, position))
        elif what == "mention_end" and mentions:
            note_mention(marks, *mentions.pop(), position)
        elif what == "slot":
            piece = plain_slot(dice, article, token["slot"])
            if piece is None:
                piece, key, value, is_rounded = fact_slot(article, token["slot"], wrong, introduced)
                marks.facts.append(
                    dict(
                        key=key,
                        value=str(value),
                        rounded=is_rounded,
                        bound=bool(BOUND.search(text[-14:])),
                        span=[position, position + len(piece)],
                        field=marks.field,
                    )
                )
            elif piece.startswith("The ") and text[-4:].lower() == "the ":
                piece = piece.removeprefix("The ")
            text += piece
        elif what == "quote":
            depth += 1
            text += article.quotation_marks[0]
        elif what == "quote_end":
            depth -= 1
            text += article.quotation_marks[1]
        elif what == "word":
            words.append((token["word"], position))
        elif what == "word_end":
            word, start = words.pop()
            marks.alterations.append(
                dict(
                    word=word,
                    span=[start, position],
                    paragraph=marks.paragraph,
                    altered=word in article.altered,
                    text=text[start - offset :],
                )
            )
        else:
            text += token[0]
    assert not mentions and depth == 0, template
    return text


def dateline_text(article):
    place = article.dateline
    if place in article.story.values:
        place = article.wrong.get(place, article.story.values[place])
    date = article.published.date()
    month = MONTHS[article.language][date.month - 1]
    datelines = AGENCY_DATELINE if article.dateline_agency else OWN_DATELINE
    return datelines[article.language].format(
        place=place,
        PLACE=place.upper(),
        agency=article.dateline_agency,
        day=date.day,
        month=month,
        mon=month[:3],
        MON=month[:3].upper(),
        year=date.year,
    )


def write_out(dice, article):
    """Puts title and text of the article into words and notes what stands where"""
    wrong = {**article.wrong, **article.wrong_in_title}
    title_marks = Marks(field="title")
    prefix = article.title_prefix
    article.title_text = prefix + render(dice, article, article.title, wrong, None, len(prefix), title_marks)
    article.marks = Marks(facts=title_marks.facts)
    introduced = set()
    text = "\n\n".join(article.opening)
    for number, (template, owner) in enumerate(article.paragraphs):
        if text:
            text += "\n\n"
        if number == 0 and article.dateline:
            text += dateline_text(article)
        article.marks.owner = owner
        article.marks.paragraph = number
        text += render(dice, article, template, article.wrong, introduced, len(text), article.marks)
    article.text = "\n\n".join([text, *article.closing])


# ---------------------------------------------------------------- articles and their copies


def new_article(dice, story, report, outlet, language):
    marks = dice.choice(QUOTATION_MARKS[language])
    return Article(story, report, outlet, language, origin=outlet, story_name=story.id, quotation_marks=marks)


def cut_somewhere(dice, paragraphs):
    """Takes out a paragraph behind the second if there are more than four"""
    if len(paragraphs) > 4:
        del paragraphs[dice.randrange(2, len(paragraphs))]


def edit_copy(dice, copy, credited):
    """Another first paragraph, and cuts, more often at the end, as editors cut"""
    report = copy.report
    lead = report.other_lead
    if lead and (credited or "[" not in lead) and dice.random() < 0.6 and copy.paragraphs[0][0] == report.paragraphs[0]:
        copy.paragraphs[0] = (lead, copy.paragraphs[0][1])
    for _ in range(dice.choice([1, 1, 2, 3])):
        if len(copy.paragraphs) <= 4:
            continue
        if dice.random() < 0.5:
            del copy.paragraphs[-1]
        else:
            cut_somewhere(dice, copy.paragraphs)


def credit_copy(dice, copy):
    """Names the origin of the copy: in the dateline, as author or behind the text"""
    copy.credit = copy.origin
    if copy.origin not in ALL_AGENCIES:
        copy.closing.append(FIRST_APPEARED[copy.language] % copy.credit)
        return
    form = dice.random()
    place = copy.report.options.get("dl")
    if form < 0.45 and place and copy.paragraphs[0][0] == copy.base.paragraphs[0][0]:
        copy.dateline = place
        copy.dateline_agency = copy.credit
    elif form < 0.7:
        copy.authors = [copy.credit]
    else:
        copy.closing.append(dice.choice(CREDITS[copy.language]) % copy.credit)


def make_copy(dice, base, outlet, story, mode):
    """A copy of an article; mode: credited, uncredited or edited (credited too)"""
    copy = new_article(dice, story, base.report, outlet, base.language)
    copy.kind = "copy"
    copy.base = base
    copy.origin = base.origin
    copy.source = base.source
    copy.first_source = base.first_source
    copy.second_origin = base.second_origin
    copy.story_name = base.story_name
    copy.title = base.title
    copy.paragraphs = list(base.paragraphs)
    copy.wrong = dict(base.wrong)
    copy.altered = set(base.altered)
    copy.own_values = base.own_values
    copy.published = base.published + dt.timedelta(minutes=dice.randint(9, 260), seconds=dice.randrange(60))
    credited = mode != "uncredited"
    if copy.report.other_title and dice.random() < 0.5:
        copy.title = copy.report.other_title
    if mode == "edited" or dice.random() < 0.25:
        edit_copy(dice, copy, credited)
    if credited:
        credit_copy(dice, copy)
    elif dice.random() < 0.4:
        copy.authors = dice.byline(copy.language)
    return copy


# ---------------------------------------------------------------- a story: what happened, and who reports it


def draw_value(dice, story, key, definition):
    """The value of a key: a person, a number, a later figure or one of several words"""
    if definition.startswith("@"):
        return dice.person(definition[1:])
    limits = re.fullmatch(r"(\d+)-(\d+)(?:/(\d+))?", definition)
    if limits:
        low, high, step = int(limits[1]), int(limits[2]), int(limits[3] or 1)
        for _ in range(50):
            number = dice.randrange(low, high + 1, step)
            if not key.startswith("n") or number not in story.values.values():
                break
        return number
    later = re.fullmatch(r">(\S+)\+(\d+)-(\d+)", definition)
    if later:
        return story.values[later[1]] + dice.randint(int(later[2]), int(later[3]))
    return dice.choice(definition.split("|"))


def draw_event(dice, story):
    """Draws the facts of the story, its day and hour, and the outlet outside the newsroom"""
    dice.forget_surnames()
    for key, definition in story.slots.items():
        story.values[key] = draw_value(dice, story, key, definition)
    story.day = FIRST_DAY + dt.timedelta(days=dice.randrange(0, 90))
    time = dt.time(dice.randint(9, 14), dice.randrange(60), dice.randrange(60), tzinfo=dt.timezone.utc)
    story.start = dt.datetime.combine(story.day, time) + dt.timedelta(hours=int(story.values.get("late", 0)))
    outside = {language: dice.choice(outlets) for language, outlets in OUTSIDE.items()}
    story.outside = outside[story.language()]


def shuffled_outlets(dice):
    return {language: dice.sample(outlets, len(outlets)) for language, outlets in OUTLETS.items()}


def shuffled_agencies(dice):
    """The agencies by language, in the order in which they are taken; the great ones are more often first"""
    agencies = {language: list(names) for language, names in AGENCIES.items()}
    for names in agencies.values():
        dice.shuffle(names)
    if dice.random() < 0.7:
        for language, names in agencies.items():
            great = AGENCIES[language][0]
            names.remove(great)
            names.insert(0, great)
    return agencies


def next_outlet(outlets, language):
    """An outlet that has not been taken, or None"""
    return outlets[language].pop() if outlets[language] else None


def assign_reporters(story, outlets, agencies):
    """Who writes each report, by its id"""
    reporters = {}
    used_agencies = set()
    for report in story.reports.values():
        if report.kind != "agency":
            reporters[report.id] = next_outlet(outlets, report.language)
        elif report.cited:
            reporters[report.id] = reporters[report.cited]
        else:
            agency = next(name for name in agencies[report.language] if name not in used_agencies)
            used_agencies.add(agency)
            reporters[report.id] = agency
    return reporters


def first_cited(story, report):
    """The id of the report that first had what a report cites"""
    cited = report.cited
    while (
        cited in story.reports and story.reports[cited].kind == "cite" and story.reports[cited].cited in story.reports
    ):
        cited = story.reports[cited].cited
    return cited


def mention_origin(story, report, flags, reporters):
    """Whose a statement is that a report mentions with these flags"""
    if ">>" in flags:
        return "outside"
    if ">" in flags:
        return reporters.get(first_cited(story, report))
    return reporters[report.id]


def reports_by_origin(story, reports, reporters):
    """The reports that mention a statement, by letter and origin"""
    mentions = {}
    for report in reports:
        for paragraph in report.paragraphs:
            for letter, flags in MENTION.findall(paragraph):
                origin = mention_origin(story, report, flags, reporters)
                mentions.setdefault(letter, {}).setdefault(origin, []).append(report)
    return mentions


def choose_reports(dice, story, reporters):
    """The reports that appear: those of agencies but perhaps one, most others; at most four origins a statement"""
    chosen = [report for report in story.reports.values() if report.kind == "agency" or dice.random() < 0.86]
    wires = [report for report in chosen if report.kind == "agency"]
    if len(wires) > 1 and len(chosen) > 5 and dice.random() < 0.2:
        chosen.remove(dice.choice(wires[1:]))
    while True:
        mentions = reports_by_origin(story, chosen, reporters)
        crowded = [origins for origins in mentions.values() if len(origins) > 4]
        if not crowded:
            return chosen
        removable = {
            report.id: report
            for reports in crowded[0].values()
            for report in reports
            if report.kind == "own" or (report.kind == "agency" and report.id != "A1")
        }
        chosen.remove(removable[dice.choice(sorted(removable))])


def date_report(dice, article, reporters, originals):
    """Draws when a report appears, and says whom it cites; originals: the articles before it, by id of report"""
    story, report, options = article.story, article.report, article.report.options
    # drawn for a report that cites as well, which appears so long after the cited one instead
    minutes = dice.randint(0, 50) if report.kind == "agency" else dice.randint(30, 520)
    if report.kind == "cite":
        article.source = reporters.get(report.cited, "")
        article.first_source = reporters.get(first_cited(story, report))
        cited = originals.get(report.cited)
        cited_at = cited.published if cited else story.start + dt.timedelta(minutes=90)
        article.published = cited_at + dt.timedelta(minutes=dice.randint(20, 240), seconds=dice.randrange(60))
        return
    days = int(options.get("day", 0))
    article.published = story.start + dt.timedelta(days=days, minutes=minutes, seconds=dice.randrange(60))
    earlier = originals.get(options.get("after"))
    if earlier:
        not_before = earlier.published + dt.timedelta(minutes=dice.randint(150, 400))
        article.published = max(article.published, not_before)


def sign_report(dice, article):
    """Dateline and authors"""
    language = article.language
    place = article.report.options.get("dl")
    article.dateline = place
    if article.kind == "agency":
        article.dateline_agency = article.outlet if place else None
        if language == "en" and dice.random() < 0.4:
            writer, editor = dice.full_name("en.f"), dice.full_name("en.m")
            article.closing.append(f"(Reporting by {writer}; editing by {editor})")
    elif place:
        article.authors = dice.byline(language)
        article.has_access = True
    elif dice.random() < 0.6:
        article.authors = dice.byline(language)


def write_reports(dice, story, reports, reporters):
    """The articles of the reports, by id of report"""
    originals = {}
    for report in reports:
        reporter = reporters[report.id]
        article = new_article(dice, story, report, reporter, report.language)
        article.kind = report.kind
        article.title = report.title
        article.paragraphs = [(paragraph, reporter) for paragraph in report.paragraphs]
        article.story_name += report.options.get("story", "")
        date_report(dice, article, reporters, originals)
        sign_report(dice, article)
        originals[report.id] = article
    return originals


# ---------------------------------------------------------------- a story: who copies it


def choose_base(dice, articles):
    """What is copied next: an agency report, a copy or an outlet's own report; None if the last does not exist"""
    originals = [article for article in articles if article.kind == "agency"]
    own = [article for article in articles if article.kind == "own"]
    copies = [
        article for article in articles if article.kind == "copy" and article.complete and not article.second_origin
    ]
    lot = dice.random()
    if lot < 0.70:
        return dice.choice(originals)
    if lot < 0.86 and copies:
        return dice.choice(copies)
    return dice.choice(own) if own else None


def add_own_paragraphs(dice, copy, addition):
    """What the copying outlet heard itself, with a person as author; an agency named there goes to the end"""
    copy.kind = "copy+own"
    copy.paragraphs += [(paragraph, copy.outlet) for paragraph in addition.paragraphs]
    if copy.authors is None:
        copy.authors = [dice.full_name(copy.language + ".f")]
    elif copy.credit and copy.authors == [copy.credit]:
        copy.authors = [dice.full_name(copy.language + ".f")]
        copy.dateline = None
        copy.closing.append(dice.choice(CREDITS[copy.language][:2]) % copy.credit)


def add_second_agency(dice, copy, reporters):
    """Credits another agency as well, one that reported the story if there is one"""
    reporting = [name for name in reporters.values() if name in ALL_AGENCIES and name != copy.origin]
    others = [name for name in AGENCIES[copy.language] if name != copy.origin]
    copy.second_origin = (reporting or others)[0]
    copy.dateline = None
    copy.authors = None
    both = copy.credit + ("/" if dice.random() < 0.5 else ", ") + copy.second_origin
    if dice.random() < 0.5:
        copy.authors = [copy.credit, copy.second_origin]
        copy.closing = []
    else:
        copy.closing = [f"({both})"]
    copy.credit = both


def cut_at_paywall(copy):
    copy.complete = False
    copy.paragraphs = copy.paragraphs[: max(2, len(copy.paragraphs) // 3)]
    copy.closing = [PAYWALL[copy.language]]
    if copy.credit and not copy.dateline_agency:
        copy.authors = [copy.credit]


def vary_copy(dice, copy, additions, reporters):
    """Lets some copies add what they heard themselves, credit a second agency or end at a paywall"""
    fitting = [addition for addition in additions if addition.base == copy.report.id]
    if fitting and copy.base.kind == "agency" and dice.random() < 0.75:
        additions.remove(fitting[0])
        add_own_paragraphs(dice, copy, fitting[0])
    elif copy.credit and copy.origin in ALL_AGENCIES and dice.random() < 0.14:
        add_second_agency(dice, copy, reporters)
    elif dice.random() < 0.05:
        cut_at_paywall(copy)


def add_copies(dice, story, articles, outlets, reporters):
    """Adds copies until the story has enough articles, or after 40 attempts"""
    wanted = dice.randint(14, 17) if story.language() == "en" else dice.randint(10, 12)
    additions = list(story.additions)
    for _ in range(40):
        if len(articles) >= wanted:
            break
        base = choose_base(dice, articles)
        if base is None:
            continue
        outlet = next_outlet(outlets, base.language)
        if outlet is None:
            dice.random()  # thrown away; without it every newsroom would be another one
            continue
        mode = dice.choice(["credited", "credited", "uncredited", "edited", "edited", "edited-uncredited"])
        copy = make_copy(dice, base, outlet, story, mode.removeprefix("edited-"))
        if mode == "edited-uncredited":
            for _ in range(dice.choice([1, 2])):
                cut_somewhere(dice, copy.paragraphs)
        vary_copy(dice, copy, additions, reporters)
        articles.append(copy)


def add_copy_beside_own_report(dice, story, articles):
    """Sometimes an outlet prints an agency's report beside its own"""
    own = [article for article in articles if article.kind == "own"]
    wires = [article for article in articles if article.kind == "agency"]
    if not own or not wires or dice.random() >= 0.3:
        return
    outlet_report = dice.choice(own)
    same_language = [article for article in wires if article.language == outlet_report.language]
    if same_language:
        articles.append(make_copy(dice, dice.choice(same_language), outlet_report.outlet, story, "credited"))


# ---------------------------------------------------------------- a story: what is planted


def with_copies(article, articles):
    """The article, its copies and their copies"""
    return [x for x in articles if x is article or x.base and (x.base is article or x.base.base is article)]


def is_copy(article):
    return article.kind.startswith("copy")


def has_word(article, word):
    return any(f"~{word}?" in template for template, _ in article.paragraphs)


def choose_culprit(dice, copies, others, share_of_copies):
    """One of the copies or of the others, or None"""
    if copies and (dice.random() < share_of_copies or not others):
        return dice.choice(copies)
    return dice.choice(others) if others else None


def plant_alterations(dice, articles, corrected):
    """Lets articles change words, speakers and spellings; corrected: the wire that is corrected, which changes none"""
    rates = {"w": 0.5, "s": 0.6, "y": 0.7}
    templates = [template for article in articles for template, _ in article.paragraphs]
    words = {match[1] for template in templates for match in ALTERATION.finditer(template)}
    for word in sorted(words):
        if dice.random() > rates[word[0]]:
            continue
        carriers = [article for article in articles if has_word(article, word) and article is not corrected]
        copies = [article for article in carriers if is_copy(article)]
        own = [article for article in carriers if article.kind == "own"]
        culprit = choose_culprit(dice, copies, own, 0.65)
        if culprit is None or len(carriers) < 2:
            continue
        for article in with_copies(culprit, articles):
            article.altered.add(word)


def misspelt(dice, name):
    """A name with a letter doubled, left out or changed inside"""
    versions = []
    for i in range(1, len(name) - 1):
        before, letter, after = name[i - 1], name[i], name[i + 1]
        if letter == after and letter in "lnrstm":
            versions.append(name[:i] + name[i + 1 :])
        elif letter in "lnrtm" and after in "aeiou" and before in "aeiou":
            versions.append(name[:i] + letter + name[i:])
        if letter == "i":
            versions.append(name[:i] + "y" + name[i + 1 :])
        elif letter == "e" and i > 1 and after in "lnr":
            versions.append(name[:i] + "a" + name[i + 1 :])
    if not versions:
        other_vowel = {"a": "e", "e": "a", "o": "u", "u": "o", "i": "y"}
        versions = [
            name[:i] + other_vowel[name[i]] + name[i + 1 :] for i in range(1, len(name) - 1) if name[i] in other_vowel
        ]
    return dice.choice(versions) if versions else name + "e"


def wrong_number(dice, key, number):
    """Another year, the number with its last digits exchanged, or one near it"""
    if key in YEARS:
        return number + dice.choice([-9, -3, -1, 1, 2])
    digits = str(number)
    exchanged = int(digits[:-2] + digits[-1] + digits[-2]) if len(digits) > 1 else number
    plausible = exchanged != number and 0.6 < exchanged / number < 1.4 and digits[-1] != "0" and key != "n.dias"
    if plausible and dice.random() < 0.6:
        return exchanged
    if number < 10:
        return number + 1
    return number - dice.choice([1, 2, 3]) * 10 ** max(0, len(digits) - 2)


def wrong_value(dice, story, key):
    """A value to give instead of the true one (of a day: the shift), or None"""
    if key == "wd":
        return -1
    value = story.values[key]
    if isinstance(value, tuple):
        return value[0], misspelt(dice, value[1])
    if isinstance(value, int):
        return wrong_number(dice, key, value)
    if key.startswith("o"):
        *words, last = value.rsplit(" ", 1)
        return " ".join([*words, misspelt(dice, last)])
    others = [word for word in story.slots[key].split("|") if word != value]
    return dice.choice(others) if others else None


def plant_wrong_facts(dice, story, articles, keys):
    """Lets one or two articles, with their copies, be wrong about one of the keys"""
    dice.shuffle(keys)
    planted = 0
    for key in keys:
        if planted >= dice.choice([1, 2, 2]):
            break
        slots = ["{wd}", "{date}"] if key == "wd" else ["{%s}" % key, "{%s.s}" % key]
        carriers = [
            article
            for article in articles
            if any(slot in template for template, _ in article.paragraphs for slot in slots)
        ]
        if len(carriers) < 2:
            continue
        value = wrong_value(dice, story, key)
        if value is None:
            continue
        plain = "{%s}" % key
        headlines = [
            article
            for article in carriers
            if article.kind == "copy"
            and plain in article.title
            and any(plain in template for template, _ in article.paragraphs)
        ]
        if headlines and isinstance(story.values.get(key), int) and dice.random() < 0.3:
            dice.choice(headlines).wrong_in_title[key] = value
            planted += 1
            continue
        copies = [article for article in carriers if is_copy(article)]
        own = [article for article in carriers if article.kind in ("own", "silent")]
        culprit = choose_culprit(dice, copies, own, 0.6)
        if culprit is None:
            continue
        for article in with_copies(culprit, articles):
            article.wrong[key] = value
        planted += 1


def plant_correctable_error(dice, story, originals):
    """Makes an agency report wrong that will be corrected; returns it, or None"""
    if not story.correctable or dice.random() >= 0.6:
        return None
    report_id, key, _ = story.correctable
    if report_id not in originals:
        return None
    value = story.values[key]
    reverse = str(value)[::-1]
    reversible = value > 9 and reverse != str(value) and reverse[0] != "0"
    originals[report_id].wrong[key] = int(reverse) if reversible else value + dice.choice([3, 7, 11])
    return originals[report_id]


def add_correction(dice, story, articles, corrected, outlets):
    """Adds the corrected wire and a copy of it, if an outlet is left"""
    _, key, what = story.correctable
    language, right, wrong = corrected.language, story.values[key], corrected.wrong[key]
    correction = new_article(dice, story, corrected.report, corrected.outlet, language)
    correction.kind = "agency"
    correction.title = corrected.title
    correction.paragraphs = list(corrected.paragraphs)
    correction.dateline = corrected.dateline
    correction.dateline_agency = corrected.dateline_agency
    correction.wrong = {k: value for k, value in corrected.wrong.items() if k != key}
    correction.title_prefix, note = CORRECTION[language]
    correction.opening = [note % (what, number_text(right, language), number_text(wrong, language))]
    last = max(article.published for article in articles if article is corrected or article.base is corrected)
    earliest = min(last, corrected.published + dt.timedelta(minutes=95))
    correction.published = earliest + dt.timedelta(minutes=dice.randint(5, 30))
    articles.append(correction)
    story.correction = (correction, key, wrong)
    outlet = next_outlet(outlets, language)
    if outlet:
        copy = make_copy(dice, corrected, outlet, story, "credited")
        copy.base = correction
        copy.wrong = dict(correction.wrong)
        copy.published = correction.published + dt.timedelta(minutes=dice.randint(10, 90))
        articles.append(copy)


def tell_story(dice, story):
    """Draws the story and its articles, not yet put into words"""
    draw_event(dice, story)
    outlets = shuffled_outlets(dice)
    agencies = shuffled_agencies(dice)
    reporters = assign_reporters(story, outlets, agencies)
    reports = choose_reports(dice, story, reporters)
    originals = write_reports(dice, story, reports, reporters)
    corrected = plant_correctable_error(dice, story, originals)
    articles = list(originals.values())
    add_copies(dice, story, articles, outlets, reporters)
    add_copy_beside_own_report(dice, story, articles)
    plant_alterations(dice, articles, corrected)
    keys = [key for key in story.disputable if not corrected or key != story.correctable[1]]
    plant_wrong_facts(dice, story, articles, keys)
    if corrected:
        add_correction(dice, story, articles, corrected, outlets)
    story.articles = articles


def separate_times(articles):
    """No two articles of a story appear in the same second"""
    taken = set()
    for article in sorted(articles, key=lambda article: article.published):
        while article.published in taken:
            article.published += dt.timedelta(seconds=61)
        taken.add(article.published)


# ---------------------------------------------------------------- live pages


def first_wire(story):
    return next(article for article in story.articles if article.kind == "agency")


def new_live_pages(dice, stories):
    """Live pages, each with the two or three entries (story, template) it gathers"""
    entries = {}
    for story in stories:
        for language, template in story.live_entries:
            entries.setdefault(language, []).append((story, template))
    pages = []
    for language in sorted(entries):
        left = entries[language]
        dice.shuffle(left)
        while len(left) >= 2:
            gathered = [left.pop() for _ in range(min(3, len(left)))]
            latest = max((story for story, _ in gathered), key=lambda story: story.start)
            page = new_article(dice, latest, None, dice.choice(OUTLETS[language]), language)
            page.kind = "live"
            page.story_name = f"live-{language}-{len(pages)}"
            page.title_text = LIVE_PAGE[language][0]
            page.published = latest.start + dt.timedelta(hours=9, minutes=dice.randrange(60))
            pages.append((page, gathered))
    return pages


def write_live_page(dice, page, entries):
    """Puts the entries into words; what they tell is from the first wire of their story"""
    text = LIVE_PAGE[page.language][1]
    for story, template in entries:
        wire = first_wire(story)
        entry = dataclasses.replace(page, story=story, origin=wire.origin, source=wire.origin)
        marks = Marks(owner=wire.origin)
        text += "\n\n%02d:%02d – " % (dice.randint(8, 20), dice.randrange(60))
        text += render(dice, entry, template, {}, set(), len(text), marks)
        page.live_marks.append((story, marks, wire))
    page.text = text


def make_live_pages(dice, stories):
    pages = new_live_pages(dice, stories)
    for page, entries in pages:
        write_live_page(dice, page, entries)
    return [page for page, _ in pages]


# ---------------------------------------------------------------- articles about other things


def make_other_article(dice, number, report):
    """The article of a report about something else"""
    story = Story(f"d{number}", day=FIRST_DAY + dt.timedelta(days=dice.randrange(90)))
    dice.forget_surnames()
    names = AGENCIES if report.kind == "agency" else OUTLETS
    outlet = dice.choice(names[report.language])
    article = new_article(dice, story, report, outlet, report.language)
    article.kind = report.kind
    article.title = report.title
    article.paragraphs = [(paragraph, outlet) for paragraph in report.paragraphs]
    time = dt.time(dice.randint(5, 20), dice.randrange(60), dice.randrange(60), tzinfo=dt.timezone.utc)
    article.published = dt.datetime.combine(story.day, time)
    if report.kind != "agency":
        article.authors = dice.byline(report.language)
    elif "dl" in report.options:
        article.dateline = report.options["dl"]
        article.dateline_agency = outlet
    return article


def make_other_articles(dice, wanted):
    """About so many articles about other things: reports of agencies and outlets, and copies of the former"""
    reports = read_other_reports()
    articles = []
    for number, report in enumerate(reports):
        article = make_other_article(dice, number, report)
        articles.append(article)
        if report.kind != "agency":
            continue
        outlets = OUTLETS[report.language]
        per_report = wanted / len(reports) * dice.choice([1.2, 1.5, 2]) * (1.3 if report.language == "en" else 0.8)
        for outlet in dice.sample(outlets, min(len(outlets), max(1, round(per_report)))):
            mode = dice.choice(["credited", "credited", "edited", "uncredited"])
            articles.append(make_copy(dice, article, outlet, article.story, mode))
    dice.shuffle(articles)
    originals = [article for article in articles if article.kind != "copy"]
    copies = [article for article in articles if article.kind == "copy"]
    return (originals + copies)[: max(wanted, len(originals))]


# ---------------------------------------------------------------- truth: who tells what


def inside(alteration, spans):
    return any(start <= alteration["span"][0] < end for start, end in spans)


def place_of(article, spans, field="text"):
    """How the truth points at words of an article"""
    return dict(article=article.id, field=field, spans=spans)


def mention_origins(article, mention):
    """Whose the statement is that an article mentions"""
    if mention["cited"] == ">>":
        return [article.story.outside]
    if mention["cited"] == ">":
        return [article.first_source]
    if mention["owner"] != article.origin:
        return [mention["owner"]]
    return [article.origin, article.second_origin] if article.second_origin else [article.origin]


def telling_of(article, mention):
    """The telling of a statement by a mention of an article of the story"""
    cited, own = mention["cited"], mention["owner"] == article.outlet
    alterations = article.marks.alterations
    return Telling(
        article,
        mention["spans"],
        mention_origins(article, mention),
        via={"m": article.story.outside if cited == ">>" else article.source} if cited else None,
        direct=mention["direct"],
        access=mention["access"] or (article.has_access and own and not cited),
        words=[x for x in alterations if x["word"][0] == "w" and inside(x, mention["spans"])],
        speakers=[x for x in alterations if x["word"][0] == "s" and x["paragraph"] == mention["paragraph"]],
    )


def tellings_of(story, live_pages):
    """The tellings of each statement of a story, by letter; those of live pages last"""
    tellings = {}
    for article in story.articles:
        for mention in article.marks.mentions:
            tellings.setdefault(mention["letter"], []).append(telling_of(article, mention))
    for page in live_pages:
        for told_story, marks, wire in page.live_marks:
            if told_story is not story:
                continue
            for mention in marks.mentions:
                telling = Telling(
                    page,
                    mention["spans"],
                    [wire.origin],
                    via={"m": wire.origin},
                    direct=mention["direct"],
                    access=mention["access"],
                )
                tellings.setdefault(mention["letter"], []).append(telling)
    return tellings


def mention_truth(telling):
    """What the truth says of a telling"""
    article = telling.article
    return dict(
        article=article.id,
        spans=telling.spans,
        lang=article.language,
        origins=telling.origins,
        via=telling.via,
        style="direct" if telling.direct else "indirect",
        changed=any(alteration["altered"] for alteration in telling.words),
        t=timestamp(article.published),
        text=" … ".join(article.text[start:end] for start, end in telling.spans),
        head=False,
    )


# ---------------------------------------------------------------- truth: origins, access of one's own, silence


def fewest_origins(tellings):
    """The smallest number of origins that leaves no telling without one"""
    origins_of_each = [set(telling.origins) for telling in tellings]
    names = sorted(set().union(*origins_of_each))
    return next(
        number
        for number in range(1, len(names) + 1)
        for combination in itertools.combinations(names, number)
        if all(origins.intersection(combination) for origins in origins_of_each)
    )


def span_words(telling, unaltered):
    """The words of each span of a telling; unaltered: as they were before the article changed any"""
    article = telling.article
    alterations = []
    if unaltered and article.marks:
        alterations = sorted(article.marks.alterations, key=lambda alteration: alteration["span"])
    words = []
    for start, end in telling.spans:
        text = ""
        position = start
        for alteration in alterations:
            alteration_start, alteration_end = alteration["span"]
            if position <= alteration_start < end:
                text += article.text[position:alteration_start] + article.unaltered[alteration["word"]]
                position = alteration_end
        words.append(re.findall(r"\w+", (text + article.text[position:end]).lower()))
    return words


def fives(telling, unaltered):
    """The sequences of five words in a telling"""
    return {tuple(words[i : i + 5]) for words in span_words(telling, unaltered) for i in range(len(words) - 4)}


def brings_new_words(telling, others):
    """Whether it has five words in a row that no earlier telling of another origin in its language has

    None if that depends on whether changed words count as such
    """
    earlier = [
        other
        for other in others
        if telling.origins[0] not in other.origins
        and other.article.published < telling.article.published
        and other.article.language == telling.article.language
    ]
    answers = set()
    for unaltered in (False, True):
        known = set().union(*(fives(other, unaltered) for other in earlier))
        answers.add(not fives(telling, unaltered) <= known)
    return answers.pop() if len(answers) == 1 else None


def has_own_access(origin, tellings, same_utterance):
    """Whether the words show that an origin heard the statement itself: True, False or, if nobody can tell, None

    tellings: of the statement; same_utterance: of all statements that were made in one breath with it
    """
    mine = [telling for telling in tellings if telling.origins == [origin]]
    others = [telling for telling in tellings if origin not in telling.origins]
    if any(telling.access for telling in mine):
        return True
    if all(telling.via for telling in mine):
        return None
    first = min(telling.article.published for telling in mine)
    if not any(other.article.published < first for other in others):
        return False
    my_articles = [telling.article for telling in mine]
    is_open = False
    for telling in same_utterance:
        if telling.origins != [origin] or not telling.direct or telling.article not in my_articles:
            continue
        new = brings_new_words(telling, same_utterance)
        after_another = any(
            other.article.language == telling.article.language and other.article.published < telling.article.published
            for other in others
        )
        if new and after_another:
            return True
        if new is None or new:
            is_open = True
    return None if is_open else False


def access_truth(tellings, same_utterance):
    """By origin: True, or None if the words show no access; an origin of which nobody can tell is left out"""
    access = {}
    for origin in sorted({telling.origins[0] for telling in tellings if len(telling.origins) == 1}):
        answer = has_own_access(origin, tellings, same_utterance)
        if answer is not None:
            access[origin] = answer or None
    return access


def statement_truth(story, letter, tellings):
    """What the truth says of a statement; tellings: of all statements of the story, by letter"""
    mine = tellings[letter]
    utterance = story.utterances[letter]
    same_utterance = [
        telling for other, told in tellings.items() if story.utterances[other] == utterance for telling in told
    ]
    story_name = next(telling.article.story_name for telling in mine if telling.article.kind != "live")
    first = min(telling.article.published for telling in mine)
    carriers = [telling.article for telling in mine]
    others = [article for article in story.articles if article.story_name == story_name and article not in carriers]
    silent = [article.id for article in others if article.complete and article.published > first]
    return dict(
        id=f"{story.id}.{letter}",
        story=story_name,
        langs=sorted({telling.article.language for telling in mine}),
        count=fewest_origins(mine),
        origins=sorted({origin for telling in mine for origin in telling.origins}),
        own=access_truth(mine, same_utterance),
        mentions=[mention_truth(telling) for telling in mine],
        silent=silent,
        cannot_tell=[article.id for article in others if article.id not in silent],
    )


# ---------------------------------------------------------------- truth: what disagrees


def has_wording(telling, word, old_texts):
    """Whether a telling has the changeable word, or its old text where the paragraph is another one"""
    if any(alteration["word"] == word for alteration in telling.words):
        return True
    text = " … ".join(telling.article.text[start:end] for start, end in telling.spans)
    return any(len(old) > 4 and re.search(r"\b" + re.escape(old) + r"\b", text) for old in old_texts)


def word_discrepancies(story, letter, tellings):
    """Where articles quote a statement in different words"""
    found = []
    for word in sorted({alteration["word"] for telling in tellings for alteration in telling.words}):
        alterations = [(telling, x) for telling in tellings for x in telling.words if x["word"] == word]
        changed = [telling for telling, x in alterations if x["altered"]]
        if not changed:
            continue
        old_texts = {x["text"] for _, x in alterations if not x["altered"]}
        unchanged = [
            telling
            for telling in tellings
            if telling not in changed
            and telling.article.language == changed[0].article.language
            and telling.direct
            and has_wording(telling, word, old_texts)
        ]
        if unchanged:
            sides = [[place_of(telling.article, telling.spans) for telling in side] for side in (unchanged, changed)]
            found.append(dict(kind="words", sub="", story=story.id, key=f"{letter}.{word}", sides=sides))
    return found


def speaker_place(telling):
    return place_of(telling.article, telling.spans + [alteration["span"] for alteration in telling.speakers])


def speaker_discrepancies(story, letter, tellings):
    """Where articles give a statement to different speakers"""
    found = []
    for word in sorted({alteration["word"] for telling in tellings for alteration in telling.speakers}):
        changed = [telling for telling in tellings if any(x["word"] == word and x["altered"] for x in telling.speakers)]
        unchanged = [telling for telling in tellings if telling not in changed]
        if changed and unchanged:
            sides = [[speaker_place(telling) for telling in side] for side in (unchanged, changed)]
            found.append(dict(kind="speaker", sub="", story=story.id, key=f"{letter}.{word}", sides=sides))
    return found


def spelling_differences(story):
    """Where articles only spell a word differently, which is no discrepancy"""
    places = {}  # word: whether altered: places
    for article in story.articles:
        for alteration in article.marks.alterations:
            if alteration["word"][0] != "y":
                continue
            mentions = [mention for mention in article.marks.mentions if inside(alteration, mention["spans"])]
            spans = [mention["spans"][0] for mention in mentions] or [alteration["span"]]
            sides = places.setdefault(alteration["word"], {})
            sides.setdefault(alteration["altered"], []).append(place_of(article, spans))
    return [
        dict(kind="words", sub="spelling", story=story.id, key=word, sides=[sides[False], sides[True]])
        for word, sides in places.items()
        if len(sides) == 2
    ]


def places_of_facts(story):
    """Places by key and value: those of what is said to be so, and those of numbers that are only bounds"""
    exact, bounds = {}, {}
    for article in story.articles:
        for fact in article.marks.facts:
            if fact["rounded"]:
                continue
            key, value, field = fact["key"], fact["value"], fact["field"]
            if fact["bound"] and key.startswith("n"):
                bounds.setdefault(key, {}).setdefault(value, []).append(place_of(article, [fact["span"]], field))
            else:
                places = exact.setdefault(key, {}).setdefault(value, {})
                places.setdefault((article.id, field), place_of(article, [], field))["spans"].append(fact["span"])
    return {k: {v: list(p.values()) for v, p in values.items()} for k, values in exact.items()}, bounds


def fact_differences(story, exact):
    """Where articles disagree about facts: the discrepancies, and what a correction settled"""
    discrepancies, corrected = [], []
    headline_keys = {key for article in story.articles for key in article.wrong_in_title}
    for key, values in sorted(exact.items()):
        if len(values) < 2:
            continue
        true = story.values.get(key, "")
        true = str(true[1] if isinstance(true, tuple) else true)
        sides = [places for value, places in sorted(values.items(), key=lambda item: (item[0] != true, item[0]))]
        difference = dict(kind=FACT_KINDS[key[0]], sub="", story=story.id, key=key, sides=sides)
        if story.correction and story.correction[1] == key:
            corrected.append({**difference, "sub": "corrected"})
        else:
            discrepancies.append({**difference, "sub": "headline" if key in headline_keys else ""})
    return discrepancies, corrected


def bound_differences(story, exact, bounds):
    """Where "at least 12" or "some 12" meets another number: no discrepancy, but it may be pointed at"""
    found = []
    for key, values in sorted(bounds.items()):
        sides = {value: list(places) for value, places in values.items()}
        for value, places in exact.get(key, {}).items():
            sides.setdefault(value, []).extend(places)
        if len(sides) > 1:
            sides = [places for _, places in sorted(sides.items())]
            found.append(dict(kind="number", sub="bound", story=story.id, key=key, sides=sides))
    return found


def places_of_key(articles, key):
    """Where the articles have a key, an entry for the text and one for the title of each, which may be without spans"""
    return [
        place_of(
            article,
            [fact["span"] for fact in article.marks.facts if fact["key"] == key and fact["field"] == field],
            field,
        )
        for article in articles
        for field in ("text", "title")
    ]


def articles_with_key(story, key):
    return [article for article in story.articles if any(fact["key"] == key for fact in article.marks.facts)]


def late_updates(story):
    """Where an article still has the early figure when the later one is known, which is no discrepancy"""
    found = []
    for old, new in story.rises:
        early, late = articles_with_key(story, old), articles_with_key(story, new)
        if not early or not late:
            continue
        if max(article.published for article in early) > min(article.published for article in late):
            sides = [places_of_key(early, old), places_of_key(late, new)]
            found.append(dict(kind="number", sub="late update", story=story.id, key=old, sides=sides))
    return found


def correction_truth(story):
    """The correction, and the articles that have the wrong value still"""
    correction, key, wrong = story.correction
    still = [article.id for article in articles_with_key(story, key) if article.wrong.get(key) == wrong]
    return dict(article=correction.id, story=story.id, still=still)


# ---------------------------------------------------------------- truth: all of it


def article_truth(article):
    kind = "own " + article.report.id if article.kind == "own" else article.kind
    return dict(
        kind=kind,
        origin=article.origin,
        credit=article.credit,
        base=article.base.id if article.base else None,
        story=article.story_name,
        lang=article.language,
        complete=article.complete,
    )


def add_story_truth(story, live_pages, truth):
    """Adds to the truth what is true of the articles of a story and of the live pages that tell it"""
    tellings = tellings_of(story, live_pages)
    for letter in sorted(tellings):
        truth["statements"].append(statement_truth(story, letter, tellings))
        truth["discrepancies"] += word_discrepancies(story, letter, tellings[letter])
        truth["discrepancies"] += speaker_discrepancies(story, letter, tellings[letter])
    exact, bounds = places_of_facts(story)
    discrepancies, corrected = fact_differences(story, exact)
    truth["discrepancies"] += discrepancies
    truth["neutral"] += spelling_differences(story)
    truth["neutral"] += corrected
    truth["neutral"] += bound_differences(story, exact, bounds)
    truth["neutral"] += late_updates(story)
    if story.correction:
        truth["corrections"].append(correction_truth(story))


def article_record(article):
    """The article as articles.jsonl has it"""
    path = f"{article.published:%Y/%m/%d}/{slug(article.title_text)[:50]}-{article.id}"
    record = dict(
        id=article.id,
        url=f"https://{domain(article.outlet)}/{path}",
        outlet=article.outlet,
        title=article.title_text,
        published=timestamp(article.published),
        text=article.text,
        language=article.language,
    )
    if article.authors:
        record["authors"] = article.authors
    return record


def main():
    parser = argparse.ArgumentParser(description="Makes a fictional newsroom with known origins.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()

    dice = Dice(options.seed)
    stories = read_stories()
    for story in stories:
        tell_story(dice, story)
    told = [article for story in stories for article in story.articles]
    live_pages = make_live_pages(dice, stories)
    others = make_other_articles(dice, len(told))
    for story in stories:
        separate_times(story.articles)
    for article in told + others:
        write_out(dice, article)
    articles = told + live_pages + others
    dice.shuffle(articles)
    for number, article in enumerate(articles, 1):
        article.id = f"c{number:04}"

    truth = dict(
        order=[article.id for article in articles],
        articles={article.id: article_truth(article) for article in told + live_pages},
        statements=[],
        discrepancies=[],
        neutral=[],
        corrections=[],
    )
    for story in stories:
        add_story_truth(story, live_pages, truth)

    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "articles.jsonl", "w", encoding="utf-8") as file:
        for article in articles:
            file.write(json.dumps(article_record(article), ensure_ascii=False) + "\n")
    with open(options.out / "truth.json", "w", encoding="utf-8") as file:
        json.dump(truth, file, ensure_ascii=False, indent=1)
    print(
        f"{options.out}: {len(articles)} articles "
        f"({len(told)} of stories, {len(live_pages)} live, {len(others)} others), "
        f"{len(truth['statements'])} statements, {len(truth['discrepancies'])} discrepancies, "
        f"{len(truth['corrections'])} corrections"
    )


if __name__ == "__main__":
    main()
