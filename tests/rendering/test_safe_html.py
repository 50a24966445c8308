"""Only the renderer makes markup that is shown unsanitised."""

import ast
from pathlib import Path

import messenger
from messenger.rendering.safe_html import SafeHtml

PACKAGE = Path(messenger.__file__).parent


def makers(source):
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith('SafeHtml')
    ]


def test_no_module_outside_rendering_makes_safe_html():
    found = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob('*.py')
        if path.parent.name != 'rendering' and (lines := makers(path.read_text()))
    }
    assert found == {}
    assert makers('body = safe_html.SafeHtml("x")') == [1]


def test_joining_markup_gives_markup_no_longer_taken_for_safe():
    html = SafeHtml('<p>a</p>')
    for joined in (html + 'b', 'b' + html, html[:3], html.strip('<'), f'{html}', html.replace('a', 'b')):
        assert type(joined) is str
