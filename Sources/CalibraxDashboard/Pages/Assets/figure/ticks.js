// 1, 2 or 5 times a power of ten, so that about as many steps as asked for make a span.
function niceStep(span, count) {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  // The thresholds are halfway between the steps, as their logarithms have it.
  return (share < 1.42 ? 1 : share < 3.17 ? 2 : share < 7.08 ? 5 : 10) * power;
}

// Multiples of a nice step from low to high.
function linearTicks(low, high, count) {
  const step = niceStep(high - low, count);
  const values = [];
  if (!(step > 0) || !Number.isFinite(step)) return {values, step: 1};
  const first = Math.ceil(low / step - 1e-9);
  for (let number = first; number <= high / step + 1e-9 && values.length < 200; number++) {
    values.push(Number((number * step).toPrecision(15)));
  }
  return {values, step};
}

// Values between two powers of ten, given by their exponents: powers if there are enough, else 1, 2 and 5 times them.
function logTicks(low, high, count) {
  const span = high - low;
  if (span < 0.5) return linearTicks(10 ** low, 10 ** high, count);
  const stride = Math.max(1, Math.ceil(span / Math.max(1, count)));
  const values = [];
  for (let power = Math.floor(low / stride) * stride; power <= high; power += stride) {
    for (const factor of stride === 1 && span * 3 <= Math.max(count, 5) ? [1, 2, 5] : [1]) {
      const value = Number(`${factor}e${power}`);
      const place = Math.log10(value);
      if (place >= low - 1e-9 && place <= high + 1e-9) values.push(value);
    }
  }
  return {values, step: null};
}

const momentSteps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => [count, 0]),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count * second, 0]),
  ...[1, 2, 5, 10, 15, 30].map((count) => [count * minute, 0]),
  ...[1, 2, 3, 6, 12].map((count) => [count * hour, 1]),
  ...[1, 2, 7, 14].map((count) => [count * day, 2]),
  ...[1, 2, 3, 6].map((count) => [count * 30.4 * day, 3]),
];

// Moments at the turns of the clock and the calendar, here or in UTC, with the step between them in milliseconds.
function momentTicks(low, high, count, local) {
  const rough = (high - low) / Math.max(1, count);
  const values = [];
  const [step, unit] = momentSteps.find(([step]) => step >= rough * 0.75) ??
    [Math.max(1, niceStep(rough / (365 * day), 1)) * 365 * day, 4];
  const [year, month, date, hours] = calendar(low, local);
  const add = (moment) => {
    if (moment >= low && moment <= high && !(moment <= values[values.length - 1])) values.push(moment);
    return moment <= high && values.length < 200;
  };
  if (unit === 0) {
    // Zones differ by quarters of an hour, which all of these steps divide or which cannot be seen at them.
    const ahead = local ? -new Date(low).getTimezoneOffset() * minute : 0;
    let moment = Math.ceil((low + ahead) / step) * step - ahead;
    while (add(moment)) moment += step;
  } else if (unit === 1) {
    const stride = step / hour;
    for (let at = Math.floor(hours / stride) * stride; add(momentAt(local, year, month, date, at));) at += stride;
  } else if (unit === 2) {
    // The fourth of January 1970 was a Sunday; weeks begin on Mondays.
    const stride = step / day;
    const number = Math.floor(Date.UTC(year, month, date) / day);
    let at = date - ((((number - 4) % stride) + stride) % stride);
    while (add(momentAt(local, year, month, at))) at += stride;
  } else {
    const stride = unit === 3 ? Math.round(step / (30.4 * day)) : Math.round(step / (365 * day)) * 12;
    let at = unit === 3 ? Math.floor(month / stride) * stride : -(year % (stride / 12)) * 12;
    while (add(momentAt(local, year, at))) at += stride;
  }
  return {values, step};
}

// Labels of moments: what changes at each, and below it what changes seldom, where it does.
function momentLabels(values, step, local) {
  const [format, seldom] = step < second ? ["%H:%M:%S.%L", "%b %-d, %Y"] : step < minute ? ["%H:%M:%S", "%b %-d, %Y"]
    : step < day ? ["%H:%M", "%b %-d, %Y"] : step < 28 * day ? ["%b %-d", "%Y"] : step < 360 * day ? ["%b", "%Y"]
    : ["%Y", ""];
  let before = "";
  return values.map((moment) => {
    const below = formatMoment(moment, seldom, local);
    const lines = [formatMoment(moment, format, local)];
    if (below !== before) lines.push(below);
    before = below;
    return lines;
  });
}
