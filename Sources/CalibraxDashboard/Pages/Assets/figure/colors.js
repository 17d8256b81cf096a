const palette = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22",
  "#17becf"];
const viridis = ["#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b",
  "#fde725"];
let colorReader;
const colorsRead = new Map();

// Red, green, blue (0-255) and opacity of a colour of CSS; nothing if it is none.
function channels(color) {
  if (colorsRead.has(color)) return colorsRead.get(color);
  colorReader ??= document.createElement("canvas").getContext("2d");
  colorReader.fillStyle = "#010203";
  colorReader.fillStyle = color;
  const read = colorReader.fillStyle;
  let result = null;
  if (read[0] === "#") result = [1, 3, 5].map((at) => parseInt(read.slice(at, at + 2), 16)).concat(1);
  else if (/^rgba?\(/.test(read)) result = read.match(/[\d.]+/g).map(Number);
  if (read === "#010203" && color !== read) result = null;
  colorsRead.set(color, result);
  return result;
}

function isColor(color) {
  return typeof color === "string" && channels(color) !== null;
}

function colorOf([red, green, blue, opacity = 1]) {
  return `rgba(${Math.round(red)},${Math.round(green)},${Math.round(blue)},${opacity})`;
}

// The colour as opaque as said, times what it is already.
function faded(color, opacity) {
  const [red, green, blue, own] = channels(color) ?? [128, 128, 128, 1];
  return colorOf([red, green, blue, own * opacity]);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// The contrast of two colours as WCAG has it: 1 to 21.
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (high + 0.05) / (low + 0.05);
}

function mixed(one, other, share) {
  return [0, 1, 2].map((at) => one[at] + (other[at] - one[at]) * share);
}

// The colour, moved towards that of the text if it could hardly be seen otherwise.
function readable(color, theme, least = 1.6) {
  theme.readable ??= new Map();
  const key = `${color} ${least}`;
  if (!theme.readable.has(key)) theme.readable.set(key, moved(color, theme, least));
  return theme.readable.get(key);
}

// The colour, mixed with that of the text until the contrast to the background that shines through is enough.
function moved(color, theme, least) {
  const rgb = channels(color);
  const [behind, text] = [channels(theme.background), channels(theme.text)];
  if (!rgb || !behind || !text) return rgb ? color : theme.text;
  const seen = (share) => mixed(behind, mixed(rgb, text, share), rgb[3]);
  let share = 0;
  while (share < 1 && contrast(seen(share), behind) < least) share = Math.min(1, share + 0.15);
  return share ? colorOf([...mixed(rgb, text, share), rgb[3]]) : color;
}

// The colour of a share of the way from the least to the greatest number.
function scaleColor(share) {
  const at = Math.max(0, Math.min(1, share || 0)) * (viridis.length - 1);
  const low = Math.min(viridis.length - 2, Math.floor(at));
  return colorOf(mixed(channels(viridis[low]), channels(viridis[low + 1]), at - low));
}

const themeNames = {background: "#fff", surface: "#f6f6f6", text: "#222", muted: "#666", line: "#ddd",
  accent: "#1668b8", good: "#1a7f37", bad: "#c62828", warn: "#9a6700"};

// The colours and the font of the page where an element is.
function themeOf(element) {
  const probe = make("span");
  element.append(probe);
  const theme = {font: getComputedStyle(element).fontFamily};
  // A property may hold var() or light-dark(), which only a real colour resolves.
  for (const [name, usual] of Object.entries(themeNames)) {
    probe.style.color = `var(--${name}, ${usual})`;
    theme[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return theme;
}
