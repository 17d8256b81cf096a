// Tables from this length on can be filtered.
const filterFrom = 8;

function prepareTables(within) {
  for (const holder of within.querySelectorAll(".table:not([data-ready])")) {
    holder.dataset.ready = "";
    const table = holder.querySelector("table");
    // Texts that are long take several lines; all others stay on one.
    for (const cell of table.querySelectorAll("th, td")) {
      if (cell.textContent.length > 60) cell.classList.add("long");
    }
    makeSortable(table);
    holder.prepend(toolbar(holder, table));
  }
}

// What somebody did with a table, to be done with another.
function stateOf(holder) {
  const text = holder.querySelector("input[type=search]")?.value;
  const sorted = holder.querySelector("th[aria-sort]");
  const scroll = holder.querySelector(".scroll");
  const [top, left] = [scroll.scrollTop, scroll.scrollLeft];
  return (other) => {
    const table = other.querySelector("table");
    const head = sorted && table.tHead.rows[table.tHead.rows.length - 1].cells[sorted.cellIndex];
    if (head) sortBy(table, head, sorted.ariaSort);
    const input = other.querySelector("input[type=search]");
    if (input && text) {
      input.value = text;
      input.dispatchEvent(new Event("input"));
    }
    other.querySelector(".scroll").scrollTo({ top, left, behavior: "instant" });
  };
}

function toolbar(holder, table) {
  const bar = make("div", "toolbar");
  const rows = table.tBodies[0].rows;
  const count = make("span", "muted");
  count.setAttribute("role", "status");
  if (rows.length >= filterFrom) {
    const input = make("input");
    Object.assign(input, { type: "search", placeholder: "Filter", name: "filter" });
    input.setAttribute("aria-label", `Filter ${holder.dataset.table}`);
    input.addEventListener("input", () => filter(rows, input.value, count));
    bar.append(input, count);
  }
  const button = make("button", "quiet", "CSV");
  button.type = "button";
  button.title = `Download ${holder.dataset.table} as CSV`;
  button.addEventListener("click", () => save(`${holder.dataset.table}.csv`, csv(table), "text/csv"));
  bar.append(button);
  return bar;
}

// Shows the rows that hold all words.
function filter(rows, text, count) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const content = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => content.includes(word));
    if (!row.hidden) shown += 1;
  }
  count.textContent = words.length > 0 ? `${shown} of ${rows.length}` : "";
}

function csv(table) {
  const rows = [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(cellText));
  return [columnNames(table), ...rows].map((row) => row.map(csvField).join(",") + "\r\n").join("");
}

// The names of the columns; one that several have stands behind that of their group.
function columnNames(table) {
  const rows = [...table.tHead.rows];
  const names = [...rows.pop().cells].map((cell) => cell.textContent.trim());
  const groups = [...(rows[0]?.cells ?? [])].flatMap((cell) => Array(cell.colSpan).fill(cell.textContent.trim()));
  const isRepeated = (name) => names.indexOf(name) !== names.lastIndexOf(name);
  return names.map((name, place) => (groups[place] && isRepeated(name) ? `${groups[place]} ${name}` : name));
}

// Values as they are, and moments in UTC: a file is read elsewhere.
function cellText(cell) {
  const value = cell.querySelector("data[value]");
  if (value) return String(Number(value.value));
  const time = cell.querySelector("time[datetime]");
  if (time) return time.dateTime;
  const statuses = [...cell.querySelectorAll(".status")].map((status) => status.textContent);
  if (statuses.length > 0) return statuses.join("");
  const text = cell.textContent.trim();
  return text === "–" ? "" : text;
}

function csvField(text) {
  // A spreadsheet would take a text that begins so for a formula.
  const plain = /^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function save(name, text, type) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
