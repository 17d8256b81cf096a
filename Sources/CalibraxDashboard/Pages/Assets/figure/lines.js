const dashes = {dot: [1, 2], dash: [5, 4], longdash: [9, 4], dashdot: [5, 3, 1, 3], longdashdot: [9, 3, 1, 3]};

// The lengths of dashes and gaps in pixels, by a name of Plotly or as "5px,10px".
function dashOf(dash, width) {
  if (dashes[dash]) return dashes[dash].map((length) => length * Math.max(1, width));
  const lengths = String(dash ?? "").split(/[\s,]+/).map(parseFloat);
  return lengths.length && lengths.every((length) => length >= 0) ? lengths : [];
}

function tracePath(context, points, from = 0, to = points.length) {
  context.moveTo(points[from], points[from + 1]);
  for (let at = from + 2; at < to; at += 2) context.lineTo(points[at], points[at + 1]);
}

// Draws the line of a curve.
function strokeCurve(context, curve, lines, theme, width) {
  const {line = {}} = curve.trace;
  const wanted = line.width ?? 1.75;
  const crowded = lines.reduce((count, points) => count + points.length / 2, 0) > 1.5 * width;
  context.globalAlpha = curve.trace.opacity ?? 1;
  context.strokeStyle = readable(curve.lineColor, theme);
  // Where it is up and down at each pixel, a thin line is clearer, and many short ones are drawn far sooner.
  context.lineWidth = crowded ? Math.min(1, wanted) : wanted;
  context.lineJoin = "round";
  const dash = dashOf(line.dash, wanted);
  context.setLineDash(dash);
  const length = crowded && !dash.length ? 40 : Infinity;
  for (const points of lines) {
    for (let from = 0; from === 0 || from + 2 < points.length; from += length) {
      context.beginPath();
      tracePath(context, points, from, Math.min(points.length, from + length + 2));
      // A point between gaps would not be seen at all.
      if (points.length === 2 && !curve.hasMarkers) context.rect(points[0] - 0.5, points[1] - 0.5, 1, 1);
      context.stroke();
    }
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

// Fills the area between a curve and zero or the curve before it.
function fillCurve(context, curve, lines, before, theme) {
  const {trace: {fillcolor, opacity = 1}, axis} = curve;
  context.globalAlpha = opacity;
  context.fillStyle = isColor(fillcolor) ? fillcolor : faded(readable(curve.lineColor, theme), 0.2);
  const zero = axis.linear(0);
  const floor = Number.isNaN(zero) ? axis.start : Math.max(axis.end, Math.min(axis.start, axis.pixel(zero)));
  const paired = before && before.length === lines.length;
  const parts = !before || paired ? lines : [lines.flat()];
  parts.forEach((points, place) => {
    if (!points.length) return;
    let back = [points[0], floor, points[points.length - 2], floor];
    if (before) back = paired ? before[place] : before.flat();
    context.beginPath();
    tracePath(context, points);
    for (let at = back.length - 2; at >= 0; at -= 2) context.lineTo(back[at], back[at + 1]);
    context.closePath();
    context.fill();
  });
  context.globalAlpha = 1;
}

// Tells of each error bar: the point, and where it begins and ends on the straight scale of the axis.
function eachErrorBar(curve, tell) {
  const bars = curve.trace.error_y;
  if (!bars || bars.visible === false || !(Array.isArray(bars.array) || bars.value)) return;
  for (let at = 0; at < curve.count; at++) {
    const value = Number(curve.rawY[at]);
    const above = Math.abs(bars.array ? bars.array[at] ?? NaN : bars.value);
    const below = bars.symmetric === false && bars.arrayminus ? Math.abs(bars.arrayminus[at] ?? NaN) : above;
    if (curve.rawY[at] === null || Number.isNaN(above + below)) continue;
    const low = curve.axis.linear(value - below);
    tell(at, Number.isNaN(low) ? curve.y[at] : low, curve.axis.linear(value + above));
  }
}

function strokeErrorBars(context, curve, theme) {
  const {x, xaxis, axis} = curve;
  const {color, thickness = 1} = curve.trace.error_y;
  context.strokeStyle = readable(isColor(color) ? color : curve.lineColor, theme);
  context.lineWidth = thickness;
  context.globalAlpha = 0.7 * (curve.trace.opacity ?? 1);
  context.beginPath();
  eachErrorBar(curve, (at, low, high) => {
    const px = xaxis.pixel(x[at]);
    if (px < xaxis.start - 5 || px > xaxis.end + 5) return;
    const [bottom, top] = [axis.pixel(low), axis.pixel(high)];
    context.moveTo(px, bottom);
    context.lineTo(px, top);
    for (const end of [bottom, top]) {
      context.moveTo(px - 3, end);
      context.lineTo(px + 3, end);
    }
  });
  context.stroke();
  context.globalAlpha = 1;
}
