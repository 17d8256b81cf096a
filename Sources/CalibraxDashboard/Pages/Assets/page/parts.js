// The parts of the page that are exchanged when the site has others, without taking away what somebody does with them.
const parts = {
  sources: new Map(),

  note(within) {
    for (const part of within.querySelectorAll(".part")) this.sources.set(part.id, part.outerHTML);
  },

  exchange(fresh) {
    for (const next of fresh.querySelectorAll(".part")) {
      const source = next.outerHTML;
      const part = document.getElementById(next.id);
      if (!part || this.sources.get(next.id) === source) continue;
      this.sources.set(next.id, source);
      replacePart(part, document.importNode(next, true));
    }
  },
};

function replacePart(part, next) {
  const focus = focusWithin(part);
  const filterText = part.querySelector("input[type=search]")?.value;
  const sorted = part.querySelector("th[aria-sort]");
  keepCharts(part, next);
  keepChoices(part, next);
  part.replaceWith(next);
  prepare(next);
  if (sorted) {
    const head = next.querySelectorAll("thead tr:last-child > *")[sorted.cellIndex];
    if (head) sortBy(next.querySelector("table"), head, sorted.ariaSort);
  }
  const input = next.querySelector("input[type=search]");
  if (input && filterText) {
    input.value = filterText;
    input.dispatchEvent(new Event("input"));
  }
  focus(next);
}

// What gives the focus back to where it was: to an element with the same name, row or action.
function focusWithin(part) {
  const element = document.activeElement;
  if (!part.contains(element)) return () => {};
  const names = ["id", "name", "data-row", "data-acknowledge", "href"];
  const name = names.find((attribute) => element.hasAttribute(attribute));
  if (!name) return () => {};
  return (next) => next.querySelector(`[${name}="${CSS.escape(element.getAttribute(name))}"]`)?.focus();
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
