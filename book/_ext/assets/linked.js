/* Lights all elements with the same `data-link` while one of them is hovered over or focused.

Formulas, the parts of a widget and blocks of code carry such an id; a code cell carries it as the tag `linked-ID`, which
the page shows as the class `tag_linked-ID`. Listening on the document also finds what a widget makes later. */

(() => {
  "use strict";
  for (const cell of document.querySelectorAll('[class*="tag_linked-"]')) {
    cell.dataset.link = /tag_linked-([\w-]+)/.exec(cell.className)[1];
  }

  let lit = [];
  const light = (id) => {
    for (const node of lit) node.classList.remove("is-lit");
    lit = id ? [...document.querySelectorAll(`[data-link="${CSS.escape(id)}"]`)] : [];
    if (lit.length > 1) for (const node of lit) node.classList.add("is-lit");
  };
  const idOf = (node) => node.closest?.("[data-link]")?.dataset.link;

  document.addEventListener("mouseover", ({ target }) => light(idOf(target) ?? idOf(document.activeElement)));
  document.addEventListener("focusin", ({ target }) => light(idOf(target)));
  document.addEventListener("focusout", () => light());
})();
