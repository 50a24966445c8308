"""The OpenAPI document says what the server does: thousands of requests made from it are answered as it says."""

import asyncio
import json
import sys
from pathlib import Path

import httpx
import pytest

from tests.api.ready import Ready

ENDLESS = '/events$'
"""Not asked for: it has no end. tests/api/test_events.py does."""
OWN_END = '/leave$'
"""Not asked for: a bot that leaves its first group is nobody, and all later answers would be 401."""

CONFIGURATION = """
[checks.positive_data_acceptance]
# 422 as well as what is usual: a schema cannot say which names have a visible character, or are free.
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "422", "429", "503"]
"""
THINGS = """
[parameters]
"path.group_id" = "{group_id}"
"path.member_id" = "{member_id}"
"path.ordinal" = {ordinal}
"path.emoji" = "👍"
"""
"""Ids of what there is: a request made up from the document alone mostly meets nothing."""


@pytest.mark.timeout(150)
@pytest.mark.parametrize('configuration', [CONFIGURATION, CONFIGURATION + THINGS], ids=['made up', 'of what there is'])
async def test_the_server_answers_as_the_document_says(ready: Ready, tmp_path: Path, configuration: str) -> None:
    file = tmp_path / 'schemathesis.toml'
    file.write_text(configuration.format(**vars(ready)) if configuration.endswith(THINGS) else configuration)
    command = await asyncio.create_subprocess_exec(
        *(sys.executable, '-m', 'schemathesis.cli', '--config-file', str(file)),
        *('run', f'{ready.server.url}/api/v1/openapi.json', '--header', f'Authorization: Bearer {ready.token}'),
        *('--exclude-path-regex', f'{ENDLESS}|{OWN_END}', '--max-examples', '15', '--seed', '1', '--no-color'),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=tmp_path,
    )
    said = (await command.communicate())[0].decode()
    assert command.returncode == 0, said
    assert 'Tested: 34' in said


async def test_the_document_is_of_openapi_3_1(ready: Ready) -> None:
    async with httpx.AsyncClient(base_url=f'{ready.server.url}/api/v1') as anybody:
        document = (await anybody.get('/openapi.json')).json()
        reference = (await anybody.get('/docs')).text
    assert document['openapi'].startswith('3.1')
    assert document['security'] == [{'Token': []}]
    assert 'HTTPValidationError' not in json.dumps(document)
    for path, operations in document['paths'].items():
        for operation in operations.values():
            assert f'<article id="{operation["operationId"]}">' in reference
            assert 'application/problem+json' in operation['responses']['404']['content'], path
