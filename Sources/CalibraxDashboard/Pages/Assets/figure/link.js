// Charts that show the same part of x and the same moment, by the name of their link.
const links = new Map();

function joinLink(chart) {
  const {link} = chart.options;
  if (!link) return;
  if (!links.has(link)) links.set(link, new Set());
  const linked = links.get(link);
  const [first] = linked;
  linked.add(chart);
  if (first && first.axes.x.type === chart.axes.x.type) chart.view.x = first.view.x;
}

function leaveLink(chart) {
  const {link} = chart.options;
  const linked = links.get(link);
  linked?.delete(chart);
  if (linked?.size === 0) links.delete(link);
  for (const other of linked ?? []) other.redraw();
}

// Where the plots of linked charts begin, so that they do at the same place, when one needs so many pixels.
function commonLeft(chart, needed) {
  chart.leftNeeded = needed;
  const others = linkedWith(chart);
  const common = Math.max(needed, ...others.map((other) => other.leftNeeded ?? 0));
  for (const other of others) if (other.plot && other.plot.left !== common) other.redraw();
  return common;
}

// The other charts of the link whose x-axis is of the same kind.
function linkedWith(chart) {
  return [...(links.get(chart.options.link) ?? [])].filter((other) => {
    return other !== chart && other.axes.x.type === chart.axes.x.type;
  });
}
