"use strict";
(() => {
  const marked = [];
  const mark = (elements) => {
    while (marked.length) marked.pop().classList.remove("hit");
    for (const element of elements) {
      element.classList.add("hit");
      marked.push(element);
    }
  };
  const holds = (element, number) => {
    const [first, last] = element.dataset.b.split("-").map(Number);
    return first <= number && number <= last;
  };
  const show = (element) => element && element.scrollIntoView({ block: "nearest" });

  // The narrowest piece of the result made of a block: a cell before its table.
  const toResult = (block) => {
    const number = Number(block.id.slice(1));
    const row = block.closest(".row");
    const pieces = [...row.querySelectorAll("[data-b]")].filter((piece) => holds(piece, number));
    const piece = pieces.find((one) => one.matches("td, th")) || pieces[0] || row.querySelector(".result");
    mark([block, piece]);
    show(piece);
  };

  const toSource = (piece) => {
    const [first, last] = piece.dataset.b.split("-").map(Number);
    const blocks = [];
    for (let number = first; number <= last && blocks.length < 500; number++) {
      const block = document.getElementById("b" + number);
      if (block) blocks.push(block);
    }
    mark([piece, ...blocks]);
    show(blocks[0]);
  };

  const quoted = (text) => (/[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);

  // A merged cell's text stands in every place it covers.
  const csv = (table) => {
    const grid = [];
    [...table.rows].forEach((row, at) => {
      let column = 0;
      for (const cell of row.cells) {
        while (grid[at]?.[column] !== undefined) column++;
        for (let down = 0; down < cell.rowSpan; down++) {
          const line = (grid[at + down] ??= []);
          for (let across = 0; across < cell.colSpan; across++) line[column + across] = cell.textContent;
        }
      }
    });
    return grid.map((line) => Array.from(line, (text) => quoted(text ?? "")).join(",") + "\n").join("");
  };

  const copy = async (button) => {
    const text = csv(button.closest("figure").querySelector("table"));
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.body.appendChild(document.createElement("textarea"));
      field.value = text;
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    button.textContent = "Copied";
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) return void copy(button);
    const link = event.target.closest("a");
    const block = event.target.closest(".b");
    if (block && (!link || link.classList.contains("n"))) return void toResult(block);
    if (link || !getSelection().isCollapsed) return;
    const piece = event.target.closest("[data-b]");
    if (piece) toSource(piece);
  });

  if (innerWidth < 960) document.querySelector("nav details").open = false;

  // j and k walk the rows from the first one in view.
  let current = null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const step = { j: "nextElementSibling", k: "previousElementSibling" }[event.key];
    if (!step) return;
    let next = current ?? document.querySelector(".row");
    if (current) do next = next[step]; while (next && !(next.matches(".row") && next.offsetParent));
    if (!next?.matches(".row")) return;
    current = next;
    mark([next]);
    next.scrollIntoView({ block: "center" });
    next.querySelector("a.n")?.focus({ preventScroll: true });
  });
})();
