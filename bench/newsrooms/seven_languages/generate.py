#!/usr/bin/env python3
"""A fictional newsroom with known origins: generate.py --seed N --out DIR. The prose is in texts/; the format of those
files is told in texts/README.txt. Writes articles.jsonl and truth.json."""
import argparse, datetime as dt, glob, itertools, json, os, random, re

HERE = os.path.dirname(os.path.abspath(__file__))
N = {
 "en": (["James","Owen","Callum","Peter","Graham","Lewis","Martin","Neil","Stuart","Howard"],["Helen","Fiona","Ruth","Joanna","Claire","Moira","Alison","Sarah","Bridget","Nora"],
        ["Tarrant","Whitlock","Pemberton","Ashdown","Garrick","Hollis","Marlow","Redfern","Stanmore","Thackeray","Wexley","Brannock","Calloway","Dunmore","Fairhurst","Kettering","Lockyer","Merriman","Oakeshott","Penhale"]),
 "de": (["Jürgen","Stefan","Matthias","Uwe","Thomas","Holger","Rainer","Andreas","Bernd","Florian"],["Katrin","Sabine","Anja","Petra","Ulrike","Heike","Martina","Silke","Birgit","Judith"],
        ["Brandhoff","Wittkamp","Rehbein","Lohmeyer","Kestner","Marquardt","Sievers","Thalbach","Oberkirch","Hellwig","Dornbusch","Eickhoff","Vossberg","Grotheer","Pahlke","Rautenberg","Steinkamp","Terhorst","Zumbrock","Ahlers"]),
 "fr": (["Laurent","Olivier","Thierry","Pascal","Julien","Gilles","Mathieu"],["Sylvie","Claire","Nathalie","Isabelle","Hélène","Aurélie","Mireille"],
        ["Vasseur","Delorme","Marchal","Brissac","Courtois","Lambertin","Roussel","Tavernier","Guérin","Peyrac","Montreau","Sablier"]),
 "es": (["Javier","Ramón","Ignacio","Sergio","Andrés","Tomás","Gonzalo"],["Lucía","Marta","Pilar","Beatriz","Carmen","Elena","Rocío"],
        ["Quintanar","Belmonte","Arizaga","Salvatierra","Villarejo","Cifuentes","Larrauri","Montalbán","Pedrosa","Olmedo","Zabala","Requena"]),
 "it": (["Marco","Stefano","Paolo","Giorgio","Davide","Roberto","Enrico"],["Chiara","Paola","Francesca","Silvia","Laura","Elisa","Giulia"],
        ["Bergonzi","Marchetti","Salvadori","Trentin","Corradini","Bellandi","Ferrante","Vannucci","Morselli","Galvani","Pastorino","Rinaldi"]),
 "pt": (["Rui","Nuno","Tiago","Miguel","Vasco","Henrique","Jorge"],["Teresa","Inês","Marta","Joana","Catarina","Sofia","Filipa"],
        ["Figueira","Mourão","Sardinha","Valadares","Brandão","Quaresma","Lacerda","Teles","Noronha","Caldeira","Pimenta","Serpa"]),
 "nl": (["Jeroen","Maarten","Wouter","Bas","Pieter","Sander","Ruben"],["Marloes","Anneke","Femke","Ingrid","Saskia","Esther","Marijke"],
        ["Verhoeven","Dijkstra","Hoekstra","Zijlstra","Brouwer","Terpstra","Kuipers","Lammers","Roelofs","Wagenaar","Postma","Schouten"]),
}
OUT = {
 "en": ["Northmoor Courier","Calder Evening Post","The Aldgate Record","Severn Tribune","Westhaven Gazette","The Ridgeway Mail","Solway Daily Mirror","Kingsport Examiner","Fenland Chronicle","The Tyne Dispatch","Capital Bulletin","The Lowland Standard","Marchmont Journal","Channel Observer","Broadwater News","The Pennine Argus"],
 "de": ["Weserländer Tageblatt","Neue Harzer Rundschau","Oderbruch-Kurier","Rheinauer Anzeiger","Süddeister Nachrichten","Hansepost","Märkischer Beobachter","Schwarzwälder Landbote","Ostholsteiner Blatt","Mainfränkische Presse","Blick am Sund"],
 "fr": ["Le Courrier du Vexin","La Gazette de l'Adour","L'Écho des Vosges","Le Matin d'Armor","La Dépêche du Rouergue","Nord-Littoral Info","Le Quotidien des Alpes"],
 "es": ["El Correo de Almanzora","La Voz del Duero","Diario de Levante Sur","El Noticiero Cántabro","La Gaceta del Ebro","Heraldo de Sierra Norte","El Faro de Poniente"],
 "it": ["Il Corriere del Piave","La Gazzetta dell'Arno","Il Giornale di Maremma","L'Eco del Tirreno","La Voce Lariana","Il Mattino d'Abruzzo","Cronache del Sannio"],
 "pt": ["Jornal do Mondego","Correio do Tejo","Diário da Beira","O Farol do Sado","A Voz do Minho","Gazeta do Alentejo","Folha do Douro"],
 "nl": ["De Waalbode","Zeeuwse Post","Het Drents Dagblad","De Merwekoerier","Noorderlicht Nieuws","De Peelander","Amstelblad"],
}
EXT = {"en":["Harrow Sentinel","Eastern Morning Herald"],"de":["Emsland-Zeitung","Berliner Morgenblatt"],"fr":["Le Journal de Guyenne","La Tribune du Maine"],"es":["El Observador de Aragón","La Crónica Extremeña"],
       "it":["Il Quotidiano del Garda","La Tribuna Picena"],"pt":["Expresso do Oeste","Notícias do Algarve Sul"],"nl":["De Veluwe Courant","Haarlems Ochtendblad"]}
AG = {"en":["Reuters","AP","AFP","Corvane","Interline News"],"de":["dpa","AFP","Telepost","Reuters"],"fr":["AFP","Reuters","Agence Lorme"],"es":["EFE","Europa Press","Noticentro","AFP"],
      "it":["ANSA","Adnkronos","Italpunto"],"pt":["Lusa","Agência Tágide","EFE"],"nl":["ANP","Persdienst Delta","Reuters"]}
DOM = {"Reuters":"www.reuters.com","AP":"apnews.com","AFP":"www.afp.com","dpa":"www.dpa.com","EFE":"efe.com","Europa Press":"www.europapress.es","ANSA":"www.ansa.it","Adnkronos":"www.adnkronos.com","Lusa":"www.lusa.pt","ANP":"www.anp.nl"}
WD = {"en":"Monday Tuesday Wednesday Thursday Friday Saturday Sunday","de":"Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag","fr":"lundi mardi mercredi jeudi vendredi samedi dimanche",
      "es":"lunes martes miércoles jueves viernes sábado domingo","it":"lunedì martedì mercoledì giovedì venerdì sabato domenica","pt":"segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo","nl":"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"}
