"""The municipality's own PowerPoint template: followed in looks, emptied of everything else."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Emu

from plads.access import Bruger, Rolle
from plads.errors import AccessError, ExportError
from plads.moede import skabelon
from plads.report import dokumenter
from plads.report.flade import MARGEN, Flade, of_template
from plads.report.forlaeg import emptied
from plads.report.praesentation import pptx_bytes
from plads.store import reading
from tests.test_dias import SAET

ADMIN = Bruger("Test", Rolle.ADMINISTRATOR)
TYPER = "[Content_Types].xml"


def template(width=9_144_000, height=5_143_500, ratio=0.75):
    """Return a template of another size with a slide of its own, as somebody would save it."""
    egen = Presentation()
    egen.slide_width, egen.slide_height = width, height
    for blad in (egen.slide_master, *egen.slide_layouts):
        for path, navn in ((".//a:xfrm/a:off", "y"), (".//a:xfrm/a:ext", "cy")):
            for et in blad._element.xpath(path):
                et.set(navn, str(int(int(et.get(navn)) * ratio)))
    blad = egen.slides.add_slide(egen.slide_layouts[1])
    blad.shapes.title.text = "Møde med Hanne Hansen"
    blad.notes_slide.notes_text_frame.text = "Spørg Hanne"
    egen.core_properties.author = "Hanne Hansen"
    ud = BytesIO()
    egen.save(ud)
    # PowerPoint itself lists the titles here.
    return rewritten(ud.getvalue(), **{"docProps/app.xml": lambda x: x.replace(b"</Prop", b"<!--Hanne--></Prop")})


def rewritten(content, **dele):
    """Return a zip with some of its parts changed; a key's __ stands for a slash."""
    ud = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as fra, zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as til:
        for navn in fra.namelist():
            change = dele.pop(navn, lambda indhold: indhold)
            til.writestr(navn, change(fra.read(navn)))
        for navn, change in dele.items():
            til.writestr(navn, change(b""))
    return ud.getvalue()


def as_potx(content):
    return rewritten(content, **{TYPER: lambda x: x.replace(b"presentation.main+xml", b"template.main+xml")})


def parts(content):
    with zipfile.ZipFile(BytesIO(content)) as fil:
        return {navn: fil.read(navn) for navn in fil.namelist()}


@pytest.mark.parametrize("make", [template, lambda: as_potx(template())], ids=["pptx", "potx"])
def test_a_template_keeps_its_looks_and_nothing_of_what_was_said(make):
    dele = parts(emptied(make()))
    assert not [navn for navn in dele if navn.startswith(("ppt/slides/", "ppt/notesSlides/"))]
    assert not [navn for navn, indhold in dele.items() if b"Hanne" in indhold]
    assert not {"docProps/thumbnail.jpeg", "docProps/app.xml", "docProps/custom.xml"} & set(dele)
    assert len([navn for navn in dele if re.match(r"ppt/slideLayouts/[^/]+xml$", navn)]) == 11


def test_sections_that_name_slides_go_with_them():
    sektion = (
        b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        b'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"/></p:ext></p:extLst></p:presentation>'
    )
    med = rewritten(template(), **{"ppt/presentation.xml": lambda x: x.replace(b"</p:presentation>", sektion)})
    assert b"sectionLst" in parts(med)["ppt/presentation.xml"]
    assert b"sectionLst" not in parts(emptied(med))["ppt/presentation.xml"]


def test_slides_stand_where_the_template_has_its_content():
    content = emptied(template())
    flade = of_template(Presentation(BytesIO(content)))
    # The content of python-pptx' own template: 457.200 from the left, 1.600.200 from above, 8.229.600 by 4.525.963.
    assert (flade.x, flade.y) == (457_200, round(1_600_200 * 0.75))
    assert flade.vandret == pytest.approx(8_229_600 / (12_192_000 - 2 * MARGEN), rel=1e-3)
    for blad in Presentation(BytesIO(pptx_bytes(SAET, content))).slides:
        for form in blad.shapes:
            if form != blad.shapes.title:
                assert form.left >= 457_200
                assert form.left + form.width <= 457_200 + 8_229_600 + 10
                assert form.top >= 1_600_200 * 0.75


def test_without_room_of_its_own_for_content_a_template_gets_ours_to_scale():
    egen = Presentation(BytesIO(template()))
    for blad in (egen.slide_master, *egen.slide_layouts):
        for felt in [felt for felt in blad.placeholders if felt.placeholder_format.type in (2, 7)]:
            felt._element.getparent().remove(felt._element)
    flade = of_template(egen)
    assert flade == Flade(375_000, 885_000, 0.75, 0.75, False)
    assert flade.at((MARGEN, 1_180_000, 1_000_000, 400_000)) == (375_000, 885_000, 750_000, 300_000)


