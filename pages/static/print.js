// A page on paper: charts are drawn for the paper's width, and what a canvas shows of a table is written out beside it.
(() => {
  "use strict";
  // Inside a card, with the margins of the style sheet.
  const A4 = 645;
  // Two of these fit on a page, with what stands around them.
  const HOEJST = 250;
  const LANG = 420;
  const SIDE = 860;
  const MINDST = 0.75;

  function draw(paper) {
    for (const figur of document.querySelectorAll(".js-plotly-plot")) {
      const hoejde = figur.offsetHeight;
      const ramme = figur.closest("[data-testid=stPlotlyChart]");
      // A figure that is a little longer than the paper is made smaller, so that it stands whole and can be read.
      const zoom = paper && hoejde <= SIDE / MINDST ? Math.min(1, SIDE / hoejde) : 1;
      if (ramme) ramme.style.zoom = zoom < 1 ? zoom : "";
      if (!paper) {
        window.Plotly?.relayout(figur, { width: undefined, height: figur.paaSkaerm, autosize: true });
      } else {
        figur.paaSkaerm = figur.layout?.height;
        window.Plotly?.relayout(figur, {
          width: A4 / zoom,
          height: hoejde > LANG ? hoejde : Math.min(hoejde, HOEJST),
          autosize: false,
        });
      }
    }
  }

  // A canvas is not drawn anew for paper: a picture of what it showed keeps its proportions there.
  function write() {
    for (const felt of document.querySelectorAll("[data-testid=stDataFrame]")) {
      const canvas = felt.querySelector("canvas[data-testid=data-grid-canvas]");
      const kilde = canvas?.querySelector("table[role=grid]");
      if (!kilde || felt.querySelector(".paapapir")) continue;
      const papir = document.createElement("div");
      papir.className = "paapapir";
      const billede = papir.appendChild(document.createElement("img"));
      billede.src = drawn(felt, canvas);
      billede.alt = "";
      billede.style.maxWidth = `${canvas.clientWidth}px`;
      if (isCut(felt)) {
        papir.appendChild(document.createElement("p")).textContent =
          "Tabellen fortsætter. Hent den hele med «Hent som pdf» øverst på siden.";
      }
      felt.appendChild(papir);
    }
  }

  // The headings lie on a canvas of their own, on top of the first.
  function drawn(felt, nederst) {
    const samlet = document.createElement("canvas");
    [samlet.width, samlet.height] = [nederst.width, nederst.height];
    const pen = samlet.getContext("2d");
    for (const lag of [nederst, ...felt.querySelectorAll("canvas")]) pen.drawImage(lag, 0, 0);
    return samlet.toDataURL();
  }

  function isCut(felt) {
    const rul = felt.querySelector(".dvn-scroller");
    return !!rul && (rul.scrollHeight > rul.clientHeight + 1 || rul.scrollWidth > rul.clientWidth + 1);
  }

  function erase() {
    for (const papir of document.querySelectorAll(".paapapir")) papir.remove();
  }

  function loosen() {
    for (const kort of document.querySelectorAll("[class*=st-key-kort_]")) {
      kort.classList.toggle("langt", !!kort.querySelector("[data-testid=stTable]"));
    }
  }

  window.addEventListener("beforeprint", () => {
    draw(true);
    write();
    loosen();
  });
  window.addEventListener("afterprint", () => {
    erase();
    draw(false);
  });
})();
