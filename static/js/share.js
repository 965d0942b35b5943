// The buttons that hand a quote or a source to other programs, where the browser can. Without this
// file or that ability, readers copy the text or use the links beside it.
if (navigator.share) {
  for (const button of document.querySelectorAll("button[data-url]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const { title, url, share } = button.dataset;
      const text = document.getElementById(share)?.textContent.trim();
      try {
        // The last line of the text is the address.
        await navigator.share({ title, url, text: text?.split("\n").slice(0, -1).join("\n") });
      } catch (error) {
        if (error.name !== "AbortError") throw error; // the reader closed the dialog
      }
    });
  }
}
