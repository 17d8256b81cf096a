const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

const clock = /(?:[ T](\d\d?)(?::(\d\d)(?::(\d\d)(\.\d+)?)?)?)?/.source;
const zone = /(?:Z|([+-])(\d\d):?(\d\d))?/.source;
const momentText = new RegExp(`^\\s*(\\d{4})-(\\d\\d?)(?:-(\\d\\d?)${clock})?\\s*${zone}\\s*$`);

// Milliseconds since 1970 of a number of them or of a text, which is UTC unless it says otherwise; else NaN.
function momentOf(value) {
  if (typeof value === "number") return value;
  const parts = momentText.exec(value);
  if (!parts) return NaN;
  const [year, month, date = 1, hours = 0, minutes = 0, seconds = 0, fraction = 0] = parts.slice(1, 8);
  const moment = Date.UTC(year, month - 1, date, hours, minutes, seconds) + fraction * 1000;
  const [sign, aheadHours, aheadMinutes] = parts.slice(8);
  return sign ? moment - Number(sign + 1) * (aheadHours * hour + aheadMinutes * minute) : moment;
}

// `2024-06-01 10:00:00.000`, UTC.
function momentAsText(moment) {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 23).replace("T", " ");
}

// Year, month from 0, day, hour, minute, second, millisecond and weekday of a moment, here or in UTC.
function calendar(moment, local) {
  const date = new Date(Math.floor(moment));
  return local
    ? [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds(),
      date.getMilliseconds(), date.getDay()]
    : [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(),
      date.getUTCSeconds(), date.getUTCMilliseconds(), date.getUTCDay()];
}

// The moment of a year, month from 0, day and hour, here or in UTC.
function momentAt(local, year, month, date = 1, hours = 0) {
  return local ? new Date(year, month, date, hours).getTime() : Date.UTC(year, month, date, hours);
}

// A moment as a format of d3-time-format says.
function formatMoment(moment, format, local) {
  const [year, month, date, hours, minutes, seconds, milliseconds, weekday] = calendar(moment, local);
  const padded = (number, width = 2, fill = "0") => String(number).padStart(width, fill);
  const fields = {
    Y: () => String(year), y: () => padded(year % 100), m: () => padded(month + 1), d: () => padded(date),
    e: () => padded(date, 2, " "), b: () => months[month].slice(0, 3), B: () => months[month],
    a: () => weekdays[weekday].slice(0, 3), A: () => weekdays[weekday], H: () => padded(hours),
    I: () => padded(hours % 12 || 12), p: () => (hours < 12 ? "AM" : "PM"), M: () => padded(minutes),
    S: () => padded(seconds), L: () => padded(milliseconds, 3), f: () => padded(milliseconds, 3) + "000",
    j: () => padded(1 + Math.round((Date.UTC(year, month, date) - Date.UTC(year, 0, 1)) / day), 3), "%": () => "%",
  };
  return format.replace(/%([-_0])?(\d?)([A-Za-z%])/g, (all, fill, _, letter) => {
    const text = fields[letter]?.();
    return text === undefined ? all : fill === "-" ? text.replace(/^[0 ]+(?=.)/, "") : text;
  });
}

// A moment with no more digits than it needs.
function plainMoment(moment, local) {
  const [, , , hours, minutes, seconds, milliseconds] = calendar(moment, local);
  const digits = milliseconds ? " %H:%M:%S.%L" : seconds ? " %H:%M:%S" : hours || minutes ? " %H:%M" : "";
  return formatMoment(moment, "%Y-%m-%d" + digits, local);
}
