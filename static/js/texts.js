// Functions for texts of the scripts, as Django’s JavaScriptCatalog has them. In English
// they return their own text. Where the site has several languages, the catalog is loaded
// before this file and its functions are used: docs/decisions/0046-gettext-in-scripts.md.
globalThis.gettext ??= (text) => text;
globalThis.ngettext ??= (one, many, number) => (number === 1 ? one : many);
globalThis.interpolate ??= (format, values) => format.replace(/%s/g, () => String(values.shift()));

// Sets the text of a live region. Screen readers only announce changes of a region that is
// already there, so the same words are changed a little to be announced again.
globalThis.announce = (region, words) => {
  region.textContent = region.textContent === words ? `${words}\u00a0` : words;
};
