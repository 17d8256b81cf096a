// The parts of the page that are exchanged when the site has others, without taking away what somebody does with them.
const parts = {
  sources: new Map(),
  frame: null,

  note(page) {
    for (const part of page.querySelectorAll(".part")) this.sources.set(part.id, part.outerHTML);
    this.frame = frameOf(page);
  },

  // Returns whether anything has changed. What stands around the parts is not exchanged: with another frame the page is
  // loaded again.
  exchange(fresh) {
    if (frameOf(fresh) !== this.frame) {
      location.reload();
      return false;
    }
    let isOther = false;
    for (const next of fresh.querySelectorAll(".part")) {
      const source = next.outerHTML;
      const part = document.getElementById(next.id);
      if (!part || this.sources.get(next.id) === source) continue;
      this.sources.set(next.id, source);
      replacePart(part, document.importNode(next, true));
      isOther = true;
    }
    return isOther;
  },
};

// What a page has besides its parts.
function frameOf(page) {
  const main = page.getElementById("content")?.cloneNode(true);
  for (const part of main?.querySelectorAll(".part") ?? []) part.replaceChildren();
  return page.title + main?.outerHTML;
}

function replacePart(part, next) {
  const focus = focusWithin(part);
  const tables = new Map([...part.querySelectorAll(".table")].map((table) => [table.dataset.table, stateOf(table)]));
  keepCharts(part, next);
  keepChoices(part, next);
  part.replaceWith(next);
  prepare(next);
  for (const table of next.querySelectorAll(".table")) tables.get(table.dataset.table)?.(table);
  focus(next);
}

// What gives the focus back to where it was: to the element itself, or one with the same name, row or action.
function focusWithin(part) {
  const element = document.activeElement;
  if (!part.contains(element)) return () => {};
  const table = element.closest(".table")?.dataset.table;
  const within = table == null ? "" : `.table[data-table="${CSS.escape(table)}"] `;
  const name = ["id", "name", "data-row", "data-acknowledge", "href", "title"].find((each) => element.hasAttribute(each));
  const selection = element.matches("input") ? [element.selectionStart, element.selectionEnd] : null;
  return (next) => {
    const other = element.isConnected || !name
      ? element
      : next.querySelector(`${within}${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]`);
    other?.focus({ preventScroll: true });
    if (selection) other?.setSelectionRange(...selection);
  };
}

// Charts stay, with what was zoomed in them, and are given the new figure.
function keepCharts(part, next) {
  for (const chart of part.querySelectorAll("figure.graph[id]")) {
    const other = next.querySelector(`#${CSS.escape(chart.id)}`);
    if (!other || !chart.chart) {
      chart.chart?.remove();
      continue;
    }
    const figure = JSON.parse(other.querySelector("script[type='application/json']").textContent);
    Object.assign(chart.dataset, other.dataset);
    other.replaceWith(chart);
    chart.counts = null;
    chart.chart.update(figure);
  }
}

// What is chosen stays so.
function keepChoices(part, next) {
  for (const box of part.querySelectorAll("input[type=checkbox]:checked")) {
    const other = next.querySelector(`input[type=checkbox][value="${CSS.escape(box.value)}"]`);
    if (other) other.checked = true;
  }
}
