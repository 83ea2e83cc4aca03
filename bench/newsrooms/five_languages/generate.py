#!/usr/bin/env python3
"""Makes the newsroom that bench/five_languages.py scores: generate.py --seed N --out DIR.

A story of stories_*.txt has facts (% NAME KIND), people (@ LETTER SEX | names of their office by language), quotations
by language (q1 LETTER; "/" where a cue may interrupt, {word>changed}, ((left out)), _i and _p told indirectly and in
part) and reports (R LANGUAGE: headline) in words of their own, [one|or another] of which is drawn.  A seed draws names,
numbers, who reports from where, who copies, cites and credits whom in which form, what copies change and who stays
silent.  DIR/articles.jsonl holds the articles, DIR/truth.json what is true of them by the rules of independence.
"""

import argparse, copy, datetime as dt, glob, json, os, random, re, itertools

HERE = os.path.dirname(os.path.abspath(__file__))
LANGS = ["en", "de", "fr", "es", "it"]

# ---------------------------------------------------------------- names
FIRST = {
    "en": (
        "Ines Harriet Moira Tess Gwen Adela Bridget Olive Norah Philippa Maud Thea".split(),
        "Callum Rufus Desmond Neville Graham Alec Duncan Silas Barnaby Hugh Owen Lionel".split(),
    ),
    "de": (
        "Karin Heike Ulrike Almut Frauke Renate Sigrid Dorothea Imke Hanne Wiebke Antje".split(),
        "Jörg Detlef Henning Volker Rainer Lutz Eckhard Falko Thilo Arndt Bernd Holger".split(),
    ),
    "fr": (
        "Solange Maryse Odile Clémence Bérengère Ghislaine Mireille Noémie Armelle Yvonne Agathe Florence".split(),
        "Gaspard Thierry Baptiste Lucien Armand Yannick Rémi Didier Florent Corentin Maxence Loïc".split(),
    ),
    "es": (
        "Rocío Amparo Nuria Consuelo Marisa Lourdes Itziar Pilar Elvira Inmaculada Jimena Remedios".split(),
        "Evaristo Fermín Gonzalo Anselmo Ramiro Julián Ignacio Tadeo Héctor Damián Rodrigo Benito".split(),
    ),
    "it": (
        "Ornella Fiorenza Ludovica Mirella Serena Costanza Donatella Ilaria Noemi Teresa Agnese Bianca".split(),
        "Ettore Massimo Ruggero Silvano Corrado Amedeo Fausto Gianluca Renzo Ivano Leandro Tullio".split(),
    ),
}
LAST = {
    "en": "Harcombe Pellingham Thackwell Quilland Ashdowner Brockhurst Merridew Langstaff Osgoodby Fenwarden Tolliver Wraxton Penhallow Stockbridge Hollister Garrowby Kettleman Marchbank Dunstaple Winterbourne".split(),
    "de": "Hasselbrink Wendelmuth Stollberger Kranzfelder Rebentisch Dornhöfer Mühlbacher Tiefensee Lindwurmer Oberkotten Sperlich Grafenhorst Wiesendanger Kaltenegger Brüggehagen Schimmelreiter Nothnagel Eichelkraut Vossberg Haberkorn".split(),
    "fr": "Delabruyère Marchandeau Roquefeuil Talvernier Chastagnol Bonnechose Villemontais Peyrelade Courtemanche Lanfrancourt Gaudinière Rambervilliers Escoffard Tréhorel Malbranche Vauquelin Poissonnard Sauvignac Desmarteau Kerambrun".split(),
    "es": "Zubelarra Montesclaros Valdenebro Carrasquedo Olivenza Peñaranda Quiñonero Barrenechea Torresandino Escalantino Fuentealba Riosalido Matamala Gorostegui Villarrubia Arizmendo Cebolledo Navascués Sotomonte Lizarralde".split(),
    "it": "Bragantini Collalberti Fornasieri Montecalvi Pescarolo Vallebona Tognazzoli Scarampini Ruffagnani Belcastro Gherardesi Mazzucotelli Orsolani Zanforlini Cantelmo Passalacqua Lombardozzi Sanguinetti Trevisolo Caldarone".split(),
}
TOWN = {
    "en": "Corranford Thrushley Maddocksbury Wexcombe Port_Aldery Hallowmere Brindlewick Stanmoor Eastry_Cross Pinderham Coldharrow Netherby_Quay Saltersgate Oxenhythe".split(),
    "de": "Grauhausen Niederlohra Wolkenroda Eschenthal Brackwedel Sülzfurt Kaltenmoor Altenhagnitz Rabenbüttel Steinleiten Obermarbach Lührsdorf Finkenwalda Tannfurth".split(),
    "fr": "Brévannes-sur-Lys Montaubier Saint-Calixte Verlaincourt Châtelmorand Pontrieux-le-Haut Lescaudain-Bas Larochelle-Sèvre Villedorme Courbessac Maubranche Trévignac Marouelles Fontcreuse".split(),
    "es": "Valdecorzas Villarmenta Puerto_Salinas Torrelucía Almoradiel Castrillejo Peñaflor_del_Río Monteverdejo San_Telmo_Alto Riofrío_Nuevo Alcaudera Navalpino Fuencaliza Bardenales".split(),
    "it": "Montelunaro Borgosesto Castelvarro Pievebruna Roccaspina Valdombra Torrefalco Serracupa Colmignano Fontanarossa_Alta Acquamarcia Poggiolano San_Corrado Vallescura".split(),
}
OUT = {
    "en": ["{} Courier", "{} Gazette", "The {} Examiner", "{} Ledger", "{} Standard", "Daily {}", "{} Observer", "{} Mercury"],
    "de": ["{}er Anzeiger", "{}er Tagblatt", "{}er Rundschau", "Neue {}er Zeitung", "{}er Kurier", "{}er Nachrichten", "{}er Bote"],
    "fr": [
        "L'Écho de {}",
        "Le Courrier de {}",
        "La Dépêche de {}",
        "Le Quotidien de {}",
        "La Tribune de {}",
        "Les Nouvelles de {}",
        "L'Indépendant de {}",
    ],
    "es": ["El Heraldo de {}", "La Voz de {}", "Diario de {}", "El Correo de {}", "La Gaceta de {}", "El Faro de {}", "Crónica de {}"],
    "it": ["Il Giornale di {}", "La Gazzetta di {}", "Corriere di {}", "L'Eco di {}", "Il Mattino di {}", "La Voce di {}", "Il Resto di {}"],
}
PAPER = {
    "en": "Marlow Esk Tarn Ravensea Cliffe Ouseby Fallow Kirkdale".split(),
    "de": "Aller Werra Ilmen Schwarzach Diemel Wipper Oker Jagst".split(),
    "fr": "Garonnais Cérance Morvand Dornain Vexeuil Lozerie Bassigny Ternoise".split(),
    "es": "Tormelar Cantuesa Alcorra Duratón Sequera Jiloca Ebrillos Guadalén".split(),
    "it": "Valtara Ombrone Trebbiate Marecchia Lunigia Sangrone Brentella Oglina".split(),
}
KNOWN = {"en": ["Reuters", "AP"], "de": ["dpa", "AFP"], "fr": ["AFP", "Belga"], "es": ["EFE", "Reuters"], "it": ["ANSA", "Reuters"]}
UNKNOWN = ["Meridian", "Northlight", "Castellan", "Boreal", "Transmar", "Kordia", "Velox", "Interfoco", "Altanova", "Pontus", "Quadriga", "Semaphor"]
WD = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica".split(),
}
DOM = {"en": "{} December", "de": "{}. Dezember", "fr": "{} décembre", "es": "{} de diciembre", "it": "{} dicembre"}
ABOUT = {"en": ["about", "around", "some"], "de": ["rund", "etwa"], "fr": ["quelque"], "es": ["cerca de"], "it": ["circa"]}
LEAST = {"en": "at least", "de": "mindestens", "fr": "au moins", "es": "al menos", "it": "almeno"}

