"""What can go wrong before a page is read. Every message says what was found and what to do about it."""


class PipelineError(Exception):
    """Base of the errors this package raises on purpose."""


class UndecodableError(PipelineError):
    """The bytes are no text that can be read with certainty. `reason` is for the user; the page's reject reason is
    `undecodable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NoInputError(PipelineError):
    """What was named as input does not exist or holds no page."""


class ResumeError(PipelineError):
    """The unfinished run was of another input, with other options, or by another version."""


class WriteError(PipelineError):
    """The output folder cannot be written to, or is full."""


class FamilyError(PipelineError):
    """A description of a family cannot be used; the message says which, where, and what to do."""


class RunError(PipelineError):
    """Options that do not go together, or worker processes that cannot be kept alive."""


class MissingExtraError(PipelineError, ImportError):
    """An optional library is not installed; the message says which extra brings it."""


class WrongArgumentError(PipelineError, TypeError):
    """A function was given what it does not take; the message says what to pass."""
