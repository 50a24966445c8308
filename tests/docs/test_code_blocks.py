"""The tests in a document pass: each block of Python runs as a file of its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.project import ROOT

BLOCK = re.compile(r'^```python\n(.*?)^```', re.MULTILINE | re.DOTALL)
DOCUMENTS = ('messenger/testing/README.md',)
CONFIGURED = ('-p', 'messenger.testing', '-p', 'no:cacheprovider', '-o', 'asyncio_mode=auto', '-o', 'addopts=', '-q')


@pytest.mark.parametrize('document', DOCUMENTS)
def test_the_tests_in_a_document_pass(document: str, tmp_path: Path) -> None:
    """Under pytest, as a reader would run them."""
    blocks = BLOCK.findall((ROOT / document).read_text())
    tests = [block for block in blocks if 'def test_' in block]
    for number, block in enumerate(tests):
        (tmp_path / f'test_{number}.py').write_text(block)
    command = [sys.executable, '-m', 'pytest', *CONFIGURED, '--rootdir', str(tmp_path), str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert ran.returncode == 0, ran.stdout
    assert f'{len(tests)} passed' in ran.stdout
