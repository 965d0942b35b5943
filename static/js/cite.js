// Citations: the style that the reader chose last, and copy buttons. Without this file
// the form leads to the page of the citation.
{
  const STORAGE_KEY = "style"; // in the reader's browser: {id, title}
  const LABEL_DELAY = 2500; // milliseconds until a button has its label again

  function storedStyle() {
    try {
      const style = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "null");
      return typeof style?.id === "string" && typeof style.title === "string" ? style : null;
    } catch {
      return null; // storage is blocked, or has another value
    }
  }

  function storeStyle(id, title) {
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify({ id, title }));
    } catch {
      // Storage is blocked: the style is not remembered.
    }
  }

  // Selects a style in every form of the page.
  function choose(id, title) {
    for (const select of document.querySelectorAll("select[name=style]")) {
      if (![...select.options].some((option) => option.value === id)) {
        select.add(new Option(title, id));
      }
      select.value = id;
    }
    const hidden = document.querySelector(".style-search input[name=style]");
    if (hidden) hidden.value = id;
  }

  // Selects what to cite in both forms. The page of an article does not ask.
  function chooseWhat(what) {
    for (const radio of document.querySelectorAll("#cite-form [name=what]")) {
      radio.checked = radio.value === what;
    }
    const hidden = document.querySelector(".style-search input[name=what]");
    if (hidden) hidden.value = what;
  }

  const form = document.getElementById("cite-form");
  const requested = new URLSearchParams(window.location.search).get("style");
  const last = storedStyle();
  const restyles = last && !requested && document.querySelector("select[name=style]")?.value !== last.id;
  if (restyles) choose(last.id, last.title);

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[name=style]")) {
      const option = event.target.selectedOptions[0];
      storeStyle(option.value, option.textContent);
      choose(option.value, option.textContent);
    }
    if (event.target.matches("#cite-form [name=what]")) chooseWhat(event.target.value);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-style]");
    if (!link) return;
    storeStyle(link.dataset.style, link.textContent);
    choose(link.dataset.style, link.textContent);
    if (!link.hasAttribute("hx-get")) return;
    link.closest("details").open = false;
    document.getElementById("cite-style").focus();
  });

  function say(words) {
    const status = document.getElementById("cite-status");
    if (status) announce(status, words);
  }

  async function copyToClipboard(text, html) {
    if (html && window.ClipboardItem) {
      const typed = (type, content) => ({ [type]: new Blob([content], { type }) });
      const item = { ...typed("text/plain", text), ...typed("text/html", html) };
      await navigator.clipboard.write([new ClipboardItem(item)]);
    } else {
      await navigator.clipboard.writeText(text);
    }
  }

  // For pages that may not write to the clipboard: the reader copies the selection.
  function select(element) {
    element.closest("details")?.setAttribute("open", "");
    window.getSelection().selectAllChildren(element);
    element.focus();
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const rich = document.getElementById(button.dataset.rich);
    try {
      await copyToClipboard(source.textContent, rich?.innerHTML.trim());
    } catch {
      select(source);
      say(gettext("It is selected: copy it with your keyboard."));
      return;
    }
    say(interpolate(gettext("Copied: %s"), [source.textContent]));
    if (button.dataset.copied) return;
    const label = [...button.childNodes];
    button.dataset.copied = "yes";
    button.style.minInlineSize = `${button.offsetWidth}px`;
    button.replaceChildren(gettext("Copied"));
    setTimeout(() => {
      button.replaceChildren(...label);
      delete button.dataset.copied;
    }, LABEL_DELAY);
  });

  function setUp() {
    for (const button of document.querySelectorAll("button[data-copy][hidden]")) button.hidden = false;
    // Changes of the form are sent without these buttons.
    for (const button of document.querySelectorAll(".cite button.show")) button.hidden = true;
  }

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    // Parts that say that the server is busy, or the reader too quick. Other errors are pages.
    if (![429, 503].includes(detail.xhr.status) || detail.target.id !== "citation") return;
    if (/<html/i.test(detail.xhr.responseText)) return;
    detail.shouldSwap = true;
    detail.isError = false;
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    setUp();
    if (detail.target.id !== "citation") return;
    const formatted = detail.target.querySelector(".formatted");
    if (!formatted) return;
    choose(formatted.dataset.style, formatted.dataset.title);
    const chosen = ["change", "click"].includes(detail.requestConfig.triggeringEvent?.type);
    if (chosen) say(formatted.querySelector(".cited") ? formatted.dataset.title : formatted.textContent.trim());
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, ({ detail }) => {
      const words = failure === "htmx:sendError"
        ? gettext("There is no connection: try again.")
        : gettext("This did not work. Try again in a moment.");
      say(words);
      if (detail.target.id !== "citation") return;
      document.getElementById("cite-failed")?.remove();
      const warning = document.createElement("p");
      warning.id = "cite-failed";
      warning.className = "warning";
      warning.textContent = words;
      detail.target.prepend(warning);
      const formatted = detail.target.querySelector(".formatted");
      if (formatted) {
        // The form says again what the citation is.
        choose(formatted.dataset.style, formatted.dataset.title);
        chooseWhat(formatted.dataset.what);
      } else {
        form.querySelector("button.show").hidden = false;
      }
    });
  }
  document.addEventListener("DOMContentLoaded", () => {
    setUp();
    // The citation on its own page has the default style; a quote's page requests it later.
    if (restyles && form?.hasAttribute("data-loaded")) form.dispatchEvent(new CustomEvent("restyle"));
  });
}
