// What a template says of a point: variables like %{y:.2f} or %{customdata[0]} replaced; still Plotly's markup.
function templated(template, curve, at) {
  const {trace} = curve;
  const known = {
    x: curve.rawX[at], y: curve.rawY[at], text: Array.isArray(trace.text) ? trace.text[at] : trace.text,
    customdata: trace.customdata?.[at], pointNumber: at, curveNumber: curve.index,
    fullData: {...trace, name: curve.name}, data: trace, meta: trace.meta,
  };
  return template.replace(/%\{([^}:|]+)(?:([:|])([^}]*))?\}/g, (all, path, kind, format) => {
    if (path === "x" || path === "y") {
      const axis = path === "x" ? curve.xaxis : curve.axis;
      return axis.text(known[path], format);
    }
    const value = atPath(known, path);
    if (value === undefined) return all;
    if (value === null) return "";
    if (kind === "|") return formatMoment(momentOf(value), format, curve.xaxis.local);
    if (typeof value !== "number") return String(value);
    return format ? formatNumber(value, format) : rawNumber(value);
  });
}

// The member of a value that a path like `customdata[3].name` leads to.
function atPath(value, path) {
  for (const key of path.split(/[.[\]]+/).filter(Boolean)) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

// What is said of a point: the name of its curve and the text, with Plotly's markup.
function toldOf(curve, at) {
  const {hovertemplate} = curve.trace;
  const given = Array.isArray(hovertemplate) ? hovertemplate[at] : hovertemplate;
  if (!given) return {name: curve.name, text: curve.axis.text(curve.rawY[at])};
  const extra = /<extra>(.*?)<\/extra>/s.exec(given);
  const name = extra ? templated(extra[1], curve, at) : curve.name;
  return {name, text: templated(given.replace(/<extra>.*?<\/extra>|<extra\s*\/>/gs, ""), curve, at)};
}
