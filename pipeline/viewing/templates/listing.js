"use strict";
(() => {
  const table = document.getElementById("records-table");
  const form = document.querySelector(".filters");
  if (!table || !form) return;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, index) => ({
    row,
    index,
    text: row.textContent.toLowerCase(),
    warnings: row.dataset.warnings ? row.dataset.warnings.split("\t") : [],
    family: row.dataset.family,
  }));

  const said = form.querySelector(".shown-count");
  const filter = () => {
    const { text, warning, family } = form.elements;
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of rows) {
      const fits =
        words.every((word) => one.text.includes(word)) &&
        (!family.value || one.family === family.value) &&
        (!warning.value || (warning.value === "-" ? !one.warnings.length : one.warnings.includes(warning.value)));
      one.row.hidden = !fits;
      shown += fits;
    }
    said.textContent = shown === rows.length ? `${shown} records` : `${shown} of ${rows.length} records`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;

  // A click on a heading sorts by it, another turns the order, a third brings the first order back.
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort];
      for (const other of heads) other.ariaSort = "none";
      head.ariaSort = next;
      const sign = next === "descending" ? -1 : 1;
      const keys = new Map(rows.map((one) => [one, one.row.cells[column].textContent.trim()]));
      const order = [...rows].sort((a, b) => {
        if (next === "none") return a.index - b.index;
        const [x, y] = [keys.get(a), keys.get(b)];
        if (!x !== !y) return x ? -1 : 1; // what is empty stands last
        return sign * collator.compare(x, y) || a.index - b.index;
      });
      body.append(...order.map((one) => one.row));
    });
  });
})();
