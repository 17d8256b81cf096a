// Asks for the points of the part that is shown, where the figure has only some of all.
class Loading {
  constructor(chart) {
    this.chart = chart;
    this.asked = 0;
    // Whether the figure holds only what is between two places of x.
    this.isPart = false;
  }

  // Drops what was asked for.
  forget() {
    this.asked++;
    this.isPart = false;
    clearTimeout(this.timer);
  }

  // Asks once the view has come to rest.
  ask() {
    const {chart} = this;
    if (!chart.options.load || !(chart.layout.meta?.reduced || this.isPart)) return;
    const number = ++this.asked;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(number), 120);
  }

  async load(number) {
    const {chart} = this;
    const range = chart.view.x;
    const {x} = chart.axes;
    const [from, to] = range ? [x.value(x.least), x.value(x.greatest)] : [null, null];
    let figure;
    try {
      figure = await chart.options.load(from, to);
    } catch {
      // What is drawn stays; whoever loads tells of errors.
      return;
    }
    if (number !== this.asked || !figure) return;
    this.isPart = range !== null;
    chart.replace(figure);
  }
}
