"""A self-contained HTML document: one file, nothing fetched, only our own style and script allowed to run."""

import base64
import hashlib
import html
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.viewing.links import LINKS
from pipeline.viewing.showing import marked, visible
from schemas.codes import explained

_NAME = 26  # characters of a name that fit on a line of a column


def render(
    template: str, styles: tuple[str, ...], scripts: tuple[str, ...], connects: bool = False, **values: Any
) -> str:
    """The document a template makes. `styles` and `scripts` name files beside the templates; where it `connects`, its
    script may talk to the server that it came from.

    Every value is escaped, and unseen characters in it are spelt out, unless it is markup of our own.
    """
    style = "\n".join(map(_asset, styles))
    script = "\n".join(map(_asset, scripts))
    return (
        _environment()
        .get_template(template)
        .render(style=Markup(style), script=Markup(script), policy=policy(style, script, connects), **values)
    )


def policy(style: str, script: str, connects: bool = False) -> str:
    """The content security policy (CSP 3) under which nothing loads and only these two inline texts count."""
    rules = ["default-src 'none'", f"style-src {_digest(style)}", "base-uri 'none'", "form-action 'none'"]
    if script:
        rules.append(f"script-src {_digest(script)}")
    if connects:
        rules.append("connect-src 'self'")
    return "; ".join(rules)


def policy_of(document: str) -> str:
    """The policy that a document of ours states, for the header of an answer."""
    found = re.search('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', document)
    assert found
    return html.unescape(found[1])


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8").strip()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.viewing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters.update(
        marked=marked,
        breakable=breakable,
        coded=coded,
        meaning=meaning,
        count=lambda n: f"{n:,}".replace(",", "\u202f"),
        share=share,
        words=lambda s: s.replace("_", " "),
    )
    environment.globals["links"] = LINKS
    return environment


def coded(text: str) -> Markup:
    """Our own text with what stands between backticks as code."""
    parts = [escape(part) for part in text.split("`")]
    return Markup("").join(Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(parts))


def breakable(name: str) -> Markup:
    """A name such as `records[0].abstract.sections[0].label` that, where it is long, breaks between its words only."""
    if len(name) <= _NAME:
        return escape(visible(name))
    return Markup(re.sub(r"([._\]])(?=\w)", r"\1<wbr>", str(escape(visible(name)))))


def meaning(code: str) -> Markup:
    """What a reason or warning means; nothing for one that is unknown."""
    found = explained(code)
    return coded(f"{found.meaning} {found.advice}") if found else Markup("")


def share(value: float) -> str:
    """A share as a percentage that is 0 or 100 only where it really is."""
    if 0 < value < 0.005:
        return "<1%"
    if 0.995 < value < 1:
        return ">99%"
    return f"{value:.0%}"


def _finalize(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
