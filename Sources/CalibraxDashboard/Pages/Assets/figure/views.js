// What a chart shows of its axes, as pointers, keys and buttons change it.
Object.assign(Chart.prototype, {
  // Shows parts of axes: {x: [low, high], ...}; a part that is missing stays as it is.
  setView(view) {
    const before = this.view.x;
    Object.assign(this.view, view);
    this.applyView();
    if (!("x" in view) || String(before) === String(this.view.x)) return;
    this.loading.ask();
    for (const other of linkedWith(this)) {
      other.view.x = this.view.x;
      other.applyView();
      other.loading.ask();
    }
  },

  reset() {
    for (const other of linkedWith(this)) other.setView({y: null, y2: null});
    this.setView({x: null, y: null, y2: null});
  },

  // Makes a range a multiple of what it is, with one place where it was.
  zoomAround(place, factor) {
    const {low, high, type} = this.axes.x;
    const [from, to] = [place + (low - place) * factor, place + (high - place) * factor];
    // A millisecond, a category, or what numbers of 64 bits can still tell apart.
    const least = type === "date" || type === "category" ? 1 : Math.max(Math.abs(from), Math.abs(to), 1e-300) * 1e-12;
    if (Math.abs(to - from) < least) return;
    const [first, last] = this.whole.x;
    // What is farther out than everything is everything.
    if (factor > 1 && Math.abs(to - from) >= Math.abs(last - first)) this.setView({x: null});
    else this.setView({x: [from, to]});
  },

  // Shows what is in a box of pixels.
  zoomTo(box) {
    const view = {};
    for (const [letter, axis] of Object.entries(this.axes)) {
      if (letter === "x" && box.alongX) view.x = ordered(axis, axis.at(box.left), axis.at(box.right));
      if (letter !== "x" && box.alongY) view[letter] = ordered(axis, axis.at(box.bottom), axis.at(box.top));
    }
    this.box = null;
    this.setView(view);
  },

  // Moves what is shown by pixels.
  pan(across, down) {
    const view = {};
    for (const [letter, axis] of Object.entries(this.axes)) {
      const distance = (letter === "x" ? across : down) / axis.scale;
      if (distance) view[letter] = [axis.low + distance, axis.high + distance];
    }
    this.setView(view);
  },

  showBox(box) {
    this.box = box;
    if (box) this.pointAway();
    this.schedule();
  },
});

// A range in the direction that the axis has.
function ordered(axis, one, other) {
  const [least, greatest] = [Math.min(one, other), Math.max(one, other)];
  return axis.low < axis.high ? [least, greatest] : [greatest, least];
}
