// The table of a benchmark: one row of it is selected, and its figures are shown.
class RowSelection {
  constructor(table) {
    this.table = table;
    this.graphs = document.querySelector(".graphs");
    table.addEventListener("click", (event) => this.select(event.target.closest("tr[data-row]")));
    table.addEventListener("keydown", (event) => this.press(event));
    const named = RowSelection.current?.selected?.dataset.row ?? new URLSearchParams(location.hash.slice(1)).get("row");
    RowSelection.current = this;
    this.select(this.rows.find((row) => row.dataset.row === named) ?? this.rows[0], false);
    this.bringIntoView();
  }

  get rows() {
    return [...this.table.tBodies[0].rows];
  }

  press(event) {
    const rows = this.rows.filter((row) => !row.hidden);
    const place = rows.indexOf(event.target.closest("tr[data-row]"));
    if (place < 0) return;
    const target = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (event.key !== "Enter" && event.key !== " " && target == null) return;
    event.preventDefault();
    this.select(rows[target == null ? place : Math.max(0, Math.min(rows.length - 1, target))]);
    this.selected.focus();
  }

  select(row, isChosen = true) {
    if (!row || row === this.selected) return;
    for (const other of this.rows) {
      other.setAttribute("aria-selected", String(other === row));
      other.tabIndex = other === row ? 0 : -1;
    }
    this.selected = row;
    if (isChosen) history.replaceState(null, "", `#${new URLSearchParams({ row: row.dataset.row })}`);
    document.getElementById("selection").textContent = row.dataset.named;
    this.load(row);
  }

  // The table scrolls to the row, and the page does not.
  bringIntoView() {
    const scroll = this.table.closest(".scroll");
    const { offsetTop, offsetHeight } = this.selected ?? {};
    if (offsetTop + offsetHeight > scroll.clientHeight) scroll.scrollTop = offsetTop - scroll.clientHeight / 2;
  }

  // Asks for the figures again where they may be others, or could not be had.
  refresh(isOther) {
    if ((isOther || this.hasFailed) && this.selected && !this.isLoading) this.load(this.selected);
  }

  async load(row) {
    this.isLoading = true;
    const charts = [...(this.graphs?.querySelectorAll("figure.graph") ?? [])];
    for (const chart of charts) chart.ariaBusy = "true";
    const width = Math.max(400, Math.min(2000, this.graphs?.clientWidth ?? 0));
    let figures;
    try {
      figures = await data(row.dataset.figures, { max_points: 4 * width });
      this.hasFailed = false;
    } catch (error) {
      this.hasFailed = true;
      // What is drawn of the row stays.
      for (const chart of charts) {
        if (!chart.chart || chart.dataset.shown !== row.dataset.row) sayInstead(chart, error.message, "failure");
      }
    }
    // Another row may have been selected meanwhile.
    if (row !== this.selected) return;
    this.isLoading = false;
    for (const chart of charts) {
      chart.ariaBusy = "false";
      const plot = Number(chart.dataset.plot);
      const figure = figures?.[plot];
      if (!figure) continue;
      if (chart.chart && chart.dataset.shown === row.dataset.row) chart.chart.update(figure);
      else draw(chart, figure, this.options(chart, row, plot, width));
      chart.dataset.shown = row.dataset.row;
    }
    if (figures) this.tellIgnored(figures);
  }

  options(chart, row, plot, width) {
    const load = async (from, to) =>
      (await data(row.dataset.figures, { plot, from, to, max_points: 4 * width }))[0];
    const label = `${chart.dataset.label}, ${row.dataset.named}`;
    return { link: chart.dataset.link, label, load: site.isLive ? load : undefined };
  }

  // Plotly draws all there is; what this page cannot stands on the console.
  tellIgnored(figures) {
    document.querySelector("#console .ignored")?.remove();
    const names = [...new Set(figures.flatMap((figure) => figure.ignored ?? []))];
    if (names.length === 0 || window.Plotly) return;
    const line = make("li", "ignored");
    line.append(make("span", "badge plain", "info"), ` Not drawn here, only by Plotly: ${names.join(", ")}`);
    consoleLines().append(line);
  }
}

// The lines of the page's console, which is made where there was nothing to say.
function consoleLines() {
  const part = document.getElementById("console");
  if (!part.querySelector("ol")) {
    const details = make("details", "console");
    details.append(make("summary", "", "Console"), make("ol"));
    part.append(details);
  }
  return part.querySelector("ol");
}

function prepareRows(within) {
  const table = within.querySelector("table.rows");
  if (table) new RowSelection(table);
}
