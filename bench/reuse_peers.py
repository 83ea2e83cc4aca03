#!/usr/bin/env python3
"""All pairs of real articles: ours, with passages, beside peers, on the same articles.

  bench/reuse_peers.py [--articles N] PATH...

PATH: JSON Lines with a `body` or `text`, or folders of plain text.  Peers are installed from PyPI into
build/peers when they are not there: datasketch and rensa, MinHash of whole documents (5-word shingles,
128 permutations, threshold 0.5), which find no passages.  passim 2 is run too where its command is on
the PATH (it is not on PyPI: pip install git+https://github.com/dasmiq/passim; Java 17), with its
defaults and --pairwise; what share of the characters of its passages ours cover is printed.  Times are
of one run on all cores that this process may use, Spark's start apart.
"""
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


def covered(passim_out, texts, folder):
    """The share of the characters of passim's passages that lie in ours, of the same pair."""
    program, library = ROOT / "build/release/secondsource", folder / "library"
    subprocess.run([program, "add", "--no-statements", "--no-search", "--library", library,
                    folder / "articles.jsonl"], check=True, stdout=subprocess.DEVNULL)
    found, number = {}, {}
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
            found.setdefault((x, y), []).append(span)
    whole = inside = 0
    for record in passim_out:
        for x, y, begin, end in record:
            if texts[x] == texts[y]:
                continue
            marks = bytearray(end - begin)
            for b, e in found.get((x, y), []):
                for at in range(max(b, begin), min(e, end)):
                    marks[at - begin] = 1
            whole += len(marks)
            inside += sum(marks)
    print(f"ours cover {100 * inside / max(1, whole):.2f} % of {whole} characters of passim's passages")


def passim(path, texts, folder, seconds):
    command = shutil.which("passim") or shutil.which(str(PEERS / "bin/passim"))
    if not command:
        print("passim: not installed, left out")
        return
    begin = time.perf_counter()
    environment = dict(os.environ, SPARK_SUBMIT_ARGS="--master local[2] --driver-memory 12g")
    with open(folder / "one.jsonl", "w") as out:
        out.write(json.dumps({"id": "0", "text": texts[0]}) + "\n")
    for name, source in (("start", folder / "one.jsonl"), ("all", path)):
        begin = time.perf_counter()
        subprocess.run([command, "--pairwise", "--input-format", "json", "--output-format", "json",
                        source, folder / name], check=True, env=environment, capture_output=True)
        took = time.perf_counter() - begin
        print(f"passim, {name}: {took:.1f} s" + (f", {took / seconds:.0f} times ours" if name == "all" else ""))
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
