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
  place.classList.add("plotly");
  window.Plotly.newPlot(place, figure.data, plotlyLayout(figure.layout), config);
  return {
    update: (next) => window.Plotly.react(place, next.data, plotlyLayout(next.layout), config),
    append: (trace, points) =>
      window.Plotly.extendTraces(place, { x: [points.map((point) => point[0])], y: [points.map((point) => point[1])] }, [
        trace,
      ]),
    remove: () => window.Plotly.purge(place),
  };
}

// The layout over one that looks like the page; what is zoomed stays when the figure is exchanged.
function plotlyLayout(layout) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  const axes = ["xaxis", "yaxis", "yaxis2"].filter((axis) => axis !== "yaxis2" || layout.yaxis2);
  const own = { gridcolor: color("line"), zerolinecolor: color("line") };
  return {
    margin: { l: 60, r: 24, t: 24, b: 48 },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    font: { color: color("muted") },
    uirevision: "page",
    ...layout,
    ...Object.fromEntries(axes.map((axis) => [axis, { ...own, ...layout[axis] }])),
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
