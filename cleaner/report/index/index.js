// The index: its table is sorted by the column that is clicked, and searched by name and title.

const body = document.querySelector("tbody");
const rows = [...body.rows];

const valueOf = (row, place) => row.cells[place].dataset.value ?? row.cells[place].textContent;

document.querySelectorAll("thead button").forEach((button, place) => button.addEventListener("click", () => {
  const head = button.parentElement;
  const other = { ascending: "descending", descending: "ascending" };
  const order = other[head.getAttribute("aria-sort")] ?? button.dataset.first;
  document.querySelectorAll("thead th").forEach((one) => one.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", order);
  const way = order === "ascending" ? 1 : -1;
  const collator = new Intl.Collator("en", { numeric: true });
  const figures = "value" in rows[0]?.cells[place].dataset && place > 0;
  const compare = figures ? (a, b) => a - b : collator.compare;
  rows.sort((a, b) => way * compare(valueOf(a, place), valueOf(b, place)));
  body.append(...rows);
}));

const box = document.getElementById("find");
box.addEventListener("input", () => {
  const words = box.value.trim().toLowerCase();
  rows.forEach((row) => { row.hidden = !row.cells[0].textContent.toLowerCase().includes(words); });
  const shown = rows.filter((row) => !row.hidden).length;
  document.getElementById("found").textContent = words ? `${shown} of ${rows.length}` : "";
});
