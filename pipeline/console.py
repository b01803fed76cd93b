"""What the commands print: messages on standard error, results on standard output."""

from rich.console import Console

messages = Console(stderr=True)
output = Console()


def say(text: str, style: str | None = None) -> None:
    """Prints a message. Its lines stay whole, so that paths and commands in it can be copied."""
    messages.print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as `1 page` or `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
