// One step back for each thing the reader did. When a click both chooses something and opens a page, Streamlit
// notes two addresses, now the one first and now the other, and the back button would stop half way between them.
(() => {
  "use strict";

  const push = history.pushState.bind(history);
  let acted = false;

  for (const kind of ["click", "keydown"]) document.addEventListener(kind, () => (acted = true), { capture: true });

  history.pushState = (...entry) => {
    if (acted) push(...entry);
    else history.replaceState(...entry);
    acted = false;
  };
})();
