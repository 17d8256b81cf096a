// Draws a figure in an element of a page, by Plotly where the page has it.
function draw(element, figure, options) {
  const place = element.querySelector(".drawing");
  element.chart?.remove();
  place.replaceChildren();
  element.chart = window.Plotly ? plotlyChart(place, figure) : drawFigure(place, figure, options);
  return element.chart;
}

function plotlyChart(place, figure) {
  const config = { responsive: true, displaylogo: false };
  window.Plotly.newPlot(place, figure.data, figure.layout, config);
  return {
    update: (next) => window.Plotly.react(place, next.data, next.layout, config),
    append: (trace, points) =>
      window.Plotly.extendTraces(place, { x: [points.map((point) => point[0])], y: [points.map((point) => point[1])] }, [
        trace,
      ]),
    remove: () => window.Plotly.purge(place),
  };
}

// Draws the charts whose figures stand in the page.
function drawEmbedded(within) {
  for (const element of within.querySelectorAll("figure.graph[data-figure]:not([data-drawn])")) {
    element.dataset.drawn = "";
    const figure = JSON.parse(document.getElementById(element.dataset.figure).textContent);
    draw(element, figure, { link: element.dataset.link, label: element.dataset.label });
  }
}

function sayInstead(element, text, className = "waiting") {
  element.chart?.remove();
  element.chart = null;
  element.querySelector(".drawing").replaceChildren(make("p", className, text));
}
