"""Pictures for documents: PNG, JPEG and SVG, taken as bytes and checked whole before anything is made of them."""

from __future__ import annotations

import io
import re
import warnings
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import Final, Literal

from reportgen.document import jpeg, png
from reportgen.document.svg import Trouble, read_svg
from reportgen.reading_files import PICTURE_LIMIT

Kind = Literal["png", "jpeg", "svg"]
MAX_IMAGE_BYTES: Final = PICTURE_LIMIT.most
MAX_IMAGE_SIDE: Final = 8000  # pixels
MAX_PIXELS: Final = 40 * 1000 * 1000
ENDINGS: Final[dict[str, Kind]] = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": "svg"}
_SHOWN: Final = {"png": "PNG", "jpeg": "JPEG", "svg": "SVG"}
_OTHERS: Final = ((b"GIF8", "GIF"), (b"RIFF", "WebP"), (b"BM", "BMP"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"))


@dataclass(frozen=True)
class Image:
    """A picture that may be printed.

    `name` is its file's; `width` and `height` are CSS pixels (a pixel of a PNG or JPEG is one, whatever density the
    file states, as in browsers); `data` is what to print: the file's own bytes, for an SVG an `<svg>` element made
    anew of what may be drawn; `sha256` is that of the file, in hex.
    """

    name: str
    kind: Kind
    width: float
    height: float
    data: bytes
    sha256: str

    @property
    def media_type(self) -> str:
        """Its media type, as MIME has it."""
        return "image/svg+xml" if self.kind == "svg" else f"image/{self.kind}"

    @cached_property
    def printed(self) -> tuple[str, ...]:
        """What tells it from any other picture in a document: the SHA-256 of the bytes to print, and of its pixels,
        which are all that a PDF keeps of a PNG."""
        pixels = (_pixels_of(self.data),) if self.kind == "png" else ()
        return (sha256(self.data).hexdigest(), *pixels)

    @property
    def data_url(self) -> str:
        """The picture as an address that asks nobody for anything (RFC 2397)."""
        return f"data:{self.media_type};base64,{b64encode(self.data).decode()}"


def read_image(name: str, data: bytes) -> Image | Trouble:
    """The picture in a file, or what is wrong with it. What it is shows in its bytes; its name must agree."""
    if len(data) > MAX_IMAGE_BYTES:
        mend = "save it smaller"
        return Trouble(f"{name} has {len(data):,} bytes; a picture has at most {MAX_IMAGE_BYTES:,}", mend)
    kind = _kind(data)
    if kind is None:
        other = next(
            (what for begin, what in _OTHERS if data.startswith(begin)), "no picture that can be read"
        )
        return Trouble(f"{name} is {other}", "give a PNG, a JPEG or an SVG")
    if ENDINGS.get(PurePath(name).suffix.lower()) != kind:
        ending = next(ending for ending, one in ENDINGS.items() if one == kind)
        return Trouble(
            f"{name} holds {_SHOWN[kind]}, which its name does not say", f"let its name end in {ending}"
        )
    try:
        return _read(name, kind, data)
    except (png.BadPng, jpeg.BadJpeg) as error:
        return Trouble(f"{name}: {error}", error.mend)


def from_data_url(url: str) -> Image | None:
    """The picture in an address that `Image.data_url` made; None for any other address, or any other picture."""
    if (data := data_in(url)) is None:
        return None
    kind = url.removeprefix("data:image/").partition(";")[0].removesuffix("+xml")
    image = read_image(f"picture.{kind}", data)
    return image if isinstance(image, Image) and image.kind == kind else None


def data_in(url: str) -> bytes | None:
    """The bytes of the picture in an address (RFC 2397); None for any other address."""
    found = re.fullmatch(r"data:image/(?:png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=]*)", url)
    try:
        return b64decode(found[1], validate=True) if found else None
    except ValueError:
        return None


def pixel_digest(width: int, height: int, colours: bytes, opacity: bytes = b"") -> str:
    """The SHA-256, in hex, of a picture's pixels: red, green and blue of each, then how opaque each is, where not all
    are."""
    plain = not opacity.strip(b"\xff")
    return sha256(b"%d %d " % (width, height) + colours + (b"" if plain else opacity)).hexdigest()


def _kind(data: bytes) -> Kind | None:
    if data.startswith(png.SIGNATURE):
        return "png"
    if data.startswith(jpeg.START):
        return "jpeg"
    begin = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "svg" if begin.startswith(b"<") else None


def _read(name: str, kind: Kind, data: bytes) -> Image | Trouble:
    digest = sha256(data).hexdigest()
    if kind == "svg":
        drawing = read_svg(data)
        if isinstance(drawing, Trouble):
            return Trouble(f"{name}: {drawing.message}", drawing.mend, drawing.line, drawing.column)
        return Image(name, kind, drawing.width, drawing.height, drawing.markup.encode(), digest)
    header = png.read_header(data) if kind == "png" else None
    width, height = (header.width, header.height) if header else jpeg.read_jpeg_size(data)
    if not (0 < width <= MAX_IMAGE_SIDE and 0 < height <= MAX_IMAGE_SIDE and width * height <= MAX_PIXELS):
        bounds = f"at most {MAX_IMAGE_SIDE:,} a side and {MAX_PIXELS:,} in all are printed"
        return Trouble(f"{name} has {width:,} × {height:,} pixels; {bounds}", "save it smaller")
    if header:
        png.check_png(data)
    else:
        _decode(data)
    return Image(name, kind, width, height, data, digest)


def _pixels_of(png_data: bytes) -> str:
    from PIL import Image as Raster

    with Raster.open(io.BytesIO(png_data), formats=("PNG",)) as picture:
        whole = picture.convert("RGBA")
    return pixel_digest(*whole.size, whole.convert("RGB").tobytes(), whole.getchannel("A").tobytes())


def _decode(jpeg_data: bytes) -> None:
    """Decode every pixel once. Raises BadJpeg."""
    from PIL import Image as Raster
    from PIL import ImageFile

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint sets it for all
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about metadata that nobody prints
        try:
            with Raster.open(io.BytesIO(jpeg_data), formats=("JPEG",)) as picture:
                picture.load()
        except (OSError, SyntaxError, ValueError) as error:
            raise jpeg.BadJpeg("the pixels of the JPEG are damaged") from error
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient
