// The least and greatest of what an axis has to show.
class Extent {
  constructor() {
    this.low = Infinity;
    this.high = -Infinity;
  }

  add(value) {
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
  }
}

// The ends of the range that the layout gives; NaN where it gives none.
function givenEnds(axis) {
  const {range, autorange} = axis.layout;
  if (!Array.isArray(range) || range.length !== 2 || autorange === true || axis.reversed) return [NaN, NaN];
  const ends = range.map((end) => (end == null ? NaN : axis.fromExponent(end)));
  return ends[0] === ends[1] ? [NaN, NaN] : ends;
}

// Takes in what validators and layouts draw at places of an axis.
function addDrawings(extent, axis, letter, layout) {
  const axisLetter = letter[0];
  for (const shape of layout.shapes ?? []) {
    if (shape.visible === false || (shape[`${axisLetter}ref`] ?? axisLetter) !== letter) continue;
    for (const end of [0, 1]) extent.add(axis.linear(shape[`${axisLetter}${end}`]));
  }
  for (const note of layout.annotations ?? []) {
    if (note.visible === false) continue;
    if ((note[`${axisLetter}ref`] ?? axisLetter) === letter) extent.add(axis.fromExponent(note[axisLetter]));
    if (note[`a${axisLetter}ref`] === letter) extent.add(axis.fromExponent(note[`a${axisLetter}`]));
  }
}

// The whole range of an axis: as given, or so that everything is seen.
function wholeRange(axis, letter, curves, layout) {
  const given = givenEnds(axis);
  if (given.every(Number.isFinite)) return given;
  const extent = new Extent();
  const shown = curves.filter((curve) => !curve.hidden && (letter === "x" || curve.axis === axis));
  for (const curve of shown) {
    const values = letter === "x" ? curve.x : curve.y;
    for (let at = 0; at < curve.count; at++) extent.add(values[at]);
    if (letter !== "x") eachErrorBar(curve, (at, low, high) => (extent.add(low), extent.add(high)));
  }
  addDrawings(extent, axis, letter, layout);
  let {low, high} = extent;
  if (low > high) [low, high] = axis.type === "date" ? [Date.now() - day, Date.now()] : [0, 1];
  else [low, high] = padded(axis, letter, shown, low, high);
  if (Number.isFinite(given[0]) && given[0] < high) low = given[0];
  if (Number.isFinite(given[1]) && given[1] > low) high = given[1];
  return axis.reversed ? [high, low] : [low, high];
}

// A range with room around it, as the kind of axis and `rangemode` want.
function padded(axis, letter, curves, low, high) {
  if (axis.type === "category") return [low - 0.5, high + 0.5];
  const mode = axis.layout.rangemode;
  const fromZero = axis.type === "linear"
    && (mode === "tozero" || (letter !== "x" && curves.some((curve) => curve.fill === "tozeroy")));
  if (fromZero) [low, high] = [Math.min(0, low), Math.max(0, high)];
  if (low === high) {
    const room = axis.type === "date" ? day / 2 : axis.type === "log" ? 0.5 : Math.abs(low) * 0.1 || 1;
    [low, high] = [low - room, high + room];
  } else {
    const share = letter === "x" ? (curves.some((curve) => curve.hasMarkers) ? 0.02 : 0) : 0.06;
    const room = (high - low) * share;
    [low, high] = [fromZero && low === 0 ? 0 : low - room, fromZero && high === 0 ? 0 : high + room];
  }
  if (mode === "nonnegative" && axis.type === "linear") [low, high] = [Math.max(0, low), high > 0 ? high : 1];
  return [low, high];
}
