// What a chart tells of the points at an x.
Object.assign(Chart.prototype, {
  // Tells what is at a place of the canvas.
  pointAt(x, y) {
    const {plot, layout} = this;
    this.pointer = {x, y};
    if (!plot || layout.hovermode === false) return;
    if (x < plot.left - 4 || x > plot.right + 4 || y < plot.top - 4 || y > plot.bottom + 4) {
      this.pointAway();
      return;
    }
    const found = layout.hovermode === "closest" ? closestPoint(this, x, y) : pointsAtX(this, this.axes.x.at(x), y);
    const seen = found && found.x >= this.axes.x.least && found.x <= this.axes.x.greatest;
    this.showHover(seen ? found : null, y, x);
    this.tellLinked();
  },

  pointAway() {
    this.pointer = null;
    if (!this.hover) return;
    this.showHover(null);
    this.tellLinked();
  },

  // Lets the cross-hair of linked charts stand at the same x.
  tellLinked() {
    for (const other of linkedWith(this)) {
      if (this.hover) {
        const found = pointsAtX(other, this.hover.x);
        other.hover = {x: this.hover.x, entries: found?.x === this.hover.x ? found.entries : []};
      } else {
        other.hover = null;
      }
      other.tooltip.hidden = true;
      other.schedule();
    }
  },

  showHover(hover, pixelY, pixelX) {
    const same = hover && this.hover && hover.x === this.hover.x && hover.entries.length === this.hover.entries.length
      && hover.entries.every(({curve, at}, place) => curve === this.hover.entries[place].curve
        && at === this.hover.entries[place].at);
    const had = this.hover;
    this.hover = hover;
    this.schedule();
    if (!hover) {
      this.tooltip.hidden = true;
      if (had) this.options.onhover?.(null);
      return;
    }
    if (!same || this.tooltip.hidden) fillTooltip(this, hover, pixelY);
    placeTooltip(this, this.axes.x.pixel(hover.x), pixelY);
    if (!same) {
      this.options.onhover?.(hover.entries.map(({curve, at}) => ({
        trace: curve.index, name: plainText(curve.name), point: at, x: curve.rawX[at], y: curve.rawY[at],
        status: curve.status(at) || "S",
      })));
    }
  },

  // Shows and says what is at an x, and brings it into view.
  hoverAtX(x) {
    const axis = this.axes.x;
    if (x < axis.least || x > axis.greatest) {
      const width = axis.high - axis.low;
      this.setView({x: [x - width / 2, x + width / 2]});
    }
    const found = pointsAtX(this, x, this.plot?.top);
    if (!found || !this.plot) return;
    this.showHover(found, this.plot.top + this.plot.height / 3);
    this.tellLinked();
    this.told.textContent = [...this.tooltip.children].map((child) => child.textContent.trim()).join("; ");
  },

  stepHover(steps) {
    if (this.hover) this.hoverAtX(neighbouringX(this, this.hover.x, steps));
    else this.hoverEnd(steps < 0);
  },

  // Tells of the first or the last x in view.
  hoverEnd(last) {
    const {least, greatest} = this.axes.x;
    const edge = last ? greatest : least;
    const near = pointsAtX(this, edge);
    if (!near) return;
    let {x} = near;
    if (x < least || x > greatest) x = neighbouringX(this, edge, last ? -1 : 1);
    this.hoverAtX(x);
  },

  // Where keys zoom around.
  hoverOrMiddle() {
    return this.hover?.x ?? (this.axes.x.low + this.axes.x.high) / 2;
  },
});
