// The button that hands a quote to other programs, where the browser can. Without this
// file or that ability, readers copy the text or use the links beside it.
if (navigator.share) {
  for (const button of document.querySelectorAll("button[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const { title, url, share } = button.dataset;
      const lines = document.getElementById(share).textContent.trim().split("\n");
      try {
        // The last line is the address.
        await navigator.share({ title, url, text: lines.slice(0, -1).join("\n") });
      } catch (error) {
        if (error.name !== "AbortError") throw error; // the reader closed the dialog
      }
    });
  }
}
