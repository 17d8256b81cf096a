const collator = new Intl.Collator(undefined, { numeric: true });

// What a cell is sorted by: what it says it is, else its text.
function sortKey(cell) {
  const value = cell.querySelector("data[value]");
  if (value) return Number(value.value);
  const time = cell.querySelector("time[datetime]");
  if (time) return time.dateTime;
  return cell.querySelector("[data-sort]")?.dataset.sort ?? cell.textContent.trim();
}

function compareKeys(left, right) {
  if (typeof left === "number" && typeof right === "number") return left - right;
  return collator.compare(String(left), String(right));
}

// Lets a table be sorted by its columns' heads.
function makeSortable(table) {
  for (const head of table.tHead.rows[table.tHead.rows.length - 1].cells) {
    const button = make("button", "sort", head.textContent);
    button.type = "button";
    button.title = head.title || `Sort by ${head.textContent}`;
    button.addEventListener("click", () => sortBy(table, head));
    head.replaceChildren(button);
  }
}

function sortBy(table, head, order = head.ariaSort === "ascending" ? "descending" : "ascending") {
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.ariaSort = order;
  const sign = order === "ascending" ? 1 : -1;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, key: sortKey(row.cells[head.cellIndex]) }));
  rows.sort((left, right) => sign * compareKeys(left.key, right.key));
  body.append(...rows.map((entry) => entry.row));
}
