#!/usr/bin/env python3
"""Holds what PROGRAM says of DIR/articles.jsonl against DIR/truth.json: score.py DIR PROGRAM [LOOKED_AT]; see
bench/newsrooms.py.  LOOKED_AT names the stories, one a line, whose errors were looked at; "2" behind a name is another
event of its affair."""

import json, os, shutil, subprocess, sys
from collections import Counter, defaultdict

D, P = sys.argv[1:3]
LOOKED_AT = set(open(sys.argv[3]).read().split()) if len(sys.argv) > 3 and os.path.exists(sys.argv[3]) else set()
T = json.load(open(f"{D}/truth.json"))
art = {}
for l in open(f"{D}/articles.jsonl", encoding="utf-8"):
    d = json.loads(l)
    art[d["id"]] = d
lib = f"{D}/lib"
shutil.rmtree(lib, ignore_errors=True)


def run(*a, ok=(0, 1)):
    p = subprocess.run([P, *a, "--library", lib], capture_output=True, text=True)
    if p.returncode not in ok:
        print("FAILED", a, p.stderr[:500])
    return [json.loads(l) for l in p.stdout.splitlines() if l.strip().startswith("{")]


added = run("add", f"{D}/articles.jsonl", "--json")
order = T["order"]
pid = {}
for x in added:
    n = x["input"].rsplit("#", 1)[1] if "#" in x["input"] else "1"
    pid[x["id"]] = order[int(n) - 1]
S = run("statements", "--json")
ST = run("stories", "--json")
if not os.environ.get("KEEP"):
    shutil.rmtree(lib, ignore_errors=True)
err = []


def tx(a, f, s):
    t = art[a]["title" if f == "title" else "text"]
    return t[s[0] : s[1]] if s else "(whole article)"


def show(a):
    m = T["articles"].get(a, {})
    return (
        f'{a} [{art[a]["outlet"]}, {art[a]["language"]}, {m.get("kind")}, origin {m.get("origin")}, credit {m.get("credit")}, base {m.get("base")}]'
    )


ov = lambda a, b: max(0, min(a[1], b[1]) - max(a[0], b[0]))
# index of truth mentions
idx = defaultdict(list)
for t in T["statements"]:
    for k, m in enumerate(t["mentions"]):
        idx[m["article"]].append((t["id"], k, m["spans"]))
hits = defaultdict(lambda: defaultdict(set))
sid2 = {s["id"]: s for s in S}
amb = {}
for s in S:
    s["ms"] = [m for v in s["variants"] for m in v["mentions"]]
    for m in s["ms"]:
        if m["field"] != "text":
            continue
        a = pid[m["article"]]
        for tid, k, sp in idx.get(a, []):
            o = sum(ov(x, y) for x in sp for y in m["content"])
            if o * 3 >= min(sum(y - x for x, y in sp), sum(y - x for x, y in m["content"])):
                hits[tid][s["id"]].add(k)
