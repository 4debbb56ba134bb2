"use strict";
// Every piece of text that belongs to a finding carries the findings' ids in data-m, the innermost last.
const pieces = [...document.querySelectorAll("[data-m]")];
const byId = new Map();
for (const piece of pieces)
  for (const id of piece.dataset.m.split(" ")) (byId.get(id) || byId.set(id, []).get(id)).push(piece);
const link = document.getElementById("link");
let lit = [];

function curve(from, to) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const base = link.getBoundingClientRect(), a = from.getClientRects()[0], b = to.getClientRects()[0];
  if (!a || !b) return;
  const x1 = a.left + a.width / 2 - base.left, y1 = a.top - base.top;
  const x2 = b.left + b.width / 2 - base.left, y2 = b.top - base.top;
  path.setAttribute("d", `M${x1},${y1} Q${(x1 + x2) / 2},${Math.min(y1, y2) - 24} ${x2},${y2}`);
  link.append(path);
}

function light(id) {
  for (const piece of lit) piece.classList.remove("lit");
  for (const entry of document.querySelectorAll("li[data-of]")) entry.classList.toggle("now", entry.dataset.of === id);
  link.replaceChildren();
  lit = byId.get(id) || [];
  for (const piece of lit) piece.classList.add("lit");
  const first = (role) => lit.find((piece) => (piece.dataset[role] || "").split(" ").includes(id));
  const content = lit.find((piece) => (piece.dataset.content || "").split(" ").includes(id));
  for (const role of ["source", "cue"]) if (content && first(role)) curve(content, first(role));
}

// Of the findings over a piece, the one to light: the innermost attribution, else the innermost finding.
function chosen(piece) {
  const ids = piece.dataset.m.split(" ").filter((id) => !hidden.has(id));
  return ids.filter((id) => id.startsWith("a-")).pop() || ids.pop();
}

for (const event of ["pointerover", "focusin"])
  document.addEventListener(event, (e) => {
    const piece = e.target.closest("[data-m]"), entry = e.target.closest("[data-of]");
    if (piece) light(chosen(piece));
    else if (entry) light(entry.dataset.of);
  });
document.addEventListener("keydown", (e) => { if (e.key === "Escape") light(""); });
addEventListener("hashchange", () => light(location.hash.slice(1)));

// Filters: an entry of the panel is shown if it fits every choice; text of hidden entries loses its colors.
const hidden = new Set();
const choices = [...document.querySelectorAll("select[data-filter]")];
function filter() {
  hidden.clear();
  for (const entry of document.querySelectorAll("li[data-of]")) {
    const fits = choices.every(({ value, dataset: { filter } }) =>
      !value || entry.dataset[filter] === undefined || entry.dataset[filter].split(" ").includes(value));
    entry.hidden = !fits;
    if (!fits) hidden.add(entry.dataset.of);
  }
  for (const piece of pieces) {
    const ids = piece.dataset.m.split(" ").filter((id) => id.startsWith("a-"));
    piece.classList.toggle("off", ids.length > 0 && ids.every((id) => hidden.has(id)));
  }
  for (const button of picks) button.ariaPressed = String(button.dataset.pick === speaker.value);
  light("");
}

// A speaker's name in the panel is the choice of that speaker, or of all again.
const speaker = document.getElementById("filter-speaker");
const picks = [...document.querySelectorAll("button[data-pick]")];
for (const button of picks)
  button.addEventListener("click", () => {
    speaker.value = speaker.value === button.dataset.pick ? "" : button.dataset.pick;
    filter();
  });
for (const choice of choices) choice.addEventListener("change", filter);
if (location.hash) light(location.hash.slice(1));
