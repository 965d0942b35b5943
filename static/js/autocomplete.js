// Suggestions under search boxes: an ARIA combobox with a list of links. Without this
// file the boxes only search. The URL in data-autocomplete returns the list, which is
// templates/quotes/autocomplete.html.
{
  const DELAY = 150; // milliseconds without a key before a request
  const MIN_LETTERS = 2; // letters, as in quotes/search/autocomplete.py

  let timer = 0;
  let pending = null; // the AbortController of the pending request
  let open = null; // { input, list, options, current } of the list that is shown

  const statusOf = (input) => input.parentElement.querySelector("[role=status]");
  const isSearchBox = (element) => element instanceof HTMLInputElement && "autocomplete" in element.dataset;

  // Runs again after each swap, because htmx replaces the form.
  function setUp() {
    for (const input of document.querySelectorAll("input[data-autocomplete]:not([role])")) {
      for (const [name, value] of Object.entries({
        role: "combobox",
        autocomplete: "off",
        "aria-autocomplete": "list",
        "aria-controls": "autocomplete",
        "aria-expanded": "false",
      })) {
        input.setAttribute(name, value);
      }
      // Screen readers only announce changes of a region that is already there.
      const status = document.createElement("span");
      status.className = "visually-hidden";
      status.setAttribute("role", "status");
      input.after(status);
    }
  }

  function close() {
    clearTimeout(timer);
    pending?.abort();
    pending = null;
    hide();
  }

  function hide() {
    if (!open) return;
    open.list.remove();
    open.input.setAttribute("aria-expanded", "false");
    open.input.removeAttribute("aria-activedescendant");
    statusOf(open.input).textContent = "";
    open = null;
  }

  function show(input, html) {
    const answer = new DOMParser().parseFromString(html, "text/html");
    const list = answer.querySelector("[role=listbox]");
    hide(); // but keep the timer: the reader may have typed more since
    const status = statusOf(input);
    if (!list) {
      status.textContent = answer.body.textContent.trim() || gettext("No suggestions.");
      return;
    }
    // A press on the list must not take the focus from the box.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.parentElement.append(list);
    const options = [...list.querySelectorAll("[role=option]")];
    open = { input, list, options, current: -1 };
    input.setAttribute("aria-expanded", "true");
    status.textContent = interpolate(ngettext("%s suggestion.", "%s suggestions.", options.length), [options.length]);
  }

  async function fetchSuggestions(input) {
    pending?.abort();
    const words = input.value.trim();
    if (words.length < MIN_LETTERS) {
      close();
      statusOf(input).textContent = "";
      return;
    }
    const request = new AbortController();
    pending = request;
    try {
      const address = `${input.dataset.autocomplete}?${new URLSearchParams({ q: words })}`;
      const response = await fetch(address, { signal: request.signal });
      // A redirect leads to the page for signing in: the session has ended.
      if (response.redirected || !(response.ok || response.status === 429)) {
        if (pending === request) hide();
        return;
      }
      const html = await response.text();
      // The focus may have moved, or htmx may have replaced the box.
      if (pending === request && document.activeElement === input) show(input, html);
    } catch {
      // Aborted or offline: the box still searches.
      if (pending === request) hide();
    }
  }

  // No option is selected at first, so that Enter searches.
  function choose(number) {
    const { input, options } = open;
    options[open.current]?.setAttribute("aria-selected", "false");
    open.current = number;
    const option = options[number];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function onKey(event) {
    if (!isSearchBox(event.target) || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!open) {
      if (event.key === "ArrowDown" && event.target.value) {
        event.preventDefault();
        fetchSuggestions(event.target);
      } else if (event.key === "Enter") {
        close(); // a pending response would be too late
      }
      return;
    }
    const { options, current } = open;
    const last = options.length - 1;
    if (event.key === "ArrowDown") choose(current < last ? current + 1 : -1);
    else if (event.key === "ArrowUp") choose(current < 0 ? last : current - 1);
    else if (event.key === "Home" && current >= 0) choose(0);
    else if (event.key === "End" && current >= 0) choose(last);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && current >= 0) options[current].click();
    else {
      if (event.key === "Enter") close();
      else if (current >= 0 && event.key.startsWith("Arrow")) choose(-1);
      return; // the box handles other keys itself
    }
    event.preventDefault();
  }

  document.addEventListener("input", (event) => {
    if (!isSearchBox(event.target)) return;
    if (open) choose(-1);
    clearTimeout(timer);
    timer = setTimeout(fetchSuggestions, DELAY, event.target);
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", close);
  document.addEventListener("focusout", (event) => {
    if (isSearchBox(event.target)) close();
  });
  window.addEventListener("pagehide", close);
  // Only a swap that replaces the box closes its list: the review polls while an editor
  // types a name.
  for (const name of ["htmx:beforeSwap", "htmx:oobBeforeSwap"]) {
    document.addEventListener(name, (event) => {
      if (event.detail.target?.contains(open?.input ?? document.activeElement)) close();
    });
  }
  document.addEventListener("htmx:afterSwap", setUp);
  setUp();
}
