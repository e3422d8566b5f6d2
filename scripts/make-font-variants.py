"""Draws the small fonts of the tests that no published package is cut for. Needs fontTools 4.68.0 and Pillow 13.0.0.

Usage: python scripts/make-font-variants.py, in the root of the checkout.
All are made of bars and discs, and are as free as the rest of the project.
"""
import io
import math
import os
from pathlib import Path

from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables.sbixGlyph import Glyph as SbixGlyph
from fontTools.ttLib.tables.sbixStrike import Strike
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from PIL import Image, ImageDraw

# The same bytes whenever it is run.
os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
OUT = Path("fixtures/fonts")
GRIN, FLAME, JOINER = 0x1F600, 0x1F525, 0x200D


def bar(left, bottom, right, top):
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for point in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def ring(x, y, outer, inner):
    pen = TTGlyphPen(None)
    for radius, turn in ((outer, -1), (inner, 1)):
        points = [(x + radius * math.cos(turn * a * math.pi / 12), y + radius * math.sin(turn * a * math.pi / 12)) for a in range(24)]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def blank():
    return TTGlyphPen(None).glyph()


def build(name, glyphs, characters, advance=600):
    order = [".notdef", *glyphs]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(characters)
    builder.setupGlyf({".notdef": bar(50, 0, 550, 700), **glyphs})
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({glyph: (advance, getattr(table[glyph], "xMin", 0)) for glyph in order})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "fullName": name, "copyright": "No rights reserved (CC0)."})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, sTypoLineGap=0, sCapHeight=700)
    builder.setupPost()
    return builder


def variable():
    builder = build("Variable Bars", {"I": bar(250, 0, 350, 700)}, {ord("I"): "I"})
    builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    # At 900 the bar is 500 wide: each side moves by 200.
    builder.setupGvar({"I": [TupleVariation({"wght": (0, 1, 1)}, [(-200, 0), (-200, 0), (200, 0), (200, 0), (0, 0), (0, 0), (0, 0), (0, 0)])]})
    builder.save(OUT / "variable.ttf")


def collection():
    fonts = [
        build("First Bars", {"I": bar(250, 0, 350, 700)}, {ord("I"): "I"}),
        build("Second Bars", {"I": bar(100, 0, 500, 700)}, {ord("I"): "I"}),
    ]
    whole = TTCollection()
    for builder in fonts:
        data = io.BytesIO()
        builder.save(data)
        data.seek(0)
        whole.fonts.append(TTFont(data))
    whole.save(OUT / "collection.ttc")


def add_colours(builder, layers):
    builder.font["COLR"] = buildCOLR(layers)
    builder.font["CPAL"] = buildCPAL([[(1, 0.8, 0, 1), (0.2, 0, 0, 1)]])


def colour_layers():
    parts = {"disc": ring(300, 350, 250, 1), "dot": bar(520, 600, 600, 680), "both": blank()}
    glyphs = {"grin": blank(), "flame": blank(), "joiner": blank(), **parts}
    builder = build("Layers", glyphs, {GRIN: "grin", FLAME: "flame", JOINER: "joiner"})
    add_colours(builder, {"grin": [("disc", 0), ("dot", 1)], "flame": [("dot", 0)], "both": [("disc", 0)]})
    feature = "feature ccmp { sub grin joiner flame by both; } ccmp;"
    addOpenTypeFeaturesFromString(builder.font, feature)
    builder.save(OUT / "colour-layers.ttf")


def colour_paint():
    builder = build("Paints", {"grin": blank(), "square": bar(0, 0, 200, 200)}, {GRIN: "grin"})
    stops = [{"StopOffset": 0, "PaletteIndex": 0}, {"StopOffset": 1, "PaletteIndex": 1}]
    gradient = {
        "Format": otTables.PaintFormat.PaintLinearGradient,
        "ColorLine": {"ColorStop": stops},
        "x0": 0, "y0": 0, "x1": 200, "y1": 0, "x2": 0, "y2": 200,
    }
    square = {"Format": otTables.PaintFormat.PaintGlyph, "Paint": gradient, "Glyph": "square"}
    # Twice as wide, and 100 to the right: 100..500 by 0..200.
    moved = {"Format": otTables.PaintFormat.PaintTransform, "Paint": square, "Transform": (2, 0, 0, 1, 100, 0)}
    add_colours(builder, {"grin": moved})
    builder.save(OUT / "colour-paint.ttf")


def colour_pictures():
    builder = build("Pictures", {"grin": blank()}, {GRIN: "grin"})
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((16, 8, 47, 55), fill=(255, 200, 0, 255))
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    table = newTable("sbix")
    table.version = 1
    table.flags = 1
    strike = Strike(ppem=64, resolution=72)
    for name in builder.font.getGlyphOrder():
        picture = {"graphicType": "png ", "imageData": data.getvalue()} if name == "grin" else {}
        strike.glyphs[name] = SbixGlyph(glyphName=name, **picture)
    table.strikes = {64: strike}
    builder.font["sbix"] = table
    builder.save(OUT / "colour-pictures.ttf")


variable()
collection()
colour_layers()
colour_paint()
colour_pictures()
