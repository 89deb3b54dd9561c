"""The layout of any docx judged against the standard that our own writer follows."""

from docgen.docx.audit.audit import audit_docx
from docgen.docx.audit.rows import Row

__all__ = ["Row", "audit_docx"]
