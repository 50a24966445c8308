"""Names of browsers."""

import pytest

from messenger.accounts.labels import label_of, said_label

BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko)'
WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)'
ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9)'


@pytest.mark.parametrize(
    ('user_agent', 'label'),
    [
        ('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'),
        (f'{WINDOWS} {BLINK} Chrome/140.0.0.0 Safari/537.36', 'Chrome on Windows'),
        (f'{WINDOWS} {BLINK} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 'Edge on Windows'),
        (f'{MAC} {WEBKIT} Version/18.0 Safari/605.1.15', 'Safari on Mac'),
        (f'{PHONE} {WEBKIT} Version/18.0 Mobile/15E148 Safari/604.1', 'Safari on iPhone'),
        (f'{PHONE} {WEBKIT} CriOS/140.0 Mobile/15E148 Safari/604.1', 'Chrome on iPhone'),
        (f'{ANDROID} {BLINK} Chrome/140.0.0.0 Mobile Safari/537.36', 'Chrome on Android'),
        (f'{ANDROID} {BLINK} SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36', 'Samsung Internet on Android'),
        ('curl/8.5.0', 'Unknown browser'),
        ('', 'Unknown browser'),
        ('<script>alert(1)</script> Firefox/1', 'Firefox'),
    ],
)
def test_a_session_is_named_after_its_browser_and_system(user_agent, label):
    assert label_of(user_agent) == label


@pytest.mark.parametrize('label', ['Firefox on Linux', 'Unknown browser', 'Unknown browser on Mac'])
def test_a_label_is_said_as_it_is_kept(label: str) -> None:
    assert said_label(label, 'en') == label
