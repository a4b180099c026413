"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const body = document.querySelector("#documents tbody");
  const rows = [...body.rows].map((row) => ({
    row,
    text: row.textContent.toLowerCase(),
    status: row.cells[1].textContent,
    kind: row.cells[2].textContent,
    warnings: Number(row.cells[5].textContent),
  }));
  const search = byId("search"), status = byId("status"), kind = byId("kind"), warned = byId("warned");

  const fill = (select, key) => {
    for (const value of [...new Set(rows.map((one) => one[key]))].filter(Boolean).sort()) {
      select.add(new Option(value, value));
    }
  };
  fill(status, "status");
  fill(kind, "kind");

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of rows) {
      const fits = words.every((word) => one.text.includes(word))
        && (!status.value || one.status === status.value)
        && (!kind.value || one.kind === kind.value)
        && (!warned.checked || one.warnings > 0);
      one.row.hidden = !fits;
      shown += fits;
    }
    byId("count").textContent = `${shown} of ${rows.length}`;
  };

  const sort = (head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    document.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const at = head.cellIndex;
    const text = (one) => one.row.cells[at].textContent;
    const order = head.dataset.sort === "number"
      ? (a, b) => Number(text(a)) - Number(text(b))
      : new Intl.Collator("zh").compare;
    const compare = head.dataset.sort === "number" ? order : (a, b) => order(text(a), text(b));
    rows.sort((a, b) => (up ? compare(a, b) : compare(b, a)));
    body.append(...rows.map((one) => one.row));
  };

  const controls = byId("controls");
  controls.hidden = false;
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("input", filter);
  document.querySelectorAll("th[data-sort]").forEach((head) => {
    head.querySelector("button").addEventListener("click", () => sort(head));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== search) {
      event.preventDefault();
      search.focus();
    }
  });
  filter();
})();
