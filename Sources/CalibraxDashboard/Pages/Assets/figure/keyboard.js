// Lets keys move the hover of a chart from x to x, zoom around it, and show everything again.
function followKeys(chart, signal) {
  const actions = {
    ArrowRight: (event) => chart.stepHover(event.shiftKey ? 10 : 1),
    ArrowLeft: (event) => chart.stepHover(event.shiftKey ? -10 : -1),
    Home: () => chart.hoverEnd(false),
    End: () => chart.hoverEnd(true),
    "+": () => chart.zoomAround(chart.hoverOrMiddle(), 0.5),
    "=": () => chart.zoomAround(chart.hoverOrMiddle(), 0.5),
    "-": () => chart.zoomAround(chart.hoverOrMiddle(), 2),
    0: () => chart.reset(),
    Escape: () => chart.reset(),
  };
  chart.area.addEventListener("keydown", (event) => {
    if (event.target !== chart.area || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key](event);
  }, {signal});
  chart.area.addEventListener("blur", () => chart.pointAway(), {signal});
}