# ---------------------------------------------------------------- cues. {S} speaker; {X} outlet or agency
POST = {
    "en": ["{S} said", "said {S}", "{S} added"],
    "de": ["sagte {S}", "erklärte {S}", "so {S}", "betonte {S}"],
    "fr": ["a déclaré {S}", "a dit {S}", "a affirmé {S}", "a lancé {S}"],
    "es": ["dijo {S}", "afirmó {S}", "declaró {S}", "señaló {S}"],
    "it": ["ha detto {S}", "ha dichiarato {S}", "ha spiegato {S}", "ha affermato {S}"],
}
PRE = {
    "en": ["{S} said: ", "{S} put it this way: "],
    "de": ["{S} sagte: ", "{S} erklärte: "],
    "fr": ["{S} a déclaré : ", "{S} l'a dit ainsi : "],
    "es": ["{S} dijo: ", "{S} lo resumió así: "],
    "it": ["{S} ha detto: ", "{S} ha dichiarato: "],
}
PRESS = {
    "en": ["{S} told a news conference", "{S} told reporters"],
    "de": ["sagte {S} auf einer Pressekonferenz", "sagte {S} vor Journalisten"],
    "fr": ["a déclaré {S} lors d'une conférence de presse", "a déclaré {S} devant la presse"],
    "es": ["dijo {S} en rueda de prensa", "afirmó {S} ante los periodistas"],
    "it": ["ha detto {S} in conferenza stampa", "ha detto {S} ai giornalisti"],
}
OWNCUE = {
    "en": ["{S} told this newspaper", "{S} said in an interview with this newspaper"],
    "de": ["sagte {S} dieser Zeitung", "sagte {S} im Gespräch mit dieser Zeitung"],
    "fr": ["a confié {S} à notre journal", "a déclaré {S} dans un entretien à notre journal"],
    "es": ["dijo {S} a este periódico", "afirmó {S} en una entrevista con este diario"],
    "it": ["ha detto {S} a questo giornale", "ha dichiarato {S} in un'intervista a questo giornale"],
}
TELLAG = {
    "en": ["{S} told {X}", "{S} told the {X} news agency"],
    "de": ["sagte {S} der Nachrichtenagentur {X}", "sagte {S} der {X}"],
    "fr": ["a déclaré {S} à l'agence {X}"],
    "es": ["dijo {S} a la agencia {X}", "declaró {S} a {X}"],
    "it": ["ha detto {S} all'agenzia {X}"],
}
ACCORD = {
    "en": ["{S} said, according to {X}", "{S} was quoted as saying by {X}"],
    "de": ["sagte {S} laut {X}", "sagte {S} nach Angaben der Agentur {X}"],
    "fr": ["a déclaré {S}, selon l'agence {X}", "a déclaré {S}, cité par {X}"],
    "es": ["dijo {S}, según {X}", "afirmó {S}, según informó {X}"],
    "it": ["ha detto {S}, secondo {X}", "ha detto {S}, come riferisce {X}"],
}
CITEO = {
    "en": ["{S} said, as {TX} first reported", "{S} told {TX}", "{S} said in an interview with {TX}", "{S} said, according to {TX}"],
    "de": ["sagte {S} laut einem Bericht der Zeitung „{X}“", "sagte {S} der Zeitung „{X}“", "sagte {S} im Interview mit der Zeitung „{X}“"],
    "fr": ["a déclaré {S}, selon {X}", "a déclaré {S} dans un entretien au journal {X}", "a confié {S} au quotidien {X}"],
    "es": ["dijo {S}, según publicó {X}", "declaró {S} al diario {X}", "afirmó {S} en una entrevista con {X}"],
    "it": ["ha detto {S}, come ha scritto per primo {X}", "ha dichiarato {S} al quotidiano {X}", "ha detto {S} in un'intervista a {X}"],
}
CHAIN = {
    "en": ["{S} said, {TX} reported, citing {Y}"],
    "de": ["sagte {S}, wie die Zeitung „{X}“ unter Berufung auf {Y} berichtete"],
    "fr": ["a déclaré {S}, rapporte {X}, citant {Y}"],
    "es": ["dijo {S}, informó {X}, que cita a {Y}"],
    "it": ["ha detto {S}, riporta {X} citando {Y}"],
}
PRON = {"en": ("she", "he"), "de": ("sie", "er"), "fr": None, "es": None, "it": None}
MARKS = {
    "en": [("“", "”"), ("“", "”"), ('"', '"')],
    "de": [("„", "“"), ("„", "“"), ("»", "«")],
    "fr": [("« ", " »"), ("« ", " »"), ("“", "”")],
    "es": [("«", "»"), ("“", "”")],
    "it": [("«", "»"), ("“", "”")],
}
LEADS = {
    "en": [
        "The news was all anyone spoke of in <town> this week.",
        "In <town>, people are still coming to terms with the events of recent days.",
        "A story that will keep <town> busy for a long while.",
    ],
    "de": [
        "In <town> gibt es in diesen Tagen kaum ein anderes Gesprächsthema.",
        "Die Ereignisse der letzten Tage wirken in <town> noch nach.",
        "Es ist eine Nachricht, die <town> noch lange beschäftigen dürfte.",
    ],
    "fr": [
        "À <town>, on ne parle plus que de cela.",
        "L'affaire occupe tous les esprits à <town> depuis quelques heures.",
        "Une nouvelle dont <town> se souviendra longtemps.",
    ],
    "es": [
        "En <town> no se habla de otra cosa estos días.",
        "La noticia corrió por <town> en cuestión de minutos.",
        "<town> tardará en olvidar lo ocurrido.",
    ],
    "it": ["A <town> non si parla d'altro.", "La notizia ha fatto in poche ore il giro di <town>.", "Un fatto che <town> non dimenticherà presto."],
}
HEADS = {
    "en": ["What we know about the events in <town>", "<town>: the facts so far", "All eyes on <town>", "A week that shook <town>"],
    "de": ["Was über <town> bekannt ist", "<town> im Ausnahmezustand", "Alle Augen auf <town>", "Neues aus <town>"],
    "fr": ["<town>: ce que l'on sait", "Émotion à <town>", "Tous les regards sur <town>", "<town> sous le choc"],
    "es": ["Lo que se sabe de <town>", "Todas las miradas en <town>", "<town>, pendiente de las noticias", "Conmoción en <town>"],
    "it": ["<town>, che cosa sappiamo", "Tutti gli occhi su <town>", "<town>, ore di attesa", "Clamore a <town>"],
}
BRIDGE = {
    "en": [
        (
            "Late in the evening our reporter got through by telephone after four attempts.",
            "Then the line went dead, and nobody answered again that night.",
        ),
        (
            "We met in a café across the square, between two appointments and over a cold tea.",
            "A waiter came to collect the cups, and that was the end of it.",
        ),
        ("The corridor was empty when our correspondent knocked at the office door.", "On the desk lay a half-eaten sandwich and three telephones."),
    ],
    "de": [
        (
            "Am späten Abend war nach mehreren Versuchen endlich jemand am Telefon.",
            "Danach klingelte nebenan ein zweiter Apparat, und das Gespräch war zu Ende.",
        ),
        ("Zum Treffen in einem Gasthof kam es erst, als die Kameras abgebaut waren.", "Die Wirtin stellte da schon die Stühle hoch."),
        (
            "Unser Reporter wartete zwei Stunden auf dem Flur des Amtsgebäudes.",
            "Auf dem Schreibtisch lagen Akten, ein Apfel und eine ungeöffnete Einladung.",
        ),
    ],
    "fr": [
        (
            "Notre reporter a fini par obtenir une réponse au téléphone, tard dans la soirée.",
            "Puis un autre appel est arrivé, et la conversation s'est arrêtée là.",
        ),
        ("Le rendez-vous avait été donné dans un bistrot, loin des caméras.", "Le patron baissait déjà le rideau de fer."),
        ("Dans le couloir, une seule lampe était restée allumée.", "Sur le bureau, trois téléphones et une tasse de café froid."),
    ],
    "es": [
        ("Ya entrada la noche, alguien descolgó por fin el teléfono.", "Después sonó otra línea y la conversación terminó ahí."),
        ("La cita fue en un bar pequeño, lejos de las cámaras.", "El dueño empezaba a recoger las mesas."),
        ("Solo quedaba una luz encendida en el pasillo del edificio.", "Sobre la mesa había carpetas y un bocadillo sin terminar."),
    ],
    "it": [
        ("A tarda sera, dopo diversi tentativi, qualcuno ha risposto al telefono.", "Poi è squillata un'altra linea e la chiamata si è chiusa."),
        ("L'appuntamento era in una trattoria, lontano dalle telecamere.", "L'oste stava già spegnendo le luci della sala."),
        ("Nel corridoio del palazzo era rimasta accesa una sola lampada.", "Sulla scrivania, faldoni e un panino lasciato a metà."),
    ],
}
WALL = {
    "en": "To continue reading this article, subscribe now. Already a subscriber? Log in.",
    "de": "Jetzt weiterlesen mit einem Abonnement. Sie haben schon ein Abo? Hier anmelden.",
    "fr": "Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite.",
    "es": "Contenido exclusivo para suscriptores. Suscríbase para seguir leyendo.",
    "it": "Contenuto riservato agli abbonati. Abbonati per continuare a leggere.",
}
CORR = {
    "en": ("CORRECTED: ", "(Corrects figure to {new}, not {old}.)"),
    "de": ("Berichtigung: ", "(Berichtigung: Die Zahl muss {new} lauten, nicht {old}.)"),
    "fr": ("RECTIFICATIF: ", "(Rectificatif : il faut lire {new} et non {old}.)"),
    "es": ("CORRECCIÓN: ", "(Corrige la cifra: son {new}, no {old}.)"),
    "it": ("CORREZIONE: ", "(Corregge la cifra: {new}, non {old}.)"),
}
FIRSTPUB = {
    "en": "This article first appeared in {X}.",
    "de": "Dieser Artikel erschien zuerst in: {X}.",
    "fr": "Cet article a été publié pour la première fois dans {X}.",
    "es": "Este artículo se publicó por primera vez en {X}.",
    "it": "Questo articolo è apparso per la prima volta su {X}.",
}
ENDCRED = {
    "en": ["({A})", "Source: {A}", "© {A}"],
    "de": ["Quelle: {A}", "© {A}", "({A})"],
    "fr": ["(avec {A})", "© {A}", "Source : {A}"],
    "es": ["Fuente: {A}", "(Con información de {A})", "© {A}"],
    "it": ["Fonte: {A}", "({A})", "© {A}"],
}
MULTI = {
    "en": ["With reporting by {A} and {B}.", "({A}/{B})"],
    "de": ["Mit Material von {A} und {B}.", "({A}/{B})"],
    "fr": ["(avec {A} et {B})", "({A}/{B})"],
    "es": ["Con información de {A} y {B}.", "({A}/{B})"],
    "it": ["Fonti: {A} e {B}", "({A}/{B})"],
}


