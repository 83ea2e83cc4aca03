#!/usr/bin/env python3
"""Readers of articles that people use, beside ours: trafilatura, rs-trafilatura, resiliparse.

    ./dev bench read [FOLDER] [--rounds N]       bytes of HTML a second on one core, and ratios
    ./dev bench read --texts FOLDER...           what each makes of each page, for train_reader --others
    ./dev bench read --scores FOLDER...          body and segment F1 of each, by bench/pages.py's parts

They are installed from PyPI into build/peers, at the versions below.  Every reader gets the same
bytes, in memory, in turns (ours, then each of the others, N rounds); rates are of processor time,
and the median of the ratios of one round is printed.  Ours (`read_bench`) finds title, dates,
authors and credits too; the others make the text alone.
"""
import argparse
import collections
import json
import os
import statistics
import subprocess
import sys
import time

import pages


PEERS = ["trafilatura==2.3.1", "rs-trafilatura==0.1.1", "resiliparse==2.0.1",
         "lxml_html_clean==0.4.6"]  # justext wants it and does not say so


def in_environment():
    """Runs this again with the Python that has the others, once they are there."""
    folder = os.path.abspath("build/peers")
    python = os.path.join(folder, "bin", "python")
    if sys.prefix == folder:
        return
    if not os.path.exists(os.path.join(folder, "complete")):
        print("Installing from PyPI into build/peers: " + ", ".join(PEERS), file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
        open(os.path.join(folder, "complete"), "w", encoding="utf-8").close()
    os.execv(python, [python, *sys.argv])


def readers():
    import rs_trafilatura
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def text_of(raw):
        return bytes_to_str(raw, detect_encoding(raw))

    return {
        "trafilatura": lambda raw: trafilatura.extract(raw, include_comments=False),
        "trafilatura, fast": lambda raw: trafilatura.extract(raw, include_comments=False, fast=True),
        "rs-trafilatura": lambda raw: rs_trafilatura.extract(raw.decode("utf-8", "replace")).main_content,
        "resiliparse": lambda raw: extract_plain_text(text_of(raw), main_content=True),
    }


def read(reader, raw):
    try:
        return reader(raw) or ""
    except Exception as error:  # noqa: BLE001: one page less, not the end
        print(error, file=sys.stderr)
        return ""


def pages_of(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith(".html"):
            with open(os.path.join(folder, name), "rb") as page:
                yield name, page.read()


def texts(folders):
    every = readers()
    for folder in folders:
        for name, raw in pages_of(folder):
            print(json.dumps({"file": name, "texts": [read(reader, raw) for reader in every.values()]}))


def scores(folders):
    for folder in folders:
        found = {name: {} for name in readers()}
        for name, reader in readers().items():
            for file, raw in pages_of(folder):
                found[name][file] = {"text": read(reader, raw)}
        with open(os.path.join(folder, "truth.jsonl"), encoding="utf-8") as truth:
            rows = [json.loads(line) for line in truth]
        for part in ("learn", "test", "all"):
            some = [row for row in rows if part == "all" or pages.part_of(row) == part]
            for name, articles in found.items():
                print(f"{part}, {name}: ", end="")
                (pages.body_scores if "body" in rows[0] else pages.text_scores)(some, articles, False)


def our_rate(folder):
    """Bytes of HTML a second, from Google Benchmark's own counter."""
    out = subprocess.run(
        ["build/bench/read_bench", "--benchmark_filter=BM_Read$", "--benchmark_format=json"],
        check=True, capture_output=True, env={**os.environ, "SECONDSOURCE_PAGES": folder})
    return json.loads(out.stdout)["benchmarks"][0]["bytes_per_second"]


def speed(folder, rounds):
    raws = [raw for _, raw in pages_of(folder)]
    size = sum(map(len, raws))
    every = {name: reader for name, reader in readers().items() if name != "trafilatura"}
    rates, ratios = collections.defaultdict(list), collections.defaultdict(list)
    for _ in range(rounds):
        ours = our_rate(folder)
        rates["ours"].append(ours)
        for name, reader in every.items():
            begin = time.process_time()
            for raw in raws:
                read(reader, raw)
            rate = size / (time.process_time() - begin)
            rates[name].append(rate)
            ratios[name].append(ours / rate)
    for name, list_ in rates.items():
        print(f"{name}: {statistics.median(list_) / 1e6:.1f} MB/s", end="")
        if name in ratios:
            low, high = min(ratios[name]), max(ratios[name])
            print(f"; ours is {statistics.median(ratios[name]):.2f} times that ({low:.2f} to {high:.2f})", end="")
        print()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", default=["sample/pages"])
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--scores", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    in_environment()
    if options.texts:
        texts(options.folders)
    elif options.scores:
        scores(options.folders)
    else:
        speed(options.folders[0], options.rounds)


if __name__ == "__main__":
    main()
