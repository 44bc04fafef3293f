"""The documents of a frozen set, read back: the same words, the same numbers, and nothing besides."""

import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation

from plads.dias import Dias, Figur, Frosset
from plads.errors import ExportError
from plads.report import dokumenter
from plads.report.diagram import diagram
from plads.report.fodnoter import footer
from plads.report.notat import docx_bytes
from plads.report.pdf import pdf_bytes
from plads.report.praesentation import pptx_bytes
from plads.report.sal import html
from plads.report.sidepdf import Sidekort
from plads.report.sidepdf import pdf_bytes as page_pdf
from plads.report.tegning import picture
from plads.tables import Column, Kind, Table
from plads.tilstand import Tilstand
from tests.moede.conftest import PLANER, moede

OND = "</script><img src=x onerror=alert(1)> =SUM(A1) #import “æøå” 🙂 [link](x) $x$"
NU = datetime(2020, 5, 15, 8, tzinfo=UTC)


@pytest.fixture(scope="session")
def kbh(standard):
    return standard["kbh"]


@pytest.fixture(scope="session")
def made(kbh):
    """Return every document of Copenhagen's set, each made once."""
    return {navn: dokument.make(kbh) for navn, dokument in dokumenter.DOKUMENTER.items()}


def numbers(ord_):
    """Return the numbers of a text, as they are written."""
    return set(re.findall(r"\d+(?:[.,]\d+)*", ord_))


def known(saet):
    """Return every number a document of a set may hold: of its words, its tables, its footers, and its places."""
    ord_ = [saet.moede.titel, saet.moede.plannavn, *(linje for linjer in saet.tekster.values() for linje in linjer)]
    tabeller = list(saet.tabeller.values())
    for nr, dias in enumerate(saet.dias, 1):
        ord_ += [dias.titel, dias.undertitel, dias.pointe, dias.noter, *dias.punkter, footer(saet, dias, nr)]
        ord_ += [ord_ for et in dias.noegletal for ord_ in (et.navn, et.tal, et.note)]
        ord_ += [ord_ for par in (*dias.beregning, *dias.valg) for ord_ in par]
        if dias.figur:
            d = diagram(dias.figur)
            tabeller.append(dias.figur.tabel)
            ord_ += [dias.figur.alt, *((d.mangler, *d.kategorier) if d else ())]
        tabeller += [dias.tabel] if dias.tabel else []
    ord_ += [celle for tabel in tabeller for row in (tabel.titler, *tabel.texts()) for celle in row]
    return numbers(" ".join(ord_))


def slide_texts(blad):
    for form in blad.shapes:
        if form.has_text_frame:
            yield form.text_frame.text
        if form.has_table:
            yield from (celle.text for row in form.table.rows for celle in row.cells)
    yield blad.notes_slide.notes_text_frame.text


def test_powerpoint_has_every_slide_with_title_notes_and_footer(kbh, made):
    blade = list(Presentation(BytesIO(made["pptx"])).slides)
    assert [blad.shapes.title.text_frame.text for blad in blade] == [dias.titel for dias in kbh.dias]
    for nr, (blad, dias) in enumerate(zip(blade, kbh.dias, strict=True), 1):
        assert dias.noter in blad.notes_slide.notes_text_frame.text
        assert footer(kbh, dias, nr) in list(slide_texts(blad))


def test_powerpoint_s_charts_are_charts_with_the_very_numbers(kbh, made):
    charts = 0
    for blad, dias in zip(Presentation(BytesIO(made["pptx"])).slides, kbh.dias, strict=True):
        d = diagram(dias.figur) if dias.figur else None
        egne = [form for form in blad.shapes if form.has_chart]
        assert not [form for form in blad.shapes if form.shape_type == 13], "et billede"
        assert len(egne) == (d is not None)
        for form in egne:
            charts += 1
            serier = {serie.name: tuple(serie.values) for serie in form.chart.plots[0].series}
            assert serier == {raekke.navn: raekke.vaerdier for raekke in d.raekker}
            assert form._element.xpath(".//p:cNvPr/@descr")[0].startswith(dias.figur.alt)
    assert charts > 8


