"""The commands of the program: one row each, results on standard output, one Chinese sentence on failure (exit 2)."""

import argparse
import contextlib
import io
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, Protocol

from letter.cited_case import other_numbers
from letter.codec import LetterError, letter_schema
from letter.model import ReplyLetter
from letter.wording import kinds
from register.errors import RegisterError
from services.data_folder import DataFolder, default_data_folder
from services.languages import SOURCE, languages
from services.letter_files import CannotRead, read_letter_file
from services.making import TEST_SHEET, CannotMake, make_file, make_test_sheet, target_in
from services.report import report_fault
from services.saving import SaveError

if TYPE_CHECKING:
    from docgen.fonts.installed import InstalledFonts
    from services.register_commands import Action

DONE, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
# What Python makes of bytes that it cannot decode: no file of ours may be named so, nor any sentence say it.
_UNDECODED = re.compile("[\ud800-\udfff]")


class Photographer(Protocol):
    """Paints every window with a letter in it into PNG files and returns their paths."""

    def __call__(
        self, letter: ReplyLetter, folder: Path, data: DataFolder, *, scale: float, look: str, language: str
    ) -> list[Path]:
        """Paint the windows at a scale of the screen, in one look and one interface language."""
        ...


class Context(NamedTuple):
    """What a command may use: the data folder, and the windows that main hands in."""

    data: Callable[[], DataFolder]
    photograph: Photographer


class Command(NamedTuple):
    """A row of the table of commands; actions gives its sub-commands, for which other commands have no time."""

    name: str
    help: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...]
    function: Callable[[argparse.Namespace, Context], int]
    actions: "Callable[[], tuple[Action, ...]] | None" = None


def _make(options: argparse.Namespace, context: Context) -> int:
    from docgen.fonts.installed import InstalledFonts
    from docgen.pages.contents import told_of_contents
    from services.installed_fonts import font_sentence

    with InstalledFonts() as fonts:
        letter = read_letter_file(options.letter)
        sentences = [told.sentence for told in told_of_contents(letter)]
        target = options.output or target_in(Path.cwd(), letter)
        if options.pdf or letter.agency.fit_last_page:
            from services.paging import PageSetter, make_both  # late: a docx alone needs no page

            setter = PageSetter(fonts)
            letter = setter.fitted(letter)
            sentences += setter.advice(letter)
            made = make_both(letter, target, options.pdf, setter) if options.pdf else [make_file(letter, target)]
        else:
            made = [make_file(letter, target)]
            # Whoever looks at it is told how the letter ends; a script need not wait for that.
            sentences += _advice(letter, fonts) if _is_seen() else []
        sentences += [other.sentence for other in other_numbers(letter)]
        print(*made, sep="\n")
        if options.published:
            print(make_file(letter, options.published, published=True))
        for sentence in filter(None, (font_sentence(letter, fonts.families()), *sentences)):
            print(sentence, file=sys.stderr)
    return DONE


def _is_seen() -> bool:
    """Return whether somebody reads what is said: output that is piped goes to a program."""
    return sys.stderr.isatty()


def _advice(letter: ReplyLetter, fonts: "InstalledFonts") -> list[str]:
    """Return what would fit a letter to its last page; fonts are read where the letter may end badly, no sooner."""
    from docgen.pages.estimate import surely_ends_well

    if surely_ends_well(letter):
        return []
    from services.paging import PageSetter

    return PageSetter(fonts).advice(letter)


def _pages(options: argparse.Namespace, context: Context) -> int:
    from docgen.fonts.installed import InstalledFonts
    from services import paging

    with InstalledFonts() as fonts:
        pages = paging.PageSetter(fonts).pages(read_letter_file(options.letter))
    print(paging.as_json(pages) if options.json else paging.as_text(pages))
    return DONE


def _sheet(options: argparse.Namespace, context: Context) -> int:
    letter = read_letter_file(options.letter)
    print(make_test_sheet(letter.agency, options.output or Path.cwd() / TEST_SHEET))
    return DONE


def _deviations(options: argparse.Namespace, context: Context) -> int:
    from services.profiles import deviations_of

    letter = read_letter_file(options.letter)
    for row in deviations_of(letter.agency, letter.fitting):
        print(row.clause, row.strength, row.sentence, sep="\t")
    return DONE


