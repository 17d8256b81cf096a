const mostEntries = 12;

// The entries that a tooltip has room for: those nearest to the pointer, in the order of the curves.
function nearestEntries(entries, pixelY) {
  if (entries.length <= mostEntries) return entries;
  const away = ({curve, at}) => {
    const distance = Math.abs(curve.axis.pixel(curve.y[at]) - pixelY);
    return Number.isNaN(distance) ? Infinity : distance;
  };
  const nearest = [...entries].sort((one, other) => away(one) - away(other) || 0).slice(0, mostEntries);
  return entries.filter((entry) => nearest.includes(entry));
}

// Fills the tooltip with what is at an x.
function fillTooltip(chart, hover, pixelY) {
  const {tooltip, axes: {x: axis}, theme} = chart;
  const [{curve, at}] = hover.entries;
  const value = curve.rawX[at];
  const head = make("div", "chart-tooltip-head");
  head.append(make("span", "", plainText(axis.text(value))));
  if (axis.type === "date" && axis.local) {
    head.append(make("span", "chart-muted", plainMoment(momentOf(value), false) + " UTC"));
  }
  tooltip.replaceChildren(head);
  const shown = nearestEntries(hover.entries, pixelY);
  const sole = chart.curves.length === 1;
  for (const entry of shown) tooltip.append(tooltipEntry(entry, theme, sole));
  const more = hover.entries.length - shown.length;
  if (more) tooltip.append(make("div", "chart-muted", `… and ${more} more`));
}

function tooltipEntry({curve, at}, theme, sole) {
  const entry = make("div", "chart-tooltip-entry");
  const swatch = make("span", "chart-dot");
  swatch.style.backgroundColor = readable(curve.markerColor, theme);
  const told = make("div");
  const {name, text} = toldOf(curve, at);
  const plain = !curve.trace.hovertemplate;
  if (name && !sole) told.append(make("span", plain ? "" : "chart-muted", plainText(name) + (plain ? ": " : "")));
  if (name && !sole && !plain) told.append(document.createElement("br"));
  fillWithText(told, text);
  const status = curve.status(at);
  if (status) {
    told.append(" ", make("span", status === "F" ? "chart-failed" : "chart-objected",
      status === "F" ? "failed" : "validator objects"));
  }
  entry.append(swatch, told);
  return entry;
}

// Puts the tooltip beside the cross-hair, within the window.
function placeTooltip(chart, pixelX, pixelY) {
  const {tooltip, area} = chart;
  tooltip.hidden = false;
  const outer = area.getBoundingClientRect();
  const {width, height} = tooltip.getBoundingClientRect();
  const [wide, high] = [document.documentElement.clientWidth, document.documentElement.clientHeight];
  let left = outer.left + pixelX + 14;
  if (left + width > wide - 4) left = outer.left + pixelX - 14 - width;
  const top = outer.top + pixelY - height / 2;
  tooltip.style.left = `${Math.max(4, Math.min(wide - width - 4, left))}px`;
  tooltip.style.top = `${Math.max(4, Math.min(high - height - 4, top))}px`;
}