def test_no_number_in_powerpoint_is_from_elsewhere(kbh, made):
    for blad in Presentation(BytesIO(made["pptx"])).slides:
        assert numbers(" ".join(slide_texts(blad))) <= known(kbh)


def test_all_text_of_slides_can_be_read_from_the_back_of_the_room(made):
    for blad in Presentation(BytesIO(made["pptx"])).slides:
        sizes = [int(found) for found in blad.element.xpath(".//a:rPr/@sz")]
        assert min(sizes) >= 1350, "mindre end 18 billedpunkter"


def test_powerpoint_uses_a_template_and_refuses_what_is_none(kbh):
    egen = Presentation()
    egen.core_properties.subject = "Kommunens skabelon"
    egen.slides.add_slide(egen.slide_layouts[0])
    ud = BytesIO()
    egen.save(ud)
    med = Presentation(BytesIO(pptx_bytes(kbh, ud.getvalue())))
    assert len(med.slides) == len(kbh.dias)
    assert med.core_properties.subject == "Kommunens skabelon"
    with pytest.raises(ExportError, match="PowerPoint"):
        pptx_bytes(kbh, b"PK intet")


def paragraphs(content):
    dok = Document(BytesIO(content))
    celler = [celle.text for tabel in dok.tables for row in tabel.rows for celle in row.cells]
    return dok, [afsnit.text for afsnit in dok.paragraphs] + celler


def test_the_note_has_the_committee_s_form(made):
    dok, ord_ = paragraphs(made["docx"])
    overskrifter = [a.text for a in dok.paragraphs if a.style.name == "Heading 1"]
    assert overskrifter[:3] == ["Baggrund", "Økonomi", "Indsatser"]
    assert {"Forløb", "Aktivitet og forventningstal", "Risici", "Videre proces"} <= set(overskrifter)
    hele = " ".join(ord_).replace("\u00a0", " ")
    for tal in ("35.075.000", "28.365.000", "80,9", "22 skoler", "7 institutioner", "29 skoler", "uge 43"):
        assert tal in hele
    grupper = [a.text for a in dok.paragraphs if a.style.name == "Heading 2"]
    sagt = [gruppe.partition(": ")[2] for gruppe in grupper]
    assert sagt == ["fortsætter", "fortsætter, men tilpasses", "stoppes eller udskydes"]


def test_the_note_repeats_its_heads_counts_its_tables_and_speaks_danish(made):
    dok, _ = paragraphs(made["docx"])
    for tabel in dok.tables:
        assert tabel.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    xml = zipfile.ZipFile(BytesIO(made["docx"])).read("word/document.xml").decode()
    assert "SEQ Tabel" in xml
    assert "SEQ Figur" in xml
    assert 'w:val="da-DK"' in zipfile.ZipFile(BytesIO(made["docx"])).read("word/styles.xml").decode()
    alts = re.findall(r'<wp:docPr[^>]*descr="([^"]+)"', xml)
    assert len(alts) == xml.count("<wp:inline")
    assert all(alts)


def test_no_number_in_the_note_is_from_elsewhere(kbh, made):
    for navn in ("docx", "oversigt"):
        _, ord_ = paragraphs(made[navn])
        assert numbers(" ".join(ord_)) - {str(nr) for nr in range(1, 20)} <= known(kbh)


def test_the_overview_has_a_row_for_each_indsats(made):
    dok, _ = paragraphs(made["oversigt"])
    assert [row.cells[0].text[:2] for row in dok.tables[0].rows[1:]] == [f"{m})" for m in "abcdefgh"]


def pdf(content):
    pypdf = pytest.importorskip("pypdf", reason="Læsning af pdf kræver requirements-dev.txt")
    return pypdf.PdfReader(BytesIO(content))


