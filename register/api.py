"""The register as services use it: one module to import, late, for it brings the database with it."""

from register.answers import answers_to_same
from register.backups import back_up, back_up_if_due, backup_space, birth_mark, list_backups, looks_like_backup
from register.cases import (
    add_case,
    amend_case,
    answers_to,
    begin_case,
    begin_cases,
    case_history,
    case_name,
    cases_of,
    check_case,
    find_case,
    known_case,
    list_cases,
    match_cases,
    put_case,
)
from register.ledger import date_doubts, history, read_ledger
from register.letters import correct, issue, letter_history, newest_version, versions_of, void_letter
from register.location import Address
from register.number_rows import need_number
from register.numbers import (
    consider,
    explain_gap,
    propose,
    release,
    reserve,
    reserved_for,
    reserved_keys,
    take,
    void,
)
from register.opening import open_store
from register.past_answers import past_answers
from register.past_letters import enter_past_letters, is_same, known_past_letters, whole_number_of
from register.report import report_lines, year_report
from register.restoring import preview_restore, restore
from register.search import search, years
from register.series import is_new, set_start
from register.sheet import ledger_lines, ledger_sheet
from register.store import Store
from register.table_sheet import table_sheet
from register.takeover import read_sheet, take_over

__all__ = [
    "Address",
    "Store",
    "add_case",
    "amend_case",
    "answers_to",
    "answers_to_same",
    "back_up",
    "back_up_if_due",
    "backup_space",
    "begin_case",
    "begin_cases",
    "birth_mark",
    "case_history",
    "case_name",
    "cases_of",
    "check_case",
    "consider",
    "correct",
    "date_doubts",
    "enter_past_letters",
    "explain_gap",
    "find_case",
    "history",
    "is_new",
    "is_same",
    "issue",
    "known_case",
    "known_past_letters",
    "ledger_lines",
    "ledger_sheet",
    "letter_history",
    "list_backups",
    "list_cases",
    "looks_like_backup",
    "match_cases",
    "need_number",
    "newest_version",
    "open_store",
    "past_answers",
    "preview_restore",
    "propose",
    "put_case",
    "read_ledger",
    "read_sheet",
    "release",
    "report_lines",
    "reserve",
    "reserved_for",
    "reserved_keys",
    "restore",
    "search",
    "set_start",
    "table_sheet",
    "take",
    "take_over",
    "versions_of",
    "void",
    "void_letter",
    "whole_number_of",
    "year_report",
    "years",
]
