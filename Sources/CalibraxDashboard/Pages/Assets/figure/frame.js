const lineHeight = 15;

// As many ticks as fit beside each other; `extent` is how much of the axis the lines of a label take.
function fittingTicks(axis, count, extent, gap) {
  let ticks = axis.ticks(count);
  while (ticks.length < 2 && count < 20) ticks = axis.ticks(count *= 1.5);
  for (let tries = 0; tries < 8; tries++) {
    const overlap = ticks.some((tick, at) => {
      if (!at) return false;
      const distance = Math.abs(axis.pixel(tick.place) - axis.pixel(ticks[at - 1].place));
      return distance < (extent(tick.lines) + extent(ticks[at - 1].lines)) / 2 + gap;
    });
    if (!overlap) return ticks;
    const fewer = axis.ticks(count *= 0.7);
    ticks = fewer.length < ticks.length ? fewer : ticks.filter((_, at) => at % 2 === 0);
  }
  return ticks;
}

// Lays out the plot within the canvas: sets its edges, the pixels of the axes, and their ticks.
function arrange(chart, context, width, height) {
  const {axes, layout, theme} = chart;
  context.font = `12px ${theme.font}`;
  const widest = (lines) => Math.max(0, ...lines.map((line) => context.measureText(line).width));
  const title = titleOf(layout);
  const hasTitles = axes.y.title || axes.y2?.title;
  const top = (title || axes.y2?.title ? 24 : 0) + (hasTitles ? 20 : 0);
  const plot = {title, top: Math.max(26, top + 6), right: width - 14};
  const ticksOfY = (axis) => fittingTicks(axis, Math.max(2, (plot.bottom - plot.top) / 44), () => 12, 2);
  const labelWidth = (axis) => Math.min(width * 0.3, Math.max(...ticksOfY(axis).map(({lines}) => widest(lines)), 8));
  const leaveBelow = (labels) => {
    plot.bottom = Math.max(plot.top + 1, height - labels - 8 - (axes.x.title ? 20 : 0));
    for (const letter of ["y", "y2"]) axes[letter]?.place(plot.bottom, plot.top);
  };
  leaveBelow(2 * lineHeight);
  // What the labels of x leave decides on the ticks of y, and the width of these on where x begins.
  for (const place of [(needed) => needed, (needed) => commonLeft(chart, needed)]) {
    plot.left = place(Math.ceil(labelWidth(axes.y)) + 12);
    if (axes.y2) plot.right = width - Math.ceil(labelWidth(axes.y2)) - 12;
    axes.x.place(plot.left, plot.right);
    arrangeX(plot, axes.x, widest);
    leaveBelow(plot.labelHeight);
  }
  plot.width = Math.max(1, plot.right - plot.left);
  plot.height = plot.bottom - plot.top;
  for (const letter of ["y", "y2"]) if (axes[letter]) plot[`ticks${letter}`] = ticksOfY(axes[letter]);
  return plot;
}

// The ticks of the x-axis; names too long to stand side by side are slanted.
function arrangeX(plot, axis, widest) {
  const width = plot.right - plot.left;
  plot.slanted = false;
  plot.labelHeight = (axis.type === "date" && !axis.layout.tickformat ? 2 : 1) * lineHeight;
  if (axis.type !== "category") {
    plot.ticksx = fittingTicks(axis, Math.max(2, width / 90), widest, 12);
    return;
  }
  const ticks = axis.ticks(Infinity);
  const room = width / Math.abs(axis.high - axis.low);
  const longest = Math.max(0, ...ticks.map(({lines}) => widest(lines)));
  plot.slanted = longest + 10 > room;
  plot.ticksx = plot.slanted ? axis.ticks(Math.max(1, width / 18)) : ticks;
  if (plot.slanted) plot.labelHeight = Math.min(110, longest) * 0.64 + 12;
  else plot.labelHeight = lineHeight * Math.max(1, ...ticks.map(({lines}) => lines.length));
}

// Draws grid lines of the axes.
function drawGrid(context, chart) {
  const {plot, axes, theme} = chart;
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.beginPath();
  if (axes.x.layout.showgrid !== false) {
    for (const {place} of plot.ticksx) {
      const x = Math.round(axes.x.pixel(place)) + 0.5;
      context.moveTo(x, plot.top);
      context.lineTo(x, plot.bottom);
    }
  }
  if (axes.y.layout.showgrid !== false) {
    for (const {place} of plot.ticksy) {
      const y = Math.round(axes.y.pixel(place)) + 0.5;
      context.moveTo(plot.left, y);
      context.lineTo(plot.right, y);
    }
  }
  context.stroke();
}

// Draws labels and titles of the axes and of the figure.
function drawLabels(context, chart, width, height) {
  const {plot, axes, theme} = chart;
  context.font = `12px ${theme.font}`;
  context.fillStyle = theme.muted;
  context.textBaseline = "middle";
  for (const [letter, align, x] of [["y", "right", plot.left - 7], ["y2", "left", plot.right + 7]]) {
    context.textAlign = align;
    for (const {place, lines} of plot[`ticks${letter}`] ?? []) {
      context.fillText(shortened(context, lines.join(" "), width * 0.3), x, axes[letter].pixel(place));
    }
  }
  for (const {place, lines} of plot.ticksx) drawLabelOfX(context, plot, axes.x.pixel(place), lines, width);
  context.textAlign = "center";
  if (axes.x.title) {
    context.fillText(shortened(context, axes.x.title, plot.width), plot.left + plot.width / 2, height - 10);
  }
  const row = plot.top - 15;
  const free = width - 16 - (row < 20 ? 116 : 0);
  context.textAlign = "left";
  if (axes.y.title) context.fillText(shortened(context, axes.y.title, axes.y2?.title ? free / 2 : free), 6, row);
  context.textAlign = "right";
  if (axes.y2?.title) context.fillText(shortened(context, axes.y2.title, free / 2), width - 6, row);
  context.textAlign = "left";
  context.font = `600 13px ${theme.font}`;
  context.fillStyle = theme.text;
  if (plot.title) context.fillText(shortened(context, plot.title, width - 132), 6, 13);
}

function drawLabelOfX(context, plot, x, lines, width) {
  const y = plot.bottom + 6;
  if (plot.slanted) {
    context.save();
    context.translate(x + 3, y + 3);
    context.rotate(-Math.PI / 4.5);
    context.textAlign = "right";
    context.fillText(shortened(context, lines.join(" "), 110), 0, 4);
    context.restore();
    return;
  }
  context.textAlign = "center";
  lines.forEach((line, at) => {
    const half = context.measureText(line).width / 2;
    // A date at the edge of the plot must not reach out of the canvas.
    const middle = Math.max(half + 2, Math.min(width - half - 2, x));
    context.fillText(line, middle, y + (at + 0.5) * lineHeight);
  });
}
