const rows = [...document.querySelectorAll("tbody tr")];
const heads = [...document.querySelectorAll("thead th")];
const find = document.getElementById("find");
const scope = document.getElementById("scope");
const path = heads.length - 1;
const columns = [...scope.options].slice(1, -1).map((option) => option.value);

const text = (row, column) => row.cells[column].textContent;

function filter() {
  const words = find.value.toLowerCase().split(/\s+/);
  const column = columns.indexOf(scope.value) + 2;
  const needs = (row) =>
    scope.value === "" ||
    (scope.value === "-" ? columns.every((_, at) => !text(row, at + 2)) : text(row, column) !== "");
  let shown = 0;
  for (const row of rows) {
    const said = `${text(row, 0)} ${text(row, 1)} ${text(row, path)}`.toLowerCase();
    row.hidden = !(words.every((word) => said.includes(word)) && needs(row));
    shown += row.hidden ? 0 : 1;
  }
  document.getElementById("shown").value = shown === rows.length ? `${shown} operations` : `${shown} of ${rows.length} operations`;
}

// By name and the like from A to Z first; by a scope, what needs it first. Equal rows stay as they were.
function sort(column) {
  const was = heads[column].ariaSort;
  const next = was === "none" ? (column < 2 || column === path ? "ascending" : "descending") : was === "ascending" ? "descending" : "ascending";
  const sign = next === "ascending" ? 1 : -1;
  const key = (row) => text(row, column).toLowerCase();
  rows.sort((a, b) => sign * ((key(a) > key(b)) - (key(a) < key(b))));
  heads.forEach((head, at) => (head.ariaSort = at === column ? next : "none"));
  document.querySelector("tbody").append(...rows);
}

find.addEventListener("input", filter);
scope.addEventListener("change", filter);
document.querySelector("thead").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) sort(Number(button.dataset.column));
});
filter();
