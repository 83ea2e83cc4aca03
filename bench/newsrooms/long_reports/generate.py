#!/usr/bin/env python3
"""Fictional news with known truth: generate.py --seed N --out DIR writes DIR/articles.jsonl and DIR/truth.json.

stories/0*.txt: 24 stories, reports written by hand; stories/more.txt: a further paragraph for each; stories/distractors.txt:
46 other events. Marks: `= name`; `v:` names (enF: English, woman), places (enP), numbers that a seed draws; `f:` kinds of
facts; `@ r1 en agency:AP|own t=HOURS dl=PLACE by` a report (`by`: byline and dateline at the place); `T:` headlines;
`[k1: words]` a mention of statement k1 (several in a paragraph are one mention), `[k1~: …]` a word changed in it,
`[k1@r2: …]` had from the origin of report r2, `[k1@=Name: …]` from one that is not in the library; `<fact: text>`, `<fact=B: …>`
the planted other value, H in a headline, C the wrong one that a correction corrects; `{n1+5}`, `{d-2}` weekday, `{D-3}` date,
`{A.l}` surname, `{OUT}` own outlet, `{OUT:r2}` that of r2. `+` own-access paragraph for a copy, `!` entry of a live page,
`~` word changed in a copy's quotation, `ms r3 A` r3 misspells A, `hl` wrong headline on a copy, `corr`, `kill`, `wd` weekday,
`tr k1` two translations or contractions: differing words are neutral.

Truth, where DESIGN leaves room: own access is left out (not scored) for an origin that shows access elsewhere in its text only, that
another says was "told" the words, that is credited among several, or whose new words might be a translation; indirect speech
alone is never "five words of the utterance". A live page is in no story. Silent: in the story, complete, published after the
first mention, any of the five languages; a kill notice is silent too. A fact that a correction changed, and a wrong headline
against other articles, are neutral. Discrepant numbers that come later are mostly lower, so that they are no updates.
"""

