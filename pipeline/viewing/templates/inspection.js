"use strict";
(() => {
  const text = document.getElementById("text");
  const records = document.getElementById("records");
  const said = document.getElementById("said");

  // Every element that belongs to a field, by the field's number.
  const parts = new Map();
  for (const element of document.querySelectorAll(".seg a, .tags a, .row")) {
    for (const field of element.dataset.f.split(" ")) {
      if (!parts.has(field)) parts.set(field, []);
      parts.get(field).push(element);
    }
  }

  let lit = [];
  const light = (fields) => {
    for (const element of lit) element.classList.remove("lit");
    lit = fields.flatMap((field) => parts.get(field) || []);
    for (const element of lit) element.classList.add("lit");
  };

  const show = (element, pane) => {
    const box = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const inside = box.top >= frame.top && (box.bottom <= frame.bottom || box.top <= frame.top + frame.height / 3);
    if (!inside) element.scrollIntoView({ block: box.height > frame.height / 2 ? "start" : "center", inline: "nearest" });
  };

  // The other side of an element: what of its first field stands in the other pane.
  const counterpart = (element, pane) => {
    const other = pane === text ? records : text;
    const wanted = element.hash && other.querySelector(element.hash);
    if (wanted) return wanted;
    return element.dataset.f.split(" ").flatMap((field) => parts.get(field) || []).find((part) => other.contains(part));
  };

  const paneOf = (element) => (text.contains(element) ? text : records);

  const point = (element) => {
    light(element.dataset.f.split(" "));
    const pane = paneOf(element);
    const target = counterpart(element, pane);
    if (target) show(target, pane === text ? records : text);
  };

  const pointed = (event) => (event.target instanceof Element ? event.target.closest("[data-f]") : null);

  let waiting = 0;
  let under = null;
  for (const pane of [text, records]) {
    pane.addEventListener("pointerover", (event) => {
      const element = pointed(event);
      if (element === under) return;
      under = element;
      clearTimeout(waiting);
      // A moment's rest, so that crossing the page with the pointer does not make the other side jump about.
      if (element) waiting = setTimeout(() => point(element), 80);
    });
    pane.addEventListener("pointerleave", () => {
      under = null;
      clearTimeout(waiting);
      const focused = document.activeElement;
      light(focused && focused.dataset && focused.dataset.f ? focused.dataset.f.split(" ") : []);
    });
    pane.addEventListener("focusin", (event) => {
      const element = pointed(event);
      if (!element) return;
      rove(pane, event.target);
      point(element);
    });
    pane.addEventListener("focusout", () => light([]));
    pane.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[data-f]") : null;
      if (!link) return;
      event.preventDefault();
      cross(link, pane);
    });
    pane.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Escape") {
        light([]);
        pane.focus();
        return;
      }
      const links = linksOf.get(pane);
      const at = links.indexOf(document.activeElement);
      const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
      if (at < 0 || next === undefined || !links[next]) return;
      event.preventDefault();
      links[next].focus({ preventScroll: true });
      show(links[next], pane);
    });
  }

  const cross = (link, pane) => {
    const target = counterpart(link, pane);
    if (!target) return;
    const stop = target.matches("a") ? target : target.querySelector("a");
    stop.focus({ preventScroll: true });
    show(target, pane === text ? records : text);
  };

  // Each pane is one stop of the Tab key; the arrow keys move within it.
  const linksOf = new Map();
  const current = new Map();
  const rove = (pane, link) => {
    if (!link.matches("a")) return;
    current.get(pane).tabIndex = -1;
    link.tabIndex = 0;
    current.set(pane, link);
  };
  for (const pane of [text, records]) {
    const links = [...pane.querySelectorAll("a[data-f]")];
    linksOf.set(pane, links);
    for (const link of links) link.tabIndex = -1;
    if (links.length) {
      links[0].tabIndex = 0;
      current.set(pane, links[0]);
    }
  }

  // Records can be copied, or saved as a file: only as text.
  const copies = JSON.parse(document.getElementById("copies").content.textContent);
  const copy = async (wanted) => {
    try {
      await navigator.clipboard.writeText(wanted);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = wanted;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  const save = (wanted, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([wanted], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  // The text of one record, or of all; JSON stays one document.
  const textOf = (number, format) => {
    const chosen = number === "all" ? copies : [copies[number]];
    const texts = chosen.map((formats) => formats[format].text);
    if (texts.length === 1) return texts[0];
    if (chosen[0][format].suffix !== "json") return texts.join("");
    return `${JSON.stringify(texts.flatMap((text) => JSON.parse(text)), null, 1)}\n`;
  };
  const bar = document.querySelector(".copying");
  if (bar) {
    const { record, format } = bar.elements;
    copies[0].forEach(({ label }, index) => format.append(new Option(label, index)));
    bar.addEventListener("submit", (event) => event.preventDefault());
    bar.addEventListener("click", async (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const number = record ? record.value : "0";
      const { label, suffix } = copies[0][format.value];
      const wanted = textOf(number, format.value);
      if (button.dataset.do === "save") {
        save(wanted, number === "all" ? `records.${suffix}` : `record-${Number(number) + 1}.${suffix}`);
        said.textContent = `Saved as ${label}`;
      } else {
        said.textContent = (await copy(wanted)) ? `Copied as ${label}` : "The browser did not allow copying";
        button.focus();
      }
    });
    // The record that is looked at is the one to copy.
    records.addEventListener("focusin", (event) => {
      const own = event.target.closest("[data-record]");
      if (own && record) record.value = own.dataset.record;
    });
    bar.hidden = false;
  }

  // The legend goes from segment to segment of one kind.
  const runs = [...text.querySelectorAll(".seg.first")];
  const turn = new Map();
  let found = [];
  for (const button of document.querySelectorAll(".legend button")) {
    const { kind, category } = button.dataset;
    button.addEventListener("click", () => {
      const own = runs.filter((run) => run.dataset.kind === kind && (run.dataset.category || "") === category);
      const at = turn.has(button) ? (turn.get(button) + 1) % own.length : 0;
      turn.set(button, at);
      for (const element of found) element.classList.remove("found");
      found = [...text.querySelectorAll(`.seg[data-s="${own[at].dataset.s}"]`)];
      for (const element of found) element.classList.add("found");
      own[at].scrollIntoView({ block: "center" });
      said.textContent = `${(category || kind).replaceAll("_", " ")}: ${at + 1} of ${own.length}`;
    });
  }
})();
