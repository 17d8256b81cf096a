const symbolNumbers = ["circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down", "triangle-left",
  "triangle-right"];
Object.assign(symbolNumbers, {13: "pentagon", 14: "hexagon", 17: "star"});

// The name of a symbol and whether it is only an outline.
function symbolOf(symbol) {
  const number = typeof symbol === "number" || /^\d+$/.test(symbol) ? Number(symbol) : null;
  if (number !== null) return {name: symbolNumbers[number % 100] ?? "circle", open: number % 200 >= 100};
  const text = String(symbol ?? "circle");
  return {name: text.replace(/-(open|dot|open-dot)$/, ""), open: /-open/.test(text)};
}

// The corners of symbols within a circle of radius 1: x0, y0, x1, y1, ...
function corners(name) {
  const around = (count, radius = () => 1, turn = -Math.PI / 2) => Array.from({length: count}, (_, at) => {
    const angle = turn + (2 * Math.PI * at) / count;
    return [Math.cos(angle) * radius(at), Math.sin(angle) * radius(at)];
  }).flat();
  const cross = [-7, -20, 7, -20, 7, -7, 20, -7, 20, 7, 7, 7, 7, 20, -7, 20, -7, 7, -20, 7, -20, -7, -7, -7]
    .map((value) => value / 20);
  const turned = () => {
    return cross.map((value, at) => (at % 2 ? cross[at - 1] + value : value - cross[at + 1]) * Math.SQRT1_2);
  };
  switch (name) {
    case "square": return [-0.89, -0.89, 0.89, -0.89, 0.89, 0.89, -0.89, 0.89];
    case "diamond": return around(4, () => 1.25);
    case "cross": return cross;
    case "x": return turned();
    case "triangle-up": return around(3, () => 1.2);
    case "triangle-down": return around(3, () => 1.2, Math.PI / 2);
    case "triangle-left": return around(3, () => 1.2, Math.PI);
    case "triangle-right": return around(3, () => 1.2, 0);
    case "pentagon": return around(5, () => 1.1);
    case "hexagon": return around(6, () => 1.1, 0);
    case "star": return around(10, (at) => (at % 2 ? 0.5 : 1.3));
    default: return null;
  }
}

// Draws a symbol around a place.
function drawSymbol(context, symbol, x, y, size, color, hairline) {
  const {name, open} = symbolOf(symbol);
  const points = corners(name);
  const radius = Math.max(0.5, size / 2 - (open ? 0.5 : 0));
  context.beginPath();
  if (points) tracePath(context, points.map((value, at) => (at % 2 ? y : x) + value * radius));
  else context.arc(x, y, radius, 0, 2 * Math.PI);
  context.closePath();
  context.lineWidth = open ? 1.25 : 1;
  if (!open) {
    context.fillStyle = color;
    context.fill();
  }
  if (open || hairline) {
    context.strokeStyle = open ? color : hairline;
    context.stroke();
  }
}

// A picture of a symbol to be copied to many places.
function symbolPicture(symbol, size, color, hairline, ratio) {
  const side = Math.ceil((size * 1.4 + 3) * ratio);
  const picture = document.createElement("canvas");
  picture.width = picture.height = side;
  const context = picture.getContext("2d", {willReadFrequently: true});
  context.scale(ratio, ratio);
  drawSymbol(context, symbol, side / 2 / ratio, side / 2 / ratio, size, color, hairline);
  return picture;
}

// What tells the colour of each marker.
function markerColors(curve, theme) {
  const given = curve.trace.marker?.color;
  const whole = readable(curve.markerColor, theme);
  if (!Array.isArray(given)) return () => whole;
  const {cmin, cmax} = curve.trace.marker;
  const extent = new Extent();
  for (const value of given) if (typeof value === "number") extent.add(value);
  const [low, high] = [cmin ?? extent.low, cmax ?? extent.high];
  return (at) => {
    const value = given[at];
    // Few steps, so that there are few pictures.
    if (typeof value === "number") {
      return readable(scaleColor(Math.round((value - low) / (high - low || 1) * 24) / 24), theme);
    }
    return isColor(value) ? readable(value, theme) : whole;
  };
}

// Draws the markers of a curve.
function drawMarkers(context, curve, theme, ratio, plot) {
  const {trace: {marker = {}, opacity = 1}} = curve;
  const [from, to] = curve.visiblePart();
  const alike = ![marker.color, marker.size, marker.symbol].some(Array.isArray);
  const hairline = to - from <= plot.width / 8 ? theme.background : null;
  const faintness = opacity * (typeof marker.opacity === "number" ? marker.opacity : 1);
  const color = readable(curve.markerColor, theme);
  if (alike && to - from > 300) {
    const picture = symbolPicture(marker.symbol, Number(marker.size ?? 6), color, null, ratio);
    stampMarkers(context, curve, picture, channels(color), faintness, ratio, plot);
    return;
  }
  const colorAt = markerColors(curve, theme);
  const pictures = new Map();
  context.globalAlpha = faintness;
  for (let at = from; at < to; at++) {
    const [x, y] = [curve.xaxis.pixel(curve.x[at]), curve.axis.pixel(curve.y[at])];
    if (!(x > plot.left - 10 && x < plot.right + 10 && y > plot.top - 10 && y < plot.bottom + 10)) continue;
    const wanted = Array.isArray(marker.size) ? Number(marker.size[at]) || 0 : Number(marker.size ?? 6);
    const size = Math.round(2 * wanted) / 2;
    const symbol = Array.isArray(marker.symbol) ? marker.symbol[at] : marker.symbol;
    const key = alike ? "" : `${symbol} ${size} ${colorAt(at)}`;
    let picture = pictures.get(key);
    if (!picture) pictures.set(key, picture = symbolPicture(symbol, size, colorAt(at), hairline, ratio));
    const side = picture.width / ratio;
    context.drawImage(picture, x - side / 2, y - side / 2, side, side);
  }
  context.globalAlpha = 1;
}
