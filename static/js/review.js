// The review screen: keyboard shortcuts, the current card and its passage, and selecting
// words. Decisions are forms that htmx sends; without this file they still work.
{
  const STORAGE_KEY = "review-keys"; // in the editor's browser: "off"
  const text = document.getElementById("text");
  const byId = (id) => document.getElementById(id);
  const cards = () => [...document.querySelectorAll("li.card")];
  const isOpen = (card) => card.classList.contains("open") && !["unsaid", "others"].includes(card.dataset.group);

  const say = (words) => announce(byId("announcement"), words);

  // The current card

  let currentId = null;
  const current = () => (currentId ? byId(currentId) : null);

  function marksOf(card) {
    return text.querySelectorAll(`mark[data-cards~="${card.id.slice("card-".length)}"]`);
  }

  function highlight() {
    for (const each of document.querySelectorAll(".current")) each.classList.remove("current");
    const card = current();
    if (!card) return;
    card.classList.add("current");
    for (const mark of marksOf(card)) mark.classList.add("current");
  }

  function show(card, { focus = true } = {}) {
    currentId = card.id;
    highlight();
    const [mark] = marksOf(card);
    if (mark) {
      const top = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
      text.scrollTop += top - text.clientHeight / 3;
    }
    if (!focus) return;
    const field = card.querySelector("form.entry [aria-invalid=true]") ?? firstField(card) ?? card;
    field.focus({ preventScroll: true });
    // A form may be higher than the rest of a phone's screen.
    card.scrollIntoView({ block: field === card ? "nearest" : "start" });
  }

  // The first field to fill in: the speaker if empty, or else the words.
  function firstField(card) {
    const form = card.querySelector("form.entry");
    if (!form) return null;
    const speaker = form.querySelector(".name input");
    return speaker && !speaker.value ? speaker : form.querySelector("textarea");
  }

  function step(by) {
    const all = cards().filter(isOpen);
    const order = cards();
    const at = order.indexOf(current());
    const next = by > 0
      ? all.find((card) => order.indexOf(card) > at) ?? all[0]
      : all.findLast((card) => order.indexOf(card) < at) ?? all.at(-1);
    const isRound = next && (order.indexOf(next) - order.indexOf(current())) * by <= 0;
    if (hasMorePages() && (!next || isRound)) loadPage({ [by > 0 ? "after" : "before"]: keyOf(current()) });
    else if (next) show(next);
    else say("Nothing is left to decide.");
  }

  // Other pages of cards. The server knows which is next.

  const hasMorePages = () => Number(byId("cards").dataset.pages) > 1;
  const keyOf = (card) => card?.id.slice("card-".length) ?? "";

  function loadPage(values) {
    const to = byId("poll").getAttribute("hx-get").replace(/changes\/$/, "");
    window.htmx.ajax("GET", to, { source: "#load-page", swap: "none", values });
  }

  function press(card, choice, otherwise) {
    const button = card?.querySelector(choice);
    if (button) button.click();
    else if (card) say(otherwise || "This card has no button for that.");
    else say("Choose a card first: j goes to the next one.");
  }

  function acceptCurrent() {
    const number = current()?.querySelectorAll("[data-digit]").length;
    const ask = number && `The name is open: press 1${number > 2 ? ` to ${number - 1}` : ""}, or 0 for somebody else.`;
    press(current(), "button[value=accept]", ask);
  }

  function noSuchNumber(card, digit) {
    return card?.querySelector("[data-digit]")
      ? `Nobody on this card has the number ${digit}.`
      : "This card does not ask for a number: its name is not open.";
  }

  // Keys

  const box = byId("keys-on");
  function areKeysOn() {
    try {
      return localStorage.getItem(STORAGE_KEY) !== "off";
    } catch {
      return true; // storage is blocked
    }
  }
  if (box) {
    byId("keys").hidden = false;
    byId("keys").open = window.matchMedia("(min-width: 768px)").matches;
    box.checked = areKeysOn();
    const showKeys = () => byId("review").classList.toggle("with-keys", box.checked);
    showKeys();
    box.addEventListener("change", () => {
      showKeys();
      try {
        localStorage.setItem(STORAGE_KEY, box.checked ? "on" : "off");
      } catch {
        // Storage is blocked: it applies to this page only.
      }
      say(box.checked ? "Keys are on." : "Keys are off.");
    });
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => acceptCurrent(),
    e: () => press(current(), "a.edit"),
    r: () => press(current(), "button[value=reject]"),
    m: () => press(current(), "button[value=misattribute]", "The article does not deny this one, or names nobody."),
    u: () => byId("undo")?.click(),
    t: () => text.focus(),
    q: () => quoteSelection(),
    "+": () => {
      takeSelection();
      byId("join").click();
    },
  };

  for (const digit of "0123456789") {
    KEYS[digit] = () => press(current(), `[data-digit="${digit}"]`, noSuchNumber(current(), digit));
  }

  let busy = false; // whether a request of the editor is pending
  let waiting = [];
  function runNextKey() {
    busy = false;
    const act = waiting.shift();
    if (isTyping(document.activeElement)) waiting = [];
    else if (act) act();
  }

  function isTyping(element) {
    return element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const form = event.target.closest?.("form.entry");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector("button[value=accept]").click();
    } else if (form && event.key === "Escape") {
      form.querySelector("a.cancel").click();
    } else if (event.target === text && handleTextKey(event)) {
      event.preventDefault();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && box?.checked && !isTyping(event.target)) {
      const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
      if (!act || event.repeat) return;
      event.preventDefault();
      // A key that is pressed while a decision is pending is for the next card. A
      // digit is not: who has that number there, the editor has not seen.
      if (!busy) act();
      else if (!/\d/.test(event.key)) waiting.push(act);
    }
  });

  document.addEventListener("focusin", (event) => {
    const card = event.target.closest("li.card");
    if (card && card.id !== currentId) show(card, { focus: false });
  });

  // Selecting. Offsets are code points of the stored text, not UTF-16 code units.

  let parts = []; // earlier [start, end] that the selection is joined with
  let chosen = null; // [start, end] of the selection

  let joined = ""; // the words of the parts
  function fillSelection(found) {
    chosen = found?.span ?? null;
    const all = [...parts, ...(chosen ? [chosen] : [])].sort((a, b) => a[0] - b[0]);
    byId("spans").value = all.map(([start, end]) => `${start}-${end}`).join(", ");
    const field = byId("selecting").elements.words;
    field.value = [joined, found?.words ?? ""].filter(Boolean).join(" … ").trim();
    byId("selecting").classList.toggle("has-words", Boolean(field.value));
    byId("join").hidden = !chosen;
    byId("clear").hidden = !field.value;
  }

  // For keys: the browser reports a selection later than a key pressed right after it.
  function takeSelection() {
    const found = textSelection.read(text);
    if (found) fillSelection(found);
  }

  function quoteSelection() {
    takeSelection();
    if (byId("spans").value) byId("select").click();
    else say("Select words in the text first.");
  }

  document.addEventListener("selectionchange", takeSelection);

  document.addEventListener("click", (event) => {
    if (event.target.id === "join" && chosen) {
      parts.push(chosen);
      joined = byId("selecting").elements.words.value;
      window.getSelection().removeAllRanges();
      fillSelection(null);
      say("Kept: select the words that go on.");
    } else if (event.target.id === "clear") {
      parts = [];
      joined = "";
      window.getSelection().removeAllRanges();
      fillSelection(null);
    } else if (event.target.closest?.("#text mark") && window.getSelection().isCollapsed) {
      const [key] = event.target.closest("mark").dataset.cards.split(" ");
      const card = byId(`card-${key}`);
      if (card) show(card);
      else loadPage({ card: key });
    }
  });

  // The server searches for typed words, because their place is unknown.
  document.addEventListener("input", (event) => {
    if (event.target.form?.id !== "selecting") return;
    byId("spans").value = "";
    parts = [];
    joined = "";
  });

  // In the text, arrow keys move by word or line, and extend the selection with Shift.
  function handleTextKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Enter") {
      quoteSelection();
      return true;
    }
    const [mark] = current() ? marksOf(current()) : [];
    if (!textSelection.move(text, event, mark)) return false;
    const found = textSelection.read(text);
    if (found) say(found.words);
    return true;
  }

  // Choosing a speaker fills the field instead of following the link.
  document.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option][data-key]");
    if (!option) return;
    event.preventDefault();
    const input = option.closest(".combobox").querySelector("input");
    const person = input.closest("fieldset");
    input.value = option.querySelector("bdi").textContent;
    for (const key of person.querySelectorAll("input[name$=-key]")) {
      if (key.type === "hidden") key.value = option.dataset.key;
      else key.checked = key.value === option.dataset.key;
    }
    person.querySelector("input[name$=-new]").checked = !option.dataset.key;
    // Closes the list of autocomplete.js.
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    input.focus();
  });

  // Requests and swaps of htmx

  let news = ""; // to be announced when the whole response is swapped in

  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    if (target.id === "cards") {
      // Other cards would replace a form that is being edited.
      const form = [...document.querySelectorAll("li.card.editing")].find((card) => !sent.has(card.id));
      if (!form) return;
      event.detail.shouldSwap = false;
      news = "Accept or cancel what you are editing first: then the next page is shown.";
      return;
    }
    if (!target.matches?.("li.card.editing")) return;
    // A form that is being edited stays, unless this is the response to it.
    if (!fragment.querySelector(`#${target.id}[data-answer]`) && !sent.has(target.id)) {
      event.detail.shouldSwap = false;
      const state = fragment.querySelector(`#${target.id} .state`)?.textContent.trim();
      if (state) news = `Somebody else decided what you are editing: ${state}.`;
    }
  });

  const sent = new Set(); // ids of cards whose own decision is pending
  let requests = 0; // number of the editor's requests
  let before = 0; // the same when the last poll was sent
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt } = event.detail;
    if (elt.id === "poll") {
      // The pending response includes the news too, and is more recent.
      if (busy) event.preventDefault();
      before = requests;
      return;
    }
    const card = elt.closest("li.card");
    if (card) sent.add(card.id);
    requests += 1;
    busy = true;
  });
  // A request that was redirected, as all are to the page for signing in after the session
  // ended. Without an answer there is no address.
  function wasRedirected({ requestConfig, xhr }) {
    if (!xhr.responseURL) return false;
    const asked = new URL(requestConfig.path, window.location);
    return new URL(xhr.responseURL).pathname !== asked.pathname;
  }

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    // A poll that was sent before a decision would show its card as it was.
    const old = event.detail.elt.id === "poll" && before !== requests;
    if (old || wasRedirected(event.detail)) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.id !== "poll") sent.clear();
    const { elt, failed, requestConfig, xhr } = event.detail;
    const answered = requestConfig.verb === "get" || xhr.getResponseHeader("HX-Trigger-After-Settle");
    if (elt.id !== "poll" && (failed || !answered || wasRedirected(event.detail))) {
      busy = false;
      waiting = [];
      say("It could not be done: there is no connection, or you were signed out. Nothing typed is lost; try again.");
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!byId("spans")?.value) {
      parts = [];
      joined = "";
      chosen = null;
    }
    highlight();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    // A card whose form was opened or closed.
    const card = event.detail.target?.closest?.("li.card") ?? (currentId && byId(currentId));
    if (!event.detail.target?.matches?.("li.card") || !card) return;
    show(byId(card.id));
    runNextKey();
  });
  document.addEventListener("reviewed", (event) => {
    const { focus, page } = event.detail;
    const card = focus && byId(focus);
    if (page && byId("paged").value.startsWith(`${page}.`)) {
      window.history.replaceState(null, "", `?page=${page}`);
    }
    if (card) show(card);
    else highlight();
    // The last card was decided: focus the button that finishes the review.
    const isDone = !card && event.target.id !== "poll" && byId("counts").dataset.open === "0";
    if (isDone) document.querySelector(".finish button").focus();
    if (news) say(news);
    news = "";
    if (event.target.id !== "poll") runNextKey();
  });

  if (text) {
    byId("review").classList.add("scripted");
    const asked = byId(window.location.hash.slice(1));
    const first = asked?.matches("li.card") ? asked : cards().find(isOpen);
    if (first) show(first, { focus: Boolean(asked) });
  }
}
