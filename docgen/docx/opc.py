"""The parts of a docx that say which parts there are and how they hang together (ISO/IEC 29500-2), and its title."""

from docgen.docx.ooxml import DECLARATION, OFFICE, text_of

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def core_part(title: str) -> str:
    """Return the core properties: title (at most 255 characters) and language, no author, no time."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text_of(title[:255])}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


_RELATED = (
    ("rStyles", "styles", "styles.xml", f"{MIME}.styles+xml"),
    ("rSettings", "settings", "settings.xml", f"{MIME}.settings+xml"),
    ("rFonts", "fontTable", "fontTable.xml", f"{MIME}.fontTable+xml"),
    ("rHeader", "header", "header1.xml", f"{MIME}.header+xml"),
    ("rFirst", "footer", "footer1.xml", f"{MIME}.footer+xml"),
    ("rEven", "footer", "footer2.xml", f"{MIME}.footer+xml"),
    ("rOdd", "footer", "footer3.xml", f"{MIME}.footer+xml"),
    ("rBlank", "footer", "footer4.xml", f"{MIME}.footer+xml"),
)


def content_types_part() -> str:
    """Return [Content_Types].xml."""
    parts = [("/word/document.xml", f"{MIME}.document.main+xml")]
    parts += [(f"/word/{target}", kind) for _, _, target, kind in _RELATED]
    parts.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def package_relations_part() -> str:
    """Return _rels/.rels."""
    rows = (
        f'<Relationship Id="rDocument" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rCore" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def document_relations_part() -> str:
    """Return word/_rels/document.xml.rels."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target, _ in _RELATED
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'
