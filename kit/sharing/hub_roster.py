"""A roster of a hub's users: whose marks are whose is told by the folders, so nobody hands out slips with codes."""

from dataclasses import replace

from kit.analysis.collect.collected import Collected
from kit.sharing.roster import Roster, Student
from kit.ui.words import words


def on_hub(roster: Roster, collected: Collected) -> Roster:
    """Return the roster with the code of each student whose name on the hub stands in it, and remarks on what is open.

    Under which codes somebody marked is found by their folder alone (`Collected.hub_users`). Where these are several,
    the one with the most answers counts, unless the roster names another one of them.
    """
    if not collected.hub_users or not any(student.hub_user for student in roster.students):
        return roster
    codes = _codes(collected)
    found = [_with_code(student, codes.get(student.hub_user.casefold(), [])) for student in roster.students]
    remarks = [remark for _, remark in found if remark]
    return replace(roster, students=tuple(student for student, _ in found), remarks=(*roster.remarks, *remarks))


def _codes(collected: Collected) -> dict[str, list[str]]:
    """The codes of each user of the hub, the one with the most answers first."""
    answers = collected.annotations["reader"].value_counts()
    codes: dict[str, list[str]] = {}
    for reader, user in collected.hub_users.items():
        codes.setdefault(user.casefold(), []).append(reader)
    return {user: sorted(theirs, key=lambda code: -int(answers.get(code, 0))) for user, theirs in codes.items()}


def _with_code(student: Student, codes: list[str]) -> tuple[Student, str]:
    """A student with their code, and what there is to say about it."""
    if not student.hub_user or student.code in codes:
        return student, ""
    counts = replace(student, code=codes[0] if codes else "", together=False)
    if student.code:
        about = {"code": student.code, "student": student.called, "user": student.hub_user}
        return counts, words()("findings.codes.not_theirs_on_hub", **about)
    if len(codes) > 1:
        others = ", ".join(codes[1:])
        about = {"student": student.called, "code": codes[0], "others": others}
        return counts, words()("findings.codes.several_on_hub", n=len(codes), **about)
    return counts, ""
