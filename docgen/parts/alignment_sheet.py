"""The test sheet for pre-printed paper (套印试样): scales in millimetres and two crosses at known places.

Printed on the office's paper it shows where the printed head ends, and by how much the printer is out of line.
"""

from itertools import count

from docgen.lengths import POINTS_PER_MM, emu, twips
from docgen.page_setup import page_setup_of
from docgen.paragraphs import Frame, Paragraph, PinnedLine, Text
from docgen.parts.head import ink_in_line
from docgen.parts.letterheads.preprinted import number_ink_top
from docgen.standard import standard
from letter.model import Agency

TITLE = "套印试样"
_BLACK, _THIN = "000000", 0.5
_SCALE_LEFT, _SCALE_FIRST, _SCALE_LAST = 20, 20, 120
_TICK, _LONG_TICK, _TEN = 3, 6, 10
_LABEL_HEIGHT, _LABEL_WIDTH, _LABEL_GAP = 6, 20, 1
_CROSS, _ARM = 20, 10
_TEXT_TOP, _TEXT_STEP, _TEXT_WIDTH = 135, 22, 150


def content(agency: Agency) -> list[Paragraph]:
    """Return the paragraphs of the sheet: lines, labels and what to do with them."""
    numbers = count(1)
    moved = page_setup_of(agency)

    def line(x: float, y: float, length: float, upright: bool = False) -> PinnedLine:
        return PinnedLine(
            next(numbers),
            x=emu(x * POINTS_PER_MM + moved.right),
            y=y * POINTS_PER_MM + moved.down,
            length=emu(length * POINTS_PER_MM),
            points=_THIN,
            color=_BLACK,
            upright=upright,
        )

    lines = [line(_SCALE_LEFT, y, _TICK if y % _TEN else _LONG_TICK) for y in range(_SCALE_FIRST, _SCALE_LAST + 1)]
    page = standard().page
    for x, y in ((_CROSS, _CROSS), (page.width.value - _CROSS, page.height.value - _CROSS)):
        lines += [line(x - _ARM / 2, y, _ARM), line(x, y - _ARM / 2, _ARM, upright=True)]
    number_top = number_ink_top(agency) / POINTS_PER_MM
    lines.append(line(page.left.value + page.type_width.value - _LABEL_WIDTH, number_top, _LABEL_WIDTH))
    labels = [
        _label(agency, _SCALE_LEFT + _LONG_TICK + _LABEL_GAP, y, str(y), _LABEL_WIDTH)
        for y in range(_SCALE_FIRST + _TEN, _SCALE_LAST + 1, _TEN)
    ]
    text = [
        _label(agency, page.left.value, _TEXT_TOP + row * _TEXT_STEP, words, _TEXT_WIDTH)
        for row, words in enumerate(_instructions(agency, number_top))
    ]
    return [*labels, *text, Paragraph("tail", tuple(lines))]


def _instructions(agency: Agency, number_top: float) -> tuple[str, ...]:
    right, down = (value / 10 for value in (agency.paper.offset_right, agency.paper.offset_down))
    return (
        f"{TITLE}：把这张纸印在套印用纸上。现在的移动：右 {right:.1f}、下 {down:.1f} 毫米。",
        "1.刻度是到纸上边的毫米数。读出印好的版头（红线）到哪里，填入“版头到”。",
        f"2.左上角十字应距纸的左边、上边各 {_CROSS} 毫米，右下角十字应距右边、下边各 {_CROSS} 毫米。",
        "3.量得偏左多少毫米，就把“右移”加多少；偏上多少，就把“下移”加多少；偏右、偏下则减。",
        f"4.右侧短线是发文字号的上边，距纸上边 {number_top:.1f} 毫米。",
    )


def _label(agency: Agency, x: float, y: float, words: str, width: float) -> Paragraph:
    """Return framed words whose characters stand in the middle of a height in mm."""
    moved = page_setup_of(agency)
    middle = ink_in_line() + standard().grid.size.points / 2
    frame = Frame(
        x=twips(x * POINTS_PER_MM + moved.right),
        y=twips(y * POINTS_PER_MM + moved.down - middle),
        width=twips(width * POINTS_PER_MM),
        height=twips(_LABEL_HEIGHT * POINTS_PER_MM),
    )
    return Paragraph("number_line", (Text(words),), frame=frame)
