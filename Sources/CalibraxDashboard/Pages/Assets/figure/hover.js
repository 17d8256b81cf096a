// The curves that can be pointed at.
function pointable(chart) {
  return chart.curves.filter((curve) => !curve.hidden && !curve.silent && curve.order.length > 0);
}

// The point of a curve whose x is nearest; of several at the same x that whose y is nearest to a pixel.
function nearestPoint(curve, x, pixelY) {
  const {order} = curve;
  const next = curve.firstFrom(x);
  const before = next > 0 ? curve.x[order[next - 1]] : NaN;
  const after = next < order.length ? curve.x[order[next]] : NaN;
  const nearest = !(Math.abs(before - x) < Math.abs(after - x)) && !Number.isNaN(after) ? after : before;
  let best = -1;
  let distance = Infinity;
  const first = curve.firstFrom(nearest);
  for (let place = first; place < order.length && curve.x[order[place]] === nearest && place < first + 5000; place++) {
    const at = order[place];
    const away = Math.abs(curve.axis.pixel(curve.y[at]) - (pixelY ?? 0));
    if (best < 0 || away < distance) [best, distance] = [at, Number.isNaN(away) ? Infinity : away];
  }
  return best;
}

// What is at the x nearest to a pixel: that x and the point of each curve within a few pixels of it.
function pointsAtX(chart, x, pixelY) {
  const found = pointable(chart).map((curve) => ({curve, at: nearestPoint(curve, x, pixelY)}));
  let best = null;
  for (const {curve, at} of found) {
    if (best === null || Math.abs(curve.x[at] - x) < Math.abs(best - x)) best = curve.x[at];
  }
  if (best === null) return null;
  const {scale} = chart.axes.x;
  const entries = found.map(({curve}) => ({curve, at: nearestPoint(curve, best, pixelY)}))
    .filter(({curve, at}) => Math.abs((curve.x[at] - best) * scale) <= 3);
  return {x: best, entries};
}

// The point nearest to a place of the plot, no farther than 30 pixels.
function closestPoint(chart, pixelX, pixelY) {
  let best = null;
  let distance = 30;
  const {axes: {x: axis}} = chart;
  for (const curve of pointable(chart)) {
    const {order} = curve;
    const reach = 30 / Math.abs(axis.scale);
    const end = axis.at(pixelX) + reach;
    for (let place = curve.firstFrom(axis.at(pixelX) - reach); place < order.length; place++) {
      const at = order[place];
      if (curve.x[at] > end) break;
      const away = Math.hypot(axis.pixel(curve.x[at]) - pixelX, curve.axis.pixel(curve.y[at]) - pixelY);
      if (away < distance) [best, distance] = [{x: curve.x[at], entries: [{curve, at}]}, away];
    }
  }
  return best;
}

// The x next to another, in steps to the right or left; where there is none, the last there is.
function neighbouringX(chart, x, steps) {
  const forward = steps > 0;
  let current = x;
  for (let step = 0; step < Math.abs(steps); step++) {
    let next = null;
    for (const curve of pointable(chart)) {
      const {order} = curve;
      let place = curve.firstFrom(current);
      if (forward) while (place < order.length && curve.x[order[place]] === current) place++;
      else place--;
      if (place < 0 || place >= order.length) continue;
      const candidate = curve.x[order[place]];
      if (next === null || (forward ? candidate < next : candidate > next)) next = candidate;
    }
    if (next === null) break;
    current = next;
  }
  return current;
}
