"""The report beside a description: how it reads pages that were left out, what it could not explain, which pages do not
belong."""

from pipeline.learning.making import Made
from pipeline.learning.rules import Rule
from pipeline.learning.samples import shown
from pipeline.learning.validating import Validation
from pipeline.viewing.document import render


def report(made: Made, name: str, validation: Validation) -> str:
    """The HTML of the report."""
    return render(
        "learning.html.jinja",
        ("common.css", "report.css"),
        (),
        name=name,
        pages=made.learnt.pages,
        designs=[(len(group), shown(group[0].path)) for group in made.designs.groups],
        strange=[sample.path for sample in made.designs.strange],
        unread=made.unread,
        validation=validation,
        fields=sorted(validation.fields.values(), key=lambda score: (-score.found, score.name)),
        rules=[(rule.kind, _text(rule), len(rule.pages)) for rule in made.learnt.rules],
        text=made.text,
        residue=validation.left,
    )


def _text(rule: Rule) -> str:
    if rule.kind == "order":
        sides = [f"{side} {', '.join(rule.text[side])}" for side in ("above", "below") if side in rule.text]
        return f"{rule.text['anchor']}: {'; '.join(sides)}"
    return rule.text if isinstance(rule.text, str) else f"{rule.text[0]}: {rule.text[1]}"
