const legendPlaces = ["right", "below", "over", "none"];

// Where the legend is: right of the plot, below it, over it, or nowhere.
function legendPlace(layout, curves, width) {
  const listed = curves.filter((curve) => curve.listed);
  const wanted = layout.showlegend ?? (listed.length > 1 || listed.some((curve) => curve.trace.showlegend === true));
  if (!wanted || !listed.length) return "none";
  const {x = 1.02, orientation = "v"} = layout.legend ?? {};
  if (orientation === "h" || width < 480) return "below";
  return x > 1 ? "right" : "over";
}

// Fills the legend with a button for each curve.
function fillLegend(chart) {
  const {legend, curves} = chart;
  const focused = [...legend.children].indexOf(document.activeElement);
  legend.replaceChildren(...curves.filter((curve) => curve.listed).map((curve) => {
    const button = make("button", "chart-legend-entry");
    button.type = "button";
    const label = make("span");
    fillWithText(label, curve.name);
    button.append(swatchOf(curve, chart.theme), label);
    button.title = "Click hides or shows, double-click shows alone";
    button.classList.toggle("chart-without-points", curve.count === 0);
    button.addEventListener("click", (event) => {
      // The second click of a double-click has undone the first before the curve is shown alone.
      if (event.detail < 2) toggleCurve(chart, curve);
      else if (event.detail === 2) showAlone(chart, curve);
    });
    button.curve = curve;
    return button;
  }));
  markLegend(chart);
  legend.children[focused]?.focus();
}

// Says in the legend which curves are shown.
function markLegend(chart) {
  for (const button of chart.legend.children) button.setAttribute("aria-pressed", String(!button.curve.hidden));
}

function companions(chart, curve) {
  return chart.curves.filter((other) => other === curve || (curve.group !== null && other.group === curve.group));
}

function toggleCurve(chart, curve) {
  chart.shownBefore = chart.curves.filter((other) => !other.hidden);
  const hidden = !curve.hidden;
  for (const other of companions(chart, curve)) other.hidden = hidden;
  chart.curvesChanged();
}

// Hides all other curves, or shows all if they are hidden already.
function showAlone(chart, curve) {
  const kept = companions(chart, curve);
  const before = chart.shownBefore ?? chart.curves;
  const alone = before.length === kept.length && kept.every((other) => before.includes(other));
  for (const other of chart.curves) other.hidden = !alone && !kept.includes(other);
  chart.curvesChanged();
}

// A small picture of how a curve is drawn.
function swatchOf(curve, theme) {
  const canvas = make("canvas", "chart-swatch");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [26 * ratio, 12 * ratio];
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const {line = {}, marker = {}, fillcolor} = curve.trace;
  if (curve.fill) {
    context.fillStyle = isColor(fillcolor) ? fillcolor : faded(readable(curve.lineColor, theme), 0.2);
    context.fillRect(2, 2, 22, 8);
  }
  if (curve.hasLines) {
    context.strokeStyle = readable(curve.lineColor, theme);
    context.lineWidth = Math.min(3, line.width ?? 1.75);
    context.setLineDash(dashOf(line.dash, context.lineWidth));
    context.beginPath();
    tracePath(context, [2, 6, 24, 6]);
    context.stroke();
    context.setLineDash([]);
  }
  if (curve.hasMarkers) {
    const size = typeof marker.size === "number" ? Math.max(5, Math.min(9, marker.size)) : 6;
    const symbol = Array.isArray(marker.symbol) ? marker.symbol[0] : marker.symbol;
    const color = Array.isArray(marker.color) ? markerColors(curve, theme)(0) : readable(curve.markerColor, theme);
    drawSymbol(context, symbol, 13, 6, size, color, null);
  }
  return canvas;
}

// Puts a legend that is over the plot at the corner it names.
function placeLegend(chart, width, height) {
  const {legend, plot, layout} = chart;
  const over = chart.legendAt === "over";
  for (const side of ["left", "right", "top", "bottom"]) legend.style[side] = "";
  if (!over) return;
  const {x = 1, y = 1, xanchor = "auto", yanchor = "auto"} = layout.legend ?? {};
  const across = anchorShare(xanchor, x <= 1 / 3 ? 0 : x >= 2 / 3 ? 1 : 0.5);
  const down = anchorShare(yanchor, y <= 1 / 3 ? 1 : y >= 2 / 3 ? 0 : 0.5);
  const left = plot.left + x * plot.width - across * legend.offsetWidth;
  const top = plot.top + (1 - y) * plot.height - down * legend.offsetHeight;
  legend.style.left = `${Math.max(plot.left, Math.min(width - legend.offsetWidth, left))}px`;
  legend.style.top = `${Math.max(plot.top, Math.min(height - legend.offsetHeight, top))}px`;
}
