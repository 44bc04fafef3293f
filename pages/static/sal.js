// The room: which slide is shown, the keys of a clicker, the presenter's window, and a lost connection.
(() => {
  "use strict";
  const krop = document.body;
  const dias = [...document.querySelectorAll("#scene .dias")];
  const bilag = dias.filter((et) => et.dataset.bilag).map((et) => Number(et.dataset.nr));
  const saet = krop.dataset.saet;
  const alene = krop.dataset.alene === "1";
  const adresse = new URL(location.href);
  const erOplaeg = adresse.searchParams.get("oplaeg") === "1";
  const kanal = "BroadcastChannel" in window ? new BroadcastChannel(`plads-saet-${saet}`) : null;
  const id = (navn) => document.getElementById(navn);
  const begyndt = Date.now();
  let nu = 1;
  let tal = "";
  let tilBilag = false;

  function inden(nr) {
    return Math.min(Math.max(nr, 1), dias.length);
  }

  function vis(nr, sig = true) {
    nu = inden(nr);
    for (const et of dias) {
      et.hidden = Number(et.dataset.nr) !== nu;
    }
    id("sort").hidden = true;
    const titel = dias[nu - 1].querySelector("h1").textContent;
    id("sagt").textContent = `Dias ${nu} af ${dias.length}: ${titel}`;
    document.title = `${nu}. ${titel} – Plads`;
    adresse.searchParams.set("dias", String(nu));
    history.replaceState(null, "", adresse);
    if (erOplaeg) {
      visOplaeg();
    }
    if (sig && kanal) {
      kanal.postMessage({ nr: nu });
    }
  }

  function kopi(nr, sted) {
    sted.replaceChildren();
    if (nr <= dias.length) {
      const et = dias[nr - 1].cloneNode(true);
      et.hidden = false;
      et.removeAttribute("id");
      sted.append(et);
    } else {
      sted.textContent = "Sidste dias";
    }
  }

  function visOplaeg() {
    const blad = id("oplaeg");
    blad.hidden = false;
    kopi(nu, blad.querySelector(".nu"));
    kopi(nu + 1, blad.querySelector(".efter"));
    blad.querySelector(".side > .noter").replaceChildren(
      ...[...dias[nu - 1].querySelectorAll(".noter > *")].map((et) => et.cloneNode(true)),
    );
    blad.querySelector(".hvor").textContent = `Dias ${nu} af ${dias.length}`;
  }

  function ur() {
    const gaaet = Math.floor((Date.now() - begyndt) / 1000);
    const to = (n) => String(n).padStart(2, "0");
    const klokken = new Date();
    id("oplaeg").querySelector(".ur").textContent =
      `kl. ${to(klokken.getHours())}.${to(klokken.getMinutes())} · ${Math.floor(gaaet / 60)} min. ${to(gaaet % 60)} sek.`;
  }

  function aaben() {
    return document.querySelector("dialog[open]");
  }

  function aabn(navn) {
    const blad = id(navn);
    if (blad.open) {
      blad.close();
      return;
    }
    aaben()?.close();
    blad.showModal();
  }

  function ramme(navn, link) {
    if (alene) {
      return;
    }
    const sted = id(navn).querySelector(".ramme");
    const vindue = document.createElement("iframe");
    vindue.title = id(navn).getAttribute("aria-label");
    vindue.src = link;
    // The keys of a page inside the frame never reach this one; Esc must.
    vindue.addEventListener("load", () =>
      vindue.contentWindow.addEventListener("keydown", (event) => event.key === "Escape" && id(navn).close(), true),
    );
    sted.replaceChildren(vindue);
    aabn(navn);
  }

  function levende() {
    const link = dias[nu - 1].dataset.link || "/";
    ramme("live", `${link}${link.includes("?") ? "&" : "?"}visning=delbar&embed=true`);
  }

  function oversigt() {
    for (const knap of document.querySelectorAll("#oversigt button")) {
      knap.toggleAttribute("aria-current", Number(knap.dataset.til) === nu);
    }
    aabn("oversigt");
    document.querySelector("#oversigt [aria-current]")?.focus();
  }

  function fuldskaerm() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else {
      document.documentElement.requestFullscreen?.();
    }
  }

  function ud() {
    if (!id("sort").hidden) {
      id("sort").hidden = true;
    } else if (!alene) {
      location.href = `/praesentation?saet=${saet}`;
    }
  }

  function hop() {
    const nr = Number(tal);
    vis(tilBilag ? (bilag[nr - 1] ?? nu) : nr);
    nulstil();
  }

  function nulstil() {
    tal = "";
    tilBilag = false;
    id("hop").hidden = true;
  }

  function taster(tast) {
    tal += tast;
    id("hop").textContent = `${tilBilag ? "Bilag" : "Dias"} ${tal}, tryk Enter`;
    id("hop").hidden = false;
  }

  const handlinger = {
    ArrowRight: () => vis(nu + 1),
    PageDown: () => vis(nu + 1),
    " ": () => vis(nu + 1),
    ArrowLeft: () => vis(nu - 1),
    PageUp: () => vis(nu - 1),
    Home: () => vis(1),
    End: () => vis(dias.length),
    o: oversigt,
    f: fuldskaerm,
    b: () => (id("sort").hidden = !id("sort").hidden),
    ".": () => (id("sort").hidden = !id("sort").hidden),
    s: () => window.open(`${location.pathname}${location.search}&oplaeg=1`, `plads-oplaeg-${saet}`, "popup,width=1280,height=720"),
    l: levende,
    n: () => ramme("referat", `/praesentation?saet=${saet}&referat=1&embed=true`),
    g: () => {
      tilBilag = true;
      taster("");
    },
    "?": () => aabn("hjaelp"),
    Escape: ud,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) {
      return;
    }
    const tast = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const blad = aaben();
    if (blad) {
      if (tast === "?" || (tast === "o" && blad.id === "oversigt")) {
        blad.close();
        event.preventDefault();
      }
      return;
    }
    if (/^\d$/.test(tast)) {
      taster(tast);
    } else if (tast === "Enter" && tal) {
      hop();
      event.preventDefault();
    } else if (handlinger[tast] && !(tast === " " && event.target.closest("button"))) {
      if (tast !== "g") {
        nulstil();
      }
      handlinger[tast]();
      event.preventDefault();
    }
  });

  document.querySelectorAll("#live, #referat").forEach((blad) => {
    blad.addEventListener("close", () => blad.querySelector(".ramme").replaceChildren());
  });
  document.querySelectorAll(".luk").forEach((knap) => knap.addEventListener("click", () => knap.closest("dialog").close()));
  id("oversigt").addEventListener("click", (event) => {
    const knap = event.target.closest("button");
    if (knap) {
      id("oversigt").close();
      vis(Number(knap.dataset.til));
    }
  });
  id("forrige").addEventListener("click", () => vis(nu - 1));
  id("naeste").addEventListener("click", () => vis(nu + 1));
  id("aabn-hjaelp").addEventListener("click", () => aabn("hjaelp"));

  let fra = null;
  document.addEventListener("touchstart", (event) => (fra = event.changedTouches[0].screenX), { passive: true });
  document.addEventListener(
    "touchend",
    (event) => {
      const vej = event.changedTouches[0].screenX - (fra ?? event.changedTouches[0].screenX);
      if (Math.abs(vej) > 60 && !aaben()) {
        vis(nu + (vej < 0 ? 1 : -1));
      }
    },
    { passive: true },
  );

  if (kanal) {
    kanal.onmessage = (event) => {
      if (event.data.spoerger) {
        kanal.postMessage({ nr: nu });
      } else if (event.data.nr && event.data.nr !== nu) {
        vis(event.data.nr, false);
      }
    };
  }

  async function forbundet() {
    try {
      const svar = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(4000) });
      id("forbindelse").hidden = svar.ok;
    } catch {
      id("forbindelse").hidden = false;
    }
  }

  async function stand() {
    const svar = await fetch(`/sal/stand?saet=${saet}`, { cache: "no-store" });
    const ord = svar.ok ? await svar.text() : "";
    id("oplaeg").querySelector(".stand").textContent = ord;
    id("oplaeg").querySelector(".stand").hidden = !ord;
  }

  vis(Number(adresse.searchParams.get("dias")) || 1, false);
  if (erOplaeg) {
    kanal?.postMessage({ spoerger: true });
    ur();
    setInterval(ur, 1000);
    if (!alene) {
      stand().catch(() => {});
    }
  }
  if (!alene) {
    setInterval(forbundet, 5000);
    window.addEventListener("offline", forbundet);
    window.addEventListener("online", forbundet);
  }
})();
