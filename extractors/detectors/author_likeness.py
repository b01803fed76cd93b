"""How much a whole line looks like a list of person names."""

from extractors.detectors.bylines import NO_AUTHORS, mask_byline
from extractors.detectors.line_likeness import likeness
from extractors.detectors.name_marks import mask_noise

# Without any of these no button, address or role stands in a line.
_NOISE = (
    "@",
    "mail",
    "MAIL",
    "uthor",
    "UTHOR",
    "utor",
    "uteur",
    "ORCID",
    "orcid",
    "how all",
    "ditor",
    "dvisor",
    "upervis",
    "автор",
    "作者",
)


def author_line_score(text: str) -> float:
    """From 0 to 1, how much a line looks like names of persons and nothing else, in any script and printing style.

    About 0.5 and more is a line of names, 0.8 and more surely so. A name alone whose words no table knows is left near
    0.2: its place on the page has to say the rest. A line that says the persons edited, advised or translated scores
    low.
    """
    if any(word in text for word in _NOISE):
        text = mask_noise(mask_byline(text))
        if NO_AUTHORS in text:
            return 0.0
    return likeness(text)[0]
