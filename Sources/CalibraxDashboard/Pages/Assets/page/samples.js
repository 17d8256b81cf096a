// Draws samples of a series behind those that its chart has.
//
// Returns whether they go on there; where they do not, the page has to be asked for again.
function appendSamples(part) {
  const element = [...document.querySelectorAll("figure.graph[data-series]")].find((figure) =>
    JSON.parse(figure.dataset.series).includes(part.key),
  );
  const counts = element?.counts ?? (element ? JSON.parse(element.dataset.counts) : null);
  if (!element?.chart || counts == null || part.first > counts[part.key]) return false;
  element.counts = counts;
  const points = part.points.slice(counts[part.key] - part.first);
  counts[part.key] += points.length;
  const trace = JSON.parse(element.dataset.series).indexOf(part.key);
  if (points.length > 0) element.chart.append(trace, points.map(([at, value]) => [place(element, at), value]));
  return true;
}

// Clocks are drawn as dates: Plotly has them in milliseconds.
function place(element, at) {
  return element.dataset.clock == null ? at : at * 1000;
}
