"""The page of permissions says what the table says."""

from docs.permissions import PAGE, page


def test_the_page_is_as_make_permissions_writes_it():
    assert PAGE.read_text() == page(), 'run: make permissions'
