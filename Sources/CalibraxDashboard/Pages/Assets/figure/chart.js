// A figure in an element: what is shown of it, and what changes that.
class Chart {
  constructor(element, figure, options) {
    this.element = element;
    this.options = options;
    this.view = {x: null, y: null, y2: null};
    this.hover = this.pointer = this.box = this.plot = null;
    this.hiddenNames = new Map();
    this.ending = new AbortController();
    this.build();
    this.loading = new Loading(this);
    this.theme = themeOf(element);
    this.read(figure);
    joinLink(this);
    this.findWhole();
    this.applyView();
    followPointers(this, this.ending.signal);
    followKeys(this, this.ending.signal);
    followPage(this, this.ending.signal);
    this.resize();
  }

  // Makes the parts of the chart within its element.
  build() {
    const {element} = this;
    element.classList.add("chart");
    this.area = make("div", "chart-canvas");
    this.area.tabIndex = 0;
    this.area.setAttribute("role", "application");
    this.canvas = make("canvas", "chart-drawing");
    this.overlay = make("canvas", "chart-drawing chart-overlay");
    this.legend = make("div", "chart-legend");
    this.legend.setAttribute("role", "group");
    this.legend.setAttribute("aria-label", "Curves");
    this.tooltip = make("div", "chart-tooltip");
    this.tooltip.hidden = true;
    this.told = make("div", "chart-told");
    this.told.setAttribute("aria-live", "polite");
    this.bar = barOf(this);
    this.area.append(this.canvas, this.overlay);
    element.replaceChildren(this.bar, this.area, this.legend, this.tooltip, this.told);
  }

  // Takes over a figure: its axes, curves and their whole ranges.
  read(figure) {
    this.figure = figure;
    this.layout = figure.layout ?? {};
    const local = this.layout.meta?.local !== false;
    const traces = (figure.data ?? []).filter((each) => each.visible !== false
      && ["scatter", "scattergl", undefined].includes(each.type));
    const [first, second] = [false, true].map((isSecond) => {
      return traces.filter((each) => (each.yaxis === "y2") === isSecond).map((each) => each.y ?? []);
    });
    const former = this.axes?.x.type;
    this.axes = {
      x: new Axis(this.layout.xaxis, traces.map((each) => each.x ?? []), local),
      y: new Axis(this.layout.yaxis, first, local),
    };
    if (second.length) this.axes.y2 = new Axis(this.layout.yaxis2, second, local);
    if (former && former !== this.axes.x.type) this.view = {x: null, y: null, y2: null};
    this.curves = traces.map((each, at) => new Curve(each, at, this.axes, palette[at % palette.length]));
    for (const curve of this.curves) curve.hidden = this.hiddenNames.get(curve.name) ?? curve.hidden;
    fillLegend(this);
  }

  // Finds the whole ranges of the axes anew, unless there are only the points of a part.
  findWhole() {
    if (this.loading.isPart && this.whole) return;
    this.whole = {};
    for (const [letter, axis] of Object.entries(this.axes)) {
      this.whole[letter] = wholeRange(axis, letter, this.curves, this.layout);
    }
  }

  // Shows of each axis what the view says, or the whole of it.
  applyView() {
    for (const [letter, axis] of Object.entries(this.axes)) axis.stretch(...(this.view[letter] ?? this.whole[letter]));
    this.redraw();
  }

  get label() {
    return this.options.label ?? (titleOf(this.layout) || this.axes.y.title || "Figure");
  }

  // Says what there is to those who do not see it.
  describe() {
    const {x} = this.axes;
    const names = this.curves.slice(0, 10).map((curve) => plainText(curve.name));
    if (this.curves.length > names.length) names.push(`and ${this.curves.length - names.length} more`);
    const valueAt = (end) => (x.categories ? x.categories[Math.round(end)] : x.value(end));
    const ends = [x.least, x.greatest].map((end) => x.text(valueAt(end)));
    this.area.setAttribute("aria-label",
      `${this.label}. ${this.curves.length} ${this.curves.length === 1 ? "curve" : "curves"}: ${names.join("; ")}. From ${ends.join(" to ")}. `
      + "Arrow keys read points, plus and minus zoom, 0 shows everything.");
  }

  // Draws at the next frame.
  redraw() {
    this.dirty = true;
    this.schedule();
  }

  schedule() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  }

  draw() {
    const [width, height] = [this.area.clientWidth, this.area.clientHeight];
    if (!width || !height) return;
    const ratio = window.devicePixelRatio || 1;
    if (this.dirty) {
      this.dirty = false;
      paint(this, width, height, ratio);
      placeLegend(this, width, height);
      this.describe();
    }
    paintOverlay(this, width, height, ratio);
  }

  // Follows the size of the element.
  resize() {
    const place = legendPlace(this.layout, this.curves, this.element.clientWidth);
    if (place !== this.legendAt) {
      this.legendAt = place;
      for (const name of legendPlaces) this.element.classList.toggle(`chart-${name}`, name === place);
      (place === "over" ? this.area : this.element).append(this.legend);
    }
    const size = [this.area.clientWidth, this.area.clientHeight, window.devicePixelRatio].join(" ");
    if (size !== this.size) this.dirty = true;
    this.size = size;
    // At once, for a canvas that changes its size is empty until it is drawn.
    if (this.dirty) this.draw();
  }

  // Takes on the colours of the page.
  recolor() {
    this.theme = themeOf(this.element);
    fillLegend(this);
    this.redraw();
  }

  curvesChanged() {
    for (const curve of this.curves) this.hiddenNames.set(curve.name, curve.hidden);
    markLegend(this);
    this.showHover(null);
    this.findWhole();
    this.applyView();
  }

  // Shows another figure, of the same part unless all was shown.
  update(figure) {
    this.loading.forget();
    this.replace(figure);
    if (this.view.x) this.loading.ask();
  }

  replace(figure) {
    const {pointer} = this;
    this.read(figure);
    this.showHover(null);
    this.findWhole();
    this.applyView();
    this.legendAt = null;
    this.resize();
    if (pointer) this.pointAt(pointer.x, pointer.y);
  }

  append(trace, points) {
    const curve = typeof trace === "number" ? this.curves.find((each) => each.index === trace)
      : this.curves.find((each) => each.name === trace);
    if (!curve || !points.length) return;
    const wasEmpty = curve.count === 0;
    curve.append(points);
    if (wasEmpty) fillLegend(this);
    // Once a frame, however many points come.
    this.growing ??= requestAnimationFrame(() => {
      this.growing = null;
      this.findWhole();
      this.applyView();
    });
  }

  remove() {
    this.ending.abort();
    this.loading.forget();
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.growing);
    leaveLink(this);
    this.element.classList.remove("chart", ...legendPlaces.map((name) => `chart-${name}`));
    this.element.replaceChildren();
  }
}
