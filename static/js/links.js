// Links that htmx follows. With Ctrl, Command or Shift the browser opens them in another
// tab or window, which htmx would prevent.
document.addEventListener(
  "click",
  (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
    if (event.target.closest("a[hx-get]")) event.stopPropagation();
  },
  true,
);
