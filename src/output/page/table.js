"use strict";
// Shows `table` = {columns: [{name, number}], rows: [[href, cell, cell, …]]}, a screenful at a time.
const body = document.querySelector("tbody"), find = document.getElementById("find"), count = document.getElementById("count"), more = document.getElementById("more");
const STEP = 200;
const folded = table.rows.map((row) => row.slice(1).join(" ").toLowerCase());
let order = table.rows.map((_, i) => i), shown = order, drawn = 0, sorted = -1, down = false;

function draw() {
  for (const i of shown.slice(drawn, drawn + STEP)) {
    const [href, ...cells] = table.rows[i], row = body.insertRow();
    cells.forEach((value, c) => {
      const cell = row.insertCell();
      if (table.columns[c].number) {
        cell.className = "n";
        cell.dataset.name = table.columns[c].name;
      } else if (table.columns[c].name === "Date") cell.className = "day";
      if (table.columns[c].link) {
        const a = document.createElement("a");
        a.href = href;
        a.textContent = value;
        cell.append(a);
      } else cell.textContent = value ?? "";
    });
  }
  drawn = Math.min(drawn + STEP, shown.length);
  more.hidden = drawn === shown.length;
}

function refresh() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  shown = words.length ? order.filter((i) => words.every((word) => folded[i].includes(word))) : order;
  count.textContent = `${shown.length} of ${table.rows.length}`;
  body.replaceChildren();
  drawn = 0;
  draw();
}

document.querySelectorAll("th button").forEach((button, c) =>
  button.addEventListener("click", () => {
    down = sorted === c ? !down : Boolean(table.columns[c].number);
    sorted = c;
    const by = (i) => table.rows[i][c + 1] ?? "";
    const compare = table.columns[c].number ? (a, b) => by(a) - by(b) : (a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0);
    order = order.slice().sort((a, b) => (down ? -compare(a, b) : compare(a, b)) || a - b);
    document.querySelectorAll("th").forEach((th, i) => th.setAttribute("aria-sort", i === c ? (down ? "descending" : "ascending") : "none"));
    refresh();
  }));
find.addEventListener("input", refresh);
addEventListener("scroll", () => { if (drawn < shown.length && innerHeight + scrollY > document.body.offsetHeight - 600) draw(); });
more.addEventListener("click", draw);
refresh();
