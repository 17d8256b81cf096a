// Draws a figure into an element; returns the chart, which can be updated, appended to and removed.
function drawFigure(element, figure, options = {}) {
  const chart = new Chart(element, figure, options);
  return {
    update: (other) => chart.update(other),
    append: (trace, points) => chart.append(trace, points),
    remove: () => chart.remove(),
  };
}
