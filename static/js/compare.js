// The form that compares speakers: choosing a suggestion fills its field instead of
// following the link. The new page keeps the place of the one before. Without this
// file, readers type the names.

const STORAGE_KEY = "compare-place"; // in sessionStorage: {y, focus, at}
const MAX_AGE = 10_000; // milliseconds: a later page is not the result of the form

for (const form of document.querySelectorAll("form.compare")) {
  // Two speakers may have the same name, so the form sends the slug of the chosen one.
  const chosen = new Map();
  for (const input of form.querySelectorAll("input[data-slug]")) {
    chosen.set(input, { name: input.value, slug: input.dataset.slug });
  }

  form.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    const input = option.closest(".combobox").querySelector("input");
    input.value = option.querySelector("bdi").textContent;
    const slug = new URL(option.href).pathname.split("/").filter(Boolean).at(-1);
    chosen.set(input, { name: input.value, slug });
    // Closes the list of autocomplete.js.
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  });

  form.addEventListener("submit", () => {
    const place = { y: scrollY, focus: document.activeElement.id, at: Date.now() };
    try {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify(place));
    } catch {
      // Storage is blocked: the new page begins at its top.
    }
  });

  form.addEventListener("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      formData.delete(name);
      for (const input of form.querySelectorAll(`input[name="${name}"]`)) {
        const choice = chosen.get(input);
        formData.append(name, choice?.name === input.value ? choice.slug : input.value);
      }
    }
  });
}

function takeStoredPlace() {
  try {
    const place = JSON.parse(sessionStorage.getItem(STORAGE_KEY));
    sessionStorage.removeItem(STORAGE_KEY);
    return place;
  } catch {
    return null;
  }
}

const place = takeStoredPlace();
if (place && Date.now() - place.at < MAX_AGE) {
  if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
  scrollTo({ top: place.y, behavior: "instant" });
}
