"""Small files of every kind, made for tests."""

import io
import struct
import zlib

from PIL import Image

PDF = b'%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
MP4 = b'\x00\x00\x00\x20ftypisom' + bytes(16)
WAV = b'RIFF\x24\x00\x00\x00WAVEfmt ' + bytes(16)
PAGE = b'<!doctype html><script>alert(1)</script>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def picture(width: int = 8, height: int = 4, kind: str = 'PNG', *, color: str = '#c65', **options: object) -> bytes:
    """A picture of one colour."""
    content = io.BytesIO()
    Image.new('RGB', (width, height), color).save(content, kind, **options)
    return content.getvalue()


def document(width: int = 60, height: int = 90, *, color: str = '#c65') -> bytes:
    """A PDF of one page, so many points large and of one colour."""
    content = io.BytesIO()
    Image.new('RGB', (width, height), color).save(content, 'PDF', resolution=72)
    return content.getvalue()


def turned_photograph() -> bytes:
    """A JPEG that lies on its side and says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = 'Secret Camera'
    exif.get_ifd(0x8825)[1] = 'N'
    return picture(8, 4, 'JPEG', exif=exif)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that claims to be enormous."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack('>I', len(content)) + name + content + struct.pack('>I', zlib.crc32(name + content))

    header = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100_000))
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', rows) + chunk(b'IEND', b'')
