// A trace with its points on the straight scales of its axes.
class Curve {
  constructor(trace, index, axes, usualColor) {
    this.trace = trace;
    this.index = index;
    this.second = trace.yaxis === "y2";
    this.axis = axes[this.second ? "y2" : "y"];
    this.xaxis = axes.x;
    this.rawY = trace.y ?? [];
    this.rawX = trace.x ?? Array.from(this.rawY, (_, at) => at);
    this.count = Math.min(this.rawX.length, this.rawY.length);
    this.name = String(trace.name ?? `trace ${index}`);
    this.group = trace.legendgroup || null;
    this.listed = trace.showlegend !== false;
    this.hidden = trace.visible === "legendonly";
    this.silent = trace.hoverinfo === "skip" || trace.hoverinfo === "none";
    const mode = trace.mode ?? (this.count < 20 ? "lines+markers" : "lines");
    this.hasLines = mode.includes("lines") && trace.line?.width !== 0;
    this.hasMarkers = mode.includes("markers");
    const {line = {}, marker = {}} = trace;
    const single = isColor(marker.color) ? marker.color : null;
    this.lineColor = isColor(line.color) ? line.color : single ?? usualColor;
    this.markerColor = single ?? this.lineColor;
    this.fill = ["tozeroy", "tonexty"].includes(trace.fill) ? trace.fill : null;
    this.x = Float64Array.from({length: this.count}, (_, at) => this.xaxis.linear(this.rawX[at]));
    this.y = Float64Array.from({length: this.count}, (_, at) => this.axis.linear(this.rawY[at]));
    this.survey();
  }

  // Finds what drawing and searching need to know of all points.
  survey() {
    this.sorted = true;
    this.flagged = [];
    this.found = null;
    for (let at = 0; at < this.count; at++) {
      if (!(at === 0 || this.x[at] >= this.x[at - 1])) this.sorted = false;
      if (this.status(at)) this.flagged.push(at);
    }
    if (Number.isNaN(this.x[0])) this.sorted = false;
  }

  // "W" where a validator objects, "F" where the run failed, else nothing.
  status(at) {
    const told = this.trace.customdata?.[at];
    const status = Array.isArray(told) ? told[0] : "";
    return status === "W" || status === "F" ? status : "";
  }

  // The numbers of the points that can be pointed at, in the order of x; those that failed have no y.
  get order() {
    if (this.found) return this.found;
    const found = new Int32Array(this.count);
    let length = 0;
    for (let at = 0; at < this.count; at++) {
      if (Number.isNaN(this.x[at])) continue;
      if (!Number.isNaN(this.y[at]) || this.status(at) === "F") found[length++] = at;
    }
    this.found = found.subarray(0, length);
    if (!this.sorted) this.found.sort((one, other) => this.x[one] - this.x[other] || one - other);
    return this.found;
  }

  // The first place in `order` whose x is not less.
  firstFrom(x) {
    const order = this.order;
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.x[order[middle]] < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The points from the last before the left edge to the first behind the right one, as [from, to).
  visiblePart() {
    if (!this.sorted) return [0, this.count];
    const search = (limit, isAfter) => {
      let [low, high] = [0, this.count];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isAfter(this.x[middle], limit)) high = middle;
        else low = middle + 1;
      }
      return low;
    };
    const from = search(this.xaxis.least, (x, limit) => x >= limit);
    const to = search(this.xaxis.greatest, (x, limit) => x > limit);
    return [Math.max(0, from - 1), Math.min(this.count, to + 1)];
  }

  // Adds points at the end.
  append(points) {
    if (!this.owned) {
      [this.rawX, this.rawY] = [Array.from(this.rawX).slice(0, this.count), Array.from(this.rawY).slice(0, this.count)];
      this.owned = true;
    }
    const needed = this.count + points.length;
    for (const key of ["x", "y"]) {
      const room = this[key].buffer.byteLength / 8;
      const kept = needed <= room ? new Float64Array(this[key].buffer) : new Float64Array(needed * 2);
      if (needed > room) kept.set(this[key].subarray(0, this.count));
      this[key] = kept;
    }
    for (const [x, y] of points) {
      this.x[this.count] = this.xaxis.admit(x);
      this.y[this.count] = this.axis.admit(y);
      if (!(this.count === 0 || this.x[this.count] >= this.x[this.count - 1])) this.sorted = false;
      this.rawX.push(x);
      this.rawY.push(y);
      this.count++;
    }
    this.found = null;
  }
}
