// j and k go to the next change and the one before. Everything works without this.
"use strict";
(() => {
  const changes = [...document.querySelectorAll(".diff .changed")];
  if (!changes.length) return;
  document.querySelector(".keys").hidden = false;
  let at = changes.findIndex((change) => `#${change.id}` === location.hash);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    at = Math.min(changes.length - 1, Math.max(0, at + step));
    const change = changes[at];
    change.tabIndex = -1;
    change.focus({ preventScroll: true });
    change.scrollIntoView({ block: "center" });
  });
})();
