#!/usr/bin/env python3
"""generate.py --seed N --out DIR: a fictional newsroom with known origins. Texts in stories/*.txt (see README in them: STORY, slots, U = utterances, X = errors, == = reports)."""
import argparse, copy, datetime as dt, glob, itertools, json, os, random, re
from collections import defaultdict

ap = argparse.ArgumentParser()
ap.add_argument("--seed", type=int, required=True)
ap.add_argument("--out", required=True)
ARG = ap.parse_args()
R = random.Random(ARG.seed * 7919 + 13)
HERE = os.path.dirname(os.path.abspath(__file__))

FEM = "Ines Mara Judith Hanna Teresa Nora Vera Alma Greta Lydia Rosa Edith Carla Miriam Helen Agnes Paula Ruth Stella Irene Clara Dora Thea Olga Marta".split()
MAL = "Anton Viktor Oskar Emil Daniel Henrik Lukas Marius Felix Tobias Julian Rafael Konrad Simon Bruno Edgar Leon Hugo Adrian Martin Gregor Oliver Peter Aaron Robert".split()
SUR = "Falkner Olsgard Merrow Tarkin Vessely Holloran Brandeck Castwell Drummer Ellingsen Farrow Gantner Haverly Ilgner Jessop Kellaway Lindqvist Marchetti Norrby Oberlin Pellman Quarles Rosvold Sandoval Thackery Ulmer Varga Wexford Yarrow Zeller Abbott Berglund Corrigan Delmonte Eastman Fenwick Gossard Hartog Inchbald Janosch Kestner Lavelle Mortlake Nyberg Ostrander Penhallow Rademaker Stavros Tremlett Usher Vandermeer Whitlock Ashgrove Bellweather Cresswell Dunmore Engstrom Forsberg Grantham Hollis Ivers Kaminski Loxley Mercer Nordin Okafor Prentiss Rourke Selwyn Tanner Underhill Vickers Wendell Zielinski Albrecht Bramble Carstens Dressler Eberlin".split()
TOWN_EN = "Marrowby,Port Elsing,Castermouth,Lindholm Bay,Ashfield Cross,Ravensted,Dunharrow,Brackwater,Oldmere,Thornaby Hill,Westering,Stonebeck,Grafton Quay,Havelock,Kingsmarsh,Vellmouth,Port Corran,Saltbridge,Underwick,Eastermoor,Harrowgate Sands,Millbrook Vale,Tarnhaven,Cold Ashby,Penmarrow".split(",")
TOWN_DE = "Lahnfurt,Bergenrode,Seelhausen,Oberwalden,Niederkrumbach,Steinfurth,Altmoosen,Wiesentau,Grünbrück,Hollerstedt,Finkenrath,Marbelsheim".split(",")
CO = "Halberg,Norvane,Castellon Works,Petrakis & Sohn,Drexler,Ombra,Tarrant,Velmark,Quintana,Lorimer,Aldane,Sevrin,Brightwell,Kortrax".split(",")
AIR = "Skandor,Aerolux,Meridian Wings,Borealis Air,Transvela".split(",")
OUT_EN = "Marrowby Examiner,Elsing Courier,Harbour Standard,Northern Sentinel,Castermouth Gazette,Daily Compass,Ravensted Herald,Evening Lantern,Dunharrow Chronicle,Weekly Anchor,Brackwater Times,Oldmere Dispatch,Thornaby Journal,Westering Post,Stonebeck Argus,Grafton Observer,Havelock Mercury,Kingsmarsh Bulletin,Vellmouth Echo,Corran Advertiser,Saltbridge Register,Capital Ledger,Union Telegram,Eastermoor News,National Inquirer-Press,Underwick Mail,Tarnhaven Tribune,Morning Beacon,Penmarrow Record,Lowland Star,Provincial Monitor,Bayside Reporter,Granite Independent,Midland Recorder,Ashby Guardian-Press,Kestrel Review".split(",")
OUT_DE = "Lahnfurter Anzeiger,Bergenroder Tagblatt,Seelhäuser Kurier,Waldener Bote,Steinfurther Tageblatt,Mooser Abendblatt,Wiesentauer Generalanzeiger,Hollerstedter Volksblatt,Finkenrather Stadtanzeiger,Marbelsheimer Morgenblatt,Südwest-Kurier,Norddeutscher Beobachter,Grünbrücker Rundblick-Anzeiger,Altmoosener Volkszeitungsblatt,Krumbacher Merkurblatt,Eifelgauer Kurier,Isartaler Bote,Havelgauer Anzeiger,Ostheider Tageblatt,Rheinwalder Stadtblatt,Harzgauer Courier,Allgauer Landbote,Werratal-Echo,Elbmarsch-Kurier,Neckarwald-Blatt,Saalegrund-Anzeiger,Oderland-Tagblatt,Weserberg-Bote,Lausitztal-Kurier,Donauwald-Anzeiger".split(",")
EXT_EN = "Cape Sun,Metropolitan Witness,Channel Nine Network,Old Town Messenger".split(",")
EXT_DE = "Hauptstadt-Spiegelbote,Grenzland-Kurier,Alpen-Merkur".split(",")
AG_EN = ["Reuters", "AP", "AFP", "PA", "Tarnwire", "Calder", "Nordlink", "Meridia"]
AG_DE = ["dpa", "AFP", "Reuters", "Nordlink"]
WD = {"en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()}
MON = {"en": "January February March April May June July August September October November December".split(), "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()}
US = [("colour", "color"), ("labour", "labor"), ("neighbour", "neighbor"), ("favour", "favor"), ("harbour", "harbor"), ("apologise", "apologize"), ("organis", "organiz"), ("recognis", "recogniz"), ("emphasise", "emphasize"), ("criticise", "criticize"), ("per cent", "percent"), ("centre", "center"), ("programme", "program"), ("metres", "meters"), ("defence", "defense"), ("grey", "gray"), ("judgment", "judgment"), ("licence", "license"), ("dyke", "dike"), ("tonnes", "tons"), ("theatre", "theater"), ("travelled", "traveled"), ("sceptical", "skeptical"), ("rumours", "rumors"), ("humour", "humor"), ("lorries", "trucks"), ("lorry", "truck"), ("towards", "toward")]
SYN = {"en": [("about", "around"), ("began", "started"), ("nearly", "almost"), ("told reporters", "told journalists"), ("meant", "intended"), ("is expected", "is likely"), ("announced", "made known"), ("according to", "by the account of"), ("A few", "Some"), ("large", "big"), ("reported", "noted"), ("several", "a number of"), ("in the course of", "during"), ("shut down", "taken out of service"), ("people", "persons"), ("wants to", "would like to"), ("only", "just"), ("two thirds", "two-thirds"), ("deals with", "concerns"), ("brought in", "got in")],
       "de": [("rund", "etwa"), ("bereits", "schon"), ("erklärte", "sagte"), ("teilte", "gab"), ("fürchten", "sorgen sich"), ("zuletzt", "am Ende"), ("Beschäftigte", "Mitarbeiter"), ("bisher", "bislang"), ("zuvor", "vorher"), ("wenigstens", "mindestens"), ("ungefähr", "etwa"), ("die Stadt", "der Ort")]}

# ---------- reading the story files
class Story: pass
STORIES = []
for f in sorted(glob.glob(HERE + "/stories/*.txt")):
    for block in re.split(r"(?m)^(?=STORY )", open(f, encoding="utf-8").read()):
        if not block.strip(): continue
        s = Story(); head, *bases = re.split(r"(?m)^== ", block)
        lines = head.strip().split("\n"); w = lines[0].split()
        s.id = w[1]; s.langs = [x for x in w[2:] if x in ("en", "de")]; s.small = "small" in w
        s.like = next((x[5:] for x in w if x.startswith("like=")), None); s.off = int(next((x[4:] for x in w if x.startswith("off=")), 0))
        s.slots = []; s.U = defaultdict(dict); s.sp = {}; s.X = []; s.bases = {}
        for l in lines[1:]:
            k = l.split()[0]
            if k in ("PLACE", "CO", "P", "N"): s.slots.append(l.split())
            elif k in ("U", "Ude"):
                _, u, sp, rest = l.split(" ", 3); s.U["de" if k == "Ude" else "en"][u] = rest.split(" / "); s.sp[u] = sp
            elif k == "X": s.X.append(l[2:])
            elif l.strip(): raise SystemExit(f"{f}: {l}")
        for b in bases:
            h, *body = b.split("\n"); meta, title = h.split(" | ", 1); m = meta.split()
            paras = [p.strip() for p in "\n".join(body).strip().split("\n\n")] if s.small or True else []
            s.bases[m[0]] = dict(name=m[0], lang="de" if "de" in m[1:] else s.langs[0], of=next((x[3:].split(",") for x in m if x.startswith("of=")), []), title=title.strip(), paras=[p for x in paras for p in x.split("\n") if p.strip()])
        STORIES.append(s)
BY = {s.id: s for s in STORIES}

# ---------- names and numbers of this seed
CL = [x * 33 + R.randrange(0, 12) for x in range(6)]  # busy days: several stories at a time
def draw(s):
    v = {}
    if s.like:
        v = dict(BY[s.like].v); s.day = BY[s.like].day + dt.timedelta(days=s.off)
    else:
        s.cl = R.randrange(6); s.day = dt.date(2026, 3, 2) + dt.timedelta(days=CL[s.cl] + R.randrange(0, 2)) if not s.small else dt.date(2026, 3, 2) + dt.timedelta(days=R.randrange(0, 200))
        sur = R.sample(SUR, 12); fem = R.sample(FEM, 8); mal = R.sample(MAL, 8)
        tw = R.sample(TOWN_EN if s.langs[0] == "en" else TOWN_DE, 5); co = R.sample(CO, 3)
        for k, n, *a in s.slots:
            if k == "P":
                first = (fem if a[0] == "f" else mal).pop(); last = sur.pop(); v[n] = ("name", first + " " + last); v[n + ".l"] = ("name", last)
            elif k == "PLACE": v[n] = ("place", tw.pop())
            elif k == "CO": v[n] = ("co", R.choice(AIR) if n == "air" else co.pop())
            elif k == "N":
                x = R.randint(int(a[0]), int(a[1])); v[n] = ("number", x if x < 1000 else x // 100 * 100 + R.choice([0, 40, 80]))
        v["X1"] = ("x", R.choice(EXT_EN if s.langs[0] == "en" else EXT_DE))
    ag = R.sample(AG_EN if s.langs[0] == "en" else AG_DE, 3)
    v["W1"], v["W2"] = ("x", ag[0]), ("x", ag[1]); s.v = v
def num(n, lang): return f"{n:,}".replace(",", "." if lang == "de" else ",") if n >= 1000 else str(n)
def date(d, lang, year): return (f"{d.day}. {MON['de'][d.month - 1]}" if lang == "de" else f"{d.day} {MON['en'][d.month - 1]}") + (f" {d.year}" if year else "")
def slot(s, n, lang):
    if n.startswith("wd"): return "date", WD[lang][(s.day + dt.timedelta(days=int(n[2:]))).weekday()]
    if n.startswith("dt"): o = int(n[2:]); return "date", date(s.day + dt.timedelta(days=o), lang, abs(o) > 150)
    k, x = s.v[n]; return k, num(x, lang) if k == "number" else x

# ---------- models of articles: paragraphs of atoms
class A:  # atom
    __slots__ = "k text slot tag u cont star direct".split()
    def __init__(a, k, text="", slot=None, tag=None, u=None, cont=False, star=False, direct=False): a.k, a.text, a.slot, a.tag, a.u, a.cont, a.star, a.direct = k, text, slot, tag, u, cont, star, direct
TOK = re.compile(r"\[(\w+?)([+*]?)([:~])((?:[^\[\]])*)\]|\{([^}]+)\}")
def slots_only(s, t, lang, ctx, extra):
    out = []; i = 0
    for m in re.finditer(r"\{([^}]+)\}", t):
        if m.start() > i: out.append(A("t", t[i:m.start()], **extra))
        n, _, tag = m.group(1).partition("@")
        if n == "TOLD": out.append(A("told", ctx["told"], **extra))
        elif n.startswith("OUT:"): out.append(A("t", ctx["out"][n[4:]], **extra))
        else:
            k, x = slot(s, n, lang); out.append(A(k, x, slot=n, tag=tag or None, **extra))
        i = m.end()
    if i < len(t): out.append(A("t", t[i:], **extra))
    return out
def parse(s, t, lang, ctx):
    out = []; i = 0
    for m in re.finditer(r"\[(\w+?)([+*]*)([:~])([^\[\]]*)\]", t):
        out += slots_only(s, t[i:m.start()], lang, ctx, {})
        u, fl, k, c = m.groups()
        if k == ":":
            a, _, b = c.partition("-"); pcs = s.U[lang][u][int(a) - 1:int(b or a)]; assert pcs, (s.id, u, c)
            c = " ".join(pcs); nx = t[m.end():m.end() + 2]
            if nx and (nx[0] in ",." or nx in ("“,", "“.", "“;", "”,")):
                if c.endswith("."): c = c[:-1]
        else:
            for q in [z for z in re.findall(r"[“„]([^”“]*)[”“]", c) if "{" not in z]:
                allw = wds(" ".join(s.U[lang].get(u, []))); qq = wds(q)
                if not any(allw[j:j + len(qq)] == qq for j in range(len(allw))): print("NOT VERBATIM", s.id, u, q)
        out += slots_only(s, c, lang, ctx, dict(u=u, cont="+" in fl, star="*" in fl, direct=k == ":"))
        i = m.end()
        if c.endswith(".") and t[i:i + 1] == ".": i += 1  # never a double stop after an indirect clause
    return out + slots_only(s, t[i:], lang, ctx, {})
def wds(t): return re.findall(r"\w+", t.lower().replace("’", ""))

class Art: pass
ARTS = []; BYID = {}; USEDT = set()
def when(t):
    while t in USEDT: t += dt.timedelta(seconds=7)
    USEDT.add(t); return t
def base(s, name, outlet):
    b = s.bases[name]; a = Art(); a.story = s; a.lang = b["lang"]; a.base = name; a.outlet = outlet; a.hist = []
    own = ("this newspaper" if R.random() < .5 else "the " + outlet) if a.lang == "en" else ("dieser Zeitung" if R.random() < .5 else f"dem „{outlet}“")
    ctx = dict(told=own, out=s.outs)
    a.title = parse(s, b["title"], a.lang, ctx); a.paras = []
    for p in b["paras"]:
        drop = p.startswith("~ "); p = p[2:] if drop else p
        # quotations over two paragraphs
        m = re.search(r"[“„]\[(u\d)\*?:(\d)-(\d)\][.][”“]$", p)
        if m and R.random() < .3 and not s.small:
            q = "“" if a.lang == "en" else "„"; mid = int(m.group(2)) + 1
            p1 = p[:m.start()] + q + f"[{m.group(1)}:{m.group(2)}]"; p2 = q + f"[{m.group(1)}+:{mid}" + (f"-{m.group(3)}" if int(m.group(3)) > mid else "") + "]." + ("”" if a.lang == "en" else "“")
            a.paras.append((drop, parse(s, p1, a.lang, ctx) + [A("t", "\n\n")] + parse(s, p2, a.lang, ctx)))
        else: a.paras.append((drop, parse(s, p, a.lang, ctx)))
    a.authors = []; a.tail = None; a.dateline = None; a.complete = True; a.bylined = False; a.origin = None; a.credit = None; a.kind = "report"; a.parent = None; a.mo = None; a.listed = True; a.styled = set()
    return a
def put(a, t):
    a.t = when(t); ARTS.append(a); a.id = f"x{len(ARTS):04d}"; BYID[a.id] = a; return a
def staff(lang): return R.choice(FEM + MAL) + " " + R.choice(SUR)
def credit(a, ag, how=None):
    a.credit = ag; how = how or R.choice(["dateline", "dateline", "byline", "tail", "both"]); a.how = how
    if how in ("dateline", "both"): a.dateline = ag
    if how in ("byline", "both"): a.authors = [ag]
    if how == "tail": a.tail = f"({ag})" if R.random() < .6 or a.lang == "de" else f"— {ag}"

def copy_of(p, outlet, t, cred=None, harm=True):
    """An outlet prints what another wrote: cred 'keep' | agency | None"""
    a = copy.deepcopy({k: v for k, v in p.__dict__.items() if k != "story" and k != "parent"}); b = Art(); b.__dict__.update(a)
    b.story = p.story; b.parent = p; b.outlet = outlet; b.kind = "copy"; b.listed = True; b.notice = None
    for ps in [b.title] + [x[1] for x in b.paras]:
        for x in ps:
            if x.k == "told": x.k = "t"; x.text = ("the " if b.lang == "en" else "dem „") + p.outlet + ("" if b.lang == "en" else "“")
    ag = p.origin if p.origin in AG_EN + AG_DE else None
    b.authors = []; b.tail = None; b.dateline = None; b.credit = None; b.bylined = False
    if ag and cred: credit(b, ag)
    elif not ag and cred: b.credit = p.origin; b.tail = f"This article first appeared in the {p.origin}." if b.lang == "en" else f"Dieser Artikel erschien zuerst im „{p.origin}“."
    elif R.random() < .3: b.authors = [staff(b.lang)]
    if harm:
        L = next((x for x in b.story.bases.values() if x["name"].startswith("L") and x["of"] == [b.base]), None)
        if L and R.random() < .35 and b.base in L["of"] and not b.hist.count("lead"):
            ctx = dict(told="", out=b.story.outs); b.title = parse(b.story, L["title"], b.lang, ctx); b.paras = [(False, parse(b.story, x, b.lang, ctx)) for x in L["paras"]] + b.paras[1:]; b.hist.append("lead")
            assert not any(x.u for q in b.paras[:1] for x in q[1])
            for e in b.err:  # what the parent had wrong, the desk's new lead has wrong too
                for y in b.paras[0][1] + b.title:
                    if e.get("w") and not e.get("title") and y.slot == e["slot"]: y.text = e["w"]
                    if e["kind"] == "name" and y.slot in (e["slot"], e["slot"] + ".l"):
                        o = b.story.v[e["slot"] + ".l"][1]
                        if y.text.endswith(o): y.text = y.text[:-len(o)] + miss(o)
        leans = lambda q: any(x.u for x in q[1]) and not any(x.k == "name" for x in q[1])  # "she added": needs the paragraph before it
        out = []; gone = False
        for i, q in enumerate(b.paras):
            if q[0] and (gone and leans(q) or R.random() < .33 and not (i + 1 < len(b.paras) and leans(b.paras[i + 1]) and not b.paras[i + 1][0])): gone = True; continue
            gone = False; out.append(q)
        b.paras = out
        if R.random() < .3 and len(b.paras) > 5: b.paras = b.paras[:-R.choice([1, 2])]; b.hist.append("tail cut")
        if R.random() < .25:
            d = [i for i, q in enumerate(b.paras) if q[0] and any(x.u for x in q[1]) and not leans(q) and not (i + 1 < len(b.paras) and leans(b.paras[i + 1]))]
            if len(d) >= 2: i, j = d[0], d[-1]; b.paras[i], b.paras[j] = b.paras[j], b.paras[i]; b.hist.append("moved")
        if R.random() < .5:
            n = 0
            for _, q in b.paras:
                for x in q:
                    if x.k == "t" and not x.u and n < 5:
                        for o, w in R.sample(SYN[b.lang], 6):
                            y = re.sub(rf"\b{o}\b", w, x.text, count=1)
                            if y != x.text: x.text = y; n += 1
            if n: b.hist.append("synonyms")
    if b.lang == "en" and outlet in US_STYLE:
        for _, q in b.paras:
            for x in q:
                if x.k in ("t",):
                    y = x.text
                    for o, w in US:
                        if x.u and w in ("truck", "trucks"): continue
                        y = y.replace(o, w).replace(o.capitalize(), w.capitalize())
                    if not x.u: y = re.sub(r"\b(\d+) kilometres", lambda m: f"{round(int(m.group(1)) * .6214)} miles", y)
                    if y != x.text and x.u: b.styled.add(x.u)
                    x.text = y
                elif x.k == "date": x.text = re.sub(r"^(\d+) ([A-Z]\w+)( \d+)?$", lambda m: m.group(2) + " " + m.group(1) + ("," + m.group(3) if m.group(3) else ""), x.text)
    if R.random() < .3:
        for _, q in b.paras:
            for x in q:
                if x.k == "number" and not x.u and not x.tag and b.story.v[x.slot][1] >= 1000 and x.text == num(b.story.v[x.slot][1], b.lang):
                    x.text = ("about " if b.lang == "en" else "rund ") + num(round(b.story.v[x.slot][1], -3), b.lang); x.tag = "rounded"; b.hist.append("rounded"); break
            else: continue
            break
    return put(b, t)

# ---------- planted errors
def atoms(a, title=False): return [x for _, q in a.paras for x in q] + (a.title if title else [])
def usedslots(s): return set(re.findall(r"\{([^}@]+)", " ".join(" ".join(x) for l in s.U.values() for x in l.values())))
def miss(n):
    for o, w in [("ll", "l"), ("ss", "s"), ("nn", "n"), ("tt", "t"), ("er", "ar"), ("el", "al"), ("or", "er"), ("an", "en"), ("i", "y"), ("o", "u"), ("a", "e")]:
        i = n.find(o, 1)
        if i > 0: return n[:i] + w + n[i + len(o):]
    return n + "n"
def plan(s):
    xs = []
    for l in s.X:
        w = l.split(" ", 2)
        if w[0] == "words": o, n = w[2].split(" => "); xs.append(dict(kind="words", u=w[1], o=o, n=n))
        elif w[0] == "speaker": _, u, p, q = l.split(); xs.append(dict(kind="speaker", u=u, o=p, n=q))
        else: xs.append(dict(kind=w[0], slot=w[1]))
    return xs
def altered(s, k, sl, lang):
    if k == "number":
        v = s.v[sl][1]; rng = next((int(x[2]), int(x[3])) for x in s.slots + (BY[s.like].slots if s.like else []) if x[1] == sl)
        if v < 100:
            t = int(str(v)[::-1]); return num(t, lang) if 10 < t != v and str(v)[1] not in "01" and abs(t - v) > 2 else num(v + R.choice([-2, 3, 5]), lang)
        return num(v + R.choice([-1, 1]) * (10 ** (len(str(v)) - 2)) * R.randint(2, 5), lang)
    if k == "date": 
        if sl.startswith("wd"): return WD[lang][((s.day + dt.timedelta(days=int(sl[2:]))).weekday() + R.choice([1, -1, 2])) % 7]
        o = int(sl[2:]); return date(s.day + dt.timedelta(days=o + R.choice([-3, 2, 4, 9])), lang, abs(o) > 150)
    if k == "place": return R.choice([t for t in (TOWN_EN if s.langs[0] == "en" else TOWN_DE) if t not in [x[1] for x in s.v.values()]])
def try_error(s, a, x):
    if x["kind"] == "words":
        hit = [y for y in atoms(a) if y.u == x["u"] and y.direct and x["o"] in y.text]
        if not hit: return False
        for y in hit: y.text = y.text.replace(x["o"], x["n"])
    elif x["kind"] == "speaker":
        if a.kind != "copy": return False
        hit = [y for y in atoms(a) if y.tag == x["u"]]
        if not hit or not any(y.u == x["u"] and y.direct for y in atoms(a)): return False
        ow = [y for y in hit if not y.slot.endswith(".l")]
        if not any(y.slot == x["n"] for y in atoms(a)): return False  # the other one must be in the article
        keep = []
        for d, q in a.paras:  # "she added", behind: would change its speaker too
            if not any(y.tag == x["u"] for y in q) and any(y.u and y.u != x["u"] and s.sp[y.u] == x["o"] for y in q) and not any(y.slot in (x["o"], x["o"] + ".l") for y in q):
                if not d: return False
            else: keep.append((d, q))
        a.paras = keep
        for y in hit:
            y.text = s.v[x["n"] + (".l" if y.slot.endswith(".l") else "")][1]
    elif x["kind"] == "name":
        o = s.v[x["slot"] + ".l"][1]; hit = [y for y in atoms(a, True) if y.slot in (x["slot"], x["slot"] + ".l") and y.text.endswith(o)]
        if len(hit) < 1: return False
        for y in hit: y.text = y.text[:-len(o)] + miss(o)
    else:
        sl = x["slot"]
        if x["kind"] == "number" and sl in usedslots(s): return False
        true = slot(s, sl, a.lang)[1]
        hit = [y for y in atoms(a, True) if y.slot == sl and not y.u and y.tag != "rounded"]
        if not [y for y in hit if y in atoms(a)] or any(y.u and y.slot == sl for y in atoms(a)): return False
        if x.get("title"):
            hit = [y for y in a.title if y.slot == sl]
            if not hit: return False
        w = x["w"] = altered(s, x["kind"], sl, a.lang)
        for y in hit: y.text = w
        if x["kind"] == "place" and sl == "town": a.dateline_place = w
    a.err.append(x); return True

# ---------- one story
def outlets(lang, n): return R.sample(OUT_EN if lang == "en" else OUT_DE, n)
def build(s):
    lang = s.langs[0]; pool = outlets(lang, 34 if lang == "en" else 30); pool2 = outlets("de", 6) if "de" in s.langs[1:] else []
    s.outs = {}; B = s.bases; nodes = []; t0 = dt.datetime.combine(s.day, dt.time(R.randint(6, 13), R.randint(0, 59), R.randint(0, 59)))
    if s.id == "storm": t0 = t0.replace(hour=19)
    mins = lambda a, b: dt.timedelta(seconds=R.randint(a * 60, b * 60))
    errs = plan(s); R.shuffle(errs)
    if not s.small:
        errs = [x for x in errs if not (x["kind"] in ("name", "place") and R.random() < .4)]
        if R.random() < .45: errs.insert(0, dict(kind="date", slot="wd0"))
        tn = [n for n in s.v if s.v[n][0] == "number" and any("{" + n + "}" in b["title"] for b in B.values()) and n not in usedslots(s)]
        if tn and R.random() < .7: errs.insert(0, dict(kind="number", slot=R.choice(tn), title=True))
    errs = [] if s.small else errs[:6]
    corr = None
    def hook(a, p=.4):
        for x in list(errs):
            if R.random() < p and not (a.err and R.random() < .7):
                if corr and x["kind"] == "number" and x["slot"] == corr: continue
                if try_error(s, a, x): errs.remove(x); break
    def prep(a): a.err = getattr(a, "err", []); a.dateline_place = getattr(a, "dateline_place", None); return a
    def nxt(l=lang): return (pool if l == lang else pool2).pop()
    roots = {}
    for wn in ("W1", "W2"):
        if wn not in B or (wn == "W2" and R.random() < .12): continue
        ag = s.v[wn][1]; own = R.random() < .55
        a = prep(base(s, wn, ag if own else nxt())); a.origin = ag; credit(a, ag, "dateline" if own else R.choice(["dateline", "both"])); a.kind = "wire" if own else "copy"
        roots[wn] = a; kk = R.randint(2, 4) if s.small else (R.randint(4, 6) if wn == "W1" else R.randint(1, 3))
        if s.small and s.id.startswith("d"): kk = R.randint(5, 9)
        if wn == "W1" and s.id in CORR:
            c = [x["slot"] for x in plan(s) if x["kind"] == "number" and x["slot"] not in usedslots(s) and any(y.slot == x["slot"] and not y.u for y in atoms(a))]
            if c:
                corr = c[0]; w = altered(s, "number", corr, a.lang); s.corr_err = dict(kind="number", slot=corr, corr=True, w=w)
                for y in atoms(a, True):
                    if y.slot == corr and not y.u: y.text = w
                a.err.append(s.corr_err); s.corr_wrong = w
        put(a, t0 + (mins(0, 20) if wn == "W1" else mins(30, 240))); fam = [a]
        for i in range(kk):
            p = a if i < 2 or R.random() < .55 else R.choice(fam)
            c = prep(copy_of(p, nxt(), p.t + mins(6, 200), cred=(R.random() < .68 and (p is a or p.credit or R.random() < .2)) or i == 0 and not own))
            c.origin = ag
            if "lead" in c.hist and not c.credit and False: pass
            hook(c); fam.append(c)
        s.fam[wn] = fam
        if corr and wn == "W1":
            c = prep(copy_of(a, a.outlet if own else ag, a.t + mins(150, 300), cred=True, harm=False)); c.origin = ag; c.dateline = ag; c.authors = []; c.tail = None; c.kind = "correction"
            for y in atoms(c, True):
                if y.slot == corr and not y.u: y.text = slot(s, corr, c.lang)[1]; y.tag = None
            c.err = []; i = next(i for i, q in enumerate(c.paras) if any(y.slot == corr for y in q[1])) + 1
            o = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"][i - 1]
            c.prefix = "CORRECTION: " if lang == "en" else "BERICHTIGUNG: "
            c.notice = f"(Corrects figure in {o} paragraph to {slot(s, corr, c.lang)[1]}, not {s.corr_wrong})" if lang == "en" else f"(Berichtigt im {i}. Absatz die Zahl: {slot(s, corr, c.lang)[1]} statt {s.corr_wrong})"
            s.corr = c; fam.append(c)
            d = prep(copy_of(c, nxt(), c.t + mins(20, 120), cred=True)); d.prefix = ""; d.notice = None; d.origin = ag; fam.append(d)
    # own reporters
    S = [n for n in B if n[0] == "S"]; pub = {}; need = {x for b in B.values() if b["name"][0] == "C" for x in b["of"] if x[0] == "S"}
    mixable = {}
    for n in S:
        for p in B[n]["paras"]:
            ms = re.findall(r"\[(u\d)([+*]*)[:~]", p)
            if ms and all("*" in f or "+" in f for _, f in ms) and any(re.search(r"\{%s(\.l)?[}@]" % s.sp[u], p) or s.sp[u].startswith("anon") for u, _ in ms) and p is not B[n]["paras"][0] and not re.match(r"(And|But|He|She|Her|His|They|That|It|So|There|Und|Er|Sie|Seine|Ihre)\b", p): mixable.setdefault(n, p)
    mix = None
    for n in S:
        l = B[n]["lang"]; out = nxt(l); s.outs[n] = out
        if n in mixable and mix is None and R.random() < .45 and "W1" in roots and l == lang: mix = (n, out); continue
        if n not in need and R.random() < .1 and len(S) > 2: continue
        a = prep(base(s, n, out)); a.origin = out
        r = R.random()
        if r < .65 or any(x.star for x in atoms(a)): a.authors = [staff(l)]
        if r < .35 and not a.paras[0][1][0].slot == "town": a.staffdate = True; a.bylined = True; a.authors = a.authors or [staff(l)]
        put(a, t0 + mins(50, 800)); hook(a); pub[n] = a
        if R.random() < .3 and not s.small and l == lang:
            c = prep(copy_of(a, nxt(l), a.t + mins(30, 300), cred=R.random() < .4)); c.origin = out; hook(c)
            if R.random() < .35: d = prep(copy_of(c, nxt(l), c.t + mins(10, 200), cred=False)); d.origin = out; hook(d)
        elif R.random() < .25 and "W1" in roots and l == lang:  # ran agency copy before its own report
            c = prep(copy_of(roots["W1"], out, roots["W1"].t + mins(5, 60), cred=True)); c.origin = s.v["W1"][1]; s.fam["W1"].append(c)
    if mix:
        n, out = mix; c = prep(copy_of(roots["W1"], out, roots["W1"].t + mins(60, 400), cred=True)); c.origin = s.v["W1"][1]; c.kind = "mixed"
        ps = mixable[n]; ctx = dict(told="the " + out if lang == "en" else f"dem „{out}“", out=s.outs)
        at = parse(s, ps[2:] if ps.startswith("~ ") else ps, lang, ctx)
        c.mixpara = at; c.paras.insert(len(c.paras), (False, at)); c.mo = {id(x): out for x in at}; c.mixout = out; c.dateline_keep = True
        pub[n] = c
    for b in B.values():
        k = b["name"][0]
        if k == "C":
            o = b["of"][0]
            if R.random() < .12: continue
            if o[0] == "S":
                if o not in pub: continue
                src, name = pub[o], s.outs[o]
                # all that it cites must be in the source
                us = {u for u in re.findall(r"\[(u\d)", " ".join(b["paras"]))}
                if not us <= {x.u for x in atoms(src) if x.u}: continue
            elif o == "X1": src, name = None, s.v["X1"][1]
            else:
                if o not in roots: continue
                src, name = roots[o], s.v[o][1]
            a = prep(base(s, b["name"], nxt(b["lang"]))); a.origin = name; a.kind = "citing"
            put(a, (src.t if src else t0) + mins(40, 300)); hook(a, .15)
            if R.random() < .3: c = prep(copy_of(a, nxt(b["lang"]), a.t + mins(20, 120), cred=None)); c.origin = name
        elif k == "B":
            if R.random() < .15: continue
            a = prep(base(s, b["name"], nxt(b["lang"]))); x, y = s.v["W1"][1], s.v["W2"][1]; a.origin = [x, y]; a.credit = f"{x}, {y}"; a.kind = "two agencies"
            a.tail = R.choice([f"With {x} and {y}", f"({x}, {y})"]) if b["lang"] == "en" else R.choice([f"({x}/{y})", f"Mit Material von {x} und {y}"])
            put(a, max(r.t for r in roots.values()) + mins(30, 300)); hook(a, .2)
        elif k == "Q":
            a = prep(base(s, b["name"], nxt(b["lang"]))); a.origin = a.outlet; a.kind = "background"; a.authors = [staff("en")]; put(a, t0 + mins(100, 1200)); hook(a, .2)
    if s.id in KILL and "W2" in roots and s.v["W2"][1] != s.v["W1"][1]:
        ag = s.v["W2"][1]; r = roots["W2"]; k = prep(base(s, "W2", ag)); k.kind = "kill"; k.origin = ag; ttl = "".join(x.text for x in r.title)
        k.title = [A("t", ttl)]; k.prefix = "KILL: " if lang == "en" else "RÜCKZUG: "
        x = (f"Editors: please kill and do not use the {ag} story headlined “{ttl}”, sent at {r.t:%H:%M} GMT. The story has been withdrawn because parts of it could not be verified. There will be no substitute story." if lang == "en" else f"Achtung Redaktionen: Bitte verwenden Sie die {ag}-Meldung „{ttl}“ von {r.t:%H.%M} Uhr nicht. Die Meldung wird zurückgezogen, weil Teile nicht bestätigt werden konnten. Ein Ersatz folgt nicht.")
        k.paras = [(False, [A("t", x)])]; credit(k, ag, "dateline"); put(k, max(c.t for c in s.fam["W2"]) + mins(30, 90)); s.kill = k
    # one copy behind a paywall
    cs = [a for a in ARTS if a.story is s and a.kind == "copy" and len(a.paras) > 5]
    if cs and not s.small and R.random() < .5:
        a = R.choice(cs); a.paras = a.paras[:3]; a.complete = False; a.tail = None
        if a.credit and not a.dateline: a.authors = [a.credit] if a.credit in AG_EN + AG_DE else a.authors
        if a.credit and a.credit not in AG_EN + AG_DE: a.credit = None
        a.cut = R.choice(["Subscribe to continue reading.", "To read the full article, log in or subscribe."]) if a.lang == "en" else "Jetzt weiterlesen mit einem Abonnement."

US_STYLE = set(R.sample(OUT_EN, 15))
mains = [s for s in STORIES if not s.like and not s.small]
CORR = set(R.sample([s.id for s in mains if any(x.startswith("number") for x in s.X)], 7)); KILL = set(R.sample([s.id for s in mains if "W2" in s.bases and not any("W2" in b["of"] for n, b in s.bases.items() if n[0] == "C")], 2))
for s in STORIES:
    s.fam = {}; s.corr = s.kill = s.corr_err = None
    draw(s)
for s in STORIES: build(s)

# live pages and roundups: entries credited to the agencies, in one order
for i in range(6):
    day = R.choice([c for c in range(6) if sum(s.cl == c and s.langs[0] == "en" for s in mains) >= 2] or [mains[0].cl]); pick = [s for s in mains if s.cl == day and s.langs[0] == "en"]; R.shuffle(pick); pick = pick[:5]; a = Art(); a.story = None; a.base = None; a.lang = "en"; a.outlet = R.choice(OUT_EN); a.kind = "live" if i % 2 else "roundup"; a.origin = None; a.credit = None
    a.title = [A("t", "Live: the day’s news as it happened" if i % 2 else "Evening briefing: what you need to know")]; a.paras = []; a.authors = []; a.tail = a.dateline = None; a.complete = True; a.bylined = False; a.hist = []; a.err = []; a.styled = set(); a.live = f"live-{i}"; a.hdr = []; h = 18; a.ent = []
    for s in pick:
        w = s.fam["W1"][0]; src = copy.deepcopy(w.paras[0][1]); ag = s.v["W1"][1]
        head = (f"{h:02d}.{R.randint(10, 59)} " if i % 2 else "") + "".join(x.text for x in w.title); h -= 2
        a.paras.append((False, [A("t", head)])); a.paras.append((False, src + [A("t", f" ({ag})")])); a.ent.append((len(a.paras) - 1, s, ag))
    put(a, dt.datetime.combine(max(s.day for s in pick), dt.time(21, R.randint(0, 59))))

# ---------- texts, spans
def flatten(a):
    ms = []; sl = []; out = ""
    pre = ""
    town = a.story.v.get("town", (0, ""))[1] if a.story else ""
    if a.dateline: pre = f"{(getattr(a, 'dateline_place', None) or town).upper()} ({a.dateline}) " + ("– " if a.lang == "de" else "— ")
    elif getattr(a, "staffdate", False) and a.kind == "report": pre = f"{(getattr(a, 'dateline_place', None) or town).upper()} " + ("– " if a.lang == "de" else "— ")
    if getattr(a, "notice", None): out = a.notice + "\n\n"
    out += pre
    for pi, (_, q) in enumerate(a.paras):
        if pi: out += "\n\n"
        q0 = len(out); last = None
        for x in q:
            b = len(out); out += x.text; e = len(out)
            if x.slot: sl.append((x, [b, e], "text"))
            if x.u:
                if last and last[0] == x.u and ((ms[-1]["atom"].cont == x.cont and e > b and ms[-1]["spans"][-1][1] == b)): ms[-1]["spans"][-1][1] = e
                elif x.cont and any(m["u"] == x.u for m in ms): m = [m for m in ms if m["u"] == x.u][-1]; (m["spans"].append([b, e]) if m["spans"][-1][1] != b else m["spans"][-1].__setitem__(1, e))
                else: ms.append(dict(u=x.u, spans=[[b, e]], star=x.star, direct=x.direct, atom=x, para=pi))
                m = [m for m in ms if m["u"] == x.u][-1]; m["star"] |= x.star
                last = (x.u,)
            else: last = None
    if a.tail: out += "\n\n" + a.tail
    if getattr(a, "cut", None): out += "\n\n" + a.cut
    t = getattr(a, "prefix", "") or ""
    for x in a.title:
        b = len(t); t += x.text
        if x.slot: sl.append((x, [b, len(t)], "title"))
    return out, t, ms, sl
def quoted(text, m):
    r = []
    for b, e in m["spans"]:
        if m["direct"]: r.append(text[b:e])
        else: r += re.findall(r"[“„]([^”“]*)[”“]", text[b:e])
    return r
R.shuffle(ARTS)
for i, a in enumerate(ARTS): a.id = f"n{i + 1:04d}"
T = dict(order=[a.id for a in ARTS], articles={}, statements=[], discrepancies=[], neutral=[], corrections=[])
os.makedirs(ARG.out, exist_ok=True); f = open(ARG.out + "/articles.jsonl", "w", encoding="utf-8")
MEN = defaultdict(list)
for a in ARTS:
    a.text, a.ttl, a.ms, a.sl = flatten(a)
    dom = re.sub(r"[^a-z]", "", a.outlet.lower().replace("ä", "ae").replace("ü", "ue").replace("ö", "oe")) + ".example"
    d = dict(id=a.id, url=f"https://{dom}/{a.t:%Y/%m/%d}/{a.id}", outlet=a.outlet, title=a.ttl, published=a.t.strftime("%Y-%m-%dT%H:%M:%SZ"), text=a.text, language=a.lang)
    if a.authors: d["authors"] = a.authors
    f.write(json.dumps(d, ensure_ascii=False) + "\n")
    sid = a.live if a.story is None else a.story.id
    T["articles"][a.id] = dict(kind=a.kind, origin="+".join(a.origin) if isinstance(a.origin, list) else a.origin, credit=a.credit, base=a.parent.id if getattr(a, "parent", None) else a.base, story=sid, lang=a.lang, complete=a.complete)
    for m in a.ms:
        st = a.story
        if st is None: _, st, ag = next(x for x in a.ent if x[0] == m["para"]); o = [ag]
        elif a.kind == "mixed" and m["para"] < len(a.paras) and a.paras[m["para"]][1] is a.mixpara: o = [a.mixout]
        else: o = a.origin if isinstance(a.origin, list) else [a.origin]
        m["o"] = sorted(o); m["a"] = a; m["tx"] = " ".join(a.text[b:e] for b, e in m["spans"]); m["q"] = quoted(a.text, m); MEN[(st.id, m["u"])].append(m)
f.close()
five = lambda t: {tuple(w[i:i + 5]) for w in [wds(t)] for i in range(len(w) - 4)}
class1 = lambda x: x
for (sid, u), ms in sorted(MEN.items()):
    s = BY[sid]; ms.sort(key=lambda m: (m["a"].t, m["spans"])); names = sorted({o for m in ms for o in m["o"]})
    sets = [set(m["o"]) for m in ms]; count = next(k for k in range(1, 9) if any(all(x & set(c) for x in sets) for c in itertools.combinations(names, k)))
    langs = sorted({m["a"].lang for m in ms}); first = ms[0]["a"].t; own = {}
    ferr = [x for a in ARTS for x in getattr(a, "err", [])]
    true = set().union(*[five(" ".join("".join(y.text for y in slots_only(s, p, l, dict(told="", out={}), {})) for p in s.U[l][u])) for l in s.U if u in s.U[l]] or [set()])
    for o in names:
        mine = [m for m in ms if m["o"] == [o]]
        if not mine: continue
        isout = any(m["a"].outlet == o for m in mine) and o not in AG_EN + AG_DE
        acc = isout and any(m["a"].outlet == o and (m["star"] or m["a"].bylined) for m in mine)
        new = loose = xl = False
        if mine[0]["a"].t > first:
            for m in mine:
                earlier = set().union(*[five(x["tx"]) for x in ms if o not in x["o"] and x["a"].t < m["a"].t] or [set()])
                g = set().union(*[five(q) for q in m["q"]] or [set()]) & true
                if g - earlier:
                    if {m["a"].lang} == {x["a"].lang for x in ms if o not in x["o"] and x["a"].t < m["a"].t}: new = True
                    else: xl = True
            for (s2, u2), ns in MEN.items():
                if s2 == sid and u2 != u and s.sp[u2] == s.sp[u]:
                    for m in ns:
                        if m["o"] == [o] and set().union(*[five(q) for q in m["q"]] or [set()]) - set().union(*[five(x["tx"]) for x in ns if o not in x["o"] and x["a"].t < m["a"].t] or [set()]): loose = True
        if acc or new: own[o] = True
        elif isout and not loose and not xl: own[o] = None
    carry = {m["a"].id for m in ms}
    sil = [a.id for a in ARTS if a.story is s and a.id not in carry and a.t > first and a.complete]; ct = [a.id for a in ARTS if a.story is s and a.id not in carry and a.id not in sil]
    T["statements"].append(dict(id=f"{sid}/{u}", story=sid, langs=langs, count=count, origins=names, own=own, silent=sil, cannot_tell=ct, mentions=[dict(article=m["a"].id, spans=m["spans"], lang=m["a"].lang, origins=m["o"], via=None if len(m["o"]) == 1 and m["o"][0] == m["a"].outlet else dict(m=", ".join(m["o"])), style="direct" if m["direct"] else "mixed" if m["q"] else "indirect", changed=any(x.get("u") == u and x["kind"] == "words" and x["n"] in m["tx"] for x in m["a"].err), t=m["a"].t.strftime("%Y-%m-%dT%H:%M:%SZ"), text=m["tx"], head=bool(m["star"] or m["a"].bylined)) for m in ms]))
    ex = lambda m: dict(article=m["a"].id, field="text", spans=m["spans"])
    for l in s.X:
        if l.startswith("words " + u + " "):
            o, n = l.split(" ", 2)[2].split(" => ")
            a0 = [ex(m) for m in ms if m["direct"] and o in m["tx"] and n not in m["tx"]]; a1 = [ex(m) for m in ms if m["direct"] and n in m["tx"]]
            if o in n: a0 = [ex(m) for m in ms if m["direct"] and o in m["tx"] and n not in m["tx"]]
            elif n in o: a1 = [ex(m) for m in ms if m["direct"] and n in m["tx"] and o not in m["tx"]]
            if a0 and a1: T["discrepancies"].append(dict(kind="words", sub="disc", story=sid, key=f"{u}: {o} => {n}", sides=[a0, a1]))
        if l.startswith("speaker " + u + " "):
            w = l.split(); bad = [m for m in ms if any(x.get("u") == u and x["kind"] == "speaker" for x in m["a"].err)]
            def exs(m): return dict(article=m["a"].id, field="text", spans=m["spans"] + [sp for x, sp, fl in m["a"].sl if fl == "text" and x.slot and x.slot.split(".")[0] == w[2]])
            good = [exs(m) for m in ms if m not in bad]
            if bad and good: T["discrepancies"].append(dict(kind="speaker", sub="disc", story=sid, key=f"{u}: {w[2]} -> {w[3]}", sides=[good, [exs(m) for m in bad]]))
    st = [ex(m) for m in ms if u in m["a"].styled]; ns = [ex(m) for m in ms if u not in m["a"].styled and m["a"].lang == "en"]
    if st and ns: T["neutral"].append(dict(kind="words", sub="spelling", story=sid, key=u, sides=[ns, st]))
for s in mains:
    arts = [a for a in ARTS if a.story is s]; done = set()
    for a in arts:
        for x in a.err:
            if x["kind"] in ("words", "speaker"): continue
            key = (x["kind"], x["slot"], bool(x.get("title")))
            if key in done: continue
            done.add(key); sides = defaultdict(list)
            for b in arts:
                if b.kind == "kill": continue
                by = defaultdict(list)
                for y, sp, fl in b.sl:
                    base_ = y.slot.split(".")[0] if x["kind"] == "name" else y.slot
                    if base_ != x["slot"] or y.tag == "rounded" or y.tag and x["kind"] == "name" and any(e["kind"] == "speaker" for e in b.err): continue
                    if x["kind"] == "name": v = y.text.split()[-1]
                    elif x["kind"] == "date" and not y.slot.startswith("wd"):
                        v = re.sub(r"^([A-Z]\w+) (\d+),?( \d+)?$", lambda m: m.group(2) + " " + m.group(1) + (m.group(3) or ""), y.text)
                        if b.lang == "de": v = v.replace(". ", " "); v = " ".join(MON["en"][MON["de"].index(z)] if z in MON["de"] else z for z in v.split())
                    elif x["kind"] == "date" and b.lang == "de": v = WD["en"][WD["de"].index(y.text)]
                    else: v = y.text.replace(".", ",") if x["kind"] == "number" else y.text
                    by[(v, fl)].append(sp)
                for (v, fl), sp in by.items(): sides[v].append(dict(article=b.id, field=fl, spans=sp))
            sd = sorted(sides.values(), key=len, reverse=True)
            if len(sd) > 1:
                k2 = (x["kind"], x["slot"])
                if k2 in done: continue
                done.add(k2)
                T["discrepancies"].append(dict(kind=x["kind"], sub="headline" if x.get("title") else "weekday" if x["slot"].startswith("wd") else "correction" if x.get("corr") else "disc", story=s.id, key=x["slot"], sides=sd))
    if s.corr: 
        c = s.corr; wrong = [a.id for a in arts if a is not c and any(y.slot == s.corr_err["slot"] and y.text == s.corr_wrong for y, _, _ in a.sl)]
        T["corrections"].append(dict(article=c.id, still=[x for x in wrong if next(a for a in arts if a.id == x).outlet != c.outlet]))
    if s.kill:
        k = s.kill; ag = k.outlet; T["corrections"].append(dict(article=k.id, still=[a.id for a in arts if a is not k and a.outlet != ag and (a in s.fam["W2"] or a.origin == ag or isinstance(a.origin, list) and ag in a.origin)]))
json.dump(T, open(ARG.out + "/truth.json", "w", encoding="utf-8"), ensure_ascii=False, indent=0)
