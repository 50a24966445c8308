"""Quiet notices that come and go by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import ui

from messenger.model.refused import Refused
from messenger.words import said

SECONDS = 4


def toast(text: str, *, is_bad: bool = False) -> None:
    """Tell the viewer something that asks for no answer; `is_bad` when something was not done."""
    ui.notify(
        text,
        position='top',
        timeout=SECONDS * 1000,
        classes='toast bad' if is_bad else 'toast',
        textColor='toast',  # any name that Quasar has no colour for, else it makes the text white
        attrs={'role': 'alert' if is_bad else 'status'},
    )


@contextmanager
def refusals() -> Iterator[None]:
    """Tell the viewer a refusal of what is asked inside, where no dialog is there to say it."""
    try:
        yield
    except Refused as refused:
        toast(said(refused), is_bad=True)
