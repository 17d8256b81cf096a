// Draws the annotations: a text, an arrow, or a text at the tail of an arrow.
function drawAnnotations(context, chart) {
  for (const note of chart.layout.annotations ?? []) {
    if (note.visible === false) continue;
    const x = pixelOf(chart, "x", note.xref, note.x, true);
    const y = pixelOf(chart, "y", note.yref, note.y, true);
    if (!isInside(chart.plot, note, x, y)) continue;
    const arrow = note.showarrow !== false;
    const shift = {x: note.xshift ?? 0, y: -(note.yshift ?? 0)};
    let [tailX, tailY] = [x, y];
    if (arrow) {
      const isAt = (reference) => reference && reference !== "pixel";
      tailX = isAt(note.axref) ? pixelOf(chart, "x", note.axref, note.ax, true) : x + (note.ax ?? -10);
      tailY = isAt(note.ayref) ? pixelOf(chart, "y", note.ayref, note.ay, true) : y + (note.ay ?? -30);
      drawArrow(context, chart, note, x + shift.x, y + shift.y, tailX + shift.x, tailY + shift.y);
    }
    if (note.text) drawNote(context, chart, note, tailX + shift.x, tailY + shift.y, arrow);
  }
}

// Whether the place is within the plot, in those directions in which it is on an axis.
function isInside(plot, note, x, y) {
  const free = (reference) => /^paper$| domain$/.test(reference ?? "");
  return (free(note.xref) ? Number.isFinite(x) : x >= plot.left - 0.5 && x <= plot.right + 0.5)
    && (free(note.yref) ? Number.isFinite(y) : y >= plot.top - 0.5 && y <= plot.bottom + 0.5);
}

function drawArrow(context, chart, note, x, y, tailX, tailY) {
  const length = Math.hypot(x - tailX, y - tailY);
  if (!(length > 0)) return;
  const {plot} = chart;
  const width = note.arrowwidth ?? 1.5;
  const head = note.arrowhead === 0 ? 0 : Math.min(length, 3 * width * (note.arrowsize ?? 1));
  const [along, across] = [(x - tailX) / length, (y - tailY) / length];
  const [baseX, baseY] = [x - along * head, y - across * head];
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top, plot.width, plot.height);
  context.clip();
  context.strokeStyle = context.fillStyle = isColor(note.arrowcolor) ? readable(note.arrowcolor, chart.theme)
    : chart.theme.text;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(tailX, tailY);
  context.lineTo(baseX, baseY);
  context.stroke();
  context.beginPath();
  tracePath(context, [x, y, baseX - across * head / 2, baseY + along * head / 2, baseX + across * head / 2,
    baseY - along * head / 2]);
  context.fill();
  context.restore();
}

// The share of a text's extent that is before the place it is anchored at.
function anchorShare(anchor, usual) {
  return {left: 0, top: 0, center: 0.5, middle: 0.5, right: 1, bottom: 1}[anchor] ?? usual;
}

function drawNote(context, chart, note, x, y, arrow) {
  const {theme} = chart;
  const lines = plainLines(note.text);
  const size = note.font?.size ?? 12;
  // At the edges of the plot a text keeps inside, unless it says otherwise.
  const third = (reference, value) => {
    if (arrow || reference !== "paper") return 0.5;
    return value <= 1 / 3 ? 0 : value >= 2 / 3 ? 1 : 0.5;
  };
  const strong = /<b>/i.test(note.text) ? "600 " : "";
  context.font = `${strong}${size}px ${theme.font}`;
  const width = Math.max(...lines.map((line) => context.measureText(line).width));
  const height = lines.length * size * 1.25;
  const left = x - width * anchorShare(note.xanchor, third(note.xref, note.x));
  const top = y - height * anchorShare(note.yanchor, 1 - third(note.yref, note.y));
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  // A rim keeps the text readable over curves.
  context.strokeStyle = faded(theme.background, 0.75);
  context.fillStyle = isColor(note.font?.color) ? readable(note.font.color, theme, 3.5) : theme.text;
  lines.forEach((line, place) => {
    const middle = top + (place + 0.5) * size * 1.25;
    context.strokeText(line, left + width / 2, middle);
    context.fillText(line, left + width / 2, middle);
  });
}
