// The selection in the text of the review, read in code points and moved by keys.
const textSelection = (() => {
  const LEFTWARD = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

  // Offsets count in the stored text: code points, not UTF-16 code units.
  function offsetOf(text, node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const block = element.closest("[data-start]");
    if (!block) {
      // Between blocks: the start of the next one, or the end of the text.
      const next = node === text ? text.children[offset] : null;
      if (next) return Number(next.dataset.start);
      const last = text.lastElementChild;
      return Number(last.dataset.start) + [...last.textContent].length;
    }
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return Number(block.dataset.start) + [...before.toString()].length;
  }

  // Return the span and the words of the selection, or null.
  function read(text) {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const span = [
      offsetOf(text, range.startContainer, range.startOffset),
      offsetOf(text, range.endContainer, range.endOffset),
    ];
    return span[0] < span[1] ? { span, words: range.toString() } : null;
  }

  // Move by the word or line of an arrow key, from `mark` if nothing is selected yet.
  // Returns whether the key is one of them.
  function move(text, event, mark) {
    const selection = window.getSelection();
    // In scripts from right to left the next word is on the left.
    const [letter = ""] = selection.toString().match(/\p{L}/u) ?? [];
    const leftward = LEFTWARD.test(letter);
    const [ahead, unit] = {
      ArrowRight: [!leftward, "word"],
      ArrowLeft: [leftward, "word"],
      ArrowDown: [true, "line"],
      ArrowUp: [false, "line"],
    }[event.key] ?? [];
    if (!unit) return false;
    const direction = ahead ? "forward" : "backward";
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
      const start = document.createRange();
      start.setStart(mark?.firstChild ?? text.firstElementChild, 0);
      selection.removeAllRanges();
      selection.addRange(start);
      selection.modify("extend", "forward", "word");
    } else if (event.shiftKey) {
      selection.modify("extend", direction, unit);
    } else {
      if (unit === "word" && ahead) selection.collapseToEnd();
      else selection.collapseToStart();
      selection.modify("move", direction, unit);
      if (unit === "word" && ahead) selection.modify("move", "backward", "word");
      if (unit === "word" && ahead && !text.contains(selection.anchorNode)) return true;
      selection.modify("extend", "forward", "word");
    }
    if (read(text)) keepInView(text, selection.getRangeAt(0));
    return true;
  }

  function keepInView(text, range) {
    const place = range.getBoundingClientRect();
    const frame = text.getBoundingClientRect();
    if (place.bottom > frame.bottom) text.scrollTop += place.bottom - frame.bottom + 40;
    if (place.top < frame.top) text.scrollTop += place.top - frame.top - 40;
  }

  return { read, move };
})();