# ---------------------------------------------------------------- scripts
def parse():
    stories = []
    for f in sorted(glob.glob(os.path.join(HERE, "stories_[0-9].txt"))):
        s = r = q = None
        for line in open(f, encoding="utf-8"):
            line = line.rstrip("\n")
            if not line.strip():
                continue
            if line.startswith("#story"):
                _, k, l = line.split()
                s = dict(kind=k, base=l, sp={}, vars={}, q={}, reports=[])
                stories.append(s)
                r = q = None
            elif line.startswith("+"):
                s = next(x for x in stories if x["kind"] == line[1:].strip())
                r = q = None
            elif line.startswith("@"):
                h, *ls = line[1:].split(" | ")
                k, g = h.split()
                s["sp"][k] = dict(g=g, roles={x.split(":", 1)[0].strip(): [y.strip() for y in x.split(":", 1)[1].split(";")] for x in ls})
            elif line.startswith("%"):
                p = line[1:].split()
                s["vars"][p[0]] = (p[1], p[2] if len(p) > 2 else None)
            elif re.match(r"q\d [AB]$", line):
                q = line.split()
                s["q"][q[0]] = dict(sp=q[1], t={})
                r = None
                q = q[0]
            elif line.startswith("R "):
                l, t = line[2:].split(": ", 1)
                r = dict(lang=l, title=t, paras=[])
                s["reports"].append(r)
            elif r is not None:
                r["paras"].append(line.strip())
            else:
                l, t = line.strip().split(": ", 1)
                s["q"][q]["t"][l] = t
    return stories


def spin(t, rng):
    return re.sub(r"\[([^\[\]]*)\]", lambda m: rng.choice(m.group(1).split("|")), t)


def num(n, lang):
    s = f"{n:,}"
    return s.replace(",", {"en": ",", "de": ".", "fr": "\u202f", "es": ".", "it": "."}[lang]) if n >= 1000 else str(n)


