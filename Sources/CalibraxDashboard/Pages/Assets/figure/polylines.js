// The pixels of a curve as lists of x0, y0, x1, y1, ..., one list for each part without gaps.
//
// Where there are more than three points a pixel, each column of pixels keeps its least and its greatest.
function polylines(curve, width) {
  const [from, to] = curve.visiblePart();
  const dense = to - from > 3 * width;
  const {x, y, xaxis, axis} = curve;
  const connect = curve.trace.connectgaps === true;
  const lines = [];
  let line = [];
  let column = NaN;
  let least, greatest, leastAt, greatestAt;
  const flush = () => {
    if (column !== column) return;
    if (leastAt < greatestAt) line.push(column + 0.5, least, column + 0.5, greatest);
    else if (leastAt > greatestAt) line.push(column + 0.5, greatest, column + 0.5, least);
    else line.push(column + 0.5, least);
    column = NaN;
  };
  for (let at = from; at < to; at++) {
    const px = xaxis.start + (x[at] - xaxis.low) * xaxis.scale;
    const py = axis.start + (y[at] - axis.low) * axis.scale;
    if (px !== px || py !== py) {
      if (connect) continue;
      flush();
      if (line.length) lines.push(line);
      line = [];
    } else if (!dense) {
      line.push(px, py);
    } else if (Math.floor(px) !== column) {
      flush();
      column = Math.floor(px);
      least = greatest = py;
      leastAt = greatestAt = at;
    } else if (py < least) {
      [least, leastAt] = [py, at];
    } else if (py > greatest) {
      [greatest, greatestAt] = [py, at];
    }
  }
  flush();
  if (line.length) lines.push(line);
  return lines.map((points) => bent(points, curve.trace.line?.shape));
}

// The corners that a shape of line has between the points.
function bent(points, shape) {
  const length = points.length;
  if (!["hv", "vh", "hvh", "vhv", "spline"].includes(shape) || length < 4) return points;
  if (shape === "spline") return length < 4000 ? splined(points) : points;
  const result = [points[0], points[1]];
  for (let at = 2; at < length; at += 2) {
    const [x0, y0, x1, y1] = [points[at - 2], points[at - 1], points[at], points[at + 1]];
    if (shape === "hv") result.push(x1, y0);
    else if (shape === "vh") result.push(x0, y1);
    else if (shape === "hvh") result.push((x0 + x1) / 2, y0, (x0 + x1) / 2, y1);
    else result.push(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2);
    result.push(x1, y1);
  }
  return result;
}

// A smooth line through the points that rises and falls only where they do (Fritsch and Carlson, 1980).
function splined(points) {
  const count = points.length / 2;
  const slopes = [];
  for (let at = 0; at + 1 < count; at++) {
    const width = points[2 * at + 2] - points[2 * at];
    if (!(width > 0)) return points;
    slopes.push((points[2 * at + 3] - points[2 * at + 1]) / width);
  }
  const tangents = [slopes[0]];
  for (let at = 1; at + 1 < count; at++) {
    const [one, other] = [slopes[at - 1], slopes[at]];
    tangents.push(one * other <= 0 ? 0 : (2 * one * other) / (one + other));
  }
  tangents.push(slopes[count - 2]);
  const result = [points[0], points[1]];
  for (let at = 0; at + 1 < count; at++) {
    const [x0, y0, x1, y1] = points.slice(2 * at, 2 * at + 4);
    const width = x1 - x0;
    for (let part = 1; part <= 8; part++) {
      const t = part / 8;
      const [square, cube] = [t * t, t * t * t];
      const y = (2 * cube - 3 * square + 1) * y0 + (cube - 2 * square + t) * width * tangents[at]
        + (3 * square - 2 * cube) * y1 + (cube - square) * width * tangents[at + 1];
      result.push(x0 + width * t, y);
    }
  }
  return result;
}
