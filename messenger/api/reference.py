"""The page that tells a person what the API can do, written from its OpenAPI document."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from messenger.api.problems import STATUS_OF
from messenger.pages.plain import reference_page as page

Document = Mapping[str, Any]

SCHEMAS = '#/components/schemas/'


def reference_page(document: Document) -> str:
    """Write the page."""
    about = [f'<p>{_code_marked(each)}</p>' for each in document['info']['description'].split('\n\n')]
    codes = [(f'<code id="{code}">{code}</code>', str(status)) for code, status in STATUS_OF.items()]
    content = f"""
      <h1>{escape(document['info']['title'])}: HTTP API</h1>
      {''.join(about)}
      <p>Addresses below begin with <code>{escape(document['servers'][0]['url'])}</code>.
      Machines read <a href="openapi.json">openapi.json</a> (OpenAPI {escape(document['openapi'])}).</p>
      {''.join(_tags(document))}
      <h2 id="shapes">What is taken and given</h2>
      {''.join(_shapes(document))}
      <h2 id="problems">Problems</h2>
      <p>Other codes than these have the status 422: it was understood and cannot be done.</p>
      {_table(('code', 'status'), codes)}
    """
    return page(f'HTTP API – {document["info"]["title"]}', content)


def _tags(document: Document) -> Iterator[str]:
    by_tag: defaultdict[str, list[str]] = defaultdict(list)
    for path, operations in document['paths'].items():
        for method, operation in operations.items():
            by_tag[operation['tags'][0]].append(_operation(path, method, operation))
    for tag, written in by_tag.items():
        yield f'<h2 id="{escape(tag)}">{escape(tag.capitalize())}</h2>{"".join(written)}'


def _operation(path: str, method: str, operation: Document) -> str:
    takes = _table(('sent', 'as', 'type', ''), list(_taken(operation)))
    return f"""
      <article id="{escape(operation['operationId'])}">
        <h3><b>{escape(method.upper())}</b> <code>{escape(path)}</code></h3>
        <p>{_code_marked(operation.get('description', ''))}</p>
        {takes}
        <p>Answers {', '.join(_answers(operation))}.</p>
      </article>
    """


def _taken(operation: Document) -> Iterator[tuple[str, ...]]:
    for parameter in operation.get('parameters', []):
        name, said = parameter['name'], parameter.get('description', '')
        yield f'<code>{escape(name)}</code>', parameter['in'], _type(parameter['schema']), _code_marked(said)
    for media_type, content in operation.get('requestBody', {}).get('content', {}).items():
        yield '', 'body', _type(content['schema']), escape(media_type)


def _answers(operation: Document) -> Iterator[str]:
    for status, answer in operation['responses'].items():
        if int(status) < 300:
            content = answer.get('content', {})
            given = ', '.join(_type(each['schema']) for each in content.values() if each.get('schema'))
            yield f'{status} {given}'.strip()


def _shapes(document: Document) -> Iterator[str]:
    for name, schema in document['components']['schemas'].items():
        fields = [
            (f'<code>{escape(field)}</code>', _type(described), _code_marked(described.get('description', '')))
            for field, described in schema.get('properties', {}).items()
        ]
        yield f"""<article id="{escape(name)}"><h3>{escape(name)}</h3>
          <p>{_code_marked(schema.get('description', ''))}</p>{_table(('field', 'type', ''), fields)}</article>"""


def _type(schema: Document) -> str:
    match schema:
        case {'$ref': str(reference)}:
            name = escape(reference.removeprefix(SCHEMAS))
            written = f'<a href="#{name}">{name}</a>'
        case {'anyOf': several}:
            written = ' or '.join(map(_type, several))
        case {'enum': values}:
            written = ' or '.join(f'<code>{escape(str(value))}</code>' for value in values)
        case {'type': 'array', 'items': items}:
            written = f'list of {_type(items)}'
        case {'type': str(kind), 'format': str(form)}:
            written = escape(f'{kind} ({form})')
        case _:
            written = escape(str(schema.get('type', 'anything')))
    return written


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ''
    head = ''.join(f'<th>{each}</th>' for each in heads)
    body = ''.join(f'<tr>{"".join(f"<td>{cell}</td>" for cell in row)}</tr>' for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _code_marked(text: str) -> str:
    """Write what stands between backticks as code."""
    parts = escape(text).split('`')
    return ''.join(f'<code>{part}</code>' if index % 2 else part for index, part in enumerate(parts))
