// The reader's own list: buttons instead of the links "Add to list", the number of quotes
// in the masthead, and changes without a reload. Without this file the links lead to a
// form. The list is a cookie (see quotes/reading_list.py), which the server writes too.
{
  const MAX_IN_LIST = 300; // as in quotes/reading_list.py
  const YEAR = 365 * 24 * 60 * 60;
  const QUOTE_KEY = /^[1-9][0-9]{0,11}$/;

  function keys() {
    const held = document.cookie.match(/(?:^|;\s*)list=([^;]*)/)?.[1] ?? "";
    return [...new Set(held.split(".").filter((part) => QUOTE_KEY.test(part)))].slice(0, MAX_IN_LIST);
  }

  function store(list) {
    const age = list.length ? YEAR : 0;
    const secure = window.location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `list=${list.join(".")}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  }

  const counted = {
    added: (number) => ngettext("Added. %s quote in your list.", "Added. %s quotes in your list.", number),
    removed: (number) => ngettext("Removed. %s quote in your list.", "Removed. %s quotes in your list.", number),
    other: (number) => ngettext("%s quote in your list.", "%s quotes in your list.", number),
  };

  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.getElementById("main").append(status);
  const say = (words) => announce(status, words);
  const sayNumber = (change, number) => say(interpolate(counted[change](number), [number]));

  function render() {
    const list = keys();
    document.querySelector(".reading-list-link").textContent = list.length
      ? interpolate(gettext("Your list (%s)"), [list.length])
      : gettext("Your list");
    for (const button of document.querySelectorAll("button.add-to-list")) {
      const isAdded = list.includes(button.dataset.quote);
      const words = isAdded ? gettext("In your list · remove") : gettext("Add to list");
      button.classList.toggle("is-added", isAdded);
      button.textContent = words;
      // The visible words come first, for readers who control the page by voice.
      if (button.dataset.words) button.setAttribute("aria-label", `${words}: ${button.dataset.words}`);
    }
  }

  // The first words of a quote in a list. The margin of a source names them itself.
  function wordsOf(row) {
    const words = Array.from(row?.querySelector(".words")?.textContent.trim() ?? "");
    return words.length > 60 ? `${words.slice(0, 59).join("")}…` : words.join("");
  }

  function setUp() {
    for (const link of document.querySelectorAll("a.add-to-list")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      button.dataset.quote = link.dataset.quote;
      button.dataset.words = link.dataset.words ?? wordsOf(link.closest("li.quote"));
      link.replaceWith(button);
    }
    const field = document.querySelector("input[data-copy]");
    if (field && navigator.clipboard && !field.nextElementSibling) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = gettext("Copy link");
      button.className = "copy-link";
      field.after(button);
    }
    render();
  }

  function toggle(button) {
    const list = keys();
    const key = button.dataset.quote;
    const isAdded = list.includes(key);
    if (!isAdded && list.length >= MAX_IN_LIST) {
      say(interpolate(gettext("Your list is full: it holds %s quotes."), [MAX_IN_LIST]));
      button.textContent = gettext("Your list is full");
      return;
    }
    store(isAdded ? list.filter((each) => each !== key) : [...list, key]);
    render();
    sayNumber(isAdded ? "removed" : "added", keys().length);
  }

  async function copy(button) {
    const field = button.previousElementSibling;
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = gettext("Copied");
      say(gettext("Copied."));
    } catch {
      field.select(); // no permission: the reader can copy it from here
    }
  }

  // The page of the list

  const place = (name, key) => document.querySelector(`.arrange [name="${name}"][value="${key}"]`);
  const isShown = (button) => button && button.checkVisibility({ visibilityProperty: true });

  async function send(form, name, value, data) {
    const response = await fetch(form.action, { method: "POST", body: data });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const before = [...document.querySelectorAll(".arrange")].map((each) => each.id);
    const scroll = place(name, value)?.getBoundingClientRect().top;
    document.getElementById("reading-list").replaceWith(page.getElementById("reading-list"));
    setUp();
    const rows = [...document.querySelectorAll(".arrange")].map((each) => each.id);
    // The focused button was replaced: focus the one in its place.
    const old = before.indexOf(`quote-${value}`);
    const next = (rows[old] ?? rows.at(-1))?.replace("quote-", "");
    const others = { up: [name, "down"], down: [name, "up"] }[name];
    const target =
      others?.map((each) => place(each, value)).find(isShown) ??
      (name === "remove" && next ? place(name, next) : document.getElementById("heading"));
    target?.focus({ preventScroll: true });
    if (others && scroll !== undefined) window.scrollBy(0, target.getBoundingClientRect().top - scroll);
    else target?.scrollIntoView({ block: "nearest" });
    const now = rows.indexOf(`quote-${value}`) + 1;
    if (others) say(interpolate(gettext("Now number %s of %s."), [now, rows.length]));
    else if (rows.length) sayNumber(name === "remove" ? "removed" : "other", rows.length);
    else say(gettext("Removed. Your list is empty."));
  }

  let sent = Promise.resolve(); // one request at a time, because each changes the result of the last

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.id !== "changes" || !submitter?.name) return;
    event.preventDefault();
    const { name, value } = submitter;
    const data = new URLSearchParams(new FormData(form, submitter));
    sent = sent
      .then(() => send(form, name, value, data))
      // After any error, show the list as it is now.
      .catch(() => window.location.reload());
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button:is(.add-to-list, .copy-link)");
    if (button?.matches(".add-to-list")) toggle(button);
    else if (button) copy(button);
  });
  document.addEventListener("htmx:afterSwap", setUp);
  // Another tab or the previous page may have changed the list.
  window.addEventListener("pageshow", render);
  document.addEventListener("visibilitychange", render);
  // Without cookies the links stay, and their form explains the problem.
  if (navigator.cookieEnabled) setUp();
}
