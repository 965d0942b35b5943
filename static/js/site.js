// Announces what htmx swapped, and moves the focus. Without this file every link and
// form still works.

let moves = false; // whether the last request came from a link to the top of the results

document.addEventListener("htmx:beforeRequest", (event) => {
  moves = event.detail.elt.hasAttribute("data-moves");
  document.getElementById("results").setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", () => {
  document.getElementById("results").removeAttribute("aria-busy");
});

document.addEventListener("htmx:afterSwap", (event) => {
  const count = document.getElementById("result-count");
  document.title = count.dataset.title;
  // Screen readers only announce changes of a region that is already there.
  document.getElementById("announcement").textContent = count.textContent;
  if (event.detail.target.id === "results") {
    // Tells Zotero's browser extension to look for citations again.
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  }
  if (moves) {
    // The focused link was replaced: focus what it led to.
    count.focus({ preventScroll: true });
    count.scrollIntoView({ block: "start" });
  }
});

// After an error, let the browser load the page, or show its own message.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const { finalRequestPath, responsePath } = event.detail.pathInfo;
    window.location.assign(finalRequestPath || responsePath);
  });
}