def _profiles(options: argparse.Namespace, context: Context) -> int:
    from services import profiles
    from services.settings import save_settings, settings_and_problem, settings_turn

    with settings_turn(context.data()) if options.take else contextlib.nullcontext():
        settings, problem = settings_and_problem(context.data(), to_change=bool(options.take))
        if problem:
            print(problem, file=sys.stderr)
        if options.export:
            print(profiles.export_profiles(settings, options.export))
        elif options.take:
            settings, names = profiles.import_profiles(settings, options.take)
            save_settings(context.data(), settings)
            print(*names, sep="\n", end="\n" if names else "")
        elif names := profiles.profile_names(settings):
            print(*names, sep="\n")
    return DONE


def _audit(options: argparse.Namespace, context: Context) -> int:
    from services import auditing

    rows = auditing.audit_file(options.file)
    if options.json:
        print(auditing.as_json(auditing.rows_shown(rows, options.all)))
    else:
        print(*auditing.as_lines(rows, options.all), sep="\n")
    return FOUND if auditing.has_errors(rows) else DONE


def _read(options: argparse.Namespace, context: Context) -> int:
    from services.read_command import read_command

    return read_command(options, context.data)


def _schema(options: argparse.Namespace, context: Context) -> int:
    import json

    print(json.dumps(letter_schema(), ensure_ascii=False, indent=1))
    return DONE


def _register(options: argparse.Namespace, context: Context) -> int:
    from services.register_actions import act  # late: no other command needs a database

    act(options, context.data())
    return DONE


def _register_actions() -> "tuple[Action, ...]":
    from services.register_commands import ACTIONS

    return ACTIONS


def _photo(options: argparse.Namespace, context: Context) -> int:
    letter = read_letter_file(options.letter)
    painted = context.photograph(
        letter, options.output, context.data(), scale=options.scale, look=options.look, language=options.lang
    )
    print(*painted, sep="\n")
    return DONE


def _scale(text: str) -> float:
    value = float(text)
    if not 0.5 <= value <= 4:
        raise ValueError(text)
    return value