import argparse, datetime as dt, json, os, random, re, unicodedata
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
W = lambda s: s.split()
LAST = {
    "en": W("Abbotsley Ardern Ashworth Barnwell Beckford Blakeney Brandreth Calloway Carmody Chadwick Coldwell Corbin Cranfield Culver Dacre Darnley Denholm Dunmore Eastman Ellery Fairburn Fenwick Finch Garland Gatley Gilroy Glanville Goodall Greaves Hadley Halloran Harker Haversham Hebden Hollis Ingram Jardine Kempton Kendrick Kirby Lambton Langley Larkin Lockhart Lytton Maddox Marchbank Mayhew Mellor Merrick Milburn Nesbit Norwood Oakden Orchard Padgett Paisley Pemberton Penrose Pickering Prescott Quill Radford Redmayne Ridley Rooke Sandford Selwyn Shipley Sinclair Stanhope Stokes Sutcliffe Tanner Thackray Thornhill Tilney Trevelyan Tunnicliffe Underhill Vickers Wadsworth Wakefield Walden Warburton Weatherby Whitlock Wilding Winslow Woodgate Wycliffe Yardley Yeoman Alderson Birtwistle Cheever Dearden Entwistle Faversham Gorringe Hathersage Islington Jessop Kilbride Loxley"),
    "de": W("Albers Bachmeier Brandstetter Deichmann Eichhorn Feddersen Gerlach Hagedorn Imhoff Jessen Kattwinkel Kröger Lindner Mehring Niehaus Oberländer Petersen Quast Reinders Sattler Tiedemann Ulbrich Vollmer Wegener Zumholz Brinkmann Ziegler Harmsen Kessler Dornbusch Mertens Pohlmann Ritter Sommerfeld Thiessen"),
    "fr": W("Bellanger Carpentier Delmas Fauvel Garnier Lacombe Marchetti Pelletier Renaud Sauvage Tessier Vasseur Bonnard Chevallier Ducros Ferrand Gaillard Joubert Lemaître Mercier Poirier Roussel Thibault Vallet"),
    "es": W("Aguirre Barreiro Cifuentes Echevarría Figueroa Garrido Ibarra Lozano Montero Ordóñez Pacheco Quiroga Robledo Salcedo Tejada Urrutia Valverde Zamora Carrasco Duarte Hidalgo Maldonado Navarrete Villalba"),
    "it": W("Albanese Barbieri Castellani Damiani Fabbri Galvani Lombardi Marchesi Negroni Orsini Pellegrini Rinaldi Salvatori Tommasi Venturi Zanetti Bassani Corsini Ferraris Guarnieri Morandi Passerini Silvestri Vannucci"),
}
FIRST = {
    "enF": W("Alice Beatrix Clara Daphne Edith Fiona Gwen Harriet Imogen Judith Kathleen Lydia Marian Nora Olive Phoebe Rosalind Sheila Tessa Ursula Winifred Agnes Bridget Cora Dorothea Esther Frances Greta Hazel Isla"),
    "enM": W("Adrian Basil Cedric Duncan Edgar Felix Graham Hugh Ivor Jasper Kenneth Leonard Malcolm Neville Owen Percy Quentin Rufus Stephen Tobias Victor Walter Alan Bernard Clive Desmond Ernest Frederick Gareth Howard"),
    "deF": W("Anke Birgit Christiane Dörte Elke Frauke Gesine Heike Inge Jutta Karin Lotte Maren Nadja"),
    "deM": W("Arndt Bernd Carsten Detlef Eckhard Frank Gerd Holger Ingo Jörg Klaus Lothar Manfred Norbert"),
    "frF": W("Agathe Brigitte Camille Delphine Élodie Florence Geneviève Hélène Jeanne Laure Mathilde Nadège"),
    "frM": W("Antoine Bertrand Cédric Damien Étienne Fabrice Gérard Henri Jacques Laurent Mathieu Olivier"),
    "esF": W("Amparo Begoña Carmela Dolores Elvira Fátima Gloria Inmaculada Julia Lourdes Maite Nuria"),
    "esM": W("Alonso Bartolomé César Diego Emilio Fermín Gonzalo Hernán Ignacio Joaquín Leandro Matías"),
    "itF": W("Adele Bianca Caterina Donata Elisa Federica Ginevra Ilaria Lucrezia Marta Ornella Paola"),
    "itM": W("Alberto Bruno Claudio Dario Emanuele Fulvio Gianni Lorenzo Massimo Nicola Orlando Pietro"),
}
STAFF = {
    "en": W("Pell Strake Mott Garrow Vane Tully Brisk Hobday Lorne-Smith Quarry Sorrell Dace Penny Rusk Amory Flint Cobb Havers"),
    "de": W("Siebert Lohse Krapp Wulf Dressel Haack Möbius Rauh"),
    "fr": W("Morel Lavigne Caron Brun Hubert Noblet Prieur Sorel"),
    "es": W("Luengo Cano Bravo Sotelo Prieto Rincón Vidal Mena"),
    "it": W("Conti Serra Villa Neri Riva Greco Sala Moro"),
}
PLACES = {
    "en": [a + b for a in W("Brack Holl Marl Thorn Ged Pend Stane Gorse Kes Lang Raven Whit Hask Orm Dun Sel") for b in W("combe mouth stead dale haven wold reach")],
    "de": [a + b for a in W("Alten Kehl Wester Nieder Lauter Birken Erlen Hasel") for b in W("rode brück hagen walde stetten")],
    "fr": W("Marsac-sur-Lenne Vaux-le-Pré Pontelin Granvelle Corbeville Montrevault Saint-Firmin Fontaubert Landreville Beaurecourt Rochemaure-Plage Villedomble Tournelle Castelvieux Brémont Sauvelonne Maubrac"),
    "es": W("Villarmosa Torrealba Peñalver Cantalejos Marbueno Valdeolmos Robledal Fuensaldaña Castromira Navarredo Guijosa Almenzar Portillejo Zarzuela Montesclaros"),
    "it": W("Monteroso Castelbruno Pietrafredda Vallescura Borgolungo Sant'Elpidio Roccamarina Torrenova Campodoro Fontebianca Ripalta Colleverde Pontevecchio Villafosca"),
}
OUT = {
    "en": ["Brackwater Courier", "Kestrel Gazette", "Northmoor Herald", "Tidewater Examiner", "Lantern Post", "Fenland Chronicle", "Harrow Vale Times", "Granite Observer", "Coastal Mercury", "Millbrook Journal", "Redcliff Star", "Upland Tribune", "Saltmarsh Echo", "Ironbridge Dispatch", "Weald Sentinel", "Quayside News", "Bellweather Press", "Southdown Argus", "Pinewood Register", "Estuary Advertiser", "Moorgate Standard", "Copperfield Bulletin", "Larkspur Telegraph", "Hollowell Record", "Threeways Guardian", "Wharfside Reporter"],
    "de": ["Grenzmark-Kurier", "Wesergrund-Anzeiger", "Lauterländer Merkur", "Hafenstädter Tagesspiegel", "Fichtental-Kurier", "Nordheider Anzeiger", "Moselgau-Merkur", "Küstenmark-Kurier", "Sandauer Stadtanzeiger", "Elbmarsch-Anzeiger", "Taunusgrund-Kurier", "Rheinwalder Merkur"],
    "fr": ["La Dépêche de Marsac", "La Gazette du Littoral", "La Tribune de Corvelle", "La Voix du Plateau", "La Lanterne de Brévin", "La Chronique du Val", "La Sentinelle du Nord", "La Feuille d'Arlay", "La Revue des Deux Caps", "La Nouvelle de Sorgue"],
    "es": ["Diario de la Ribera", "La Tribuna de Levante", "Diario Montañés del Sur", "La Gaceta de Almoral", "Crónica del Cantil", "La Voz de Peñaranda", "Heraldo de la Vega", "Diario Marismeño", "La Crónica de Olmedal", "Correo de la Sierra"],
    "it": ["Cronache Padane", "Tirreno Oggi", "Corriere delle Colline", "Gazzetta di Valmora", "Eco dei Laghi", "Voce Adriatica", "Giornale di Castelmoro", "Nuova Cronaca Appenninica", "Quotidiano del Delta", "Messaggero Ligure del Mattino"],
}
DAYS = {"en": W("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"), "de": W("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        "fr": W("lundi mardi mercredi jeudi vendredi samedi dimanche"), "es": W("lunes martes miércoles jueves viernes sábado domingo"), "it": W("lunedì martedì mercoledì giovedì venerdì sabato domenica")}
MONTHS = {"en": W("January February March April May June July August September October November December"), "de": W("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
          "fr": W("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"), "es": W("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
          "it": W("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre")}
SYN = {
    "en": [("almost", "nearly"), ("began", "started"), ("several", "a number of"), ("at once", "immediately"), ("are expected", "are likely"), ("last year", "in the past year"), ("a third", "one third"), ("a fifth", "one fifth"), ("welcomed", "applauded"), ("Most of", "The majority of"), ("most of", "the majority of"), ("declined", "refused"), ("though", "although"), ("about", "some")],
    "de": [("rund ", "etwa "), ("mehrere", "etliche"), ("viele", "zahlreiche"), ("unklar", "ungeklärt"), ("bereits", "schon"), ("vermutet", "angenommen"), ("voraussichtlich", "wohl"), ("deutlich", "erheblich")],
    "fr": [("Près de", "Environ"), ("près de", "environ"), ("l'an dernier", "l'année dernière"), ("Quelque", "Environ"), ("déjà", "d'ores et déjà"), ("d'ici à", "avant"), ("pour la plupart", "en majorité")],
    "es": [("Unos", "Cerca de"), ("unas ", "alrededor de "), ("todavía", "aún"), ("ya ", "a estas horas "), ("lejos de", "a gran distancia de"), ("recomiendan", "aconsejan"), ("calcula", "estima")],
    "it": [("circa", "intorno a"), ("appena", "solo"), ("alcuni", "diversi"), ("invece", "al contrario"), ("ha annunciato", "ha reso noto"), ("Decisivo", "Determinante"), ("entro", "nel giro di"), ("regolarmente", "come previsto")],
}
SYN["it"][0] = ("circa ", "all'incirca ")
QUOTES = "“”„«»"
FILL = {
    "en": ["Good morning. A bright start nearly everywhere, with showers reaching the west by the afternoon.", "Traffic: the ring road is moving again after a lorry shed a load of turnips. Allow an extra twenty minutes.", "That is all for today. We will be back at six tomorrow."],
    "de": ["Guten Morgen. Der Tag beginnt mit Nebel, am Nachmittag zeigt sich fast überall die Sonne.", "Verkehr: Auf dem Stadtring löst sich der Stau nach einer Reifenpanne langsam auf.", "Das war es für heute. Morgen ab sechs Uhr sind wir wieder da."],
    "fr": ["Bonjour à tous. Des brumes ce matin, puis un temps sec sur la plupart des régions.", "Circulation : la rocade est dégagée, les ralentissements se résorbent.", "C'est la fin de ce direct. Rendez-vous demain dès six heures."],
    "es": ["Buenos días. Cielos despejados en casi todas partes y viento flojo.", "Tráfico: normalidad en la circunvalación tras la retirada de un camión averiado.", "Hasta aquí el directo de hoy. Volvemos mañana a las seis."],
    "it": ["Buongiorno. Nebbie al mattino, poi sole quasi dappertutto.", "Traffico: di nuovo scorrevole la tangenziale dopo il guasto a un camion.", "Per oggi è tutto. Torniamo domani alle sei."],
}
LIVE = {"en": "Live: {d} as it happens", "de": "Newsticker: Der {d} im Überblick", "fr": "En direct : l'actualité de ce {d}", "es": "En directo: la actualidad del {d}", "it": "In diretta: le notizie di {d}"}
MORE = {"en": "Subscribe to continue reading", "de": "Weiterlesen mit Abo", "fr": "La suite est réservée aux abonnés", "es": "Suscríbase para seguir leyendo", "it": "Abbonati per continuare a leggere"}
ENDC = {"en": "Source: {}", "de": "Quelle: {}", "fr": "(Avec {})", "es": "({})", "it": "(Fonte: {})"}
FIRSTC = {"en": "This article first appeared in the {}.", "de": "Dieser Artikel erschien zuerst im {}.", "fr": "Cet article a d'abord été publié par {}.", "es": "Este artículo se publicó primero en {}.", "it": "Questo articolo è uscito per primo su {}."}
BYL = {"en": "By {} in {}", "de": "Von {}, {}", "fr": "Par {}, envoyé spécial à {}", "es": "Por {}, enviado especial a {}", "it": "Di {}, inviato a {}"}
TITLE_S = lambda s: s


def domain(name):
    s = name.lower()
    for a, b in zip("äöüéèêáíóñàìçœ'’", ["ae", "oe", "ue", "e", "e", "e", "a", "i", "o", "n", "a", "i", "c", "oe", "", ""]):
        s = s.replace(a, b)
    return re.sub(r"[^a-z0-9]", "", s) + ".example"


def misspell(s):
    for a, b in [("ck", "k"), ("ll", "l"), ("tt", "t"), ("rr", "r"), ("nn", "n"), ("ss", "s"), ("ei", "ie"), ("th", "t"), ("mm", "m"), ("dd", "d"), ("(?<=[aeiou])l(?=[aeiou])", "ll"), ("(?<=[aeiou])n(?=[aeiou])", "nn"), ("y(?=.)", "i"), ("a(?=..)", "e"), ("o(?=..)", "a")]:
        if re.search(a, s[1:]):
            return s[0] + re.sub(a, b, s[1:], count=1)
    return s + "e"


class Seg:
    __slots__ = ("text", "st", "fact", "name")

    def __init__(self, text, st=None, fact=None, name=None):
        self.text, self.st, self.fact, self.name = text, st, fact, name

    def copy(self, **k):
        s = Seg(self.text, self.st, self.fact, self.name)
        for a, b in k.items():
            setattr(s, a, b)
        return s


class Story:
    def __init__(self, block):
        lines = block.strip("\n").split("\n")
        self.name = lines[0].split()[0]
        self.vars, self.facts, self.reports, self.adds, self.chg, self.lives, self.corr, self.kills, self.ms, self.tr, self.hl, self.wd = {}, {}, {}, [], [], [], [], [], {}, [], [], None
        cur = None
        for l in lines[1:]:
            if not l.strip():
                continue
            m = re.match(r"(v:|f:|@|T:|\+|~|!|corr|kill|ms|tr|hl|wd) (.*)", l)
            if not m:
                cur["paras"].append(l)
                continue
            k, r = m.groups()
            if k == "v:":
                for x in r.split():
                    a, b = x.split("=")
                    self.vars[a] = b
            elif k == "f:":
                for x in r.split(";"):
                    p = x.split()
                    self.facts[p[0]] = p[1:]
            elif k == "@":
                p = r.split()
                cur = {"id": p[0], "lang": p[1], "agency": p[2][7:].split("+") if p[2].startswith("agency:") else None, "by": "by" in p, "dl": None, "paras": []}
                for x in p[3:]:
                    if x.startswith("t="):
                        cur["t"] = float(x[2:])
                    if x.startswith("dl="):
                        cur["dl"] = x[3:]
                self.reports[p[0]] = cur
            elif k == "T:":
                cur["titles"] = r.split("|")
            elif k in "+!":
                (self.adds if k == "+" else self.lives).append((r[:2], r[3:]))
            elif k == "~":
                a, b, c = r.split(" ", 2)
                self.chg.append((a, b, *c.split(" => ")))
            elif k == "corr":
                self.corr.append(r.split(" ", 2))
            elif k == "kill":
                self.kills.append(r.strip())
            elif k == "ms":
                a, b = r.split()
                self.ms[b] = a
            elif k == "tr":
                self.tr.append(r.strip())
            elif k == "hl":
                self.hl.append(r.split(" ", 1))
            elif k == "wd":
                self.wd = int(r)


TOK = re.compile(r"\[([kq]\d)(~?)(?:@(=?[\w ]+))?:|\]|<(\w+)(?:=([A-Z]))?:|>|\{([^}]*)\}")


class Gen:
    def __init__(self, seed):
        self.r = random.Random(f"newsroom-E-{seed}")
        self.last = {k: self.r.sample(v, len(v)) for k, v in LAST.items()}
        self.places = {k: self.r.sample(v, len(v)) for k, v in PLACES.items()}
        self.base = dt.datetime(2026, 2, 2) + dt.timedelta(days=self.r.randrange(240))
        self.arts, self.truth_articles = [], {}
        self.statements, self.disc, self.neutral, self.corrections = [], [], [], []
        self.staff = {}

    # -- values
    def draw(self, s):
        s.val, s.person = {}, {}
        for k, v in s.vars.items():
            m = re.fullmatch(r"(Y?)(\d+)-(\d+)", v)
            if m:
                s.val[k] = self.r.randint(int(m[2]), int(m[3]))
                if m[1]:
                    s.val[k] = str(s.val[k])
            elif v.endswith("P"):
                s.val[k] = self.places[v[:2]].pop()
            else:
                s.person[k] = (self.r.choice(FIRST[v]), self.last[v[:2]].pop())

    def byline(self, outlet, lang):
        return f"{self.r.choice(FIRST[lang + self.r.choice('M' if lang in ('fr', 'es', 'it') else 'FM')])} {self.r.choice(STAFF[lang])}"

    def num(self, n, lang):
        if isinstance(n, str) or n < 1000:
            return str(n)
        return f"{n:,}".replace(",", {"en": ",", "de": ".", "fr": "\u00a0", "es": ".", "it": "."}[lang])

    def place(self, s, rep, key, lang, before):
        """text of a placeholder"""
        if key in s.val:
            return self.num(s.val[key], lang)
        if re.fullmatch(r"n\d[-+*\d]*", key):
            return self.num(eval(re.sub(r"n\d", lambda m: str(int(s.val[m[0]])), key)), lang)
        m = re.fullmatch(r"([dD])([-+]?\d+)", key)
        if m:
            d = s.date + dt.timedelta(days=int(m[2]))
            if m[1] == "d":
                w = DAYS[lang][d.weekday()]
                return "este " + w if lang == "es" and not re.sub(r"<\w+(=\w)?:$", "", before).endswith(" el ") else w
            return self.date(d, lang)
        if key == "OUT":
            return rep["outlet"]
        if key.startswith("OUT:"):
            return s.reports[key[4:]]["outlet"]
        raise KeyError(f"{s.name}: {key}")

    def date(self, d, lang):
        mo = MONTHS[lang][d.month - 1]
        return {"en": f"{d.day} {mo}", "de": f"{d.day}. {mo}", "fr": f"{'1er' if d.day == 1 else d.day} {mo}", "es": f"{d.day} de {mo}", "it": f"{d.day} {mo}"}[lang]

    def segs(self, s, rep, raw, lang):
        out, st, fact, pos, buf = [], None, None, 0, ""
        cid = [f'hand-{rep["id"]}']

        def emit(t, name=None):
            if t:
                out.append(Seg(t, st, fact, name))

        for m in TOK.finditer(raw):
            emit(raw[pos:m.start()])
            pos = m.end()
            t = m[0]
            if t == "]":
                assert st, (s.name, raw)
                st = None
            elif t == ">":
                fact = None
            elif t[0] == "[":
                src = m[3]
                if not src:
                    o, via = rep["origins"], None
                elif src.startswith("="):
                    o, via = [src[1:]], {"m": "cited", "of": src[1:]}
                else:
                    o, via = s.reports[src]["origins"], {"m": "cited", "of": src}
                st = (m[1], cid[0] if m[2] else None, tuple(o), via)
            elif t[0] == "<":
                fact = (m[4], m[5] or "A")
            else:
                k = m[6]
                p, _, part = k.partition(".")
                if p in s.person:
                    f, l = s.person[p]
                    tag = None
                    if p in s.ms:
                        b = s.ms[p] == rep["id"]
                        tag = (p, "B" if b else "A")
                        l = misspell(l) if b else l
                    if not part:
                        emit(f + " ")
                    emit(l, tag)
                else:
                    emit(self.place(s, rep, k, lang, raw[:m.start()]))
        emit(raw[pos:])
        assert not st and not fact, (s.name, raw)
        return out

    # -- an article
    def article(self, s, rep, title, paras, t, outlet, kind, **k):
        a = {"story": s.name if s else None, "rep": rep, "title": title, "paras": paras, "t": t, "outlet": outlet, "lang": rep["lang"], "kind": kind, "base": None, "credit": None, "complete": True, "authors": [], "lead": "", "head": [], "tail": []}
        a.update(k)
        self.arts.append(a)
        return a

    def when(self, s, h):
        while True:
            t = s.date + dt.timedelta(minutes=round(h * 60))
            if t not in s.times:
                s.times.add(t)
                return t
            h += 1 / 60

    def dateline(self, s, rep, ag, own=False):
        lang, d = rep["lang"], s.date + dt.timedelta(hours=rep["t"])
        town = s.val[rep["dl"]] if rep["dl"] else None
        if not town:
            return ""
        g = "/".join(ag or [])
        mo = MONTHS[lang][d.month - 1]
        if lang == "en":
            if own:
                return f"{town.upper()} — "
            return f"{town.upper()} (AP) — " if g == "AP" else f"{town.upper()}, {mo if len(mo) < 6 else mo[:3]} {d.day} ({g}) — "
        if lang == "de":
            return f"{town} ({g}) – "
        if lang == "fr":
            return f"{town}, {self.date(d, 'fr')} ({g}) – "
        if lang == "es":
            return f"{town}, {d.day} {mo[:3]} ({g}).- "
        return f"({g}) - {town.upper()}, {d.day} {mo[:3].upper()} - "

    def credit(self, s, a, rep):
        style = self.r.choice(["dateline", "dateline", "both", "author", "end"]) if a["credit"] is None else a["credit"]
        g = "/".join(rep["agency"])
        a["credit"] = style
        if style in ("dateline", "both"):
            a["lead"] = self.dateline(s, rep, rep["agency"])
        if style in ("author", "both"):
            a["authors"] = [", ".join(rep["agency"])]
        if style == "end":
            a["tail"] = [ENDC[rep["lang"]].format(g)]

    # -- copies
    def mutate(self, s, a, paras, strength):
        """small edits of narrative, never of quotations or marked words"""
        lang, r = a["lang"], self.r
        out = []
        for p in paras:
            q = []
            inq = False
            for g in p:
                t = g.text
                free = not g.st and not g.fact and not g.name and not inq and not any(c in QUOTES for c in t)
                for c in t:
                    if c in "“„«":
                        inq = True if not (c == "“" and lang == "de") else False
                    elif c in "”»":
                        inq = False
                if free:
                    for x, y in SYN[lang]:
                        if r.random() < strength:
                            t = re.sub(rf"(?<!\w){x}" + ("" if x.endswith(" ") else r"(?!\w)"), y, t, count=1)
                q.append(g.copy(text=t))
            out.append(q)
        if r.random() < strength and len(out) > 5:
            c = [i for i in range(2, len(out) - 1) if not any(g.st or g.fact for g in out[i])]
            if c:
                del out[r.choice(c)]
        return out

    def change(self, s, paras, lang):
        for key, l, old, new in s.chg:
            if l != lang:
                continue
            for i, p in enumerate(paras):
                for j, g in enumerate(p):
                    if g.st and g.st[0] == key and old in g.text and not g.st[1]:
                        q = list(p)
                        q[j] = g.copy(text=g.text.replace(old, new), st=(g.st[0], "code-" + key, *g.st[2:]))
                        return paras[:i] + [q] + paras[i + 1:], (key, old)
        return paras, None

    def outlet(self, s, lang, used):
        c = [o for o in OUT[lang] if o not in used]
        o = self.r.choice(c) if c else None
        if o:
            used.add(o)
        return o

    def copies(self, s, rep, orig, n, used, plan):
        """n copies of one original; plan: what one of them is to have"""
        r, lang = self.r, rep["lang"]
        made = [orig]
        for i in range(n):
            o = self.outlet(s, lang, used)
            if not o:
                break
            what = plan.pop(0) if plan else None
            base = r.choice([x for x in made[1:] if x["kind"].startswith("copy") and x["complete"]] or [orig]) if i >= 2 and r.random() < 0.35 else orig
            h = (base["t"] - s.date).total_seconds() / 3600 + r.uniform(0.2, 7)
            title = base["title"]
            if r.random() < 0.6:
                title = self.segs(s, rep, r.choice(rep["titles"]), lang)
            paras = base["paras"]
            a = self.article(s, rep, title, paras, self.when(s, h), o, "copy", base=base)
            if base is not orig:
                a["kind"] = "copy of copy"
            st = r.choice([0, 0, 0.4, 0.8])
            if st:
                paras = self.mutate(s, a, paras, st)
            if what == "change":
                paras, ok = self.change(s, paras, lang)
                a["kind"] += ", quotation changed" if ok else ""
            if what == "headline":
                for rid, raw in s.hl:
                    if rid == rep["id"]:
                        a["title"] = self.segs(s, rep, raw, lang)
                        a["kind"] += ", headline"
            elif r.random() < 0.55 and len(paras) > 4:
                paras = paras[: r.randint(max(3, len(paras) // 3), len(paras) - 1)]
                a["kind"] += ", cut"
            if what == "own":
                l, raw = next((x for x in s.adds if x[0] == lang), (None, None))
                if l:
                    rr = {**rep, "id": rep["id"] + "+", "outlet": o, "origins": [o], "agency": None}
                    at = r.choice([len(paras), len(paras), max(3, len(paras) - 1)])
                    paras = paras[:at] + [self.segs(s, rr, raw, lang)] + paras[at:]
                    a["kind"] += ", own paragraph"
            if what == "paywall":
                for k in range(2, min(6, len(paras))):
                    if not any(g.st or g.fact for g in paras[k]) and not any(c in QUOTES for g in paras[k] for c in g.text):
                        words = "".join(g.text for g in paras[k]).split()
                        paras = paras[:k] + [[Seg(" ".join(words[: max(5, len(words) // 2)]).rstrip(",.;:") + " …")]]
                        a["tail"] = [MORE[lang]]
                        a["complete"] = False
                        a["kind"] = "copy, paywall"
                        break
            a["paras"] = paras
            tail = a["tail"]
            if rep["agency"]:
                if r.random() < 0.62 or what == "own":
                    self.credit(s, a, rep)
                    a["tail"] = tail + a["tail"] if a["complete"] else tail
                    if not a["complete"] and a["credit"] == "end":
                        a["credit"], a["lead"] = "dateline", self.dateline(s, rep, rep["agency"])
                else:
                    a["credit"] = "none"
                    if r.random() < 0.5:
                        a["authors"] = [self.byline(o, lang)]
            else:
                if r.random() < 0.6 and a["complete"]:
                    a["credit"] = "first appeared"
                    a["tail"] = [FIRSTC[lang].format(rep["outlet"])]
                else:
                    a["credit"] = "none"
            made.append(a)
        return made

    # -- a story
    def story(self, s, distractor=False):
        r = self.r
        s.times = set()
        own = {l: set() for l in OUT}
        for rep in s.reports.values():
            if rep["agency"]:
                rep["outlet"] = None
                rep["origins"] = list(rep["agency"])
            else:
                rep["outlet"] = self.outlet(s, rep["lang"], own[rep["lang"]])
                rep["origins"] = [rep["outlet"]]
        plans = defaultdict(list)
        for key, l, old, new in s.chg:
            c = [x for x in s.reports.values() if x["lang"] == l and any(re.search(rf"\[{key}:[^\]]*{re.escape(old)}", p) for p in x["paras"])]
            c.sort(key=lambda x: not x["agency"])
            if c:
                plans[c[0]["id"]].append("change")
        for rid, _ in s.hl:
            plans[rid].append("headline")
        for l, _ in s.adds:
            c = [x for x in s.reports.values() if x["lang"] == l]
            c.sort(key=lambda x: not x["agency"])
            plans[c[0]["id"]].append("own")
        if not distractor and r.random() < 0.6:
            c = [x for x in s.reports.values() if x["agency"]]
            if c:
                plans[r.choice(c)["id"]].append("paywall")
        first = {}
        s.family = defaultdict(list)
        for rep in sorted(s.reports.values(), key=lambda x: x["t"]):
            lang = rep["lang"]
            used = set(own[lang])
            corr = [c for c in s.corr if c[0] == rep["id"]]
            src = rep["paras"]
            if corr:
                src = [re.sub(rf"<{c[1]}:[^>]*>", lambda m: f"<{c[1]}=C:{c[2]}>", p) for p in src for c in corr]
            right = [self.segs(s, rep, p, lang) for p in rep["paras"]]
            paras = [self.segs(s, rep, p, lang) for p in src]
            title = self.segs(s, rep, rep["titles"][0], lang)
            if rep["agency"]:
                o = "Orbis" if rep["agency"] == ["Orbis"] else self.outlet(s, lang, used)
                a = self.article(s, rep, title, paras, self.when(s, rep["t"]), o, "wire", credit=r.choice(["dateline", "both"]))
                self.credit(s, a, rep)
            else:
                o = rep["outlet"]
                a = self.article(s, rep, title, paras, self.when(s, rep["t"]), o, "own report", authors=[self.byline(o, lang)])
                if rep["by"]:
                    town = s.val[rep["dl"]]
                    if lang == "en" and r.random() < 0.6:
                        a["lead"] = self.dateline(s, rep, None, own=True)
                    else:
                        a["head"] = [BYL[lang].format(a["authors"][0], town)]
            plan = plans[rep["id"]]
            if distractor:
                n = r.choice([2, 3, 3, 4]) if rep["agency"] else r.choice([0, 1, 2])
            elif rep["agency"]:
                n = max(r.choice([5, 6, 6, 7] if lang == "en" else [3, 4, 5, 5]), len(plan))
            else:
                n = max(r.choice([0, 1, 1, 2]), len(plan))
                if any(re.search(r"\bI (met|found|asked|was)\b", p) for p in rep["paras"]):
                    n = max(min(n, 1), len(plan))
            r.shuffle(plan)
            made = self.copies(s, rep, a, n, used, plan)
            if rep["agency"] and not distractor and r.random() < 0.25 and own[lang]:
                o = r.choice(sorted(own[lang]))
                b = self.article(s, rep, title, paras, self.when(s, rep["t"] + r.uniform(0.3, 2)), o, "copy beside own report", base=a, credit="both")
                self.credit(s, b, rep)
                made.append(b)
            s.family[rep["id"]] = made
            for c in corr:
                wrong = [g.text for p in paras for g in p if g.fact and g.fact[0] == c[1]]
                good = [g.text for p in right for g in p if g.fact and g.fact[0] == c[1]]
                w, g0 = "".join(wrong), "".join(good)
                k = next(i for i, p in enumerate(paras) if any(g.fact and g.fact[0] == c[1] for g in p)) + 1
                note = [Seg(f"(Corrects paragraph {k} to read "), Seg(g0, None, (c[1], "A")), Seg(", not "), Seg(w, None, (c[1], "C")), Seg(".)")]
                h = (max(x["t"] for x in made) - s.date).total_seconds() / 3600 + 0.7
                b = self.article(s, rep, [Seg("CORRECTED: ")] + title, [note] + right, self.when(s, h), a["outlet"], "correction", base=a, authors=["/".join(rep["agency"])], credit="author")
                first[c[1]] = True
                fixed = self.copies(s, rep, b, 2, used, [])[1:]
                for x in fixed:
                    x["paras"] = [p for p in x["paras"] if p and "(Corrects" not in p[0].text]
                    while x["title"] and x["title"][0].text == "CORRECTED: ":
                        x["title"] = x["title"][1:]
                s.family[rep["id"]] += [b] + fixed
                self.corrections.append((s, b, lambda made=made: [x for x in made if any(g.fact and g.fact[1] == "C" for p in x["paras"] for g in p)]))
            if rep["id"] in s.kills:
                h = (max(x["t"] for x in made) - s.date).total_seconds() / 3600 + 2.1
                tt = "".join(g.text for g in title)
                body = [f"Editors: please kill the Orbis story headlined “{tt}”, which was sent on {DAYS['en'][a['t'].weekday()]} with the dateline {s.val[rep['dl']].upper()}.",
                        f"Orbis has withdrawn the story because it was found to rest on notes that could not be verified. The {s.val['n1']} trees and the council's vote are not in doubt, but the text does not meet our standards.",
                        "The story will not be replaced. Please remove it from all platforms and archives."]
                b = self.article(s, rep, [Seg("KILL: " + tt)], [[Seg(x)] for x in body], self.when(s, h), "Orbis", "kill notice", base=a, authors=["Orbis"], credit="author")
                self.corrections.append((s, b, lambda made=made: list(made)))

    def live(self, group, lang):
        """one live page over several stories of one day"""
        date = group[0].date
        o = self.r.choice(OUT[lang])
        rep = {"id": "live", "lang": lang, "outlet": o, "origins": [o], "agency": None}
        d = DAYS[lang][date.weekday()]
        entries = []
        for i, x in enumerate(FILL[lang]):
            entries.append(((6.1, 8.4, 23.8)[i], None, [Seg(x)]))
        for s in group:
            raw = next(x for l, x in s.lives if l == lang)
            m = re.search(r"@(=?[\w ]+):", raw)
            rid = m[1] if m and not m[1].startswith("=") else "r1"
            h = min(23.6, max(s.reports[rid]["t"], 9) + self.r.uniform(0.3, 1.5))
            g = self.segs(s, {**rep, "story": s}, raw, lang)
            entries.append((h, s, [x.copy(st=x.st and (*x.st, s.name)) for x in g]))
        entries.sort(key=lambda e: e[0])
        paras = []
        for h, s, g in entries:
            t = f"{int(h):02}{':' if lang in ('en', 'fr', 'es') else '.'}{int(h % 1 * 60):02}"
            paras.append([Seg(t + " – ")] + g)
        t = date + dt.timedelta(hours=24, minutes=self.r.randrange(5, 170))
        a = self.article(None, rep, [Seg(LIVE[lang].format(d=d))], paras, t, o, "live page")
        a["story"] = "live-" + group[0].name
        a["guest"] = [s.name for s in group]

    # -- text and spans
    def finish(self):
        self.r.shuffle(self.arts)
        rows = []
        for i, a in enumerate(self.arts):
            a["id"] = f"e{i + 1:04}"
            text, a["spans"] = "", []
            for h in a["head"]:
                text += h + "\n\n"
            text += a["lead"]
            for pi, p in enumerate(a["paras"]):
                for g in p:
                    b = len(text)
                    text += g.text
                    if g.text and (g.st or g.fact or g.name):
                        a["spans"].append(("text", pi, [b, len(text)], g))
                text += "\n\n"
            for h in a["tail"]:
                text += h + "\n\n"
            a["text"] = text.rstrip("\n")
            tt = ""
            for g in a["title"]:
                b = len(tt)
                tt += g.text
                if g.fact or g.name:
                    a["spans"].append(("title", 0, [b, len(tt)], g.copy(st=None)))
            a["title_text"] = tt
            slug = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", tt.lower()).encode("ascii", "ignore").decode())[:50].strip("-")
            dom = domain("orbisnewswire" if a["outlet"] == "Orbis" else a["outlet"])
            row = {"id": a["id"], "url": f"https://{dom}/{'live' if a['kind'] == 'live page' else 'news'}/{a['id']}-{slug}", "outlet": a["outlet"], "title": tt, "authors": a["authors"], "published": a["t"].strftime("%Y-%m-%dT%H:%M:%SZ"), "language": a["lang"], "text": a["text"]}
            rows.append(row)
            a["row"] = row
        return rows

    @staticmethod
    def join(spans):
        out = []
        for b, e in sorted(spans):
            if out and out[-1][1] == b:
                out[-1][1] = e
            else:
                out.append([b, e])
        return out

    def truth(self, stories):
        T = {"order": [a["id"] for a in self.arts], "articles": {}, "statements": [], "discrepancies": [], "neutral": [], "corrections": []}
        for a in self.arts:
            o = a["rep"]["origins"]
            T["articles"][a["id"]] = {"story": a["story"], "kind": a["kind"], "origin": "/".join(o), "credit": a["credit"], "base": a["base"] and a["base"]["id"], "lang": a["lang"], "complete": a["complete"], "report": a["rep"]["id"]}
        for s in stories:
            mine = [a for a in self.arts if a["story"] == s.name or s.name in a.get("guest", [])]
            self.truth_statements(T, s, mine)
            self.truth_facts(T, s, mine)
        for s, b, f in self.corrections:
            T["corrections"].append({"article": b["id"], "still": sorted({x["id"] for x in f() if x["outlet"] != b["outlet"]})})
        T["statements"].sort(key=lambda x: x["id"])
        return T

    def truth_statements(self, T, s, mine):
        by = defaultdict(lambda: defaultdict(list))
        for a in mine:
            for f, pi, sp, g in a["spans"]:
                if f == "text" and g.st and (len(g.st) < 5 or g.st[4] == s.name):
                    by[g.st[0]][(a["id"], pi)].append((sp, g))
        art = {a["id"]: a for a in mine}
        for key, where in sorted(by.items()):
            ms = []
            for (aid, pi), l in where.items():
                a = art[aid]
                spans = self.join([sp for sp, g in l])
                txt = " … ".join(a["text"][b:e] for b, e in spans)
                # direct where every piece touches quotation marks, else indirect
                b, e = spans[0][0], spans[-1][1]
                direct = a["text"][b - 1] in "“„«‘" or a["text"][b] in "“„«" or a["text"][b - 2:b] in ("« ", "«\u00a0")
                g = l[0][1]
                ch = next((x[1].st[1] for x in l if x[1].st[1]), None)
                ms.append({"article": aid, "spans": spans, "origins": list(g.st[2]), "via": g.st[3], "style": "direct" if direct else "indirect", "changed": ch, "lang": a["lang"], "t": a["row"]["published"], "text": txt, "head": T["articles"][aid]["kind"]})
            ms.sort(key=lambda m: (m["t"], m["spans"]))
            names = sorted({tuple(m["origins"]) for m in ms})
            single = {n[0] for n in names if len(n) == 1}
            count = len(single) + sum(1 for n in names if len(n) > 1 and not set(n) & single)
            origins = sorted(single) + sorted({x for n in names if len(n) > 1 for x in n} - single)
            carry = {m["article"] for m in ms}
            t0 = min(m["t"] for m in ms)
            rest = [a for a in mine if a["id"] not in carry and a["story"] == s.name]
            silent = sorted(a["id"] for a in rest if a["row"]["published"] > t0 and a["complete"])
            ct = sorted(a["id"] for a in rest if a["id"] not in silent)
            T["statements"].append({"id": f"{s.name}:{key}", "story": s.name, "key": key, "count": count, "origins": origins, "langs": sorted({m["lang"] for m in ms}), "mentions": ms, "own": self.own(s, ms, single, art), "silent": silent, "cannot_tell": ct})
            # words changed inside quotations
            for c in sorted({m["changed"] for m in ms if m["changed"]}):
                B = [m for m in ms if m["changed"] == c]
                A = [m for m in ms if not m["changed"] and m["style"] == "direct" and m["lang"] == B[0]["lang"]]
                if A:
                    T["discrepancies"].append({"kind": "words", "sub": "disc", "story": s.name, "key": key + ":" + c, "sides": [[{"article": m["article"], "field": "text", "spans": m["spans"]} for m in x] for x in (A, B)]})
            if key in s.tr:
                v = defaultdict(list)
                for m in ms:
                    if m["style"] == "direct":
                        v[m["text"]].append({"article": m["article"], "field": "text", "spans": m["spans"]})
                T["neutral"].append({"kind": "words", "sub": "disc", "story": s.name, "key": key, "sides": list(v.values())})

    def own(self, s, ms, single, art):
        """DESIGN section 7: true by words of access or by five new words of the utterance; false where another is named; else null"""
        own = {}
        words = lambda m: re.findall(r"\w+", m["text"].lower())
        first = min(m["t"] for m in ms)
        for n in sorted(single):
            mine = [m for m in ms if m["origins"] == [n]]
            if any(n in m["origins"] and len(m["origins"]) > 1 for m in ms):
                continue  # credited to several: not to be said of one
            src = [m for m in mine if not m["via"]]
            if not src:
                own[n] = False  # only named by others
                continue
            shown, elsewhere = False, False
            for m in src:
                a = art[m["article"]]
                rep = a["rep"]
                para = next(p for p in a["text"].split("\n\n") if m["text"].split(" … ")[0] in p or m["text"][:25] in p)
                told = re.search(rf"\b(?:told|tells)(?: the)? {re.escape(n)}|(?:dem|im Gespräch mit dem) {re.escape(n)}|(?:à l'|à |a |con |all'){re.escape(n)}|interview|im Gespräch mit", para)
                if told:
                    shown = True
                if rep.get("by") and a["kind"] == "own report":
                    shown = True
                if not rep["agency"] and a["kind"] != "live page" and re.search(rf"{re.escape(n)}|interview", a["text"]):
                    elsewhere = True
                if rep["agency"] and re.search(rf"told {n}|à l'{n}", a["text"]):
                    elsewhere = True
            if shown:
                own[n] = True
                continue
            if elsewhere:
                continue  # it shows access, though not for these words: left out
            if any(m["via"] and re.search(rf"told(?: the)?(?: \w+ agency)? {re.escape(n)}|à l'{n}|der {n}\b", art[m["article"]]["text"]) for m in mine):
                continue  # another says that it was told to this one
            t0 = min(m["t"] for m in mine)
            if t0 == first:
                own[n] = None
                continue
            new, unclear = False, False
            for m in mine:
                if m["style"] != "direct" or m["via"]:
                    continue
                w = words(m)
                before = [x for x in ms if x["t"] < m["t"] and x["origins"] != [n]]
                same = [x for x in before if x["lang"] == m["lang"]]
                if before and not any(x["style"] == "direct" for x in same):
                    unclear = True  # others had it in another language or in their own words
                seen = " ".join(" ".join(words(x)) + " |" for x in before)
                if any(" ".join(w[i:i + 5]) not in seen for i in range(len(w) - 4)):
                    new = True
            if any(m["changed"] for m in mine):
                continue
            own[n] = True if new and not unclear else None
            if new and unclear:
                del own[n]
        return own

    def truth_facts(self, T, s, mine):
        f = defaultdict(lambda: defaultdict(list))
        for a in mine:
            if a["story"] != s.name:
                continue
            got = defaultdict(list)
            for field, pi, sp, g in a["spans"]:
                if g.fact:
                    got[("fact", *g.fact, field)].append(sp)
                    if g.fact[0] in s.facts and s.facts[g.fact[0]][0] == "speaker":
                        k = s.facts[g.fact[0]][1]
                        got[("fact", *g.fact, field)] += [x for fl, _, x, h in a["spans"] if fl == "text" and h.st and h.st[0] == k]
                if g.name:
                    got[("name", *g.name, field)].append(sp)
            for (w, k, side, field), sps in got.items():
                f[(w, k)][side].append({"article": a["id"], "field": field, "spans": self.join(sps)})
        for (w, k), sides in sorted(f.items()):
            kind = "name" if w == "name" else s.facts.get(k, ["number"])[0]
            if kind == "name0":
                continue
            if "C" in sides:
                T["neutral"].append({"kind": kind, "sub": "disc", "story": s.name, "key": k, "sides": [sides[x] for x in sorted(sides)]})
            if "A" in sides and "B" in sides:
                T["discrepancies"].append({"kind": kind, "sub": "disc", "story": s.name, "key": k, "sides": [sides["A"] + sides.get("A2", []), sides["B"]]})
            if "H" in sides:
                for e in sides["H"]:
                    body = [x for x in sides.get("A", []) + sides.get("B", []) if x["article"] == e["article"] and x["field"] == "text"]
                    if body:
                        T["discrepancies"].append({"kind": kind, "sub": "headline", "story": s.name, "key": k + ":headline", "sides": [body, [e]]})
                T["neutral"].append({"kind": kind, "sub": "disc", "story": s.name, "key": k, "sides": [sides[x] for x in sorted(sides)]})


def load(name):
    t = open(os.path.join(HERE, "stories", name), encoding="utf-8").read()
    l = [Story(b) for b in re.split(r"(?m)^= ", t) if b.strip()]
    for m in open(os.path.join(HERE, "stories", "more.txt"), encoding="utf-8"):  # a further paragraph for a report, before its last
        k, p = m.rstrip("\n").split("|")
        for s in l:
            if s.name == k.split()[0]:
                s.reports[k.split()[1]]["paras"].insert(-1, p)
    return l


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seed", type=int, required=True)
    ap.add_argument("--out", required=True)
    o = ap.parse_args()
    g = Gen(o.seed)
    stories = [s for n in ("01.txt", "02.txt", "03.txt", "04.txt") for s in load(n)]
    others = load("distractors.txt")
    # days: stories with an entry in one live page share a day
    groups, left = [], defaultdict(list)
    for s in stories:
        left[s.lives[0][0] if s.lives else None].append(s)
    for lang in sorted(left, key=str):
        l = left[lang]
        g.r.shuffle(l)
        l.sort(key=lambda s: s.wd is None)
        n = 1 if lang is None else max(1, round(len(l) / 2.6))
        parts = [l[i::n] for i in range(n)] if lang else [[x] for x in l]
        groups += [(lang, p) for p in parts if p]
    g.r.shuffle(groups)
    for i, (lang, p) in enumerate(groups):
        d = g.base + dt.timedelta(days=i * 2 + g.r.randrange(2))
        wd = next((s.wd for s in p if s.wd is not None), None)
        if wd is not None:
            d += dt.timedelta(days=(wd - d.weekday()) % 7)
        elif d.weekday() > 3:
            d += dt.timedelta(days=7 - d.weekday())
        for s in p:
            s.date = d
    for s in stories:
        g.draw(s)
    for s in others:
        s.date = g.base + dt.timedelta(days=g.r.randrange(-1, 26))
        g.draw(s)
    for s in stories:
        g.story(s)
    for s in others:
        g.story(s, distractor=True)
    for lang, p in groups:
        if lang:
            g.live(p, lang)
    rows = g.finish()
    T = g.truth(stories + others)
    os.makedirs(o.out, exist_ok=True)
    with open(os.path.join(o.out, "articles.jsonl"), "w", encoding="utf-8") as f:
        for r in rows:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
    with open(os.path.join(o.out, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(T, f, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
