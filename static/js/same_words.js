// Below the words of a quote: where else they are printed, before it is saved.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector(".model-quote.change-form #id_text");
  if (!field) return;
  const address = location.pathname.replace(/quote\/.*$/, "quote/same-words/");
  const shown = document.createElement("div");
  shown.setAttribute("role", "status");
  shown.className = "help";
  field.after(shown);
  field.addEventListener("change", async () => {
    const data = new FormData();
    data.set("text", field.value);
    data.set("article", document.getElementById("id_article")?.value ?? "");
    data.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    const words = field.value;
    const response = await fetch(address, { method: "POST", body: data });
    if (!response.ok || words !== field.value) return;
    const { printed } = await response.json();
    const items = printed.map(({ url, where }) => {
      const link = Object.assign(document.createElement("a"), { href: url, target: "_blank", textContent: where });
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    const list = document.createElement("ul");
    list.append(...items);
    shown.replaceChildren(...(items.length ? ["The same words are also in:", list] : []));
  });
});
