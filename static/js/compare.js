// The form that compares speakers: a suggestion is taken into its field, not gone to.
// Without this file, or without JavaScript, names are typed out.

for (const form of document.querySelectorAll("form.compare")) {
  // Two speakers may have one name: what is sent is the slug of the one that was chosen.
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
    // Closes the list, as autocomplete.js has it.
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
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
