"""fontconfig, asked for the font that matches a pattern: in this process where its library is found, else by command.

A process for each of a document's faces took a quarter of the time of `build --if-changed`.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char_p, c_int, c_void_p
from functools import cache
from typing import Any, Final

_LIBRARIES: Final = ("libfontconfig.so.1", "libfontconfig.1.dylib")
_PATIENCE: Final = 30  # seconds


def best_match(pattern: str, form: str) -> str:
    """The font that fontconfig takes for a pattern, in a form as `fc-match -f` has it; "" where there is none."""
    library = _library()
    return _by_library(library, pattern, form) if library else _by_command(pattern, form)


@cache
def _library() -> ctypes.CDLL | None:
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        _declare(library)
        return library
    return None


def _declare(library: ctypes.CDLL) -> None:
    """Say what the functions take and give: pointers do not fit into what ctypes supposes."""
    signatures: tuple[tuple[Any, Any, list[Any]], ...] = (
        (library.FcNameParse, c_void_p, [c_char_p]),
        (library.FcConfigSubstitute, c_int, [c_void_p, c_void_p, c_int]),
        (library.FcDefaultSubstitute, None, [c_void_p]),
        (library.FcFontMatch, c_void_p, [c_void_p, c_void_p, c_void_p]),
        (library.FcPatternFormat, c_void_p, [c_void_p, c_char_p]),
        (library.FcPatternDestroy, None, [c_void_p]),
        (library.FcStrFree, None, [c_void_p]),
    )
    for function, gives, takes in signatures:
        function.restype, function.argtypes = gives, takes


def _by_library(library: ctypes.CDLL, pattern: str, form: str) -> str:
    wanted = library.FcNameParse(pattern.encode())
    if not wanted:
        return ""
    library.FcConfigSubstitute(None, wanted, 0)  # 0: as what is asked for
    library.FcDefaultSubstitute(wanted)
    found = library.FcFontMatch(None, wanted, byref(c_int()))
    library.FcPatternDestroy(wanted)
    if not found:
        return ""
    said = library.FcPatternFormat(found, form.encode())
    library.FcPatternDestroy(found)
    if not said:
        return ""
    text = ctypes.string_at(said).decode("utf-8", "replace")
    library.FcStrFree(said)
    return text


def _by_command(pattern: str, form: str) -> str:
    import subprocess

    command = ["fc-match", "-f", form, pattern]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=True).stdout
    except (OSError, subprocess.SubprocessError, ValueError):
        return ""
