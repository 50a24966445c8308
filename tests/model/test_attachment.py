"""What a file's name may be, and how files are told of in words."""

import pytest

from messenger.model.attachment import FILE_NAME_CHARACTERS, Attachment, AttachmentId, Sha256, clean_file_name, summary


def file(media_type: str = 'text/plain', name: str = 'notes.txt', width: int | None = None) -> Attachment:
    """A file of a kind."""
    return Attachment(
        id=AttachmentId('a'), sha256=Sha256('b'), name=name, media_type=media_type, size_bytes=1, width=width
    )


@pytest.mark.parametrize(
    ('name', 'kept'),
    [
        ('cat.png', 'cat.png'),
        ('../../etc/passwd', 'passwd'),
        ('C:\\Users\\me\\cat.png', 'cat.png'),
        ('..', 'file'),
        ('', 'file'),
        ('/', 'file'),
        ('a\x00b\n.txt', 'ab.txt'),
        ('gpj.\u202eexe.txt', 'gpj.exe.txt'),
        ('cafe\u0301.txt', 'caf\u00e9.txt'),
        ('what?.txt', 'what_.txt'),
        ('.htaccess', 'htaccess'),
        ('天气.pdf', '天气.pdf'),
    ],
)
def test_a_name_has_no_folders_and_nothing_invisible(name: str, kept: str):
    assert clean_file_name(name) == kept


@pytest.mark.parametrize(('name', 'ending'), [('x' * 300 + '.tar', '….tar'), ('x' * 300, '…'), ('x.' + 'y' * 300, '…')])
def test_a_long_name_is_shortened_and_keeps_its_extension(name: str, ending: str):
    kept = clean_file_name(name)
    assert len(kept) == FILE_NAME_CHARACTERS
    assert kept.endswith(ending)


def test_files_are_told_of_in_words():
    picture = file('image/png', width=3)
    assert summary([]) == ''
    assert summary([picture]) == 'Picture'
    assert summary([picture, picture]) == '2 pictures'
    assert summary([picture, file(), file()]) == '3 files'
    assert summary([file('video/mp4')]) == 'Video'
    assert summary([file('audio/mpeg')]) == 'Audio'
    assert summary([file()]) == 'notes.txt'
