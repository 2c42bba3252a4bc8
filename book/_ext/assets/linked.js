/* Lights all elements with the same `data-link` while one of them is hovered over or focused.

Formulas, the parts of a widget and blocks of code carry such an id, or several with blanks between; a code cell carries
each as a tag `linked-ID`, which the page shows as a class `tag_linked-ID`. Listening on the document also finds what a
widget makes later. */

(() => {
  "use strict";
  const TAG = "tag_linked-";
  for (const cell of document.querySelectorAll(`[class*="${TAG}"]`)) {
    cell.dataset.link = [...cell.classList].filter((name) => name.startsWith(TAG)).map((name) => name.slice(TAG.length)).join(" ");
    cell.tabIndex = 0;
    cell.setAttribute("role", "group");
    cell.setAttribute("aria-label", "Code, linked with the formula and the widget");
  }

  let lit = [];
  const light = (ids) => {
    for (const node of lit) node.classList.remove("is-lit");
    lit = ids ? [...document.querySelectorAll(ids.split(" ").map((id) => `[data-link~="${CSS.escape(id)}"]`).join())] : [];
    if (lit.length > 1) for (const node of lit) node.classList.add("is-lit");
  };
  const idOf = (node) => node.closest?.("[data-link]")?.dataset.link;

  document.addEventListener("mouseover", ({ target }) => light(idOf(target) ?? idOf(document.activeElement)));
  document.addEventListener("focusin", ({ target }) => light(idOf(target)));
  document.addEventListener("focusout", () => light());
})();
