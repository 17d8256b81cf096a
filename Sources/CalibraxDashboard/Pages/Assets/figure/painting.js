// Makes a canvas as large as its place, in pixels of the screen, and empty.
function cleared(canvas, width, height, ratio) {
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

// Draws all but what follows the pointer.
function paint(chart, width, height, ratio) {
  const context = cleared(chart.canvas, width, height, ratio);
  const plot = chart.plot = arrange(chart, context, width, height);
  const shown = chart.curves.filter((curve) => !curve.hidden && curve.count > 0);
  const isEmpty = !chart.curves.some((curve) => curve.count > 0);
  if (isEmpty) forgetMadeUpTicks(chart);
  drawGrid(context, chart);
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top - 1, plot.width, plot.height + 2);
  context.clip();
  drawShapes(context, chart, true);
  drawCurves(context, chart, shown, ratio);
  drawShapes(context, chart, false);
  context.restore();
  drawAnnotations(context, chart);
  drawLabels(context, chart, width, height);
  if (isEmpty) drawEmpty(context, chart);
}

// Without points only a range that is given means anything.
function forgetMadeUpTicks({plot, axes}) {
  for (const letter of Object.keys(axes)) if (!givenEnds(axes[letter]).every(Number.isFinite)) plot[`ticks${letter}`] = [];
}

function drawCurves(context, chart, shown, ratio) {
  const {plot, theme} = chart;
  const before = new Map();
  // A bound of an area may have no line of its own.
  const isBound = shown.some((curve) => curve.fill === "tonexty");
  const paths = shown.map((curve) => {
    const lines = curve.hasLines || curve.fill || isBound ? polylines(curve, plot.width) : [];
    const base = curve.fill === "tonexty" ? before.get(curve.axis) : undefined;
    if (lines.length) before.set(curve.axis, lines);
    return {curve, lines, base};
  });
  // Areas first, so that they dim no curve.
  for (const {curve, lines, base} of paths) if (curve.fill) fillCurve(context, curve, lines, base, theme);
  for (const {curve, lines} of paths) {
    if (curve.hasLines) strokeCurve(context, curve, lines, theme, plot.width);
    if (curve.trace.error_y) strokeErrorBars(context, curve, theme);
    if (curve.hasMarkers) drawMarkers(context, curve, theme, ratio, plot);
    drawFailures(context, curve, chart);
  }
}

// Marks at the bottom where a run failed, which has no value to be drawn at.
function drawFailures(context, curve, {plot, theme}) {
  context.strokeStyle = theme.bad;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const at of curve.flagged) {
    if (curve.status(at) !== "F" || !Number.isNaN(curve.y[at])) continue;
    const [x, y] = [curve.xaxis.pixel(curve.x[at]), plot.bottom - 6];
    context.moveTo(x - 3, y - 3);
    context.lineTo(x + 3, y + 3);
    context.moveTo(x - 3, y + 3);
    context.lineTo(x + 3, y - 3);
  }
  context.stroke();
}

function drawEmpty(context, {plot, theme, layout}) {
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.beginPath();
  tracePath(context, [plot.left + 0.5, plot.top, plot.left + 0.5, plot.bottom + 0.5, plot.right, plot.bottom + 0.5]);
  context.stroke();
  context.font = `13px ${theme.font}`;
  context.fillStyle = theme.muted;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const text = plainText(layout.meta?.empty || "No data");
  context.fillText(shortened(context, text, plot.width), plot.left + plot.width / 2, plot.top + plot.height / 2);
}

// Draws what follows the pointer: the cross-hair, the points it is at, and the box of a zoom.
function paintOverlay(chart, width, height, ratio) {
  const context = cleared(chart.overlay, width, height, ratio);
  const {plot, theme, hover, box, axes} = chart;
  if (!plot) return;
  if (hover) {
    const x = Math.round(axes.x.pixel(hover.x)) + 0.5;
    if (x >= plot.left - 1 && x <= plot.right + 1) {
      context.strokeStyle = theme.muted;
      context.lineWidth = 1;
      context.setLineDash([2, 2]);
      context.beginPath();
      context.moveTo(x, plot.top);
      context.lineTo(x, plot.bottom);
      context.stroke();
      context.setLineDash([]);
      for (const entry of hover.entries) drawHoveredPoint(context, chart, entry);
    }
  }
  if (box) {
    context.fillStyle = faded(theme.accent, 0.12);
    context.strokeStyle = faded(theme.accent, 0.6);
    context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.strokeRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  }
}

function drawHoveredPoint(context, {plot, theme}, {curve, at}) {
  const [x, y] = [curve.xaxis.pixel(curve.x[at]), curve.axis.pixel(curve.y[at])];
  if (!(y >= plot.top - 2 && y <= plot.bottom + 2)) return;
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  context.fillStyle = readable(curve.markerColor, theme);
  context.fill();
  context.strokeStyle = theme.background;
  context.lineWidth = 1.5;
  context.stroke();
}