MO = {"en":"January February March April May June July August September October November December","de":"Januar Februar März April Mai Juni Juli August September Oktober November Dezember","fr":"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "es":"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre","it":"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre","pt":"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro","nl":"januari februari maart april mei juni juli augustus september oktober november december"}
QS = {"en":[("“","”"),("“","”"),('"','"')],"de":[("„","“"),("„","“"),("»","«")],"fr":[("«\u00a0","\u00a0»"),("«\u00a0","\u00a0»"),("“","”")],"es":[("«","»"),("“","”"),('"','"')],
      "it":[("«","»"),("“","”"),('"','"')],"pt":[("“","”"),("«","»"),('"','"')],"nl":[("‘","’"),("“","”"),('"','"')]}
SEP = {"en":",","de":".","fr":"\u202f","es":".","it":".","pt":".","nl":"."}
CRED = {"en":["Source: %s","Reporting by %s","%s","With reporting by %s"],"de":["(%s)","Quelle: %s","(mit Material der %s)","© %s"],"fr":["(%s)","Avec %s","Source : %s"],"es":["(%s)","Con información de %s","Fuente: %s"],
        "it":["(%s)","Fonte: %s","Con %s"],"pt":["(%s)","Fonte: %s","Com %s"],"nl":["(%s)","Bron: %s","Met %s"]}
FIRST = {"en":"This article first appeared in %s.","de":"Dieser Artikel erschien zuerst in: %s.","fr":"Cet article a d'abord été publié par %s.","es":"Este artículo se publicó originalmente en %s.","it":"Questo articolo è stato pubblicato per la prima volta su %s.","pt":"Este artigo foi publicado originalmente em %s.","nl":"Dit artikel verscheen eerder in %s."}
PAY = {"en":"Subscribe to continue reading this article.","de":"Weiterlesen mit einem Abonnement.","fr":"La suite de cet article est réservée aux abonnés.","es":"Contenido exclusivo para suscriptores. Suscríbase para seguir leyendo.","it":"Contenuto riservato agli abbonati. Abbonati per continuare a leggere.","pt":"Este artigo é exclusivo para assinantes. Assine para continuar a ler.","nl":"Lees verder met een abonnement."}
CORR = {"en":("CORRECTION: ","(Corrects %s to %s, from %s, in the first paragraphs)"),"de":("Berichtigung: ","(Berichtigung: %s muss %s lauten, nicht %s)"),"fr":("CORRECTION: ","(Corrige %s : bien lire %s, et non %s)"),"es":("CORRECCIÓN: ","(Corrige %s: son %s y no %s)"),
        "it":("CORREZIONE: ","(Corregge %s: %s e non %s)"),"pt":("CORREÇÃO: ","(Corrige %s: são %s e não %s)"),"nl":("RECTIFICATIE: ","(Rectificatie: %s moet %s zijn, niet %s)")}
LIVE = {"en":("Live: the day's news as it happens","Live updates from our newsroom. This page is being updated."),"de":("Liveticker: Der Tag im Überblick","Im Liveticker halten wir Sie auf dem Laufenden."),"fr":("EN DIRECT : l'actualité du jour","Suivez l'actualité en direct avec notre rédaction."),
        "es":("DIRECTO: la actualidad del día","Última hora, minuto a minuto."),"it":("DIRETTA: le notizie del giorno","Gli aggiornamenti in tempo reale."),"pt":("AO MINUTO: as notícias do dia","Acompanhe as notícias ao minuto."),"nl":("LIVEBLOG: het nieuws van vandaag","Volg hier het laatste nieuws.")}
YEARS = ("n.ano", "n.anni", "n.an", "n.jahr")
BOUND = re.compile(r"(?i)(at least|mindestens|some|about|more than|rund|etwa|ruim|quelque|environ|más de|cerca de|unos|circa|almeno|minstens) (de )?$")
KIND = {"n":"number","p":"place","x":"name","o":"name","d":"date","w":"date"}
ALT = re.compile(r"~(\w+)\?([^|~]*)\|([^~]*)~")

def slug(s):
    import unicodedata
    return re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", s).encode("ascii", "ignore").decode().lower()).strip("-")

def domain(o):
    return DOM.get(o) or "www." + slug(o).replace("-", "") + ".example"

def num(v, lang):
    s = str(v)
    return s if len(s) < (5 if lang in ("es", "pt", "it") else 4) else re.sub(r"(?<=\d)(?=(\d{3})+$)", SEP[lang], s)

def day(base, off): return base + dt.timedelta(days=off)

def fulldate(d, lang):
    m = MO[lang].split()[d.month - 1]
    return f"{d.day}. {m}" if lang == "de" else f"{d.day} de {m}" if lang in ("es", "pt") else f"{d.day} {m}"

class Story:
    pass

def comma(l, lang):
    """English puts the comma inside the quotation, the others behind it"""
    return l if lang == "en" else re.sub(r"(\]?),(\]?)>", r"\1\2>,", l)

def parse(path):
    out, s, cur = [], None, None
    for l in open(path, encoding="utf-8"):
        l = l.rstrip("\n").strip()
        if not l: continue
        if l.startswith("#S "):
            s = Story(); s.id = l.split()[1]; s.slots = {}; s.st = {}; s.disc = []; s.corr = []; s.reps = {}; s.adds = []; s.live = []; s.rise = []; cur = None; out.append(s)
        elif l.startswith("#R "):
            w = l.split(); cur = dict(id=w[1], lang=w[2], kind=w[3].split("=")[0], arg=(w[3].split("=") + [None])[1], opt=dict(x.split("=") for x in w[4:]), T=None, U=None, V=None, p=[]); s.reps[w[1]] = cur
        elif l.startswith("#X "):
            w = l.split(); cur = dict(base=w[1], p=[], lang=s.reps[w[1]]["lang"]); s.adds.append(cur)
        elif l.startswith("#L "):
            w = l.split(" ", 2); s.live.append((w[1], comma(w[2], w[1])))
        elif cur is None:
            if l.startswith("st "):
                k, v = l[3:].split("="); s.st[k.strip()] = v.split()
            elif l.startswith("disc "): s.disc = l.split()[1:]
            elif l.startswith("corr "): s.corr = l[5:].split()
            elif l.startswith("rise "): s.rise.append(l.split()[1:])
            else:
                k, v = l.split("=", 1); s.slots[k] = v
        elif l[:3] in ("T: ", "U: ", "V: "): cur[l[0]] = l[3:]
        else: cur["p"].append(comma(l, cur["lang"]))
    return out

class Art:
    pass

class Room:
    def __init__(self, seed):
        self.r = random.Random(seed); self.arts = []; self.n = 0; self.used = set(); self.words = []

    def name(self, spec):
        c, g = spec.split(".")
        for _ in range(500):
            f = self.r.choice(N[c][0 if g == "m" else 1]); l = self.r.choice(N[c][2])
            if l not in self.used: break
        else: pass
        self.used.add(l)
        return f, l

    def draw(self, s):
        self.used = set(); s.v = {}; s.alts = {}
        for k, v in s.slots.items():
            if v.startswith("@"): s.v[k] = self.name(v[1:])
            elif re.fullmatch(r"\d+-\d+(/\d+)?", v):
                a, b, st = re.fullmatch(r"(\d+)-(\d+)(?:/(\d+))?", v).groups()
                for _ in range(50):
                    s.v[k] = self.r.randrange(int(a), int(b) + 1, int(st or 1))
                    if k[0] != "n" or s.v[k] not in [x for kk, x in s.v.items() if kk != k]: break
            elif v.startswith(">"):  # later toll: slot plus a few
                b, a, c = re.fullmatch(r">(\S+)\+(\d+)-(\d+)", v).groups(); s.v[k] = s.v[b] + self.r.randint(int(a), int(c))
            else:
                o = v.split("|"); s.v[k] = self.r.choice(o); s.alts[k] = [x for x in o if x != s.v[k]]

    def misspell(self, last):
        c = []
        for i in range(1, len(last) - 1):
            a, b = last[i], last[i + 1]
            if a == b and a in "lnrstm": c.append(last[:i] + last[i + 1:])
            elif a in "lnrtm" and b in "aeiou" and last[i - 1] in "aeiou": c.append(last[:i] + a + last[i:])
            if a == "i": c.append(last[:i] + "y" + last[i + 1:])
            elif a == "e" and i > 1 and b in "lnr": c.append(last[:i] + "a" + last[i + 1:])
        if not c: c = [last[:i] + {"a": "e", "e": "a", "o": "u", "u": "o", "i": "y"}[last[i]] + last[i + 1:] for i in range(1, len(last) - 1) if last[i] in "aeoui"]
        return self.r.choice(c) if c else last + "e"

    # one slot in words: (text, key, value, rounded)
    def slot(self, a, e, over, seen):
        s, L = a.s, a.lang
        if e == "ag": return a.own_name, None, None, 0
        if e == "me": return a.outlet, None, None, 0
        if e == "src": return a.src, None, None, 0
        if e == "orig": return a.cite_origin, None, None, 0
        if e == "ext": return s.extname, None, None, 0
        if e.startswith("%"):
            if e not in a.memo:
                m = re.fullmatch(r"%(\d+)-(\d+)", e)
                a.memo[e] = self.r.randint(int(m[1]), int(m[2])) if m else self.name(e[1:5])
            v = a.memo[e]
            return (num(v, L) if isinstance(v, int) else v[1] if e.endswith("s") else " ".join(v)), None, None, 0
        m = re.fullmatch(r"(wd|date)([+-]\d+)?", e)
        if m:
            k = "wd" + (m[2] or ""); off = int(m[2] or 0) + over.get(k, 0); d = day(s.day, off)
            return (WD[L].split()[d.weekday()] if m[1] == "wd" else fulldate(d, L)), k, str(d), 0
        rnd = e.endswith("~"); e = e.rstrip("~")
        k = e[:-2] if e.endswith(".s") else e
        v = over.get(k, s.v[k])
        if isinstance(v, tuple):
            t = v[1] if e.endswith(".s") and (k in seen or seen is ALL) else " ".join(v)
            if seen is not ALL: seen.add(k)
            return t, k, v[1], 0
        if isinstance(v, int):
            if rnd:
                q = 10 ** (len(str(v)) - (1 if v < 1000 else 2)); v = round(v / q) * q
            return (str(v) if k in YEARS else num(v, L)), k, v, rnd
        return v, k, v, 0

    def render(self, a, tpl, over, seen, off, rec):
        """appends marks of a template to rec (spans moved by off), returns the text"""
        out = []; pos = off; stack = []; alts = []
        q = QS[a.lang][a.q]
        def put(t):
            nonlocal pos
            out.append(t); pos += len(t)
        for m in ALT.finditer(tpl): a.oldtext[m[1]] = m[2]
        tpl = ALT.sub(lambda m: "\x01" + m[1] + "\x02" + (m[3] if m[1] in a.active else m[2]) + "\x03", tpl)
        i = 0; depth = 0
        while i < len(tpl):
            c = tpl[i]
            m = re.match(r"\[(\w)([+!]*)(>{0,2}):", tpl[i:]) if c == "[" else None
            if m:
                stack.append((m[1], "+" in m[2], "!" in m[2], m[3], pos, depth)); i += m.end(); continue
            if c == "]" and stack:
                k, plus, acc, cite, b, dq = stack.pop()
                ms = rec["m"]
                if plus and any(x["k"] == k for x in ms):
                    x = [x for x in ms if x["k"] == k][-1]; x["spans"].append([b, pos]); x["acc"] |= bool(acc); x["direct"] |= dq > 0
                else: ms.append(dict(k=k, spans=[[b, pos]], acc=bool(acc), cite=cite, direct=dq > 0, owner=rec["owner"], par=rec["par"]))
            elif c == "{":
                j = tpl.index("}", i); t, k, v, rnd = self.slot(a, tpl[i + 1:j], over, seen)
                if not k and t.startswith("The ") and "".join(out)[-4:].lower() == "the ": t = t[4:]
                if k: rec["f"].append(dict(k=k, v=v, rnd=rnd, span=[pos, pos + len(t)], field=rec["field"], bound=bool(BOUND.search("".join(out)[-14:]))))
                put(t); i = j
            elif c == "<":
                depth += 1; put(q[0])
            elif c == ">":
                depth -= 1; put(q[1])
            elif c == "\x01":
                j = tpl.index("\x02", i); alts.append((tpl[i + 1:j], pos)); i = j
            elif c == "\x03":
                w, b = alts.pop(); rec["a"].append(dict(id=w, span=[b, pos], par=rec["par"], on=w in a.active, text="".join(out)[b - pos:] if pos > b else ""))
            else: put(c)
            i += 1
        assert not stack and depth == 0, tpl
        return "".join(out)

    def dateline(self, a):
        p = a.over.get(a.dl, a.s.v[a.dl]) if a.dl in a.s.v else a.dl; L = a.lang; d = a.pub.date(); g = a.dlag
        m = MO[L].split()[d.month - 1]
        if g:
            return {"en": f"{p.upper()}, {m} {d.day} ({g}) - ", "de": f"{p} ({g}) - ", "fr": f"{p}, {d.day} {m} ({g}) - ", "es": f"{p}, {d.day} {m[:3]} ({g}).- ", "it": f"({g}) - {p.upper()}, {d.day} {m[:3].upper()} - ", "pt": f"{p}, {d.day} {m[:3]} {d.year} ({g}) – ", "nl": f"{p.upper()} ({g}) - "}[L]
        return {"en": f"{p.upper()} — ", "de": f"{p.upper()}. ", "fr": f"{p}, de notre envoyé spécial – ", "es": f"{p.upper()}.– ", "it": f"{p.upper()} – ", "pt": f"{p} – ", "nl": f"{p.upper()} – "}[L]

    def finish(self, a):
        rec = dict(m=[], f=[], a=[], owner=None, par=0, field="title")
        t = {"m": [], "f": [], "a": [], "owner": None, "par": -1, "field": "title"}
        a.title_text = a.tpre + self.render(a, a.title, {**a.over, **a.tover}, ALL, len(a.tpre), t)
        rec["f"] += t["f"]; rec["field"] = "text"; text = ""; seen = set()
        pre = list(a.pre)
        for n, (p, owner) in enumerate(a.paras):
            if text or pre:
                if pre and not text: text = "\n\n".join(pre)
                text += "\n\n"
            if n == 0 and a.dl: text += self.dateline(a)
            rec["owner"] = owner; rec["par"] = n
            text += self.render(a, p, a.over, seen, len(text), rec)
            if n == len(a.paras) - 1 and a.inline_tail: text += " " + a.inline_tail
        for x in a.tail: text += "\n\n" + x
        if not a.complete:
            cut = rec["cutpos"] = None
        a.text = text; a.rec = rec

    def new(self, s, rep, outlet, lang):
        a = Art(); self.n += 1
        a.s = s; a.rep = rep; a.outlet = outlet; a.own_name = outlet; a.lang = lang; a.q = self.r.randrange(3); a.active = set(); a.over = {}; a.tover = {}; a.tpre = ""; a.pre = []; a.tail = []; a.inline_tail = ""
        a.dl = None; a.dlag = None; a.authors = None; a.credit = None; a.base = None; a.src = ""; a.complete = True; a.memo = {}; a.kind = "own"; a.access = False; a.two = None; a.cite_origin = None; a.live = False; a.story = s.id
        a.origin = outlet; a.oldtext = {}
        return a

    def copy(self, b, outlet, s, mode):
        """a copy of b: credited, uncredited, edited"""
        r = self.r
        a = self.new(s, b.rep, outlet, b.lang)
        a.base = b; a.origin = b.origin; a.own_name = b.own_name; a.src = b.src; a.cite_origin = b.cite_origin; a.title = b.title; a.paras = list(b.paras); a.over = dict(b.over); a.active = set(b.active); a.memo = b.memo; a.two = b.two
        a.kind = "copy"; a.story = b.story
        a.pub = b.pub + dt.timedelta(minutes=r.randint(9, 260), seconds=r.randrange(60))
        rep = b.rep
        agency = b.origin in AGSET
        cred = None
        if mode != "uncredited": cred = b.origin
        if rep["U"] and r.random() < .5: a.title = rep["U"]
        if mode == "edited" or r.random() < .25:
            if rep["V"] and not (cred is None and "[" in rep["V"]) and r.random() < .6 and a.paras[0][0] == rep["p"][0]:
                a.paras[0] = (rep["V"], a.paras[0][1])
            k = r.choice([1, 1, 2, 3])
            for _ in range(k):
                if len(a.paras) > 4:
                    # at the end more often, as editors cut
                    i = len(a.paras) - 1 if r.random() < .5 else r.randrange(2, len(a.paras))
                    del a.paras[i]
        if cred:
            if agency:
                z = r.random()
                if z < .45 and rep["opt"].get("dl") and a.paras[0][0] == b.paras[0][0]: a.dl = rep["opt"]["dl"]; a.dlag = cred; a.credit = cred
                elif z < .7: a.authors = [cred]; a.credit = cred
                else: a.tail.append(r.choice(CRED[a.lang]) % cred); a.credit = cred
            else: a.tail.append(FIRST[a.lang] % cred); a.credit = cred
        elif r.random() < .4: a.authors = [" ".join(self.name(a.lang + "." + r.choice("mf")))]
        return a

ALL = {"*"}
AGSET = {x for v in AG.values() for x in v}

def build_story(R, s):
    r = R.r
    R.draw(s)
    s.day = dt.date(2026, 3, 2) + dt.timedelta(days=r.randrange(0, 90))
    s.t0 = dt.datetime(s.day.year, s.day.month, s.day.day, r.randint(9, 14), r.randrange(60), r.randrange(60), tzinfo=dt.timezone.utc)
    s.ext = {L: r.choice(EXT[L]) for L in EXT}
    s.extname = s.ext[next(iter(s.reps.values()))["lang"]]; s.t0 += dt.timedelta(hours=int(s.v.get("late", 0)))
    pool = {L: r.sample(OUT[L], len(OUT[L])) for L in OUT}; pa = {L: AG[L][:] for L in AG}; usedag = set()
    for L in pa: r.shuffle(pa[L])
    if r.random() < .7:  # the great agency of a language more often
        for L in pa:
            pa[L].remove(AG[L][0]); pa[L].insert(0, AG[L][0])
    take = lambda L: pool[L].pop() if pool[L] else None
    reps = list(s.reps.values())
    who = {}; arts = []
    for p in reps:
        L = p["lang"]
        if p["kind"] == "agency":
            if p["arg"]: who[p["id"]] = who[p["arg"]]
            else:
                g = next(x for x in pa[L] if x not in usedag); usedag.add(g); who[p["id"]] = g
        else: who[p["id"]] = take(L)
    drawn = [p for p in reps if p["kind"] in ("agency",) or r.random() < .86]
    # one agency beside the first may fail to be in the library
    ags = [p for p in drawn if p["kind"] == "agency"]
    if len(ags) > 1 and len(drawn) > 5 and r.random() < .2: drawn.remove(r.choice(ags[1:]))
    # no more than four origins a statement
    def res(p, x):
        if ">>" in x: return "ext"
        if ">" in x:
            d = p["arg"]
            while s.reps.get(d, {}).get("kind") == "cite" and s.reps[d]["arg"] in s.reps: d = s.reps[d]["arg"]
            return who.get(d)
        return who[p["id"]]
    while True:
        per = {}
        for p in drawn:
            for l in p["p"]:
                for m in re.finditer(r"\[(\w)([+!]*>{0,2}):", l): per.setdefault(m[1], {}).setdefault(res(p, m[2]), []).append(p)
        big = [k for k, v in per.items() if len(v) > 4]
        if not big: break
        c = [p for v in per[big[0]].values() for p in v if p["kind"] == "own" or (p["kind"] == "agency" and p["id"] != "A1")]
        drawn.remove(r.choice(sorted({p["id"]: p for p in c}.values(), key=lambda p: p["id"])))
    byid = {}
    for p in drawn:
        o = who[p["id"]]; L = p["lang"]
        a = R.new(s, p, o, L); a.kind = p["kind"]
        a.title = p["T"]; a.paras = [(x, o) for x in p["p"]]; a.story += p["opt"].get("story", "")
        opt = p["opt"]
        mins = r.randint(0, 50) if p["kind"] == "agency" else r.randint(30, 520)
        if p["kind"] == "cite":
            c = p["arg"]; a.src = who[c] if c in who else ""
            d = c
            while s.reps.get(d, {}).get("kind") == "cite" and s.reps[d]["arg"] in s.reps: d = s.reps[d]["arg"]
            a.cite_origin = who.get(d)
            after = byid[c].pub if c in byid else s.t0 + dt.timedelta(minutes=90)
            a.pub = after + dt.timedelta(minutes=r.randint(20, 240), seconds=r.randrange(60))
        else:
            if "cites" in opt: a.src = who[opt["cites"]]; a.cite_origin = who[opt["cites"]]
            a.pub = s.t0 + dt.timedelta(days=int(opt.get("day", 0)), minutes=mins, seconds=r.randrange(60))
            if "after" in opt and opt["after"] in byid: a.pub = max(a.pub, byid[opt["after"]].pub + dt.timedelta(minutes=r.randint(150, 400)))
            if "cites" in opt and opt["cites"] in byid: a.pub = max(a.pub, byid[opt["cites"]].pub + dt.timedelta(minutes=r.randint(20, 200)))
        if p["kind"] == "agency":
            if "dl" in opt: a.dl = opt["dl"]; a.dlag = o
            a.credit = None
            if L == "en" and r.random() < .4: a.tail.append("(Reporting by %s; editing by %s)" % (" ".join(R.name("en.f")), " ".join(R.name("en.m"))))
        elif "dl" in opt:
            a.dl = opt["dl"]; a.authors = [" ".join(R.name(L + "." + r.choice("mf")))]; a.access = True
        elif r.random() < .6:
            a.authors = [" ".join(R.name(L + "." + r.choice("mf")))]
        byid[p["id"]] = a; arts.append(a)
    # correction
    s.correction = None
    corr = None
    if s.corr and r.random() < .6 and s.corr[0] in byid:
        corr = s.corr; a = byid[corr[0]]; k = corr[1]; v = s.v[k]
        wrong = int(str(v)[::-1]) if v > 9 and str(v)[::-1] != str(v) and str(v)[-1] != "0" else v + r.choice([3, 7, 11])
        a.over[k] = wrong
    # copies
    target = r.randint(14, 17) if next(iter(s.reps.values()))["lang"] == "en" else r.randint(10, 12)
    src = [a for a in arts if a.kind == "agency"]; own = [a for a in arts if a.kind == "own"]
    tries = 0
    adds = [x for x in s.adds if x["base"] in byid]
    while len(arts) < target and tries < 40:
        tries += 1
        z = r.random()
        cps = [a for a in arts if a.kind == "copy" and a.complete and a.two is None]
        if z < .70: b = r.choice(src)
        elif z < .86 and cps: b = r.choice(cps)
        elif own: b = r.choice(own)
        else: continue
        o = take(b.lang)
        if not o and r.random() < .5: continue
        if not o: continue
        mode = r.choice(["credited", "credited", "uncredited", "edited", "edited", "edited-un"])
        m2 = "uncredited" if mode in ("uncredited", "edited-un") else mode
        a = R.copy(b, o, s, m2)
        if mode == "edited-un":
            for _ in range(r.choice([1, 2])):
                if len(a.paras) > 4: del a.paras[r.randrange(2, len(a.paras))]
        ax = [x for x in adds if x["base"] == b.rep["id"]]
        if ax and b.kind == "agency" and r.random() < .75:
            x = ax[0]; adds.remove(x); a.paras += [(y, o) for y in x["p"]]
            if a.authors is None: a.authors = [" ".join(R.name(a.lang + ".f"))]
            elif a.credit and a.authors == [a.credit]: a.authors = [" ".join(R.name(a.lang + ".f"))]; a.dl = None; a.tail.append(r.choice(CRED[a.lang][:2]) % a.credit)
            a.kind = "copy+own"
        elif a.credit and b.origin in AGSET and r.random() < .14:
            g2 = [w for k, w in who.items() if w in AGSET and w != b.origin] or [x for x in AG[a.lang] if x != b.origin and x not in usedag]
            a.two = g2[0]; a.dl = None; a.authors = None
            both = f"{a.credit}/{a.two}" if r.random() < .5 else f"{a.credit}, {a.two}"
            if r.random() < .5: a.authors = [a.credit, a.two]; a.tail = []
            else: a.tail = ["(" + both + ")"]
            a.credit = both
        elif r.random() < .05:
            a.paras = a.paras[:max(2, len(a.paras) // 3)]; a.complete = False; a.dl = a.dl; a.tail = [PAY[a.lang]]
            if a.credit and not a.dlag and a.authors != [a.credit]: a.authors = [a.credit]
        arts.append(a)
    # an outlet's own report beside its agency copy
    if own and src and r.random() < .3:
        o = r.choice(own); b = [x for x in src if x.lang == o.lang]
        if b:
            a = R.copy(r.choice(b), o.outlet, s, "credited"); arts.append(a)
    # planted discrepancies: a changed word or speaker
    ids = {}
    for a in arts:
        if a.kind == "agency" and a.rep["id"] == (s.corr or [""])[0] and corr: pass
        for p, _ in a.paras:
            for m in ALT.finditer(p): ids.setdefault(m[1], set()).add(a)
    chosen = {}
    free = lambda a: a not in chosen and a.over == {} and not a.active
    def desc(a): return [x for x in arts if x is a or x.base is a or (x.base and x.base.base is a)]
    for w in sorted(ids):
        if w[0] in "sw" and r.random() > (.5 if w[0] == "w" else .6): continue
        if w[0] == "y" and r.random() > .7: continue
        c = sorted(ids[w], key=lambda a: arts.index(a))
        c = [a for a in c if not (corr and a.rep["id"] == corr[0]) or a.kind != "agency"]
        cc = [a for a in c if a.kind.startswith("copy")]
        oth = [a for a in c if a.kind == "own"]
        if cc and (r.random() < .65 or not oth): a = r.choice(cc)
        elif oth: a = r.choice(oth)
        else: continue
        if len(c) < 2: continue
        for x in desc(a): x.active.add(w)
        for x in desc(a): chosen[x] = 1
    # facts
    dk = [k for k in s.disc if not corr or k != corr[1]]
    r.shuffle(dk)
    done = 0
    for k in dk:
        if done >= r.choice([1, 2, 2]): break
        pat = ("{" + k + "}", "{" + k + ".s}", "{date}" if k == "wd" else "{" + k + "}")
        has = lambda a: any(x in p for p, _ in a.paras for x in pat)
        c = [a for a in arts if has(a)]
        if len(c) < 2: continue
        title = [a for a in c if "{" + k + "}" in a.title and any("{" + k + "}" in p for p, _ in a.paras) and a.kind == "copy"]
        cc = [a for a in c if a.kind.startswith("copy")]; oth = [a for a in c if a.kind in ("own", "silent")]
        v = s.v.get(k)
        if k == "wd": new = -1
        elif isinstance(v, tuple): new = (v[0], R.misspell(v[1]))
        elif isinstance(v, int):
            st = str(v); sw = int(st[:-2] + st[-1] + st[-2]) if len(st) > 1 else v
            if k in YEARS: new = v + r.choice([-9, -3, -1, 1, 2])
            elif sw != v and .6 < sw / v < 1.4 and st[-1] != "0" and k != "n.dias" and r.random() < .6: new = sw
            elif v < 10: new = v + 1
            else: new = v - r.choice([1, 2, 3]) * (10 ** max(0, len(st) - 2))
        elif k[0] == "o": new = v.rsplit(" ", 1)[0] + " " + R.misspell(v.rsplit(" ", 1)[1]) if " " in v else R.misspell(v)
        else: new = r.choice(s.alts[k]) if s.alts.get(k) else None
        if new is None: continue
        if title and isinstance(v, int) and r.random() < .3:
            a = r.choice(title); a.tover[k] = new; done += 1; continue
        a = r.choice(cc) if cc and (r.random() < .6 or not oth) else r.choice(oth) if oth else None
        if not a: continue
        for x in desc(a): x.over[k] = new
        done += 1
    # correction article
    if corr:
        b = byid[corr[0]]; k = corr[1]; L = b.lang
        a = R.new(s, b.rep, b.outlet, L); a.kind = "agency"; a.title = b.title; a.paras = list(b.paras); a.dl = b.dl; a.dlag = b.dlag; a.tpre = CORR[L][0]; a.over = {x: y for x, y in b.over.items() if x != k}
        a.pre = [CORR[L][1] % (" ".join(corr[2:]).replace("_", " "), num(s.v[k], L), num(b.over[k], L))]
        last = max(x.pub for x in arts if x is b or x.base is b)
        a.pub = min(last, b.pub + dt.timedelta(minutes=95)) + dt.timedelta(minutes=r.randint(5, 30)); arts.append(a)
        o = take(L)
        if o:
            c = R.copy(b, o, s, "credited"); c.over = dict(a.over); c.pub = a.pub + dt.timedelta(minutes=r.randint(10, 90)); c.base = a; c.active = set(); arts.append(c)
        for x in arts:  # who copies from the wire after the correction had better copy the corrected text
            pass
        s.correction = (a, k, b.over[k])
    return arts

def directwords(a, sp, norm=False):
    """words of spans; norm: as they were before words were changed"""
    out = []
    for b, e in sp:
        t, p = "", b
        for x in sorted(a.rec["a"], key=lambda x: x["span"]) if norm and hasattr(a, "rec") else []:
            if b <= x["span"][0] < e and x["span"][0] >= p: t += a.text[p:x["span"][0]] + a.oldtext[x["id"]]; p = x["span"][1]
        out.append(re.findall(r"\w+", (t + a.text[p:e]).lower()))
    return out

def main():
    ap = argparse.ArgumentParser(); ap.add_argument("--seed", type=int, required=True); ap.add_argument("--out", required=True)
    o = ap.parse_args(); R = Room(o.seed); r = R.r
    stories = []
    for f in sorted(glob.glob(HERE + "/texts/s*.txt")): stories += parse(f)
    by = {s.id: s for s in stories}
    for l in open(HERE + "/texts/more.txt", encoding="utf-8"):
        k, t = l.strip().split("|", 1); s, p = k.split(); by[s].reps[p]["p"].insert(-1, t)
    allart = []
    for s in stories:
        s.arts = build_story(R, s); allart += s.arts
    # live pages
    snips = {}
    for s in stories:
        for L, t in s.live: snips.setdefault(L, []).append((s, t))
    lives = []
    for L, v in sorted(snips.items()):
        r.shuffle(v)
        while len(v) >= 2:
            part = [v.pop() for _ in range(min(3, len(v)))]
            s = max((x[0] for x in part), key=lambda s: s.t0)
            a = R.new(s, None, r.choice(OUT[L]), L); a.kind = "live"; a.live = True; a.story = "live-%s-%d" % (L, len(lives)); a.title = LIVE[L][0]
            a.parts = part; a.pub = s.t0 + dt.timedelta(hours=9, minutes=r.randrange(60)); lives.append(a)
    for a in lives:
        text = LIVE[a.lang][1]; marks = []
        for s, t in a.parts:
            b = Art(); b.__dict__.update(a.__dict__); b.s = s
            base = [x for x in s.arts if x.kind == "agency"][0]
            b.own_name = base.origin; b.src = base.origin
            rec = dict(m=[], f=[], a=[], owner=base.origin, par=0, field="text")
            text += "\n\n%02d:%02d – " % (r.randint(8, 20), r.randrange(60))
            text += R.render(b, t, {}, set(), len(text), rec); marks.append((s, rec, base))
        a.text = text; a.title_text = a.title; a.marks = marks
    # distractors
    dis = []
    blocks = []
    for f in sorted(glob.glob(HERE + "/texts/d*.txt")):
        for b in re.split(r"(?m)^#D ", open(f, encoding="utf-8").read())[1:]:
            ls = [x.strip() for x in b.splitlines() if x.strip()]; w = ls[0].split(); blocks.append((w[0], w[1] if len(w) > 1 else "own", w[2] if len(w) > 2 else None, ls[1], ls[2:]))
    D = Story(); D.v = {}; D.ext = {L: EXT[L][0] for L in EXT}
    want = len(allart)
    for n, (L, kind, dl, t, ps) in enumerate(blocks):
        S = Story(); S.id = "d%d" % n; S.v = {}; S.ext = D.ext; S.day = dt.date(2026, 3, 2) + dt.timedelta(days=r.randrange(90)); R.used = set()
        rep = dict(id="D", lang=L, kind=kind, U=None, V=None, p=ps, opt={"dl": dl.replace("_", " ")} if dl else {}, T=t)
        org = r.choice(AG[L]) if kind == "agency" else r.choice(OUT[L])
        b = R.new(S, rep, org, L); b.title = t; b.paras = [(p, org) for p in ps]; b.kind = kind
        b.pub = dt.datetime(S.day.year, S.day.month, S.day.day, r.randint(5, 20), r.randrange(60), r.randrange(60), tzinfo=dt.timezone.utc)
        if kind == "agency" and dl: b.dl = rep["opt"]["dl"]; b.dlag = org
        elif kind != "agency": b.authors = [" ".join(R.name(L + "." + r.choice("mf")))]
        dis.append(b)
        if kind == "agency":
            for x in r.sample(OUT[L], min(len(OUT[L]), max(1, round(want / max(1, len(blocks)) * r.choice([1.2, 1.5, 2]) * (1.3 if L == "en" else .8))))):
                c = R.copy(b, x, S, r.choice(["credited", "credited", "edited", "uncredited"])); dis.append(c)
    r.shuffle(dis); dis = sorted(dis, key=lambda a: a.kind == "copy")[:max(want, sum(a.kind != "copy" for a in dis))]
    # distinct times in a story
    for s in stories:
        seen = set()
        for a in sorted(s.arts, key=lambda a: a.pub):
            while a.pub in seen: a.pub += dt.timedelta(seconds=61)
            seen.add(a.pub)
    for a in allart + dis: R.finish(a)
    every = allart + lives + dis
    r.shuffle(every)
    for i, a in enumerate(every): a.id = "c%04d" % (i + 1)
    os.makedirs(o.out, exist_ok=True)
    T = dict(order=[a.id for a in every], articles={}, statements=[], discrepancies=[], neutral=[], corrections=[])
    with open(o.out + "/articles.jsonl", "w", encoding="utf-8") as f:
        for a in every:
            d = dict(id=a.id, url="https://%s/%s/%s-%s" % (domain(a.outlet), a.pub.strftime("%Y/%m/%d"), slug(a.title_text)[:50], a.id), outlet=a.outlet, title=a.title_text, published=a.pub.strftime("%Y-%m-%dT%H:%M:%SZ"), text=a.text, language=a.lang)
            if a.authors: d["authors"] = a.authors
            f.write(json.dumps(d, ensure_ascii=False) + "\n")
    for a in allart + lives:
        T["articles"][a.id] = dict(kind=a.kind if a.rep is None or a.kind != "own" else "own " + a.rep["id"], origin=a.origin, credit=a.credit, base=a.base.id if a.base else None, story=a.story, lang=a.lang, complete=a.complete)
    for s in stories: truth(R, s, [a for a in lives if any(x[0] is s for x in a.marks)], T)
    json.dump(T, open(o.out + "/truth.json", "w", encoding="utf-8"), ensure_ascii=False, indent=1)
    w = sorted(x for a in allart for x in [])
    print(f"{o.out}: {len(every)} articles ({len(allart)} of stories, {len(lives)} live, {len(dis)} others), {len(T['statements'])} statements, {len(T['discrepancies'])} discrepancies, {len(T['corrections'])} corrections")

def truth(R, s, lives, T):
    ms = {}
    def origins(a, m, mowner):
        if m["cite"] == ">>": return [s.extname]
        if m["cite"] == ">": return [a.cite_origin]
        if mowner != a.origin and not (a.base and mowner == a.origin): return [mowner]
        return [a.origin, a.two] if a.two else [a.origin]
    for a in s.arts:
        for m in a.rec["m"]:
            org = origins(a, m, m["owner"])
            style = "direct" if m["direct"] else "indirect"
            al = [x for x in a.rec["a"] if any(b <= x["span"][0] < e for b, e in m["spans"]) and x["id"][0] == "w"]
            sp = [x for x in a.rec["a"] if x["par"] == m["par"] and x["id"][0] == "s"]
            ms.setdefault(m["k"], []).append(dict(article=a.id, spans=m["spans"], lang=a.lang, origins=org, via={"m": s.extname if m["cite"] == ">>" else a.src} if m["cite"] else None, style=style, changed=any(x["on"] for x in al),
                 t=a.pub.strftime("%Y-%m-%dT%H:%M:%SZ"), text=" … ".join(a.text[b:e] for b, e in m["spans"]), head=False, _a=a, _acc=m["acc"] or (a.access and m["owner"] == a.outlet and not m["cite"]), _al=al, _sp=sp, _own=m["owner"] == a.origin or m["owner"] == a.outlet))
    for a in lives:
        for st, rec, base in a.marks:
            if st is s:
                for m in rec["m"]:
                    ms.setdefault(m["k"], []).append(dict(article=a.id, spans=m["spans"], lang=a.lang, origins=[base.origin], via={"m": base.origin}, style="direct" if m["direct"] else "indirect", changed=False, t=a.pub.strftime("%Y-%m-%dT%H:%M:%SZ"), text=" … ".join(a.text[b:e] for b, e in m["spans"]), head=False, _a=a, _acc=m["acc"], _al=[], _sp=[], _own=False))
    for k in ms: assert k in s.st, (s.id, k)
    for k, v in sorted(ms.items()):
        sets = [set(m["origins"]) for m in v]
        names = sorted(set().union(*sets))
        count = next(n for n in range(1, len(names) + 1) for c in itertools.combinations(names, n) if all(set(c) & x for x in sets))
        single = {m["origins"][0] for m in v if len(m["origins"]) == 1}
        u = s.st[k][1]
        allu = [m for kk, vv in ms.items() if s.st[kk][1] == u for m in vv]
        own = {}
        for g in sorted(single):
            mine = [m for m in v if m["origins"] == [g]]; rest = [m for m in v if g not in m["origins"]]
            if any(m["_acc"] for m in mine): own[g] = True; continue
            if all(m["via"] for m in mine): continue
            first = min(m["t"] for m in mine)
            if not any(m["t"] < first for m in rest): own[g] = None; continue
            new = amb = False
            for m in allu:
                if m["origins"] != [g] or m["style"] != "direct" or not any(x["article"] == m["article"] for x in mine): continue
                before = [x for x in allu if g not in x["origins"] and x["t"] < m["t"] and x["lang"] == m["lang"]]
                gots = []
                for norm in (False, True):
                    grams = set()
                    for x in before:
                        for w in directwords(x["_a"], x["spans"], norm): grams |= {tuple(w[i:i + 5]) for i in range(len(w) - 4)}
                    gots.append(any(tuple(w[i:i + 5]) not in grams for w in directwords(m["_a"], m["spans"], norm) for i in range(len(w) - 4)))
                got = all(gots)
                if any(gots) and not got: amb = True
                if got:
                    if any(x["lang"] == m["lang"] and x["t"] < m["t"] for x in rest): new = True
                    else: amb = True
            if new: own[g] = True
            elif not amb: own[g] = None
        firstm = min(m["t"] for m in v); carry = {m["article"] for m in v}
        home = [m["_a"].story for m in v if not m["_a"].live][0]; here = [a for a in s.arts if a.story == home]
        sil = [a.id for a in here if a.id not in carry and a.pub.strftime("%Y-%m-%dT%H:%M:%SZ") > firstm and a.complete]
        ct = [a.id for a in here if a.id not in carry and a.id not in sil]
        T["statements"].append(dict(id=s.id + "." + k, story=home, langs=sorted({m["lang"] for m in v}), count=count, origins=names, own=own, mentions=[{x: y for x, y in m.items() if x[0] != "_"} for m in v], silent=sil, cannot_tell=ct))
        # words
        for w in sorted({x["id"] for m in v for x in m["_al"]}):
            on = [m for m in v for x in m["_al"] if x["id"] == w and x["on"]]
            if not on: continue
            L = on[0]["lang"]; old = {x["text"] for m in v for x in m["_al"] if x["id"] == w and not x["on"]}
            off = [m for m in v if m not in on and m["lang"] == L and m["style"] == "direct" and (any(x["id"] == w for x in m["_al"]) or any(len(t) > 4 and re.search(r"\b" + re.escape(t) + r"\b", m["text"]) for t in old))]
            if off: T["discrepancies"].append(dict(kind="words", sub="", story=s.id, key=k + "." + w, sides=[[dict(article=m["article"], field="text", spans=m["spans"]) for m in z] for z in (off, on)]))
        for w in sorted({x["id"] for m in v for x in m["_sp"]}):
            on = [m for m in v if any(x["id"] == w and x["on"] for x in m["_sp"])]
            if not on: continue
            off = [m for m in v if m not in on and m["article"] in T["articles"]]
            ent = lambda m: dict(article=m["article"], field="text", spans=m["spans"] + [x["span"] for x in m["_sp"]])
            if off: T["discrepancies"].append(dict(kind="speaker", sub="", story=s.id, key=k + "." + w, sides=[[ent(m) for m in z] for z in (off, on)]))
    # spelling only: neutral
    ys = {}
    for a in s.arts:
        for x in a.rec["a"]:
            if x["id"][0] == "y": ys.setdefault(x["id"], {}).setdefault(x["on"], []).append(dict(article=a.id, field="text", spans=[m["spans"][0] for m in a.rec["m"] if any(b <= x["span"][0] < e for b, e in m["spans"])] or [x["span"]]))
    for w, g in ys.items():
        if len(g) == 2: T["neutral"].append(dict(kind="words", sub="spelling", story=s.id, key=w, sides=[g[False], g[True]]))
    # facts
    fs, fb = {}, {}
    for a in s.arts:
        for x in a.rec["f"]:
            if not x["rnd"] and x["bound"] and x["k"][0] == "n": fb.setdefault(x["k"], []).append((str(x["v"]), a.id, x["field"], x["span"]))
            elif not x["rnd"]: fs.setdefault(x["k"], {}).setdefault(str(x["v"]), {}).setdefault((a.id, x["field"]), []).append(x["span"])
    for k, g in sorted(fs.items()):
        if len(g) < 2: continue
        true = str(s.v[k][1] if isinstance(s.v.get(k), tuple) else s.v.get(k, ""))
        sides = [[dict(article=i, field=f, spans=z) for (i, f), z in e.items()] for _, e in sorted(g.items(), key=lambda e: (e[0] != true, e[0]))]
        kind = KIND[k[0]]
        if s.correction and s.correction[1] == k: T["neutral"].append(dict(kind=kind, sub="corrected", story=s.id, key=k, sides=sides)); continue
        a_t = [a for a in s.arts if a.tover]
        T["discrepancies"].append(dict(kind=kind, sub="headline" if any(k in a.tover for a in s.arts) else "", story=s.id, key=k, sides=sides))
    for k, e in sorted(fb.items()):  # "at least 12", "some 12": no discrepancy, but may be pointed at where another number stands
        g = {}
        for v, i, f, z in e: g.setdefault(v, []).append(dict(article=i, field=f, spans=[z]))
        for v, d in fs.get(k, {}).items(): g.setdefault(v, []).extend(dict(article=i, field=f, spans=z) for (i, f), z in d.items())
        if len(g) > 1: T["neutral"].append(dict(kind="number", sub="bound", story=s.id, key=k, sides=[y for _, y in sorted(g.items())]))
    for old, new in s.rise:
        A = [a for a in s.arts if any(x["k"] == old for x in a.rec["f"])]; B = [a for a in s.arts if any(x["k"] == new for x in a.rec["f"])]
        if A and B and max(a.pub for a in A) > min(b.pub for b in B):
            e = lambda z, k: [dict(article=a.id, field=f, spans=[x["span"] for x in a.rec["f"] if x["k"] == k and x["field"] == f]) for a in z for f in ("text", "title")]
            T["neutral"].append(dict(kind="number", sub="late update", story=s.id, key=old, sides=[e(A, old), e(B, new)]))
    if s.correction:
        a, k, wrong = s.correction
        T["corrections"].append(dict(article=a.id, story=s.id, still=[x.id for x in s.arts if x.over.get(k) == wrong and any(f["k"] == k for f in x.rec["f"])]))

main()
