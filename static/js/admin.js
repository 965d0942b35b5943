// Accessible names for controls that Django's admin leaves without one, and the focus on
// opening a form.
"use strict";

function nameFields(root) {
  // A tabular inline only has labels in the head of its table.
  root.querySelectorAll(".tabular td[class^='field-'], .tabular td[class*=' field-']").forEach((cell) => {
    const head = cell.closest("table").querySelector(`th.column-${cell.className.match(/field-(\S+)/)[1]}`);
    cell.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((field) => {
      if (head && !field.labels?.length) field.setAttribute("aria-label", head.innerText.trim());
    });
  });
  root.querySelectorAll(".tabular td.delete input").forEach((box) => {
    if (!box.labels?.length) box.setAttribute("aria-label", "Delete this row");
  });
  // The box by which select2 replaces an autocomplete's <select>.
  root.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const label = select.labels?.[0]?.innerText.replace(/:\s*$/, "") ?? select.name;
    const box = select.nextElementSibling;
    if (!box?.classList.contains("select2")) return;
    box.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field").forEach((part) => {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", label);
    });
    // A list may only contain items, and each item has its own × already.
    box.querySelectorAll("ul > .select2-selection__clear").forEach((part) => part.remove());
  });
}

// On a phone, the cells of a list are below each other, each with its name (admin.css).
function nameCells() {
  const names = [...document.querySelectorAll("#result_list thead th")].map((head) => head.querySelector(".text")?.innerText.trim());
  document.querySelectorAll("#result_list tbody tr").forEach((row) => {
    [...row.cells].forEach((cell, place) => {
      if (cell.tagName === "TH" || cell.matches(".action-checkbox") || !names[place]) return;
      cell.dataset.label = names[place];
      cell.classList.toggle("is-empty", ["", "–"].includes(cell.innerText.trim()));
    });
  });
}

function nameSoon(root) {
  // After the handlers of select2, which redraw on the same events.
  setTimeout(() => nameFields(root), 0);
}

window.addEventListener("load", () => nameSoon(document));
document.addEventListener("formset:added", (event) => nameSoon(event.target));
document.addEventListener("DOMContentLoaded", () => {
  nameCells();
  const redraws = "change select2:open select2:close";
  django.jQuery(document).on(redraws, "select.admin-autocomplete", () => nameSoon(document));
});

// The first field, or the first with an error. Django focuses the button above it.
function focusFirstField() {
  const form = document.querySelector(".change-form #content-main form");
  const isTyping = document.activeElement?.closest("fieldset");
  if (!form || isTyping || location.hash || document.querySelector(".messagelist")) return;
  const fields = [...form.querySelectorAll("fieldset :is(input, select, textarea)")].filter((field) =>
    field.type !== "hidden" && !field.disabled && !field.readOnly && field.offsetParent);
  const first = fields.find((field) => field.closest(".errors")) ?? fields[0];
  // The box by which select2 replaces a <select>.
  const box = first?.nextElementSibling?.matches(".select2") && first.nextElementSibling.querySelector("[tabindex='0']");
  (box || first)?.focus({ preventScroll: !first.closest(".errors") });
}

// After Django's change_form.js, which is loaded async.
window.addEventListener("load", focusFirstField);
