// What kind of axis the layout or else the values ask for.
function axisType(layout, columns) {
  if (["linear", "log", "date", "category"].includes(layout.type)) return layout.type;
  if (layout.type === "multicategory") return "category";
  for (const column of columns) {
    for (let at = 0; at < Math.min(1000, column.length); at++) {
      const value = column[at];
      if (value === null || value === undefined || value === "") continue;
      if (typeof value === "number") return "linear";
      if (typeof value === "string" && Number.isFinite(Number(value))) return "linear";
      return typeof value === "string" && !Number.isNaN(momentOf(value)) ? "date" : "category";
    }
  }
  return "linear";
}

// The names on a category axis in their order.
function categoriesOf(layout, columns) {
  const names = new Set((layout.categoryorder ?? "array") === "array" ? (layout.categoryarray ?? []).map(String) : []);
  for (const column of columns) {
    for (const value of column) if (value !== null && value !== undefined) names.add(String(value));
  }
  const listed = [...names];
  const order = /^category (ascending|descending)$/.exec(layout.categoryorder ?? "");
  if (!order) return listed;
  const numeric = listed.every((name) => name !== "" && Number.isFinite(Number(name)));
  listed.sort(numeric ? (one, other) => one - other : (one, other) => (one < other ? -1 : one > other ? 1 : 0));
  return order[1] === "ascending" ? listed : listed.reverse();
}

// An axis: where values are on it, between a low and a high end and between two pixels.
//
// It counts in a straight scale: logarithms to base 10, milliseconds since 1970, numbers of categories, or the values.
class Axis {
  constructor(layout, columns, local) {
    this.layout = layout ?? {};
    this.local = local;
    this.type = axisType(this.layout, columns);
    this.title = titleOf(this.layout);
    if (this.type === "category") {
      this.categories = categoriesOf(this.layout, columns);
      this.numbers = new Map(this.categories.map((name, number) => [name, number]));
    }
    this.reversed = this.layout.autorange === "reversed";
    this.stretch(0, 1);
    this.place(0, 1);
  }

  // Where a value is on the straight scale; NaN where it is not.
  linear(value) {
    if (value === null || value === undefined || value === "") return NaN;
    if (this.type === "date") return momentOf(value);
    if (this.type === "category") return this.numbers.get(String(value)) ?? (typeof value === "number" ? value : NaN);
    const number = typeof value === "boolean" ? NaN : Number(value);
    return this.type === "log" ? (number > 0 ? Math.log10(number) : NaN) : Number.isFinite(number) ? number : NaN;
  }

  // Where the end of a range or an annotation is, which has the exponent on a logarithmic axis.
  fromExponent(value) {
    return this.type === "log" ? (value === null ? NaN : Number(value)) : this.linear(value);
  }

  // Like `linear`, for a value that may be a new category.
  admit(value) {
    if (this.type === "category" && value !== null && value !== undefined && !this.numbers.has(String(value))) {
      this.numbers.set(String(value), this.categories.push(String(value)) - 1);
    }
    return this.linear(value);
  }

  // The value at a place of the straight scale, as figures have it.
  value(linear) {
    if (this.type === "log") return 10 ** linear;
    return this.type === "date" ? momentAsText(linear) : linear;
  }

  // Lets the axis reach from one place of the straight scale to another.
  stretch(low, high) {
    this.low = low;
    this.high = high === low ? low + 1 : high;
    this.place(this.start, this.end);
  }

  // Puts its ends at two pixels.
  place(start, end) {
    this.start = start;
    this.end = end;
    this.scale = (end - start) / (this.high - this.low);
  }

  pixel(linear) {
    // From the low end, since numbers of milliseconds have no digits to lose.
    return this.start + (linear - this.low) * this.scale;
  }

  at(pixel) {
    return this.low + (pixel - this.start) / this.scale;
  }

  get least() {
    return Math.min(this.low, this.high);
  }

  get greatest() {
    return Math.max(this.low, this.high);
  }

  // A value for reading, with a format of d3 or else that of the axis.
  text(value, format) {
    if (value === null || value === undefined) return "";
    if (this.type === "date") {
      const moment = momentOf(value);
      if (Number.isNaN(moment)) return String(value);
      format ??= this.layout.tickformat;
      return format ? formatMoment(moment, format, this.local) : plainMoment(moment, this.local);
    }
    if (this.type === "category" || !Number.isFinite(Number(value))) return String(value);
    return this.framed(formatNumber(Number(value), format ?? this.layout.tickformat));
  }

  framed(text) {
    return plainText(this.layout.tickprefix ?? "") + text + plainText(this.layout.ticksuffix ?? "");
  }

  // About as many ticks as asked for: their places and the lines of their labels.
  ticks(count) {
    const format = this.layout.tickformat;
    const [low, high] = [this.least, this.greatest];
    if (this.type === "category") {
      const stride = Math.max(1, Math.ceil((high - low) / count));
      const shown = this.categories.map((name, number) => ({place: number, lines: plainLines(name)}));
      return shown.filter(({place}) => place % stride === 0 && place >= low && place <= high);
    }
    if (this.type === "date") {
      const {values, step} = momentTicks(low, high, count, this.local);
      const labels = format ? values.map((value) => plainLines(formatMoment(value, format, this.local)))
        : momentLabels(values, step, this.local);
      return values.map((place, at) => ({place, lines: labels[at]}));
    }
    const {values, step} = this.type === "log" ? logTicks(low, high, count) : linearTicks(low, high, count);
    const labels = format ? values.map((value) => formatNumber(value, format))
      : step ? numberLabels(values, step) : values.map((value) => numberLabels([value], value)[0]);
    return values.map((value, at) => ({place: this.linear(value), lines: [this.framed(labels[at])]}));
  }
}