@pytest.mark.parametrize("navn", ["pdf", "notat-pdf", "oversigt-pdf"])
def test_a_pdf_is_tagged_in_danish_with_its_fonts_inside(made, navn):
    laest = pdf(made[navn])
    rod = laest.trailer["/Root"]
    assert rod["/MarkInfo"]["/Marked"]
    assert rod["/Lang"].startswith("da")
    assert b"pdfuaid" in rod["/Metadata"].get_object().get_data()
    for side in laest.pages:
        for skrift in (side["/Resources"].get("/Font") or {}).values():
            efterkommer = skrift.get_object()["/DescendantFonts"][0].get_object()
            beskrivelse = efterkommer["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(beskrivelse)


def test_the_slides_of_the_pdf_say_what_the_room_sees(kbh, made):
    sider = [re.sub(r"\s+", " ", side.extract_text()) for side in pdf(made["pdf"]).pages]
    assert len(sider) == len(kbh.dias)
    for side, dias in zip(sider, kbh.dias, strict=True):
        assert dias.titel.split()[0] in side
        for et in dias.noegletal:
            assert et.tal.split()[0] in side


def test_the_workbook_has_numbers_as_numbers_and_charts(kbh, made):
    bog = openpyxl.load_workbook(BytesIO(made["xlsx"]))
    aar = next(ark for ark in bog if [c.value for c in ark[1]][:2] == ["År", "Ramme, kr."])
    assert aar["D2"].value == 35_075_000
    assert aar["D6"].value == "ikke oplyst"
    dele = zipfile.ZipFile(BytesIO(made["xlsx"])).namelist()
    assert len([navn for navn in dele if navn.startswith("xl/charts/chart")]) > 8
    om = " ".join(str(c.value) for row in bog["Om tallene"] for c in row)
    assert "Frosset" in om
    assert "Skjult: små tal" in om


def test_no_planted_hidden_number_is_in_any_part_of_any_document():
    """The cell is hidden; what stands behind it is given to nobody, so it cannot be anywhere."""
    skjult = 73_915
    tabel = Table(
        (Column("periode", "Måned"), Column("serie_0", "Byen", Kind.ANTAL)),
        (("maj 2020", 12), ("juni 2020", Tilstand.DISKRETIONERET), ("juli 2020", 9)),
    )
    spec = {"data": [{"mode": "lines", "x0": 0, "y": [12, None, 9]}], "layout": {}}
    dias = Dias("a", "A", "Titel", figur=Figur(spec, "En kurve", tabel), skjult=True, kilde="Kilde: x")
    saet = Frosset(moede(), (dias,), NU, 1, tabeller={"aktivitet": tabel}, tekster={"baggrund": ("x",)})
    for navn in ("pptx", "docx", "pdf", "xlsx"):
        indhold = dokumenter.make(saet, navn)
        dele = [indhold]
        if zipfile.is_zipfile(BytesIO(indhold)):
            with zipfile.ZipFile(BytesIO(indhold)) as pakke:
                dele += [pakke.read(del_) for del_ in pakke.namelist()]
        assert not [del_ for del_ in dele if str(skjult).encode() in del_]
    (serie,) = next(
        form.chart.plots[0].series
        for form in Presentation(BytesIO(dokumenter.make(saet, "pptx"))).slides[0].shapes if form.has_chart
    )  # fmt: skip
    assert tuple(serie.values) == (12.0, None, 9.0)


def test_hostile_words_stay_words():
    tabel = Table((Column("a", OND[:40]), Column("b", "B")), ((OND, "=1+1"),))
    dias = Dias("a", OND, OND, OND, punkter=(OND,), tabel=tabel, pointe=OND, noter=OND, kilde=OND)
    saet = Frosset(moede(titel=OND), (dias,), NU, 1, tekster={"baggrund": (OND,)}, tabeller={"risici": tabel})
    side = html(saet, 1, alene=True)
    assert "<img src=x" not in side
    assert OND in unescape(side)
    assert OND in " ".join(slide_texts(Presentation(BytesIO(pptx_bytes(saet))).slides[0]))
    assert OND in " ".join(paragraphs(docx_bytes(saet))[1])
    assert "#import" in pdf(pdf_bytes(saet, "status")).pages[0].extract_text()
    bog = openpyxl.load_workbook(BytesIO(dokumenter.make(saet, "xlsx")))
    assert {c.data_type for ark in bog for row in ark for c in row} <= {"s", "n"}


def test_an_empty_set_is_refused_in_words():
    tom = Frosset(moede(), (), NU, 1)
    for navn in dokumenter.DOKUMENTER:
        with pytest.raises(ExportError):
            dokumenter.make(tom, navn)
    with pytest.raises(ExportError, match="pptx"):
        dokumenter.make(tom, "odt")


@pytest.mark.parametrize("plan", [plan for plan in PLANER if plan != "kbh"])
def test_the_other_plans_have_documents_too(standard, plan):
    saet = standard[plan]
    assert len(Presentation(BytesIO(pptx_bytes(saet))).slides) == len(saet.dias)
    assert len(pdf(pdf_bytes(saet)).pages) >= len(saet.dias)
    assert "ikke oplyst" in " ".join(paragraphs(docx_bytes(saet))[1])


def test_the_room_s_page_holds_every_slide_and_nothing_to_fetch_from_others(kbh):
    side = html(kbh, 7)
    assert side.count('<section class="dias"') == len(kbh.dias)
    assert 'lang="da"' in side
    assert re.findall(r'(?:src|href)="(?!/|#)([^"]+)"', re.sub(r"<svg.*?</svg>", "", side, flags=re.DOTALL)) == []
    assert "<script>" not in side


def test_the_copy_for_a_room_without_a_network_asks_for_nothing(kbh):
    side = html(kbh, 7, alene=True)
    assert not re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)=', side)
    assert "font/woff2;base64" in side


