// Formats citations with citeproc-js. Reads jobs as JSON from standard input:
// [{style, locales, locale, items, notes}], and writes [{cited: [html], entries: {id: html}}].
const CSL = require(process.argv[2]);
const jobs = JSON.parse(require("fs").readFileSync(0, "utf8"));

function run({ style, locales, locale, items, notes }) {
  const byId = Object.fromEntries(items.map((item) => [item.id, item]));
  const system = {
    retrieveLocale: (language) => locales[language] || locales["en-US"],
    retrieveItem: (id) => byId[id],
  };
  const engine = new CSL.Engine(system, style, locale, true);
  engine.setOutputFormat("html");
  engine.updateItems(items.map((item) => item.id));
  const cited = [];
  const before = [];
  items.forEach((item, place) => {
    const noteIndex = notes ? place + 1 : 0;
    const citation = { citationItems: [{ id: item.id }], properties: { noteIndex } };
    const [, changes] = engine.processCitationCluster(citation, before, []);
    for (const [at, html, id] of changes) {
      cited[at] = html;
      if (at === place) before.push([id, noteIndex]);
    }
  });
  const [about, texts] = engine.makeBibliography() || [{ entry_ids: [] }, []];
  // A style that does not list such works leaves no text for them.
  const missing = new Set((about.bibliography_errors || []).map((error) => error.itemID));
  const listed = about.entry_ids.map(([id]) => id).filter((id) => !missing.has(id));
  return { cited, entries: Object.fromEntries(listed.map((id, n) => [id, texts[n]])) };
}

process.stdout.write(JSON.stringify(jobs.map(run)));
