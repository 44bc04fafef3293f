// Streamlit's own texts in Danish, wide tables in reach of the keyboard, and the link copied as it stands in the address bar.
// Streamlit cannot be translated from the outside in any other way; tests keep the list complete.
(() => {
  "use strict";

  const WORDS = {
    "Skip to main content": "Gå til indholdet",
    "Stop": "Stop",
    "Running...": "Arbejder …",
    "Running…": "Arbejder …",
    "Connecting": "Forbinder",
    "Connecting...": "Forbinder …",
    "CONNECTING": "FORBINDER",
    "Connection error": "Forbindelsen er væk",
    "Loading...": "Indlæser …",
    "Loading": "Indlæser",
    "Skeleton loading": "Indlæser",
    "Fullscreen": "Fuld skærm",
    "Close fullscreen": "Luk fuld skærm",
    "Exit fullscreen": "Luk fuld skærm",
    "View fullscreen": "Fuld skærm",
    "Search": "Søg",
    "Type to search": "Skriv for at søge",
    "Download as CSV": "Hent som csv",
    "Show/hide columns": "Vis eller skjul kolonner",
    "No results": "Ingen fundet",
    "No results found": "Ingen fundet",
    "No options to select": "Ingen flere at vælge",
    "No options to select.": "Ingen flere at vælge.",
    "No more options to select": "Ingen flere at vælge",
    "Select all": "Vælg alle",
    "Select all matches": "Vælg alle fundne",
    "Choose an option": "Vælg",
    "Choose options": "Vælg",
    "Press Enter to apply": "Tryk Enter for at bruge",
    "Press Enter to add": "Tryk Enter for at tilføje",
    "Clear all": "Ryd alle",
    "Clear value": "Ryd",
    "Clear": "Ryd",
    "Delete": "Fjern",
    "Remove": "Fjern",
    "open": "åbn",
    "Open": "Åbn",
    "Close": "Luk",
    "Expand": "Fold ud",
    "Collapse": "Fold sammen",
    "Expand sidebar": "Vis menuen",
    "Collapse sidebar": "Skjul menuen",
    "Open sidebar": "Vis menuen",
    "Close sidebar": "Skjul menuen",
    "View more": "Vis flere",
    "View less": "Vis færre",
    "Show more": "Vis flere",
    "Show less": "Vis færre",
    "Copy to clipboard": "Kopiér",
    "Copied": "Kopieret",
    "Copied!": "Kopieret",
    "Settings": "Indstillinger",
    "Print": "Udskriv",
    "Rerun": "Genindlæs",
    "About": "Om",
    "Main menu": "Hovedmenu",
    "Upload": "Vælg fil",
    "Browse files": "Vælg fil",
    "Drag and drop file here": "Træk filen hertil",
    "Drag and drop files here": "Træk filerne hertil",
    "Page not found": "Siden findes ikke",
    "empty": "tom",
    "Sort ascending": "Sortér stigende",
    "Sort descending": "Sortér faldende",
    "Autosize": "Tilpas bredden",
    "Pin column": "Fastgør kolonnen",
    "Unpin column": "Frigør kolonnen",
    "Hide column": "Skjul kolonnen",
    "Format": "Format",
    "Statistics": "Tal for kolonnen",
    "Column menu": "Kolonnemenu",
    "Help": "Hjælp",
    "Back": "Tilbage",
    "Next": "Næste",
    "Previous": "Forrige",
    "Dismiss": "Luk",
    "Sidebar": "Menu og valg",
    "sidebar": "menu og valg",
    "Main": "Indhold",
    "Alert": "Besked",
    "Error:": "Fejl:",
    "Failed to generate file for download": "Filen kunne ikke laves. Prøv igen om lidt.",
    "Download failed": "Filen kunne ikke hentes. Prøv igen om lidt.",
    "Deferred download not properly configured": "Filen kunne ikke hentes. Genindlæs siden, og prøv igen.",
    "Request timed out": "Det tog for lang tid. Prøv igen.",
    "Connection closed": "Forbindelsen blev afbrudt. Prøv igen.",
    "Error": "Fejl",
    "Notification": "Besked",
    // What a table sorts a cell without a number by; only those who are read aloud to meet it.
    "-Infinity": "intet tal",
    "Infinity": "skjult",
  };

  const PATTERNS = [
    [/^Search: (.*)$/, "Søg: $1"],
    [/^Fullscreen: (.*)$/, "Fuld skærm: $1"],
    [/^(?:Close fullscreen|Exit fullscreen): (.*)$/, "Luk fuld skærm: $1"],
    [/^Show\/hide columns: (.*)$/, "Vis eller skjul kolonner: $1"],
    [/^Download as CSV: (.*)$/, "Hent som csv: $1"],
    [/^Help for (.*)$/, "Hjælp til $1"],
    [/^Remove (.*)$/, "Fjern $1"],
    [/^Select all \((\d+)\)$/, "Vælg alle ($1)"],
    [/^Select all (\d+) matches$/, "Vælg alle $1 fundne"],
    [/^View (\d+) more$/, "Vis $1 flere"],
    [/^(\d+)MB per file/, "højst $1 MB pr. fil"],
    [/^Selected (.+)\. (.*)$/, "$1. $2"],
    [/^(?:Error: )?File must be (\d+)(?:\.0)?\s?MB or smaller\.?$/, "Filen er større end $1 MB. Del den op, eller brug kommandolinjen."],
    [/^You pressed a button.*$/, ""],
    [/^(.*), open\.?$/, "$1, åbn"],
    [/^open (.*)$/, "åbn $1"],
  ];

  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-roledescription", "aria-description"];

  const danish = (said) => {
    const text = said.trim();
    if (Object.hasOwn(WORDS, text)) return said.replace(text, WORDS[text]);
    for (const [pattern, replacement] of PATTERNS) {
      if (pattern.test(text)) return text.replace(pattern, replacement);
    }
    return said;
  };

  // A canvas tells its numbers as the machine has them.
  const DECIMALS = new Intl.NumberFormat("da-DK", { maximumFractionDigits: 3 });
  const spoken = (said) => (/^-?\d+\.\d+$/.test(said) ? DECIMALS.format(Number(said)) : danish(said));

  // What people wrote and what a source says stays as it is; only the frame's own words are replaced.
  const OURS = "[data-testid=stMarkdownContainer],[data-testid=stTable],[data-testid=stPlotlyChart] svg,textarea";

  // Where the frame writes its own words in the dress of ours.
  const FRAMES = "[data-testid=stFileUploaderDropzone]";

  const sayNode = (node) => {
    const parent = node.parentElement;
    if (!parent || parent.closest("script,style")) return;
    if (parent.closest(OURS) && !parent.closest(FRAMES)) return;
    const said = parent.closest("[role=gridcell]") ? spoken(node.nodeValue) : danish(node.nodeValue);
    if (said !== node.nodeValue) node.nodeValue = said;
  };

  const sayElement = (element) => {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (!value) continue;
      const said = danish(value);
      if (said !== value) element.setAttribute(name, said);
    }
  };

  const say = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return sayNode(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    sayElement(root);
    root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join(",")).forEach(sayElement);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) sayNode(texts.currentNode);
  };

  const observe = () =>
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "childList") change.addedNodes.forEach((node) => (say(node), reach(node)));
        else if (change.type === "characterData") sayNode(change.target);
        else sayElement(change.target);
      }
    }).observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ATTRIBUTES,
    });

  // A table that is wider than the page scrolls inside itself; the keyboard must reach it.
  const reach = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    root.querySelectorAll("[data-testid=stTable] table").forEach((table) => {
      table.parentElement.tabIndex = 0;
    });
    // Why a file could not be fetched stands there for five seconds; it must be heard as well.
    if (root.matches("[data-testid=stDownloadButtonError]")) root.setAttribute("role", "alert");
  };

  const copyLink = () =>
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".st-key-kopier_link button")) return;
      const link = window.location.href;
      if (navigator.clipboard) navigator.clipboard.writeText(link).catch(() => copyOldWay(link));
      else copyOldWay(link);
    });

  // Over plain http on another address than localhost, browsers give no clipboard.
  const copyOldWay = (link) => {
    const field = document.createElement("textarea");
    field.value = link;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };

  say(document.documentElement);
  reach(document.documentElement);
  observe();
  copyLink();
})();
