const prefixes = ["y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"];

function trimmed(text) {
  return text.replace(/(\.\d*?)0+(?=$|e)/, "$1").replace(/\.(?=$|e)/, "");
}

function grouped(text) {
  return text.replace(/^\d+/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","));
}

// The power of ten that a multiple of 3 reaches: 4 for 12,345 is 3.
function thousands(value) {
  const power = Math.floor(Math.log10(value) + 1e-12);
  return Math.max(-24, Math.min(24, 3 * Math.floor(power / 3)));
}

function prefixed(value, digits) {
  const rounded = Number(value.toPrecision(digits));
  const exponent = rounded ? thousands(rounded) : 0;
  const scaled = rounded / 10 ** exponent;
  const whole = rounded ? Math.floor(Math.log10(scaled) + 1e-12) + 1 : 1;
  return [scaled.toFixed(Math.max(0, digits - whole)), prefixes[8 + exponent / 3]];
}

// The number without digits that only its binary form has: 0.1 + 0.2 is 0.3.
function rawNumber(value) {
  return String(Number(value.toPrecision(14)));
}

// A number for reading, where nothing says how.
function plainNumber(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) return signed(value, trimmed(size.toExponential(5)));
  const text = Number.isInteger(size) ? String(size) : String(Number(size.toPrecision(size < 1e6 ? 7 : 10)));
  return signed(value, size >= 1e4 ? grouped(text) : text);
}

function signed(value, text) {
  return value < 0 && /[1-9]/.test(text) ? "−" + text : text;
}

// A number as a format of d3-format says; widths and fills are left out.
function formatNumber(value, format) {
  const parts = /^(?:.?[<>=^])?([-+( ])?([$#])?0?\d*(,)?(?:\.(\d+))?(~)?([a-z%])?$/i.exec(format ?? "");
  if (!format || !parts || !Number.isFinite(value)) return plainNumber(value);
  const [, sign, symbol, comma, precision, tilde, type] = parts;
  const size = Math.abs(value);
  const digits = Math.min(20, Number(precision ?? 6));
  const significant = Math.max(1, digits);
  let text;
  let unit = "";
  switch (type) {
    case "f": text = size.toFixed(digits); break;
    case "%": text = (size * 100).toFixed(digits); unit = "%"; break;
    case "p": text = String(Number((size * 100).toPrecision(significant))); unit = "%"; break;
    case "e": text = size.toExponential(digits); break;
    case "d": text = size.toFixed(0); break;
    case "s": [text, unit] = prefixed(size, significant); break;
    case "r": text = String(Number(size.toPrecision(significant))); break;
    case "x": text = Math.round(size).toString(16); break;
    case "g": case "n": text = size.toPrecision(significant); break;
    default: text = trimmed(size.toPrecision(precision === undefined ? 12 : significant));
  }
  if (tilde) text = trimmed(text);
  if (comma || type === "n") text = grouped(text);
  text = (symbol === "$" ? "$" : "") + text + unit;
  if (value < 0 && /[1-9]/.test(text)) return sign === "(" ? `(${text})` : "−" + text;
  return sign === "+" ? "+" + text : text;
}

// The labels of ticks that are a step apart: all in the same unit, with as many digits as the step needs.
function numberLabels(values, step) {
  const largest = Math.max(...values.map(Math.abs));
  if (!largest) return values.map(() => "0");
  // Beyond what prefixes reach.
  if (largest >= 1e27 || largest < 1e-24) {
    return values.map((value) => signed(value, trimmed(Math.abs(value).toExponential(3))));
  }
  const place = Math.floor(Math.log10(step) + 1e-9);
  let exponent = largest >= 1e4 || largest < 1e-3 ? thousands(largest) : 0;
  if (exponent > 0 && exponent - place > 4) exponent = 0;
  const decimals = Math.max(0, Math.min(20, exponent - place));
  return values.map((value) => {
    const text = (Math.abs(value) / 10 ** exponent).toFixed(decimals);
    return value === 0 ? "0" : signed(value, (text.length > 4 ? grouped(text) : text) + prefixes[8 + exponent / 3]);
  });
}
