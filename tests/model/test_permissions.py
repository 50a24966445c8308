"""The table of permissions; that the actions keep to it is tested in tests/actions/test_permissions.py."""

import pytest

from messenger.model.membership import Role
from messenger.model.permissions import PERMISSIONS, REMOVALS, Action, Standing, is_allowed, standing_of


@pytest.mark.parametrize('action', Action)
def test_every_action_has_a_row(action):
    assert action in PERMISSIONS


@pytest.mark.parametrize('action', [action for action in Action if action is not Action.REGISTER])
def test_the_anonymous_may_do_nothing_but_register(action):
    assert not is_allowed(action, [Standing.ANONYMOUS])


def test_without_a_standing_nothing_is_allowed():
    assert not any(is_allowed(action, []) for action in Action)


def test_who_may_more_in_a_group_may_all_that_the_others_may():
    for action in set(Action) - {Action.JOIN}:
        allowed = [is_allowed(action, [standing_of(role)]) for role in (Role.MEMBER, Role.MODERATOR, Role.OWNER)]
        assert allowed == sorted(allowed), action


def test_in_a_direct_group_nobody_changes_who_is_in_it_or_what_it_is():
    fixed = {
        *(Action.LEAVE, Action.INVITE, Action.INVITE_TO_PRIVATE, Action.MAKE_LINK, Action.MAKE_LINK_TO_PRIVATE),
        *(Action.REMOVE, Action.REMOVE_MODERATOR, Action.REMOVE_OWNER, Action.SET_ROLE),
        *(Action.RENAME_GROUP, Action.DELETE_GROUP),
    }
    assert not any(is_allowed(action, [standing_of(Role.PEER)]) for action in fixed)


def test_administrators_get_into_no_group_by_being_so():
    allowed = [action for action in Action if is_allowed(action, [Standing.ADMINISTRATOR])]
    assert allowed == [Action.RENAME, Action.REMOVE_PICTURE, Action.SWITCH_EXTENSION]


def test_every_role_can_be_removed_by_somebody():
    assert all(is_allowed(REMOVALS[role], [Standing.OWNER]) for role in Role)


def test_a_role_gives_its_own_standing_and_no_role_none():
    assert standing_of(None) is Standing.NON_MEMBER
    assert {role: standing_of(role) for role in Role} == {
        Role.OWNER: Standing.OWNER,
        Role.MODERATOR: Standing.MODERATOR,
        Role.MEMBER: Standing.MEMBER,
        Role.PEER: Standing.PEER,
    }


def test_what_has_no_row_nobody_may():
    assert not is_allowed('conquer', list(Standing))
