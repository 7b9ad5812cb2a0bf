# How kind a review is, beside the stars that its author gave.
import re

GOOD = set("good great love lovely excellent fine happy recommend".split())
BAD = set("bad poor awful broken hate sad waste never".split())


def tone(text, stars):
    words = re.findall(r"\w+", text.lower())
    kind = sum(w in GOOD for w in words) - sum(w in BAD for w in words)
    share = kind / len(words) if words else None
    return {"words": len(words), "tone": share, "kinder_than_stars": None if share is None else share > (stars - 3) / 2}
