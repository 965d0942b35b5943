// What htmx leaves to the page: to say what changed, and to keep the reader's place.
// Without this file, and without JavaScript at all, every link and form still works.

let moves = false; // the last request came from a link that leads to the results' top

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
  // A region that was there before the change is what screen readers read out.
  document.getElementById("announcement").textContent = count.textContent;
  if (event.detail.target.id === "results") {
    // Zotero's browser extension looks again for what the page cites.
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  }
  if (moves) {
    // The link is gone, and with it the focus: on to what it led to.
    count.focus({ preventScroll: true });
    count.scrollIntoView({ block: "start" });
  }
});

// An answer that cannot be swapped in: let the browser show it, or its own message.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const { finalRequestPath, responsePath } = event.detail.pathInfo;
    window.location.assign(finalRequestPath || responsePath);
  });
}
