const icons = {
  "Zoom in": "M3 8h10M8 3v10",
  "Zoom out": "M3 8h10",
  "Show everything": "M3 8a5 5 0 1 0 2-4M5 1v3.5h3.5",
  "Download data": "M8 2v8M4.5 7 8 10.5 11.5 7M3 14h10",
};

// A button with an icon and a name for those who do not see it.
function iconButton(name, action) {
  const button = make("button", "chart-button");
  button.type = "button";
  button.title = name;
  button.setAttribute("aria-label", name);
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", icons[name]);
  picture.append(path);
  button.append(picture);
  button.addEventListener("click", action);
  return button;
}

// The bar of buttons of a chart.
function barOf(chart) {
  const bar = make("div", "chart-bar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Chart");
  const middle = () => (chart.axes.x.low + chart.axes.x.high) / 2;
  bar.append(
    iconButton("Zoom in", () => chart.zoomAround(middle(), 0.5)),
    iconButton("Zoom out", () => chart.zoomAround(middle(), 2)),
    iconButton("Show everything", () => chart.reset()),
    iconButton("Download data", () => download(chart)));
  return bar;
}

// The points of all curves by their names, as text of JSON.
function dataAsText(curves) {
  const names = new Set();
  const entries = curves.map((curve) => {
    const plain = plainText(curve.name);
    let name = plain;
    for (let number = 2; names.has(name); number++) name = `${plain} (${number})`;
    names.add(name);
    return [name, {x: Array.from(curve.rawX).slice(0, curve.count), y: Array.from(curve.rawY).slice(0, curve.count)}];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

function download(chart) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([dataAsText(chart.curves)], {type: "application/json"}));
  link.download = (chart.label.replace(/[^\w.-]+/g, "-").replace(/^-+|-+$/g, "") || "figure") + ".json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
