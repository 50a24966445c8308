"""The first page of a PDF as a picture. The worker alone loads this: the server parses nothing that strangers wrote."""

import pypdfium2  # type: ignore[import-untyped]

from messenger.media.kind import PDF
from messenger.media.pictures import THUMBNAIL_PIXELS, Picture, packed


def first_page(content: bytes) -> Picture:
    """Draw the first page, its longer side as long as that of a thumbnail.

    Raises what the library does where it is damaged, locked or empty, and ArithmeticError for a page without a size.
    """
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    drawn = page.render(scale=THUMBNAIL_PIXELS / max(page.get_size())).to_pil().convert('RGB')
    return Picture(media_type=PDF, width=drawn.width, height=drawn.height, thumbnail=packed(drawn))