class Gen:
    def __init__(self, seed):
        self.rng = random.Random(f"gB-{seed}")
        self.arts = []
        self.stmts = []
        self.disc = []
        self.corr = []
        self.neutral = []
        self.pool = {}
        r = self.rng
        self.first = {l: [x[:] for x in FIRST[l]] for l in LANGS}
        self.last = {l: LAST[l][:] for l in LANGS}
        self.town = {l: TOWN[l][:] for l in LANGS}
        for l in LANGS:
            for x in self.first[l]:
                r.shuffle(x)
            r.shuffle(self.last[l])
            r.shuffle(self.town[l])
        self.outs = {}
        for l in LANGS:
            n = 8 if l == "en" else 7
            pp = PAPER[l][:]
            r.shuffle(pp)
            ff = OUT[l][:]
            r.shuffle(ff)
            self.outs[l] = []
            for i in range(n):
                nm = ff[i].format(pp[i])
                import unicodedata

                d = re.sub("[^a-z]", "", unicodedata.normalize("NFD", nm.lower().replace("ß", "ss")).encode("ascii", "ignore").decode())
                self.outs[l].append(dict(name=nm, domain=d + ".example", lang=l))
        unk = UNKNOWN[:]
        r.shuffle(unk)
        self.ag = {l: KNOWN[l] + [unk.pop()] for l in LANGS}
        self.ghost = {
            l: [o.format(p) for o, p in zip(ff2, pp2)]
            for l, ff2, pp2 in (
                (
                    l,
                    self.rng.sample(OUT[l], 4),
                    (
                        ["Holmby", "Rottal", "Belmont", "Santbury"][:4]
                        if l == "en"
                        else {
                            "de": ["Isenburg", "Rottal", "Haldern", "Mühlau"],
                            "fr": ["Belmont", "Vireux", "Sarlande", "Orbec"],
                            "es": ["Lerma", "Sanabria", "Utiel", "Moguer"],
                            "it": ["Susano", "Larino", "Arcevia", "Norma"],
                        }.get(l)
                    ),
                )
                for l in LANGS
            )
        }
        self.bridge = {l: r.sample(BRIDGE[l], 3) for l in LANGS}
        self.modes = [1] * 10 + [2] * 10 + [3] * 20
        self.modes = self.modes[:27] + [3]
        r.shuffle(self.modes)
        self.nstory = 0
        self.day0 = dt.datetime(2026, 11, 2, 6) + dt.timedelta(days=r.randrange(4))
        self.spent_lead = {}

    def name(self, l, g):
        fi = self.first[l][0 if g == "f" else 1]
        f = fi.pop(0)
        fi.append(f)
        la = self.last[l].pop(0)
        self.last[l].append(la)
        return f, la

    def tw(self, l):
        t = self.town[l].pop(0)
        self.town[l].append(t)
        return t.replace("_", " ")

    # ---- a story
    def story(self, S):
        r = self.rng
        sid = f's{self.nstory:02d}_{S["kind"]}'
        self.nstory += 1
        base = S["base"]
        t0 = self.day0 + dt.timedelta(days=r.randrange(22), hours=r.randrange(6))
        st = dict(id=sid, town=self.tw(base), val={}, type={}, sp={}, q={}, base=base)
        for k, (ty, rg) in S["vars"].items():
            st["type"][k] = {"n": "number", "m": "number", "p": "place", "w": "date", "d": "date"}[ty]
            if ty in "nm":
                a, b = map(int, rg.split("-"))
                v = r.randint(a, b)
            elif ty == "p":
                v = self.tw(base)
            elif ty == "w":
                v = (t0.weekday() + r.choice([3, 4, 5])) % 7
            else:
                v = r.randint(3, 22)
            st["val"][k] = v
        for k, sp in S["sp"].items():
            f, la = self.name(base, sp["g"])
            st["sp"][k] = dict(first=f, last=la, g=sp["g"], roles=sp["roles"])
        for qid, q in S["q"].items():
            st["q"][qid] = dict(sp=q["sp"], t={l: spin(t, r) for l, t in q["t"].items()})
        used = {}

        def outlet(l, new=True):
            c = [o for o in self.outs[l] if o["domain"] not in used]
            if not c:
                return None
            o = r.choice(c)
            used[o["domain"]] = 1
            return o

        # roles of the reports
        idx = list(range(len(S["reports"])))
        mode = self.modes.pop()  # one language, two, or all
        fl = sorted({x["lang"] for x in S["reports"]} - {base})
        keep = {base} | set([] if mode == 1 else [r.choice(fl + ["en", "en"] if "en" in fl else fl)] if mode == 2 else fl)
        idx = [i for i in idx if S["reports"][i]["lang"] in keep]
        r.shuffle(idx)
        reps = []
        agencies = []
        for n, i in enumerate(idx):
            R = S["reports"][i]
            l = R["lang"]
            role = r.choice(["agency", "agency", "own", "own", "own"])
            if n == 0 and r.random() < 0.6:
                role = "agency"
            if n >= 1 and r.random() < 0.27:
                role = "cite"
            if n >= 1 and role == "own" and len(agencies) >= 2 and r.random() < 0.5:
                role = "multi"
            reps.append(dict(R=R, lang=l, role=role, n=n, t=t0 + dt.timedelta(minutes=r.randint(0, 90) + n * r.randint(40, 300))))
            if role == "agency":
                c = [a for a in self.ag[l] if a not in agencies]
                a = r.choice(agencies) if agencies and r.random() < 0.15 else (r.choice(c) if c else agencies[0])
                reps[-1]["agency"] = a
                agencies.append(a)
        if not any(x["role"] == "agency" for x in reps):
            reps[0]["role"] = "agency"
            reps[0]["agency"] = r.choice(self.ag[reps[0]["lang"]])
            agencies.append(reps[0]["agency"])
        arts = []
        for rp in reps:
            l = rp["lang"]
            R = rp["R"]
            rp["outlet"] = o = outlet(l)
            if o is None:
                continue
            spec = dict(
                story=sid,
                lang=l,
                title=spin(R["title"], r),
                paras=[],
                facts={},
                namealt={},
                titlealt={},
                t=rp["t"],
                outlet=o,
                marks=r.choice(MARKS[l]),
                origin=None,
                credit=None,
                authors=[],
                kind=rp["role"],
                base=None,
                complete=True,
                foot=[],
                url=None,
                canon=None,
                head=None,
            )
            slots = [p for p in R["paras"] if re.match(r"\{q\d\}$", p)]
            have = [p[1:-1] for p in slots if l in st["q"][p[1:-1]]["t"]]
            drop = set(x for x in have if r.random() < 0.22)
            if len(drop) >= len(have):
                drop = set(have[1:])
            seen = set()
            owndate = rp["role"] == "own" and r.random() < 0.35
            press = rp["role"] != "cite" and r.random() < 0.4
            intv = rp["role"] == "own" and r.random() < 0.25
            citev = None
            if rp["role"] == "cite":
                citev = self.citeplan(rp, arts, l, st)
            for p in R["paras"]:
                m = re.match(r"\{(q\d)\}$", p)
                if not m:
                    spec["paras"].append(dict(k="n", t=spin(p, r)))
                    continue
                qid = m.group(1)
                if qid not in have or qid in drop:
                    continue
                q = st["q"][qid]
                ref = (
                    "full"
                    if q["sp"] not in seen
                    else r.choice(["short", "short", "role"] + (["pron"] if PRON[l] and spec.get("last") == q["sp"] else []))
                )
                styles = ["post", "post", "pre", "split", "split"]
                for x in "ip":
                    if l + "_" + x in q["t"]:
                        styles += [x, x]
                d = dict(
                    k="q",
                    qid=qid,
                    spk=q["sp"],
                    ref=ref,
                    style=r.choice(styles),
                    cut=r.choice(["", "", "", "", "ell", st["q"][qid].setdefault("half", r.choice(["first", "second"]))]),
                    via=None,
                    changed=False,
                    cue=r.random(),
                    press=False,
                )
                if rp["role"] == "cite":
                    d["via"] = citev
                    d["style"] = r.choice(["post", "split"])
                elif intv and not seen & {q["sp"]}:
                    d["via"] = dict(m="own")
                    d["style"] = r.choice(["post", "split"])
                elif rp["role"] == "agency" and not seen and r.random() < 0.3:
                    d["via"] = dict(m="tellag", x=rp["agency"], origin=[rp["agency"]])
                    d["style"] = r.choice(["post", "split"])
                elif press and not seen:
                    d["press"] = True
                    d["style"] = r.choice(["post", "split"])
                if d["style"] in "ip" or (d["cut"] in ("first", "second") and any(l + x in q["t"] for x in ("_i", "_p"))):
                    d["cut"] = ""
                if d["style"] == "split" and d["cut"] in ("first", "second"):
                    d["cut"] = ""
                seen.add(q["sp"])
                spec["last"] = q["sp"]
                spec["paras"].append(d)
            if rp["role"] == "agency":
                spec["origin"] = [rp["agency"]]
                spec["agency"] = rp["agency"]
                spec["credit"] = r.choice(["date", "date", "author", "end"])
            elif rp["role"] == "multi":
                a = agencies[0]
                b = next((x for x in agencies if x != a), None)
                if b is None:
                    spec["origin"] = [o["domain"]]
                    spec["kind"] = "own"
                else:
                    spec["origin"] = [a, b]
                    spec["credit"] = "multi"
            else:
                spec["origin"] = [o["domain"]]
                if r.random() < 0.7 or owndate:
                    f, la = self.name(l, r.choice("fm"))
                    spec["authors"] = [f + " " + la]
                if owndate:
                    spec["head"] = "own"
            rp["spec"] = spec
            arts.append(spec)
        reps = [x for x in reps if "spec" in x]
        self.plant(st, reps)
        # an interview added to a wire copy; copies
        extra = []
        for rp in reps:
            b = rp["spec"]
            l = rp["lang"]
            if b["kind"] == "agency":
                k = r.choice([3, 4, 5]) if l == base or r.random() < 0.3 else r.choice([1, 2, 3])
            elif b["kind"] == "multi":
                k = 0
            else:
                k = r.choice([0, 0, 1, 1, 2])
            src = [b]
            nwall = 0
            for j in range(k):
                o = outlet(l)
                if o is None and b["kind"] == "agency" and r.random() < 0.8:  # an outlet with its own report also runs the wire
                    c = [x["outlet"] for x in reps if x["lang"] == l and x["spec"]["kind"] == "own" and not x.get("both")]
                    c = [
                        x
                        for x in c
                        if not any(
                            a is not b and any(p.get("via") and p["via"].get("x") == x["name"] for p in a["paras"] if p["k"] == "q") for a in arts
                        )
                    ]
                    if c:
                        o = c[0]
                        [x.update(both=1) for x in reps if x["outlet"] is o]
                if o is None:
                    break
                p = r.choice(src)
                c = copy.deepcopy(p)
                c["outlet"] = o
                c["base"] = p
                c["titlealt"] = {}
                c["t"] = p["t"] + dt.timedelta(minutes=r.randint(4, 200))
                c["kind"] = "copy"
                c["authors"] = []
                c["head"] = None
                c["foot"] = []
                c["canon"] = None
                if b["kind"] == "agency":
                    c["credit"] = r.choice(["date", "author", "end", "end", None])
                elif b["kind"] in ("own", "cite"):
                    how = r.choice(["none", "fp", "fp"])
                    if how == "fp":
                        c["foot"].append(FIRSTPUB[l].format(X=b["outlet"]["name"]))
                    if how == "canon":
                        c["canon"] = b
                for _ in range(r.choice([1, 1, 2])):
                    op = r.choice(["trim", "head", "lead", "word", "dropq", "none", "wall" if nwall == 0 else "trim", "trim"])
                    if op == "trim" and len(c["paras"]) > 5:
                        c["paras"] = c["paras"][: -r.choice([1, 2, 2, 3])]
                    elif op == "head":
                        c["title"] = self.pick(HEADS, l, st)
                    elif op == "lead":
                        c["paras"][0] = dict(k="n", t=self.pick(LEADS, l, st)) if r.random() < 0.5 else c["paras"][0]
                        c["title"] = self.pick(HEADS, l, st)
                    elif op == "word":
                        qs = [
                            d
                            for d in c["paras"]
                            if d["k"] == "q" and d["style"] not in "ip" and "{" in st["q"][d["qid"]]["t"][l] and self.hasalt(d, st, l)
                        ]
                        if qs and b["kind"] != "cite":
                            r.choice(qs)["changed"] ^= True
                    elif op == "dropq":
                        qs = [d for d in c["paras"] if d["k"] == "q"]
                        if len(qs) > 1:
                            c["paras"].remove(r.choice(qs))
                    elif op == "wall" and len(c["paras"]) > 4 and not c["foot"]:
                        c["paras"] = c["paras"][: r.choice([1, 2])]
                        c["complete"] = False
                        nwall = 1
                        c["credit"] = c["credit"] if c["credit"] != "end" else "author"
                if c["complete"] and b["kind"] == "agency" and self.bridge[l] and r.random() < 0.3:
                    carried = {d["qid"] for d in b["paras"] if d["k"] == "q"}
                    cand = [x for x in st["q"] if l in st["q"][x]["t"] and x not in carried]
                    if cand:
                        qid = r.choice(cand)
                        a, z = self.bridge[l].pop()
                        c["paras"] += [
                            dict(k="n", t=a),
                            dict(
                                k="q",
                                qid=qid,
                                spk=st["q"][qid]["sp"],
                                ref="full",
                                style=r.choice(["post", "split"]),
                                cut="",
                                via=dict(m="own", origin=[o["domain"]]),
                                changed=False,
                                cue=r.random(),
                                press=False,
                            ),
                            dict(k="n", t=z),
                        ]
                        c["kind"] = "copy+own"
                c["origin"] = b["origin"]
                arts.append(c)
                if c["complete"] and c["kind"] == "copy":
                    src.append(c)
        # correction of a wire
        w = [x for x in reps if x["spec"]["kind"] == "agency"]
        if w and self.ncorr > 0:
            rp = r.choice(w)
            b = rp["spec"]
            l = rp["lang"]
            keys = [
                k
                for k in st["type"]
                if st["type"][k] == "number" and any("<%s>" % k in p["t"] for p in b["paras"] if p["k"] == "n") and k not in st["planted"]
            ]
            o = outlet(l)
            if keys and o:
                self.ncorr -= 1
                k = r.choice(keys)
                old = self.altval(st, k)
                kin = [a for a in arts if a is b or self.root(a) is b]
                for a in kin:
                    a["facts"][k] = ("alt", old)
                c = copy.deepcopy(b)
                c["outlet"] = o
                c["base"] = b
                c["kind"] = "correction"
                c["t"] = b["t"] + dt.timedelta(hours=r.randint(3, 5))
                c["facts"].pop(k)
                c["titlealt"] = {}
                c["title"] = CORR[l][0] + c["title"]
                c["paras"].insert(0, dict(k="n", t=CORR[l][1].format(new=num(st["val"][k], l), old=num(old, l))))
                c["credit"] = "author"
                for a in kin:
                    a["t"] = min(a["t"], c["t"] - dt.timedelta(minutes=20)) if a is b or r.random() < 0.75 else c["t"] + dt.timedelta(minutes=50)
                arts.append(c)
                st["planted"][k] = "correction"
                st["corr"] = (k, c, kin)
        for a in arts:
            self.render(a, st)
        self.truth(st, arts, agencies)
        st["arts"] = arts
        return st

    def root(self, a):
        while a["base"] is not None:
            a = a["base"]
        return a

    def pick(self, T, l, st):
        k = (id(T), l, st["id"])
        left = self.spent_lead.setdefault(k, [])
        c = [x for x in T[l] if x not in left] or T[l]
        x = self.rng.choice(c)
        left.append(x)
        return x

    def hasalt(self, d, st, l):
        t = st["q"][d["qid"]]["t"][l]
        a, b = (t.split(" / ") + [""])[:2]
        return "{" in (a if d["cut"] == "first" else b if d["cut"] == "second" else a + b)

    def citeplan(self, rp, arts, l, st):
        r = self.rng
        ags = [a for a in arts if a["kind"] == "agency"]
        owns = [a for a in arts if a["kind"] == "own"]
        c = []
        if ags:
            c += ["ag", "ag", "chain"]
        if owns:
            c += ["own", "own", "own"]
        c += ["ghost"]
        how = r.choice(c)
        if how == "ag":
            a = r.choice(ags)
            return dict(m=r.choice(["tellag", "accord"]), x=a["agency"], origin=[a["agency"]], cite=True)
        if how == "chain":
            a = r.choice(ags)
            g = r.choice(self.ghost[l])
            return dict(m="chain", x=g, y=a["agency"], origin=[a["agency"]], cite=True)
        if how == "own":
            a = r.choice(owns)
            return dict(m="citeo", x=a["outlet"]["name"], origin=[a["outlet"]["domain"]], cite=True, target=a)
        g = st.setdefault("ghost", r.choice(self.ghost[l]))
        return dict(m="citeo", x=g, origin=["ghost:" + g], cite=True)

    def altval(self, st, k):
        r = self.rng
        v = st["val"][k]
        t = st["type"][k]
        if t == "number":
            return max(2, v + r.choice([-1, 1]) * max(3, int(v * r.choice([0.17, 0.23, 0.31])))) if v > 9 else v + r.choice([2, 3])
        return (
            self.tw(st["base"])
            if t == "place"
            else ((v + r.choice([1, 2])) % 7 if isinstance(v, int) and k.startswith("wday") else v + r.choice([1, 2, 3, 4]))
        )

    def plant(self, st, reps):
        r = self.rng
        st["planted"] = {}
        real = [x for x in reps if x["spec"]["kind"] in ("own", "agency")]
        if len(real) < 2:
            return

        def uses(x):
            return {k for k in st["type"] if any("<%s>" % k in p["t"] for p in x["spec"]["paras"] if p["k"] == "n")}

        keys = list(st["type"])
        r.shuffle(keys)
        n = 0
        for k in keys:
            us = [x for x in real if k in uses(x)]
            if len({tuple(x["spec"]["origin"]) for x in us}) < 2:
                continue
            x = r.choice(us)
            typ = st["type"][k]
            if n < 2 and r.random() < 0.42:
                v = self.altval(st, k)
                for y in real:
                    if y["spec"]["origin"] == x["spec"]["origin"]:
                        y["spec"]["facts"][k] = ("alt", v)
                st["planted"][k] = "disc"
                n += 1
            elif typ == "number" and st["val"][k] > 10:
                if k in ("hurt", "cases", "arrests", "dead") and r.random() < 0.6:
                    y = min(us, key=lambda z: z["t"])
                    y["spec"]["facts"][k] = ("least", max(2, st["val"][k] - r.choice([0, 2, 4])))
                    st["planted"][k] = "least"
                elif st["val"][k] > 100:
                    m = 10 ** (len(str(st["val"][k])) - 2)
                    rv = round(st["val"][k] / m) * m
                    x["spec"]["facts"][k] = ("about", rv)
                    st["planted"][k] = "about"
        if r.random() < 0.42:  # a name spelled otherwise
            x = r.choice(real)
            k = r.choice(list(st["sp"]))
            la = st["sp"][k]["last"]
            if any(d["k"] == "q" and d["spk"] == k for d in x["spec"]["paras"]):
                i = r.choice([j for j in range(2, len(la) - 1) if la[j].isalpha()])
                c = la[i]
                alt = la[:i] + r.choice([v for v in ("aeiou" if c in "aeiouéèíü" else "lmnrst") if v != c]) + la[i + 1 :]
                x["spec"]["namealt"][k] = alt
                st["planted"]["name:" + k] = "disc"
        # same words, another speaker; changed words, by an independent report
        for what, p in (("speaker", 0.45), ("words", 0.6)):
            if r.random() > p:
                continue
            c = []
            for x in real:
                for y in real:
                    if x is y or x["lang"] != y["lang"] or x["spec"]["origin"] == y["spec"]["origin"]:
                        continue
                    for d in x["spec"]["paras"]:
                        if d["k"] == "q" and d["style"] not in "ip" and d["spk"] == st["q"][d["qid"]]["sp"]:
                            e = next((e for e in y["spec"]["paras"] if e["k"] == "q" and e["qid"] == d["qid"] and e["style"] not in "ip"), None)
                            if e and (what == "speaker" or (self.hasalt(d, st, x["lang"]) and self.hasalt(e, st, x["lang"]))):
                                c.append((d, x, e))
            if c:
                d, x, e = r.choice(c)
                if what == "speaker":
                    d["spk"] = "B" if d["spk"] == "A" else "A"
                    d["ref"] = "full"
                    d["cut"] = ""
                    e["cut"] = ""
                    for z in x["spec"]["paras"]:
                        if z["k"] == "q" and z["ref"] == "pron":
                            z["ref"] = "short"
                    # the first mention of each speaker must stay in full
                    seen = set()
                    for z in x["spec"]["paras"]:
                        if z["k"] == "q" and z["spk"] not in seen:
                            z["ref"] = "full"
                            seen.add(z["spk"])
                else:
                    d["changed"] = True
        for x in real:
            if r.random() < 0.35:
                ks = [
                    k
                    for k in st["type"]
                    if "<%s>" % k in x["spec"]["title"] and k in uses(x) and st["type"][k] == "number" and k not in st["planted"]
                ]
                if ks:
                    x["spec"]["titlealt"][ks[0]] = self.altval(st, ks[0])
                    st["planted"][ks[0]] = "headline"

    # ---- words
    def ftext(self, st, k, how, v, l):
        ty = st["type"][k]
        if ty == "number":
            s = num(v, l)
            return (ABOUT[l][v % len(ABOUT[l])] + " " + s) if how == "about" else (LEAST[l] + " " + s) if how == "least" else s
        if ty == "place":
            return v
        if k.startswith("wday"):
            return WD[l][v]
        return DOM[l].format(v)

    def fill(self, t, a, st, title=False):
        """text with <slots> -> text, spans"""
        out = ""
        sp = []
        for x in re.split(r"(<\w+>)", t):
            if x.startswith("<"):
                k = x[1:-1]
                if k == "town":
                    s = st["town"]
                else:
                    how, v = a["facts"].get(k, ("", st["val"][k]))
                    if title and k in a["titlealt"]:
                        how, v = "alt", a["titlealt"][k]
                    s = self.ftext(st, k, how, v, a["lang"])
                    if not out and s[0].islower():
                        s = s[0].upper() + s[1:]
                    if out.endswith(". ") and s[0].islower():
                        s = s[0].upper() + s[1:]
                    sp.append((len(out), len(out) + len(s), "fact", k, str(v), how))
                out += s
            else:
                out += x
        return out, sp

    def speaker(self, d, a, st, start):
        l = a["lang"]
        sp = st["sp"][d["spk"]]
        last = a["namealt"].get(d["spk"], sp["last"])
        full = sp["first"] + " " + last
        role, short = [x.replace("<town>", st["town"]) for x in sp["roles"].get(l) or sp["roles"][st["base"]]]
        if d["ref"] == "full":
            s = f"{full}, {role}," if l == "en" else f"{role} {full}" if l == "de" else f"{role}, {full},"
        elif d["ref"] == "role":
            s = short
        elif d["ref"] == "pron":
            s = PRON[l][0 if sp["g"] == "f" else 1]
        else:
            s = ({"es": "", "it": ""}.get(l, "")) + last
        if start and s[0].islower():
            s = s[0].upper() + s[1:]
        return s

    def quote(self, d, a, st):
        """-> text, content spans"""
        l = a["lang"]
        q = st["q"][d["qid"]]
        o, c = a["marks"]
        if d["style"] in "ip":
            raw = q["t"][l + "_" + d["style"]]
            s = raw.replace("{S}", self.speaker(d, a, st, raw.startswith("{S}")))
            s = s.replace(",,", ",")
            return s, [(0, len(s))]
        t = q["t"][l]
        t = re.sub(r"\{([^>}]*)>([^}]*)\}", lambda m: m.group(2 if d["changed"] else 1), t)
        if d["cut"] == "ell" and "((" in t:
            t = re.sub(r" ?\(\((.*?)\)\)(,?)", " …", t)
        else:
            t = re.sub(r" ?\(\((.*?)\)\)", lambda m: (("" if m.group(1)[0] in "," else " ") + m.group(1)), t)
        t = t.replace(" ….", " …")
        p1, p2 = t.split(" / ") if " / " in t else (t, "")
        t = (p1 + " " + p2).strip()
        if d["cut"] == "first":
            t = p1
        if d["cut"] == "second":
            t = p2[0].upper() + p2[1:]
        v = d["via"]
        i = d["cue"]
        if v:
            T = {"own": OWNCUE, "tellag": TELLAG, "accord": ACCORD, "citeo": CITEO, "chain": CHAIN}[v["m"]][l]
        elif d["press"]:
            T = PRESS[l]
        else:
            T = PRE[l] if d["style"] == "pre" else POST[l]
        cue = T[int(i * len(T))]
        # "X said" needs the speaker before, "said X" after
        if l == "en" and d["ref"] == "full" and cue == "said {S}":
            s = self.speaker(d, a, st, False).rstrip(",")
        elif l == "en" and d["ref"] == "pron":
            cue = cue.replace("said {S}", "{S} said")
            s = self.speaker(d, a, st, d["style"] == "pre")
        else:
            s = self.speaker(d, a, st, cue.startswith("{S}") and d["style"] == "pre")
        if v:
            x = v.get("x", "")
            cue = (
                cue.replace("{TX}", (x if x.startswith(("The ", "Daily")) is False and l != "en" else ("the " + re.sub("^The ", "", x))))
                .replace("{X}", x)
                .replace("{Y}", v.get("y", ""))
            )
        cue = cue.replace("{S}", s).replace(",,", ",")
        if cue.endswith(","):
            cue = cue[:-1]
        spans = []

        def put(out, w):
            spans.append((len(out) + len(o), len(out) + len(o) + len(w)))
            return out + o + w + c

        strip = t.rstrip(".")
        if d["style"] == "pre":
            return put(cue, t if t[-1] in ".!?" else t + "."), spans
        if d["style"] == "split" and p2 and not d["cut"] in ("first", "second"):
            sent = p1[-1] in ".!?:"
            w = p1.rstrip(".,:")
            if l == "en":
                out = put("", w + ",")
                out += " " + cue + (". " if sent else ", ")
            else:
                out = put("", w)
                out += (", " if not w.endswith("…") else ", ") + cue + (". " if sent else ", ")
            if sent:
                p2 = p2[0].upper() + p2[1:]
            return put(out, p2), spans
        strip = strip.rstrip(",:")
        if l == "en":
            out = put("", strip + ",")
            return out + " " + cue + ".", spans
        out = put("", strip)
        return out + ", " + cue + ".", spans

    def render(self, a, st):
        l = a["lang"]
        r = self.rng
        a["spans"] = []
        text = ""
        town = st["town"]
        a["ttl"], sp = self.fill(a["title"], a, st, True)
        a["spans"] += [("title",) + x for x in sp]
        cr = a["credit"]
        ag = a["origin"][0]
        day = a["t"]
        if cr == "date" and a["paras"][0]["k"] == "n":
            mon = "Nov" if l in ("en",) else ""
            text = {
                "en": f"{town.upper()}, {day:%b} {day.day} ({ag}) — ",
                "de": f"{town} ({ag}) – ",
                "fr": f"{town} ({ag}) – ",
                "es": f'{town}, {day.day} {"nov" if day.month == 11 else "dic"} ({ag}).- ',
                "it": f'({ag}) - {town.upper()}, {day.day:02d} {"NOV" if day.month == 11 else "DIC"} - ',
            }[l]
        elif cr == "author":
            a["authors"] = [ag]
        elif cr == "end":
            a["foot"] = [r.choice(ENDCRED[l]).format(A=ag)]
        elif cr == "multi":
            a["foot"] = [r.choice(MULTI[l]).format(A=a["origin"][0], B=a["origin"][1])]
        if a["head"] == "own":
            text = f"{town.upper()} — "
        first = True
        for p in a["paras"]:
            if not first:
                text += "\n\n"
            first = False
            off = len(text)
            if p["k"] == "n":
                s, sp = self.fill(p["t"], a, st)
                a["spans"] += [("text", x[0] + off, x[1] + off) + x[2:] for x in sp]
            else:
                s, sp = self.quote(p, a, st)
                s2 = s
                p["pos"] = [(x + off, y + off) for x, y in sp]
                la = a["namealt"].get(p["spk"], st["sp"][p["spk"]]["last"])
                for m in re.finditer(re.escape(la), s):
                    a["spans"].append(("text", m.start() + off, m.end() + off, "name", "name:" + p["spk"], la, ""))
            text += s
        if not a["complete"]:
            text += "\n\n" + WALL[l]
        for f in a["foot"]:
            text += "\n\n" + f
        a["text"] = text

    # ---- what is true
    def truth(self, st, arts, agencies):
        for a in arts:
            a["id"] = f"a{len(self.arts):04d}"
            self.arts.append(a)

        def words(s):
            return re.findall(r"\w+", s.lower())

        for qid, q in st["q"].items():
            ms = []
            for a in arts:
                for d in a["paras"]:
                    if d["k"] != "q" or d["qid"] != qid:
                        continue
                    v = d["via"]
                    org = a["origin"]
                    if v and v.get("origin"):
                        org = v["origin"]
                    tx = " ".join(a["text"][x:y] for x, y in d["pos"])
                    ms.append(
                        dict(
                            article=a["id"],
                            spans=d["pos"],
                            origins=org,
                            lang=a["lang"],
                            style=d["style"],
                            cut=d["cut"],
                            changed=d["changed"],
                            speaker=d["spk"],
                            t=a["t"],
                            text=tx,
                            via=v and {k: x for k, x in v.items() if k != "target"},
                            akind=a["kind"],
                            credit=a["credit"],
                            head=a["head"],
                            root=self.root(a)["id"],
                        )
                    )
            if not ms:
                continue
            # what a copied article says is its base's; an own interview in a copy is the outlet's: done by origin above
            names = sorted({o for m in ms for o in m["origins"]})
            n = next(k for k in range(1, 9) for c in itertools.combinations(names, k) if all(set(m["origins"]) & set(c) for m in ms)) if True else 0
            n = min(len(c) for k in range(1, len(names) + 1) for c in itertools.combinations(names, k) if all(set(m["origins"]) & set(c) for m in ms))
            own = {}
            multi = any(len(m["origins"]) > 1 for m in ms)
            odd = len({m["lang"] for m in ms}) > 1 or any(m["changed"] or m["style"] in "ip" for m in ms) or multi
            for o in names:
                mo = [m for m in ms if m["origins"] == [o]]
                if not mo:
                    own[o] = "skip"
                    continue
                cites = [m for m in mo if m["via"] and m["via"].get("cite")]
                rest = [m for m in mo if m not in cites]
                if any((m["via"] and m["via"]["m"] == "own") or m["head"] == "own" for m in rest):
                    own[o] = True
                    continue
                if not rest:
                    own[o] = False if o.startswith("ghost") and not any(m["via"]["m"] == "citeo" for m in cites) else "skip"
                    continue
                if o in agencies and (any(m["credit"] == "date" for m in mo) or any(m["via"] for m in mo)):
                    own[o] = "skip"
                    continue
                if cites:
                    own[o] = "skip"
                    continue
                new = False
                first = min(ms, key=lambda m: m["t"])
                firsto = first["origins"] == [o] or any(m["t"] == first["t"] for m in mo)
                if not firsto:
                    grams = False
                    for m in rest:
                        w = words(m["text"])
                        seen = [words(e["text"]) for e in ms if o not in e["origins"] and e["t"] <= m["t"]]
                        t3 = {tuple(x[i : i + 3]) for x in seen for i in range(len(x) - 2)}
                        t5 = {tuple(x[i : i + 5]) for x in seen for i in range(len(x) - 4)}
                        grams |= any(tuple(w[i : i + 5]) not in t5 for i in range(len(w) - 4))
                        cov = [False] * len(w)
                        for i in range(len(w) - 2):
                            if tuple(w[i : i + 3]) in t3:
                                cov[i] = cov[i + 1] = cov[i + 2] = True
                        new |= "fffff" in "".join("t" if c else "f" for c in cov)
                    ids = {m["article"] for m in rest}
                    # other words of the same speaker in the same article may be the same utterance: not scored
                    if not new and (
                        grams or any(d["k"] == "q" and d["qid"] != qid and d["spk"] == q["sp"] for x in arts if x["id"] in ids for d in x["paras"])
                    ):
                        own[o] = "skip"
                        continue
                own[o] = ("skip" if odd else True) if new else None
            t1 = min(m["t"] for m in ms)
            carry = {m["article"] for m in ms}
            sil = [a["id"] for a in arts if a["id"] not in carry and a["t"] > t1 and a["complete"]]
            ct = [a["id"] for a in arts if a["id"] not in carry and a["id"] not in sil]
            for m in ms:
                m["t"] = m["t"].isoformat()
            sid = f'{st["id"]}:{qid}'
            self.stmts.append(
                dict(
                    id=sid,
                    story=st["id"],
                    mentions=ms,
                    count=n,
                    origins=names,
                    own=own,
                    silent=sil,
                    cannot_tell=ct,
                    langs=sorted({m["lang"] for m in ms}),
                )
            )
            # words and speaker
            for key, kind, fn in (("changed", "words", lambda m: (m["lang"], m["changed"])), ("speaker", "speaker", lambda m: m["speaker"])):
                if kind == "words":
                    for l in {m["lang"] for m in ms}:

                        def val(m):
                            w = re.search(r"\{([^>}]*)>([^}]*)\}", st["q"][qid]["t"][l])
                            return None if not w or m["style"] in "ip" or w.group(2 if m["changed"] else 1) not in m["text"] else m["changed"]

                        A = [m for m in ms if m["lang"] == l and val(m) is False]
                        B = [m for m in ms if m["lang"] == l and val(m) is True]
                        if A and B:
                            indep = bool({tuple(m["origins"]) for m in B} - {tuple(m["origins"]) for m in A})
                            self.disc.append(
                                dict(
                                    kind="words",
                                    story=st["id"],
                                    key=sid,
                                    sub="independent" if indep else "copy",
                                    sides=[[dict(article=m["article"], field="text", spans=m["spans"], text=m["text"]) for m in X] for X in (A, B)],
                                )
                            )
                else:
                    g = {}
                    for m in ms:
                        g.setdefault(m["speaker"], []).append(m)
                    if len(g) > 1:
                        self.disc.append(
                            dict(
                                kind="speaker",
                                story=st["id"],
                                key=sid,
                                sub="",
                                sides=[
                                    [
                                        dict(
                                            article=m["article"],
                                            field="text",
                                            spans=[(max(0, m["spans"][0][0] - 130), m["spans"][-1][1] + 130)],
                                            text=m["speaker"] + ": " + m["text"],
                                        )
                                        for m in X
                                    ]
                                    for X in g.values()
                                ],
                            )
                        )
        for k, how in st["planted"].items():
            g = {}
            for a in arts:
                for f, b, e, ty, key, v, h in a["spans"]:
                    if key == k and (ty == "name" or h in ("", "alt")):
                        g.setdefault(v, []).append(
                            dict(article=a["id"], field=f, spans=[(b, e)], text=(a["ttl"] if f == "title" else a["text"])[b:e])
                        )
            kind = "name" if k.startswith("name:") else st["type"][k]
            row = dict(kind=kind, story=st["id"], key=k, sub=how, sides=list(g.values()))
            if how in ("disc", "headline") and len(g) > 1:
                self.disc.append(row)
            elif how == "correction":
                self.neutral.append(row)
        if "corr" in st:
            k, c, kin = st["corr"]
            still = [a["id"] for a in kin if any(x[4] == k and x[0] == "text" for x in a["spans"])]
            self.corr.append(dict(article=c["id"], key=k, still=still))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seed", type=int, required=True)
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    G = Gen(a.seed)
    r = G.rng
    G.ncorr = 4
    S = parse()
    r.shuffle(S)
    sts = [G.story(s) for s in S]
    recs = []
    for x in G.arts:
        o = x["outlet"]
        slug = f'{x["t"]:%Y/%m/%d}/{10000 + (int(x["id"][1:]) * 7919 + a.seed * 131) % 89999}'
        x["urlx"] = f'https://{o["domain"]}/{slug}'

    def rec(x):
        c = x["canon"]
        d = dict(
            id=x["id"],
            url=x["urlx"],
            outlet=x["outlet"]["name"],
            title=x["ttl"],
            published=x["t"].strftime("%Y-%m-%dT%H:%M:00Z"),
            authors=x["authors"],
            language=x["lang"],
            text=x["text"],
        )
        return d

    for x in G.arts:
        d = rec(x)
        if x["canon"] is not None:
            x["foot_canon"] = 1
        recs.append(d)
    # distractors
    nd = 0
    if os.path.exists(os.path.join(HERE, "distractors.txt")):
        for blk in open(os.path.join(HERE, "distractors.txt"), encoding="utf-8").read().split("\n--\n"):
            l, rest = blk.strip().split(": ", 1)
            title, *ps = rest.split("\n")
            body = "\n\n".join(ps)
            tw = G.tw(l)
            f, la = G.name(l, "m")
            n = r.randint(13, 70)
            body = spin(body, r).replace("<town>", tw).replace("<n>", str(n)).replace("<p>", f + " " + la).replace("<s>", la)
            title = title.replace("<town>", tw).replace("<n>", str(n))
            t = G.day0 + dt.timedelta(days=r.randrange(22), minutes=r.randrange(900))
            ag = r.choice(G.ag[l])
            for o in r.sample(G.outs[l], r.choice([1, 2, 2, 3])):
                nd += 1
                t += dt.timedelta(minutes=r.randrange(5, 90))
                i = f"d{nd:03d}"
                recs.append(
                    dict(
                        id=i,
                        url=f'https://{o["domain"]}/{t:%Y/%m/%d}/n{nd}',
                        outlet=o["name"],
                        title=title,
                        published=t.strftime("%Y-%m-%dT%H:%M:00Z"),
                        authors=[ag] if r.random() < 0.6 else [],
                        language=l,
                        text=body,
                    )
                )
    # live blogs
    for j, l in enumerate(["en", "de"]):
        o = r.choice(G.outs[l])
        ent = []
        c = [x for x in G.arts if x["lang"] == l and x["kind"] in ("own", "agency")]
        r.shuffle(c)
        seen = set()
        t = G.day0 + dt.timedelta(days=23)
        for k, x in enumerate(c):
            if x["story"] in seen or len(seen) >= 6:
                continue
            seen.add(x["story"])
            ent.append(
                f"{18 - len(seen)}:{r.randrange(10, 59)} " + x["ttl"] + ". " + ("More on this shortly." if l == "en" else "Mehr dazu in Kürze.")
            )
        recs.append(
            dict(
                id=f"live{j}",
                url=f'https://{o["domain"]}/live/{j}',
                outlet=o["name"],
                title=("Live: the day's news as it happened" if l == "en" else "Liveticker: Die Nachrichten des Tages"),
                published=t.strftime("%Y-%m-%dT%H:%M:00Z"),
                authors=[],
                language=l,
                text="\n\n".join(ent),
            )
        )
    by = {x["id"]: x for x in G.arts}
    for d in recs:
        x = by.get(d["id"])
        if x is not None and x["canon"] is not None:
            d["canonical_url"] = None
            d.pop("canonical_url")
            x["canon_url"] = x["canon"]["urlx"]
            d["canonical"] = x["canon"]["urlx"]
    r.shuffle(recs)
    with open(os.path.join(a.out, "articles.jsonl"), "w", encoding="utf-8") as f:
        for d in recs:
            f.write(json.dumps(d, ensure_ascii=False) + "\n")
    T = dict(
        seed=a.seed,
        order=[d["id"] for d in recs],
        articles={
            x["id"]: dict(
                story=x["story"],
                kind=x["kind"],
                lang=x["lang"],
                complete=x["complete"],
                origin=x["origin"],
                credit=x["credit"],
                base=x["base"] and x["base"]["id"],
                canon=bool(x["canon"]),
                facts=[list(s) for s in x["spans"]],
                outlet=x["outlet"]["domain"],
            )
            for x in G.arts
        },
        statements=G.stmts,
        discrepancies=G.disc,
        neutral=G.neutral,
        corrections=G.corr,
    )
    json.dump(T, open(os.path.join(a.out, "truth.json"), "w", encoding="utf-8"), ensure_ascii=False, indent=0, default=str)
    from collections import Counter

    print(
        "stories",
        len(sts),
        "articles",
        len(recs),
        "statements",
        len(G.stmts),
        "counts",
        dict(Counter(s["count"] for s in G.stmts)),
        "disc",
        dict(Counter(d["kind"] + "/" + d["sub"] for d in G.disc)),
        "lang",
        dict(Counter(x["language"] for x in recs)),
    )


if __name__ == "__main__":
    main()
