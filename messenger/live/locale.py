"""The zone and language in which a viewer reads what differs between viewers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Locale:
    """A viewer's time zone (IANA name, `Europe/Berlin`) and language (BCP 47, `de`)."""

    zone: str
    language: str
