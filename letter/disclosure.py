"""Whether a letter may be published, told from the words of its note."""

import re

from letter.model import Disclosure

# In other words than the agency's, it is still said whether the letter may be published.
_NAMED: tuple[tuple[str, Disclosure], ...] = (
    (r"不予公开|不公开|不宜公开|不同意公开|公开[：:][（(]?否", "none"),
    (r"依申请公开", "on_request"),
    (r"主动公开|公开发布|同意公开|全文公开|公开[：:][（(]?是|^[（(]?(?:此件)?公开[）)]?$", "active"),
)


def disclosure_named(text: str) -> Disclosure | None:
    """Return the disclosure that a note names in whatever words."""
    return next((disclosure for form, disclosure in _NAMED if re.search(form, text)), None)
