// How much of each pixel is covered; all zero between two curves.
let covered = new Float32Array(0);

// Draws many markers that look alike, pixel by pixel, which takes a tenth of the time that copying pictures does.
//
// All are drawn, whatever their number, so that none with a status is lost.
function stampMarkers(context, curve, picture, [red, green, blue, own], opacity, ratio, plot) {
  const side = picture.width;
  const mask = picture.getContext("2d").getImageData(0, 0, side, side).data;
  const dots = [];
  for (let at = 0; at < side * side; at++) {
    const strength = mask[4 * at + 3] / 255 * opacity / own;
    if (strength > 0.02) dots.push([at % side, Math.floor(at / side), Math.min(1, strength)]);
  }
  const width = Math.ceil(plot.width * ratio) + 2 * side;
  const [left, top] = [Math.round(plot.left * ratio) - side, Math.round(plot.top * ratio) - side];
  const height = Math.ceil(plot.height * ratio) + 2 * side;
  const places = Int32Array.from(dots, ([x, y]) => x + y * width);
  const strengths = Float32Array.from(dots, ([, , strength]) => strength);
  const {x, y, xaxis, axis} = curve;
  const [from, to] = curve.visiblePart();
  if (covered.length < width * height) covered = new Float32Array(width * height);
  let [first, last] = [height, 0];
  for (let at = from; at < to; at++) {
    const px = Math.round((xaxis.start + (x[at] - xaxis.low) * xaxis.scale) * ratio - side / 2) - left;
    const py = Math.round((axis.start + (y[at] - axis.low) * axis.scale) * ratio - side / 2) - top;
    if (!(px >= 0 && py >= 0 && px < width - side && py < height - side)) continue;
    if (py < first) first = py;
    if (py > last) last = py;
    const start = px + py * width;
    for (let dot = 0; dot < places.length; dot++) {
      const place = start + places[dot];
      covered[place] += strengths[dot] * (1 - covered[place]);
    }
  }
  if (first > last) return;
  const rows = last - first + side;
  const image = new ImageData(width, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const color = (blue << 16) | (green << 8) | red;
  for (let at = 0, place = first * width; at < pixels.length; at++, place++) {
    if (covered[place]) pixels[at] = color | (Math.round(covered[place] * own * 255) << 24);
  }
  covered.fill(0, first * width, (first + rows) * width);
  const layer = document.createElement("canvas");
  [layer.width, layer.height] = [width, rows];
  layer.getContext("2d").putImageData(image, 0, 0);
  context.drawImage(layer, left / ratio, (top + first) / ratio, width / ratio, rows / ratio);
}
