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
}

// The other charts of the link whose x-axis is of the same kind.
function linkedWith(chart) {
  return [...(links.get(chart.options.link) ?? [])].filter((other) => {
    return other !== chart && other.axes.x.type === chart.axes.x.type;
  });
}
