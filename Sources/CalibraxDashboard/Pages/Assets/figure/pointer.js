// Which way a drag zooms: the box between two places of the plot.
function boxOf(plot, start, end) {
  const [across, down] = [Math.abs(end.x - start.x), Math.abs(end.y - start.y)];
  const box = {
    left: Math.max(plot.left, Math.min(start.x, end.x)), right: Math.min(plot.right, Math.max(start.x, end.x)),
    top: Math.max(plot.top, Math.min(start.y, end.y)), bottom: Math.min(plot.bottom, Math.max(start.y, end.y)),
    alongX: across >= Math.max(8, down * 0.25), alongY: down >= Math.max(8, across * 0.25),
  };
  if (!box.alongX) [box.left, box.right] = [plot.left, plot.right];
  if (!box.alongY) [box.top, box.bottom] = [plot.top, plot.bottom];
  return box.alongX || box.alongY ? box : null;
}

// Lets pointers hover, zoom and pan a chart.
function followPointers(chart, signal) {
  const {area} = chart;
  const pointers = new Map();
  let drag = null;
  const placeOf = (event) => {
    const outer = area.getBoundingClientRect();
    return {x: event.clientX - outer.left, y: event.clientY - outer.top};
  };
  const listen = (name, handle, options = {}) => area.addEventListener(name, handle, {signal, ...options});

  listen("pointerdown", (event) => {
    if (event.target.closest("button, .chart-legend")) return;
    const place = placeOf(event);
    pointers.set(event.pointerId, place);
    if (event.pointerType === "touch") {
      drag = pointers.size === 2 ? {kind: "pinch"} : null;
      if (!drag) chart.pointAt(place.x, place.y);
      return;
    }
    if (event.button > 1) return;
    area.setPointerCapture(event.pointerId);
    drag = {kind: event.button === 1 || event.shiftKey ? "pan" : "zoom", start: place, last: place};
  });

  listen("pointermove", (event) => {
    const place = placeOf(event);
    const before = pointers.get(event.pointerId);
    if (before) pointers.set(event.pointerId, place);
    if (drag?.kind === "pinch" && before) pinch(chart, pointers, event.pointerId, before);
    else if (drag?.kind === "pan") {
      chart.pointAway();
      chart.pan(drag.last.x - place.x, drag.last.y - place.y);
      drag.last = place;
    } else if (drag?.kind === "zoom") {
      chart.showBox(boxOf(chart.plot, drag.start, place));
    } else if (event.target.closest(".chart-legend")) {
      chart.pointAway();
    } else {
      chart.pointAt(place.x, place.y);
    }
  });

  // Else the middle button scrolls the page.
  listen("mousedown", (event) => event.button === 1 && event.preventDefault());

  const end = (event) => {
    pointers.delete(event.pointerId);
    if (drag?.kind === "zoom" && chart.box && event.type === "pointerup") chart.zoomTo(chart.box);
    if (drag) chart.showBox(null);
    drag = null;
  };
  listen("pointerup", end);
  listen("pointercancel", end);
  // What a finger has pointed at stays when it is lifted.
  listen("pointerleave", (event) => drag || event.pointerType === "touch" || chart.pointAway());
  listen("dblclick", (event) => event.target.closest(".chart-legend") || chart.reset());
  listen("wheel", (event) => {
    // Without a key the page scrolls.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    chart.zoomAround(chart.axes.x.at(placeOf(event).x), Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.005));
  }, {passive: false});
}

// Keeps what is under two fingers under them.
function pinch(chart, pointers, moved, before) {
  const {x: axis} = chart.axes;
  const [other] = [...pointers].filter(([id]) => id !== moved).map(([, place]) => place);
  const place = pointers.get(moved);
  const [distance, old] = [place.x - other.x, before.x - other.x];
  if (Math.abs(distance) < 10 || Math.abs(old) < 10 || distance * old < 0) return;
  chart.zoomAround(axis.at(other.x), old / distance);
}
