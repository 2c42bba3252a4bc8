/* A formula that is wider than its column scrolls in its box, and then the box takes the focus, so that the arrow keys
can scroll it. (The theme does the same for code and tables.) */

(() => {
  "use strict";
  const LABEL = "Formula, wider than the page: scroll with the arrow keys";
  const watch = new ResizeObserver((changed) => {
    for (const { target } of changed) {
      const wide = target.scrollWidth > target.clientWidth + 1; // a pixel is rounding
      target.classList.toggle("is-wide", wide);
      for (const [name, value] of Object.entries({ tabindex: 0, role: "group", "aria-label": LABEL })) {
        if (wide) target.setAttribute(name, value);
        else target.removeAttribute(name);
      }
    }
  });
  window.MathJax?.startup?.promise?.then(() => {
    for (const box of document.querySelectorAll("div.math > mjx-container, span.math")) watch.observe(box);
  });
})();
