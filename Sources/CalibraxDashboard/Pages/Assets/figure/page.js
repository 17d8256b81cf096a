// Lets a chart follow the sizes, colours and pixels of the page.
function followPage(chart, signal) {
  const sizes = new ResizeObserver(() => chart.resize());
  sizes.observe(chart.element);
  sizes.observe(chart.area);
  const theme = new MutationObserver(() => chart.recolor());
  theme.observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme", "class"]});
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.recolor(), {signal});
  const scrolled = (event) => event.target.contains(chart.area) && chart.pointAway();
  window.addEventListener("scroll", scrolled, {signal, passive: true, capture: true});
  signal.addEventListener("abort", () => {
    sizes.disconnect();
    theme.disconnect();
  });
}
