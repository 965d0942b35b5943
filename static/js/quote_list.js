// The list of quotes: announces what htmx swapped, and keeps the reader's place. Without
// this file every link and form still works.
{
  const results = document.getElementById("results");
  const panel = document.getElementById("filters");

  let focusesResults = false; // whether the last request came from a link to the top of the results
  let place = null; // where the changed filter was, and which filters were open

  // On a narrow screen the filters are a sheet of their own, opened by its address.
  const isSheet = () => getComputedStyle(panel).position === "fixed";

  // In place of the entry that opened it. htmx goes back by the state of an entry, which
  // a change of the fragment would drop.
  function closeSheet() {
    const { state } = window.history;
    window.location.replace("#found");
    const { pathname, search } = window.location;
    window.history.replaceState(state, "", pathname + search);
  }

  const fields = (group) => group.querySelector("fieldset");

  function remember(element) {
    const groups = [...panel.querySelectorAll("details[id]")];
    const group = element.closest("details[id]");
    // The groups before it keep their heights, even if some of their values go.
    const before = groups.slice(0, Math.max(groups.indexOf(group), 0));
    place = {
      heights: new Map(before.map((each) => [each.id, fields(each)?.offsetHeight ?? 0])),
      open: new Map(groups.map((each) => [each.id, each.open])),
      focused: panel.contains(document.activeElement),
      group: group?.id,
      // The element itself, or else its group, if the element is gone afterwards.
      marks: [element, group]
        .filter((each) => each?.id)
        .map((each) => ({ id: each.id, top: each.getBoundingClientRect().top })),
    };
  }

  function restore() {
    for (const [id, open] of place.open) {
      const group = document.getElementById(id);
      if (group) group.open = open;
    }
    for (const [id, height] of place.heights) {
      const group = document.getElementById(id);
      if (group && height) fields(group).style.minBlockSize = `${height}px`;
    }
    for (const { id, top } of place.marks) {
      const element = document.getElementById(id);
      if (!element) continue;
      const moved = element.getBoundingClientRect().top - top;
      (isSheet() ? panel : window).scrollBy({ top: moved, behavior: "instant" });
      break;
    }
    // A range of years that was chosen is gone, and after a single year all of them are.
    if (!place.focused || document.activeElement !== document.body) return;
    const next = document.querySelector(`#${place.group} summary`)
      ?? (isSheet() ? panel.querySelector(".close") : document.getElementById("result-count"));
    next.focus({ preventScroll: true });
  }

  const say = (words) => announce(document.getElementById("announcement"), words);

  function announceSwap(target) {
    if (target === results) say(document.getElementById("result-count").textContent.trim());
    if (!target.id.startsWith("values-")) return;
    const names = document.getElementById(target.id);
    const number = names.querySelectorAll(".option").length;
    const counted = interpolate(ngettext("%s name", "%s names", number), [number]);
    say((names.querySelector(".hint, .error")?.textContent ?? counted).trim());
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    focusesResults = event.detail.elt.hasAttribute("data-focus-results");
    results.setAttribute("aria-busy", "true");
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    results.removeAttribute("aria-busy");
    if (detail.successful) announceSwap(detail.target);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== results) return;
    const { elt, triggeringEvent } = event.detail.requestConfig;
    const changed = triggeringEvent?.type === "change" ? triggeringEvent.target : elt;
    place = null;
    if (panel.contains(changed) && changed !== panel) remember(changed);
  });

  // After everything is swapped, the filters too, and before it is painted.
  document.addEventListener("htmx:afterSwap", (event) => {
    const found = document.getElementById("found");
    const count = document.getElementById("result-count");
    document.title = count.dataset.title;
    if (event.detail.target !== results) return;
    const box = document.getElementById("q");
    if (document.activeElement !== box) box.value = found.dataset.words;
    const invalid = { "aria-invalid": "true", "aria-describedby": "q-error" };
    for (const [name, value] of Object.entries(invalid)) {
      if (document.getElementById("q-error")) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
    if (place) restore();
    else if (isSheet()) closeSheet();
    // Tells Zotero's browser extension to look for citations again.
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
    if (focusesResults) {
      // The focused link was replaced: focus what it led to.
      count.focus({ preventScroll: true });
      count.scrollIntoView({ block: "start" });
    }
  });

  // Every choice is applied at once: “Show 7 quotes” then only closes the sheet. This runs
  // before htmx, unless something that is typed is still to be sent.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== panel || !isSheet()) return;
      const sent = new URLSearchParams([...new FormData(panel)].filter(([, value]) => value));
      const shown = new URLSearchParams(window.location.search);
      sent.delete("find"); // searches the names of a filter
      for (const cursor of ["older", "newer", "above", "below"]) shown.delete(cursor);
      sent.sort();
      shown.sort();
      if (`${sent}` !== `${shown}`) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      closeSheet();
    },
    true,
  );

  // Names are searched while they are typed. Return would send the form, and replace them.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("#filters [name=find]")) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".panel .close")) return;
    event.preventDefault();
    closeSheet();
  });

  // After an error, let the browser load the page, or show its own message.
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      const { finalRequestPath, responsePath } = event.detail.pathInfo;
      window.location.assign(finalRequestPath || responsePath);
    });
  }
}