def test_letters_are_about_as_large_for_the_slide_as_on_ours():
    def smallest(content):
        fremvisning = Presentation(BytesIO(content))
        punkter = [int(sz) for blad in fremvisning.slides for sz in blad.element.xpath(".//a:rPr/@sz")]
        return Emu(min(punkter) * 127).pt / Emu(fremvisning.slide_height).pt

    # A seventh smaller: this template leaves less of the slide for content than ours does.
    assert smallest(pptx_bytes(SAET, emptied(template()))) > 0.85 * smallest(pptx_bytes(SAET))


def test_the_same_words_and_numbers_stand_on_somebody_elses_slides():
    def said(content):
        return [
            sorted(form.text_frame.text for form in blad.shapes if form.has_text_frame)
            for blad in Presentation(BytesIO(content)).slides
        ]

    assert said(pptx_bytes(SAET, emptied(template()))) == said(pptx_bytes(SAET))


@pytest.mark.parametrize(
    ("content", "sagt"),
    [
        (b"", "ikke en PowerPoint"),
        (b"PK intet", "ikke en PowerPoint"),
        (rewritten(template(), **{"ppt/vbaProject.bin": lambda _: b"x"}), "makroer"),
        (
            rewritten(
                template(),
                **{
                    "ppt/slideMasters/_rels/slideMaster1.xml.rels": lambda x: x.replace(
                        b"</Relationships>",
                        b'<Relationship Id="rId99" TargetMode="External" Target="https://ude.dk/logo.png" Type="http://'
                        b'schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>',
                    )
                },
            ),
            "fra nettet",
        ),
        (rewritten(template(), **{"ppt/presentation.xml": lambda x: x[:200]}), "ikke en PowerPoint"),
        (rewritten(template(), **{TYPER: lambda x: x.replace(b"presentationml.presentation", b"x")}), "ikke en Power"),
    ],
    ids=["tom", "ikke-zip", "makroer", "fra-nettet", "halv", "anden-art"],
)
def test_what_is_no_template_is_refused_in_danish(content, sagt):
    with pytest.raises(ExportError, match=sagt):
        emptied(content)


def test_a_stored_template_is_followed_until_it_is_taken_away(engine):
    skabelon.take_in(engine, template(), "Kommunen.potx", ADMIN)
    with reading(engine) as session:
        assert skabelon.in_use(session).filnavn == "Kommunen.potx"
        assert skabelon.in_use(session).bruger == "Test"
        kept = skabelon.content(session)
    assert Presentation(BytesIO(dokumenter.make(SAET, "pptx", kept))).slide_height == 5_143_500
    skabelon.take_in(engine, template(9_144_000, 6_858_000, 1), "Ny.pptx", ADMIN)
    with reading(engine) as session:
        assert skabelon.in_use(session).filnavn == "Ny.pptx"
    skabelon.forget(engine, ADMIN)
    with reading(engine) as session:
        assert skabelon.in_use(session) is None
        assert skabelon.content(session) is None


def bomb():
    return rewritten(template(), **{"ppt/media/stor.bin": lambda _: b"\0" * (skabelon.GRAENSER.udpakket + 1)})


@pytest.mark.parametrize(
    "content",
    [
        b"x" * (skabelon.GRAENSER.bytes + 1),
        bomb(),
        rewritten(template(), **{"../ude.xml": lambda _: b"x"}),
        rewritten(template(), **{"ppt/presentation.xml": lambda x: b"<!DOCTYPE x>" + x}),
        template()[:9000],
    ],
    ids=["for-stor", "bombe", "sti-ud", "doctype", "halv"],
)
def test_what_cannot_be_opened_safely_is_never_opened(engine, content):
    with pytest.raises(ExportError, match="for stor eller beskadiget"):
        skabelon.take_in(engine, content, "x.pptx", ADMIN)
    with reading(engine) as session:
        assert skabelon.in_use(session) is None


@pytest.mark.parametrize("rolle", [rolle for rolle in Rolle if rolle is not Rolle.ADMINISTRATOR])
def test_only_an_administrator_chooses_the_template(engine, rolle):
    bruger = replace(ADMIN, rolle=rolle)
    with pytest.raises(AccessError):
        skabelon.take_in(engine, template(), "x.pptx", bruger)
    with pytest.raises(AccessError):
        skabelon.forget(engine, bruger)
