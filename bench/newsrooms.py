#!/usr/bin/env python3
"""Fictional newsrooms with known origins, by several hands: how much of the truth is found.

    bench/newsrooms.py NAME [--seed N] [--program P] [--keep DIR]

Each was written by somebody who knew the contract (the rules of independence, the shapes of JSON) and neither the
program's code nor another generator.  NAME is one of

  five_languages    27 stories, each told by three or four reports of their own words, a third of the 300 articles in
                    English, the others in German, French, Spanish and Italian; a quotation that crosses languages is
                    translated freely; half of the agencies are none that anybody knows.
  seven_languages   25 stories, 340 articles among as many of other things, with Portuguese and Dutch; translations are
                    freer, and most of what is told in a second language is told indirectly.
  long_affairs      24 stories of a news desk in English and German, 320 articles among 240 of other things, many of them
                    about another event of the same affair with the same people: testimony, letters, second-hand speech,
                    quotations of every length, and what was said retold in other words.
  long_reports      24 stories, 330 articles among 150 of other things, three fifths in English, the others as in
                    five_languages: reports of some 300 words, each built as its reporter would, features of one village
                    among them; what is said is quoted, cut, translated or retold; silent is most of the room.

All seeds of one tell the same stories, with other people, places, numbers and outlets, other edits and other copies.
What was looked at when rules were written: of five_languages the errors of seeds 1 to 3; of the others those of the
stories that their LOOKED_AT names, which are half of them.

Prints how often the number of origins is right (of the stories looked at and of the others), own access, silence,
discrepancies by kind, and what old wordings of a corrected wire are found; DIR/errors.txt then has each error with the
words concerned.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOMS = HERE / "newsrooms"


def main():
    names = sorted(path.parent.name for path in ROOMS.glob("*/generate.py"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=names)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--program", default=HERE.parent / "build/release/secondsource")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the newsroom and errors.txt")
    options = parser.parse_args()
    run = lambda script, *words: subprocess.run([sys.executable, script, *map(str, words)], check=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        run(ROOMS / options.name / "generate.py", "--seed", options.seed, "--out", folder)
        run(ROOMS / "score.py", folder, options.program, ROOMS / options.name / "LOOKED_AT")


if __name__ == "__main__":
    main()