_LETTER = (("letter",), {"metavar": "LETTER.json", "help": "信件文件，- 表示标准输入"})
COMMANDS = (
    Command(
        "make",
        "由信件文件生成公文（docx），打印写成的文件路径",
        (
            _LETTER,
            (
                ("-o", "--output"),
                {"metavar": "OUT.docx", "type": Path, "help": "写到哪里，省略则用信件自己的文件名"},
            ),
            (("--pdf",), {"metavar": "OUT.pdf", "type": Path, "help": "同时写一份 PDF"}),
            (
                ("--published",),
                {"metavar": "OUT.docx", "type": Path, "help": "另写一份公开用的，里面没有信件数据和标记"},
            ),
        ),
        _make,
    ),
    Command(
        "pages",
        "打印排好的每一页：每行的文字、位置、字体和字号，以及线条",
        (
            _LETTER,
            (("--json",), {"action": "store_true", "help": "打印 JSON，字段见 docs/pages.md"}),
        ),
        _pages,
    ),
    Command(
        "read",
        "读回改过的公文，或认出别人的复函（docx、doc、wps、网页、文本）：打印信件文件，改动和要核对的写在标准错误；"
        "有这些时退出状态为 1，不是复函为 3",
        (
            (("file",), {"metavar": "FILE", "help": "要读的文件，- 表示标准输入"}),
            (("-o", "--output"), {"metavar": "LETTER.json", "type": Path, "help": "信件写成这个文件，而不打印"}),
            (
                ("--refuse",),
                {"metavar": "N", "type": int, "nargs": "+", "default": [], "help": "不接受的修订的号，其余都接受"},
            ),
        ),
        _read,
    ),
    Command(
        "audit",
        "按 GB/T 9704-2012 审核任何一个 docx 的版式；有错误时退出状态为 1",
        (
            (("file",), {"metavar": "FILE.docx", "help": "要审核的文件，- 表示标准输入"}),
            (("--json",), {"action": "store_true", "help": "打印 JSON，字段见 docs/audit.md"}),
            (("--all",), {"action": "store_true", "help": "正确的项目也列出来"}),
        ),
        _audit,
    ),
    Command(
        "sheet",
        "做一张套印试样（docx），打印写成的文件路径",
        (_LETTER, (("-o", "--output"), {"metavar": "OUT.docx", "type": Path, "help": "写到哪里"})),
        _sheet,
    ),
    Command("deviations", "列出信件的单位档案与标准不同的地方：条号、把握、说明", (_LETTER,), _deviations),
    Command(
        "profiles",
        "列出单位档案的名字，或导出、导入全部档案",
        (
            (("--export",), {"metavar": "FILE.json", "type": Path, "help": "把全部档案写成一个文件"}),
            (("--import",), {"metavar": "FILE.json", "type": Path, "dest": "take", "help": "导入一个文件里的档案"}),
        ),
        _profiles,
    ),
    Command(
        "register",
        "发文登记簿：取号、发文、退回、作废、列出、导出",
        (
            (
                ("--store",),
                {"metavar": "URL", "help": "另一个登记簿，例如 sqlite:///登记簿.db，省略则用自己的"},
            ),
        ),
        _register,
        _register_actions,
    ),
    Command("schema", "打印信件文件的 JSON Schema", (), _schema),
    Command(
        "photo",
        "把每个窗口画成 PNG，打印写成的文件路径",
        (
            _LETTER,
            (
                ("-o", "--output"),
                {"metavar": "DIR", "type": Path, "required": True, "help": "图片放在哪个文件夹"},
            ),
            (("--scale",), {"type": _scale, "default": 1.0, "help": "屏幕缩放，0.5 至 4"}),
            (
                ("--dark",),
                {"dest": "look", "action": "store_const", "const": "dark", "default": "light", "help": "深色"},
            ),
            (("--contrast",), {"dest": "look", "action": "store_const", "const": "contrast", "help": "高对比度"}),
            (("--lang",), {"choices": tuple(languages()), "default": SOURCE, "help": "界面语言"}),
        ),
        _photo,
    ),
)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and fails with one sentence."""

    def __init__(self, **options: Any) -> None:
        """Make a parser whose help has Chinese headings."""
        super().__init__(add_help=False, **options)
        self._optionals.title, self._positionals.title = "选项", "内容"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Say how to get help, and exit 2."""
        self.exit(
            FAILED,
            f"命令写法不对，请运行“python3 run.py {self.prog.partition(' ')[2]} --help”查看用法。\n".replace("  ", " "),
        )

    def format_usage(self) -> str:
        """Return the usage with a Chinese heading."""
        return super().format_usage().replace("usage: ", "用法：")

    def format_help(self) -> str:
        """Return the help with a Chinese heading."""
        return super().format_help().replace("usage: ", "用法：")


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of these arguments; the commands that they do not name are left out, unless help is wanted."""
    names = "、".join(kind.name for kind in kinds().values())
    parser = _Parser(prog="fuhan", description=f"复函：{names}答复函。不带命令则打开窗口。")
    parser.add_argument("--data", metavar="DIR", type=Path, help="设置、草稿放在这个文件夹，而不是用户的文件夹")
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=_Parser)
    named = [row for row in COMMANDS if row.name in arguments]
    for row in named or COMMANDS:
        command = commands.add_parser(row.name, help=row.help, description=row.help)
        for flags, options in row.arguments:
            command.add_argument(*flags, **options)
        if row.actions:
            _add_actions(command, row, row.actions())
        command.set_defaults(function=row.function)
    return parser


def _add_actions(command: argparse.ArgumentParser, row: Command, actions: "tuple[Action, ...]") -> None:
    """Add the sub-commands of a command, each of which takes the command's own options as well."""
    parsers = command.add_subparsers(metavar="动作", title="动作", required=True, parser_class=_Parser)
    for action in actions:
        parser = parsers.add_parser(action.name, help=action.help, description=action.help)
        for flags, options in action.arguments:
            parser.add_argument(*flags, **options)
        for flags, options in row.arguments:
            parser.add_argument(*flags, **options, default=argparse.SUPPRESS)
        parser.set_defaults(action=action.name)


def run(arguments: Sequence[str], window: Callable[[DataFolder], int], photograph: Photographer) -> int:
    """Run the command that arguments name, or the window when they name none, and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if undecoded := next((argument for argument in arguments if _UNDECODED.search(argument)), ""):
        shown = _UNDECODED.sub("?", undecoded)
        return _failed(f"命令里的“{shown}”有认不出的字符（不是 UTF-8），请把文件或文件夹改名后再试。")
    options = _parser(arguments).parse_args(arguments)

    def data() -> DataFolder:
        return DataFolder(options.data) if options.data else default_data_folder()

    try:
        if options.command is None:
            return window(data())
        status: int = options.function(options, Context(data, photograph))
        sys.stdout.flush()
    except (LetterError, CannotRead, CannotMake, RegisterError, SaveError) as error:
        return _failed(str(error))
    except BrokenPipeError:
        # Whoever reads our output has had enough; closing it again at exit would complain.
        sys.stdout = None
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  the last guard: no traceback ever reaches a clerk
        return _failed(report_fault(error, data()))
    return status


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return FAILED
