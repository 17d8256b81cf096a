// The pixel of a place on an axis, or of a share of the plot's width or height.
function pixelOf(chart, letter, reference, value, isExponent) {
  const {plot} = chart;
  const name = String(reference ?? letter);
  if (name === "paper" || name.endsWith(" domain")) {
    return letter === "x" ? plot.left + Number(value) * plot.width : plot.bottom - Number(value) * plot.height;
  }
  const axis = letter === "x" ? chart.axes.x : chart.axes[name] ?? chart.axes.y;
  return axis.pixel(isExponent ? axis.fromExponent(value) : axis.linear(value));
}

// Draws the shapes of a layer that are above or below the curves.
function drawShapes(context, chart, isBelow) {
  for (const shape of chart.layout.shapes ?? []) {
    const below = shape.layer === "below" || shape.layer === "between";
    if (shape.visible === false || below !== isBelow) continue;
    const [x0, x1] = [shape.x0, shape.x1].map((value) => pixelOf(chart, "x", shape.xref, value));
    const [y0, y1] = [shape.y0, shape.y1].map((value) => pixelOf(chart, "y", shape.yref, value));
    if (Number.isNaN(x0 + x1 + y0 + y1)) continue;
    drawShape(context, shape, x0, y0, x1, y1, chart.theme);
  }
}

function drawShape(context, shape, x0, y0, x1, y1, theme) {
  const {line = {}} = shape;
  context.globalAlpha = shape.opacity ?? 1;
  context.beginPath();
  if (shape.type === "line") {
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
  } else if (shape.type === "circle") {
    context.ellipse((x0 + x1) / 2, (y0 + y1) / 2, Math.abs(x1 - x0) / 2, Math.abs(y1 - y0) / 2, 0, 0, 2 * Math.PI);
  } else {
    context.rect(x0, y0, x1 - x0, y1 - y0);
  }
  if (shape.type !== "line" && isColor(shape.fillcolor)) {
    context.fillStyle = shape.fillcolor;
    context.fill();
  }
  const width = line.width ?? 2;
  if (width > 0) {
    context.strokeStyle = isColor(line.color) ? readable(line.color, theme) : theme.muted;
    context.lineWidth = width;
    context.setLineDash(dashOf(line.dash, width));
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}
