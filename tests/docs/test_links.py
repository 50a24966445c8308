"""Links between the documents lead somewhere."""

import re

import pytest

from tests.docs.project import ROOT, files

LINK = re.compile(r'(?<!`)\[[^\]]*\]\(([^)\s]+)\)')
FENCE = re.compile(r'^```.*?^```', re.MULTILINE | re.DOTALL)
PATH = re.compile(r'`((?:messenger|tests|docs|bench|soak|fuzz|\.ci)/[\w./-]*|main\.py|Makefile|Dockerfile|[A-Z]+\.md)`')


def documents():
    return files('*.md')


def headings_of(path):
    titles = re.findall(r'^#+ (.+)$', FENCE.sub('', path.read_text()), re.MULTILINE)
    return {re.sub(r'[^\w\- ]', '', title.lower()).strip().replace(' ', '-') for title in titles}


@pytest.mark.parametrize('document', documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_that_exist(document):
    broken = []
    for link in LINK.findall(FENCE.sub('', document.read_text())):
        if link.startswith(('http://', 'https://', 'mailto:')):
            continue
        target, _, heading = link.partition('#')
        path = (document.parent / target).resolve() if target else document
        if not path.exists() or (heading and heading not in headings_of(path)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize('document', documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_exists(document):
    named = PATH.findall(FENCE.sub('', document.read_text()))
    assert [name for name in named if not (ROOT / name).exists() and not (document.parent / name).exists()] == []
