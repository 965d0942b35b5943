// Names for what the stock admin leaves without one, for readers of screens.
"use strict";

function nameFields(root) {
  // A row of a tabular inline has its labels in the table's head only.
  root.querySelectorAll(".tabular td[class^='field-'], .tabular td[class*=' field-']").forEach((cell) => {
    const head = cell.closest("table").querySelector(`th.column-${cell.className.match(/field-(\S+)/)[1]}`);
    cell.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((field) => {
      if (head && !field.labels?.length) field.setAttribute("aria-label", head.innerText.trim());
    });
  });
  root.querySelectorAll(".tabular td.delete input").forEach((box) => {
    if (!box.labels?.length) box.setAttribute("aria-label", "Delete this row");
  });
  // The box that select2 puts in place of an autocomplete's <select>.
  root.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const label = select.labels?.[0]?.innerText.replace(/:\s*$/, "") ?? select.name;
    const box = select.nextElementSibling;
    if (!box?.classList.contains("select2")) return;
    box.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field").forEach((part) => {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", label);
    });
    // A list may hold nothing but its items; each has its own × besides.
    box.querySelectorAll("ul > .select2-selection__clear").forEach((part) => part.remove());
  });
}

function nameSoon(root) {
  // After select2, which sets itself up and redraws in handlers of the same events.
  setTimeout(() => nameFields(root), 0);
}

window.addEventListener("load", () => nameSoon(document));
document.addEventListener("formset:added", (event) => nameSoon(event.target));
document.addEventListener("DOMContentLoaded", () => {
  const redraws = "change select2:open select2:close";
  django.jQuery(document).on(redraws, "select.admin-autocomplete", () => nameSoon(document));
});