def test_a_page_is_a_pdf_with_its_choices_first(kbh):
    figur = next(dias.figur for dias in kbh.dias if dias.figur)
    indhold = page_pdf("Økonomi", [Sidekort("Kort", "Mål", figur.tabel, figur)], [("År", "2020")], ["Kilde: x"])
    foerste = pdf(indhold).pages[0].extract_text()
    assert "Økonomi" in foerste
    assert "2020" in foerste


def test_a_picture_is_the_same_each_time(kbh):
    d = diagram(next(dias.figur for dias in kbh.dias if dias.noegle == "aktivitet-ppv"))
    assert picture(d) == picture(d)


def test_gaps_stay_gaps_and_are_said(kbh):
    for dias in kbh.dias:
        d = diagram(dias.figur) if dias.figur else None
        if d is None or not dias.noegle.startswith("aktivitet-"):
            continue
        celler = dias.figur.tabel.column("serie_0")
        assert [value is None for value in d.raekker[0].vaerdier] == [isinstance(c, Tilstand) for c in celler]
        if dias.skjult:
            assert "skjult" in d.mangler


def test_a_figure_that_is_no_diagram_stands_as_its_table(kbh):
    tidslinje = Figur(
        {"data": [{"type": "bar", "name": "Gældende", "x": [1], "orientation": "h"}], "layout": {}}, "Tidslinje",
        Table((Column("titel", "Milepæl"), Column("dato", "Dato")), (("Konference", "maj 2020"),)),
    )  # fmt: skip
    assert diagram(tidslinje) is None
    saet = replace(kbh, dias=(replace(kbh.dias[0], figur=tidslinje, tabel=None, noegletal=(), punkter=()),))
    assert "Konference" in " ".join(slide_texts(Presentation(BytesIO(pptx_bytes(saet))).slides[0]))
    assert "<td class=\"v\">Konference</td>" in html(saet, 1)
