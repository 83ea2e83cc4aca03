#!/usr/bin/env python3
"""All pairs of real articles: ours, with passages, beside peers, on the same articles.

  bench/reuse_peers.py [--articles N] PATH...

PATH: JSON Lines with a `body` or `text`, or folders of plain text.  Peers are installed from PyPI into
build/peers when they are not there: datasketch and rensa, MinHash of whole documents (5-word shingles,
128 permutations, threshold 0.5), which find no passages.  passim 2 is run too where its command is on
the PATH (it is not on PyPI: pip install git+https://github.com/dasmiq/passim; Java 17), with its
defaults and --pairwise, until its passages are written; what share of their characters ours cover is
printed.  Times are of one run on all cores that this process may use, Spark's start apart.
"""
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ROOT / "build/peers"


def real_articles(path):
    path = pathlib.Path(path)
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.suffix == ".txt":
            yield file.read_text(errors="replace")
        elif file.suffix == ".jsonl":
            for line in file.open(errors="replace"):
                record = json.loads(line)
                text = record.get("body") or record.get("text")
                if text:
                    yield text


def install():
    if not (PEERS / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
    subprocess.run([PEERS / "bin/pip", "-q", "install", "datasketch", "rensa"], check=True)


MINHASH = r"""
import json, re, sys, time
name, path = sys.argv[1:]
texts = [json.loads(line)["text"] for line in open(path)]
begin = time.perf_counter()
shingles = []
for text in texts:
    words = re.findall(r"\w+", text.lower())
    shingles.append({" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))})
ready = time.perf_counter()
pairs = set()
if name == "datasketch":
    from datasketch import MinHash, MinHashLSH
    lsh, hashes = MinHashLSH(threshold=0.5, num_perm=128), []
    for i, these in enumerate(shingles):
        one = MinHash(num_perm=128)
        one.update_batch([s.encode() for s in these])
        hashes.append(one)
        lsh.insert(i, one)
    for i, one in enumerate(hashes):
        pairs |= {(min(i, j), max(i, j)) for j in lsh.query(one) if j != i}
    pairs = {(i, j) for i, j in pairs if hashes[i].jaccard(hashes[j]) >= 0.5}
else:
    from rensa import RMinHash, RMinHashLSH
    lsh, hashes = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), []
    for i, these in enumerate(shingles):
        one = RMinHash(num_perm=128, seed=42)
        one.update(list(these))
        hashes.append(one)
        lsh.insert(i, one)
    for i, one in enumerate(hashes):
        pairs |= {(min(i, j), max(i, j)) for j in lsh.query(one) if j != i}
    pairs = {(i, j) for i, j in pairs if hashes[i].jaccard(hashes[j]) >= 0.5}
end = time.perf_counter()
print(f"{end - begin:.2f} {end - ready:.2f} {len(pairs)}")
"""


def minhash(name, path):
    out = subprocess.run([PEERS / "bin/python", "-c", MINHASH, name, path], check=True,
                         capture_output=True, text=True).stdout.split()
    print(f"{name}: {out[0]} s from texts to pairs ({out[1]} s without making its shingles); "
          f"{out[2]} pairs of whole documents, no passage")


def ours(path, folder):
    """All pairs with passages by the benchmark, and the passages themselves by the program."""
    out = subprocess.run([ROOT / "build/bench/reuse_recall", path], check=True, capture_output=True,
                         text=True).stdout
    read = float(re.search(r"words: read in ([\d.]+) s", out).group(1))
    pairs = float(re.search(r"all pairs with passages: ([\d.]+) s", out).group(1))
    passages = re.search(r"aligned: (\d+) passages of (\d+) pairs", out)
    print(f"ours: {read + pairs:.2f} s from file to passages on one core ({pairs:.2f} s without reading "
          f"it and finding its words); {passages.group(1)} passages of {passages.group(2)} pairs")
    return read + pairs


def shared_runs(a, b, length=12):
    """Marks of the characters of a that lie in runs of so many words that b holds too."""
    words_a, words_b = ([(m.group().lower(), m.start(), m.end()) for m in re.finditer(r"\w+", text)]
                        for text in (a, b))
    runs_b = {tuple(w for w, _, _ in words_b[i:i + length]) for i in range(len(words_b) - length + 1)}
    marks = bytearray(len(a))
    for i in range(len(words_a) - length + 1):
        if tuple(w for w, _, _ in words_a[i:i + length]) in runs_b:
            begin, end = words_a[i][1], words_a[i + length - 1][2]
            marks[begin:end] = b"\1" * (end - begin)
    return marks


def covered(passim_out, texts, folder):
    """The shares of the characters of passim's passages that lie in ours, of the same pair."""
    program, library = ROOT / "build/release/secondsource", folder / "library"
    subprocess.run([program, "add", "--no-statements", "--no-search", "--library", library,
                    folder / "articles.jsonl"], check=True, stdout=subprocess.DEVNULL)
    number, found = {}, {}
    articles = subprocess.run([program, "add", "--json", "--library", library,
                               folder / "articles.jsonl"], check=True, capture_output=True, text=True)
    for i, line in enumerate(articles.stdout.splitlines()):
        number[json.loads(line)["id"]] = i
    out = subprocess.run([program, "passages", "--json", "--library", library], check=True,
                         capture_output=True, text=True).stdout
    for line in out.splitlines():
        passage = json.loads(line)
        a, b = number[passage["a"]], number[passage["b"]]
        for x, y, span in ((a, b, passage["a_span"]), (b, a, passage["b_span"])):
            marks = found.setdefault((x, y), bytearray(len(texts[x])))
            marks[span[0]:span[1]] = b"\1" * (span[1] - span[0])
    # Of articles that are word for word the same, `passages` lists one with others: they are left out.
    words = [" ".join(re.findall(r"\w+", text.lower())) for text in texts]
    times = collections.Counter(words)
    inside, whole = collections.Counter(), collections.Counter()
    for sides in passim_out:
        if any(times[words[x]] > 1 for x, *_ in sides):
            continue
        runs = [shared_runs(texts[x][begin:end], texts[y][sides[1 - i][2]:sides[1 - i][3]])
                for i, (x, y, begin, end) in enumerate(sides)]
        kind = "of those with a shared run of twelve words" if any(runs[0]) else "of those without one"
        for (x, y, begin, end), run in zip(sides, runs):
            ours = found.get((x, y), bytes(end))[begin:end]
            for part, total, both in (("of passim's passages", end - begin, sum(ours)),
                                      (kind, end - begin, sum(ours)),
                                      ("in such runs", sum(run), sum(map(min, ours, run)))):
                whole[part] += total
                inside[part] += both
    for part, total in whole.items():
        print(f"ours cover {100 * inside[part] / max(1, total):.1f} % of {total} characters {part}")


def aligned(command, source, out):
    """Seconds until passim's passages of pairs are written.  Its clusters, which follow, are not counted:
    it may fail at them for want of the jar of GraphFrames."""
    begin = time.time()
    run = subprocess.run([command, "--pairwise", "--input-format", "json", "--output-format", "json",
                          source, out], capture_output=True, text=True, errors="replace",
                         env=dict(os.environ, SPARK_SUBMIT_ARGS="--master local[2] --driver-memory 12g"))
    written = out / "align.json/_SUCCESS"
    if not written.exists():
        sys.exit(f"passim failed: {(run.stdout + run.stderr)[-2000:]}")
    return written.stat().st_mtime - begin


def passim(path, texts, folder, seconds):
    command = shutil.which("passim") or shutil.which(str(PEERS / "bin/passim"))
    if not command:
        print("passim: not installed, left out")
        return
    with open(folder / "one.jsonl", "w") as out:
        out.write(json.dumps({"id": "0", "text": texts[0]}) + "\n")
    start = aligned(command, folder / "one.jsonl", folder / "start")
    took = aligned(command, path, folder / "all")
    print(f"passim: {took:.1f} s until its passages are written, {took - start:.1f} s of them without the "
          f"{start:.1f} s that it takes for one article: {(took - start) / seconds:.0f} times ours")
    pairs = []
    for part in (folder / "all/align.json").glob("part-*"):
        for line in open(part):
            r = json.loads(line)
            x, y = int(r["id"]), int(r["id2"])
            pairs.append([(x, y, r["begin"], r["end"]), (y, x, r["begin2"], r["end2"])])
    covered(pairs, texts, folder)


def main():
    arguments, most = sys.argv[1:], None
    if arguments[:1] == ["--articles"]:
        most, arguments = int(arguments[1]), arguments[2:]
    if not arguments:
        sys.exit(__doc__)
    install()
    subprocess.run(["ninja", "-C", ROOT / "build/bench", "reuse_recall"], check=True,
                   stdout=subprocess.DEVNULL)
    texts = [text for path in arguments for text in real_articles(path)][:most]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        path = folder / "articles.jsonl"
        with open(path, "w") as out:
            for i, text in enumerate(texts):
                out.write(json.dumps({"id": str(i), "text": text}) + "\n")
        print(f"{len(texts)} articles, {sum(len(t.split()) for t in texts)} words")
        seconds = ours(path, folder)
        minhash("rensa", path)
        minhash("datasketch", path)
        passim(path, texts, folder, seconds)


main()