right = tot = 0
by = defaultdict(lambda: [0, 0])
why = Counter()
own = Counter()
silTP = silFP = silFN = 0
silx = Counter()
same_t = same_f = 0
linked = 0
allm = 0
best = {}
for t in T["statements"]:
    tot += 1
    cand = hits[t["id"]]
    n = len(t["mentions"])
    b = max(cand, key=lambda k: (len(cand[k]), sid2[k]["independent"]), default=None)
    best[t["id"]] = b
    g = "one language" if len(t["langs"]) == 1 else "several languages"
    half = "looked at" if t["story"].rstrip("2") in LOOKED_AT else "held out"
    by[g][1] += 1
    by[half][1] += bool(LOOKED_AT)
    by[f'true count {t["count"]}'][1] += 1
    allm += n
    if len({m["lang"] for m in t["mentions"]}) == 1:
        by["lang " + t["langs"][0]][1] += 1
    got = sid2[b]["independent"] if b else None
    linked += len(cand[b]) if b else 0
    if got == t["count"]:
        right += 1
        by[g][0] += 1
        by[half][0] += bool(LOOKED_AT)
        by[f'true count {t["count"]}'][0] += 1
        if len(t["langs"]) == 1:
            by["lang " + t["langs"][0]][0] += 1
    else:
        foreign = sorted({x for x, ss in hits.items() if b in ss and x != t["id"]}) if b else []
        lost = [m for k, m in enumerate(t["mentions"]) if not b or k not in cand[b]]
        w = (
            "not found"
            if b is None
            else (
                "merged with another"
                if foreign
                else ("split: mentions outside" if lost else "all linked") + (", too many" if got > t["count"] else ", too few")
            )
        )
        if b and lost and not foreign:
            w += " (cross-language)" if {m["lang"] for m in lost} - {t["mentions"][k]["lang"] for k in cand[b]} else " (same language)"
        why[w] += 1
        err.append(
            f'COUNT [{w}] {t["id"]} expected {t["count"]} {t["origins"]}, got {got}'
            + (f' {[(o["name"], o["kind"], len(o["mentions"])) for o in sid2[b]["origins"]]}' if b else "")
            + (f" merged with {foreign}" if foreign else "")
            + "\n"
            + "\n".join(
                f'   {"IN " if b and k in cand[b] else "OUT"} {show(m["article"])} says-origin {m["origins"]} via {m["via"]} style {m["style"]}{" CHANGED" if m["changed"] else ""}: {art[m["article"]]["text"][max(0, m["spans"][0][0] - 60):m["spans"][-1][1] + 70]!r}'
                for k, m in enumerate(t["mentions"])
            )
        )
    if not b:
        silFN += len(t["silent"])
        continue
    p = sid2[b]
    # own access
    mid = {m["id"]: pid[m["article"]] for m in p["ms"]}
    bya = {m["article"]: m["origins"] for m in t["mentions"]}
    for o in p["origins"]:
        c = Counter(x for i in o["mentions"] if i in mid for x in [tuple(bya.get(mid[i], ()))] if len(x) == 1)
        if not c:
            continue
        name = c.most_common(1)[0][0][0]
        e = t["own"].get(name, "skip")
        if e == "skip":
            continue
        own[(e, o["own_access"])] += 1
        if e != o["own_access"]:
            err.append(
                f'OWN {t["id"]} origin {name} (program: {o["name"]}) expected {e}, got {o["own_access"]}; evidence {[x["text"] for x in o["evidence"]]}\n'
                + "\n".join(f'   {m["t"]} {m["origins"]} {m["text"]!r} head={m["head"]} via={m["via"] and m["via"]["m"]}' for m in t["mentions"])
            )
    ps = {pid[x] for x in p["silent"]}
    ts = set(t["silent"])
    silTP += len(ps & ts)
    sm = {x for x in ts if T["articles"][x]["lang"] in t["langs"]}
    same_t += len(sm)
    same_f += len(sm & ps)
    silFP += len(ps - ts)
    silFN += len(ts - ps)
    carry = {m["article"] for m in t["mentions"]}
    for x in ps - ts:
        y = (
            "carries it"
            if x in carry
            else (
                "another story"
                if T["articles"].get(x, {}).get("story") != t["story"]
                else ("incomplete" if x in t["cannot_tell"] and not T["articles"][x]["complete"] else "not later")
            )
        )
        silx["wrongly silent: " + y] += 1
        err.append(f'SILENT {t["id"]} {y}: {show(x)}')
    ct = {pid[x] for x in p["cannot_tell"]}
    for x in ts - ps:
        same = T["articles"][x]["lang"] in t["langs"]
        z = ("in cannot_tell" if x in ct else "linked as a carrier" if x in mid.values() else "not listed") + (
            ", same language" if same else ", other language"
        )
        silx["missed silent: " + z] += 1
        err.append(f'SILENT-MISSED {t["id"]} {z}: {show(x)}')
# discrepancies
prog = []
for x in S + ST:
    for d in x["discrepancies"]:
        prog.append((x["id"], d))
seen = set()
found = defaultdict(set)
false = []
tw = Counter()


def side(sd, truth_side):
    for at in sd["at"]:
        a = pid[at["article"]]
        for e in truth_side:
            if e["article"] == a and e["field"] == at["field"] and (at["span"] is None or any(ov(at["span"], s) for s in e["spans"])):
                return True


