"""The cookie that carries a session's secret."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from messenger.accounts.cookies import SessionCookie


def set_cookie(cookie, *, clear=False):
    response = Response()
    if clear:
        cookie.clear(response)
    else:
        cookie.write(response, 'secret')
    return response.headers['set-cookie']


def connection(header):
    return HTTPConnection({'type': 'http', 'headers': [(b'cookie', header.encode())]})


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites_and_lasts_a_year():
    parts = set_cookie(SessionCookie(is_https=False)).split('; ')
    assert parts[0] == 'messenger_session=secret'
    assert {'HttpOnly', 'SameSite=lax', 'Path=/', 'Max-Age=31536000'} <= set(parts)
    assert 'Secure' not in parts
    assert not any(part.startswith('Domain') for part in parts)


def test_behind_https_it_is_secure_and_bound_to_the_host():
    parts = set_cookie(SessionCookie(is_https=True)).split('; ')
    assert parts[0] == '__Host-messenger_session=secret'
    assert {'HttpOnly', 'SameSite=lax', 'Path=/', 'Secure'} <= set(parts)
    assert not any(part.startswith('Domain') for part in parts)


def test_clearing_takes_back_the_same_cookie():
    for is_https in (False, True):
        cookie = SessionCookie(is_https=is_https)
        cleared = set_cookie(cookie, clear=True)
        assert cleared.startswith(f'{cookie.name}=""')
        assert 'Max-Age=0' in cleared
        assert ('Secure' in cleared) is is_https


def test_only_the_cookie_of_the_own_name_is_read():
    assert SessionCookie(is_https=False).read(connection('a=b; messenger_session=x')) == 'x'
    assert SessionCookie(is_https=True).read(connection('messenger_session=x')) is None
    assert SessionCookie(is_https=True).read(connection('__Host-messenger_session=x')) == 'x'
