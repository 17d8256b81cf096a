/** A request of its own costs as much as some of these samples do. */
const MANY_POINTS = 64;

/** Samples that one request records, by series. */
export class Batch {
  /** `{series, points}`, the number of a series in this client and its `[at, value]`. */
  parts;
  /** The number of its first sample among all that are sent; `undefined` before it is sent. */
  seq;
  /** Whether its series were told of once more because the server did not know them. */
  isToldAgain;

  constructor(parts, seq = undefined, isToldAgain = false) {
    this.parts = parts;
    this.seq = seq;
    this.isToldAgain = isToldAgain;
  }

  get count() {
    return this.parts.reduce((count, { points }) => count + points.length, 0);
  }

  /**
   * The batches of samples: one for each series with many, for its points take less room alone, and one for the others.
   */
  static forming(samples) {
    const bySeries = new Map();
    for (const { series, at, value } of samples) {
      const part = bySeries.get(series);
      if (part) part.points.push([at, value]);
      else bySeries.set(series, { series, points: [[at, value]] });
    }
    const parts = [...bySeries.values()];
    const small = parts.filter(({ points }) => points.length < MANY_POINTS);
    const large = parts.filter(({ points }) => points.length >= MANY_POINTS).map((part) => new Batch([part]));
    return small.length > 0 ? [new Batch(small), ...large] : large;
  }

  /** A batch for each series, to find the one that is refused. */
  split() {
    let next = this.seq;
    return this.parts.map((part) => {
      const batch = new Batch([part], next, this.isToldAgain);
      if (next !== undefined) next += part.points.length;
      return batch;
    });
  }

  /** What is left without some series: batches whose numbers follow one another. */
  without(isRefused) {
    const batches = [];
    for (const next of this.split()) {
      if (isRefused(next.parts[0].series)) continue;
      const last = batches.at(-1);
      const follows = last && (next.seq === undefined || next.seq === last.seq + last.count);
      if (follows) last.parts.push(...next.parts);
      else batches.push(next);
    }
    return batches;
  }

  /** The request's parameters, with the numbers that the server gave to the series. */
  params(handleOf, producer) {
    const { parts, seq } = this;
    if (parts.length === 1)
      return { series: handleOf(parts[0].series), points: parts[0].points, producer, seq };
    const samples = parts.flatMap(({ series, points }) =>
      points.map(([at, value]) => ({ series: handleOf(series), value, at })),
    );
    return { samples, producer, seq };
  }
}