for sid, d in prog:
    key = json.dumps([d["kind"], d["sides"]], sort_keys=True)
    if key in seen:
        continue
    seen.add(key)
    ok = False
    arts = {pid[at["article"]] for sd in d["sides"] for at in sd["at"]}
    for i, t in enumerate(T["discrepancies"] + T["neutral"]):
        wrongkind = (t["kind"] == "words" and d["kind"] in ("number", "date", "name", "place")) or (t["kind"] == "name" and d["kind"] == "speaker")
        if (t["kind"] != d["kind"] and not wrongkind) or not arts & {e["article"] for s in t["sides"] for e in s}:
            continue
        h = [{j for j, s in enumerate(t["sides"]) if side(sd, s)} for sd in d["sides"]]
        u = set().union(*h)
        if len(u) > 1 and len([x for x in h if x]) > 1:
            ok = True
            if i < len(T["discrepancies"]) and not wrongkind:
                found[i] = 1
    if not ok:
        false.append(d)
        tw[d["kind"]] += 1
        err.append(
            f'FALSE DISCREPANCY {d["kind"]}\n'
            + "\n".join(
                f'   {sd["text"]!r} at '
                + "; ".join(
                    f'{show(pid[at["article"]])} …{art[pid[at["article"]]]["title" if at["field"] == "title" else "text"][max(0, (at["span"] or [0, 0])[0] - 50):(at["span"] or [0, 60])[1] + 50]!r}'
                    for at in sd["at"][:2]
                )
                for sd in d["sides"]
            )
        )
kinds = defaultdict(lambda: [0, 0])
for i, t in enumerate(T["discrepancies"]):
    k = t["kind"] + ("" if t["sub"] in ("disc", "") else " (" + t["sub"] + ")")
    one = any(
        {art[e["article"]]["language"] for e in s} & {art[e["article"]]["language"] for e in u}
        for a, s in enumerate(t["sides"])
        for u in t["sides"][a + 1 :]
    )
    if t["kind"] in ("number", "date", "place", "name"):
        k += ", one language" if one else ", across languages"
    kinds[k][1] += 1
    kinds[k][0] += i in found
    if i not in found:
        err.append(
            f'MISSED DISCREPANCY {k} {t["story"]} {t["key"]}\n'
            + "\n".join(
                f"   side {j}: "
                + "; ".join(
                    f'{show(e["article"])} {e["field"]} …{(art[e["article"]]["title"] if e["field"] == "title" else art[e["article"]]["text"])[max(0, e["spans"][0][0] - 50):e["spans"][-1][1] + 50]!r}'
                    for e in s[:3]
                )
                for j, s in enumerate(t["sides"])
            )
        )
# corrections
ct = cf = cx = 0
pc = {pid[c["article"]]: c for x in ST for c in x["corrections"]}
for c in T["corrections"]:
    e = set(c["still"])
    p = {pid[x] for x in pc[c["article"]]["still"]} if c["article"] in pc else set()
    e = {x for x in e if art[x]["outlet"] != art[c["article"]]["outlet"]}
    ct += len(e)
    cf += len(e & p)
    cx += len(p - e)
    if e != p:
        err.append(f'CORRECTION {show(c["article"])} found {c["article"] in pc}; old wording expected {sorted(e)}, got {sorted(p)}')
# stories
frag = Counter()
sa = {}
for x in ST:
    for a in x["articles"]:
        sa[pid[a]] = x["id"]
g = defaultdict(list)
for a, m in T["articles"].items():
    g[m["story"]].append(sa.get(a, a))
pure = sum(Counter(v).most_common(1)[0][1] for v in g.values())
pct = lambda a, b: f"{100 * a / b:.1f} % ({a}/{b})" if b else "none"
print(f'{D}: {len(art)} articles, {len(T["statements"])} statements')
print("  origin count exactly right:", pct(right, tot))
print("   ", "; ".join(f"{k} {pct(*v)}" for k, v in sorted(by.items()) if v[1]))
print("    why not:", dict(why.most_common()))
print(
    "    truth mentions in the best statement:", pct(linked, allm), "| articles in their story's main program story:", pct(pure, len(T["articles"]))
)
tp = own[(True, True)]
print(
    "  own access: precision",
    pct(tp, sum(v for (e, g), v in own.items() if g is True)),
    "recall",
    pct(tp, sum(v for (e, g), v in own.items() if e is True)),
    "expected>got",
    {f"{e}>{g}": v for (e, g), v in own.items()},
)
print(
    "  silence: precision",
    pct(silTP, silTP + silFP),
    "recall",
    pct(silTP, silTP + silFN),
    "recall in the statement's languages",
    pct(same_f, same_t),
    dict(silx),
)
print("  discrepancies found:", pct(len(found), len(T["discrepancies"])), "|", "; ".join(f"{k} {v[0]}/{v[1]}" for k, v in sorted(kinds.items())))
print(f"  false discrepancies: {len(false)}, per 20 articles {20 * len(false) / len(art):.2f}", dict(tw))
print(f"  corrections: old wording found {cf}/{ct}, wrongly {cx}")
open(f"{D}/errors.txt", "w", encoding="utf-8").write("\n\n".join(err) + "\n")
