/** Seconds after which an execution for which nothing was sent is told of again, as a sign of life. */
const SIGN_OF_LIFE = 20;

/** The open executions and their series, and what the server knows of them on this connection. */
export class DeliveryTable {
  /**
   * By their numbers in this client: `standing` is `untold`, `known` or `refused`; `hasBegun` when the server knew it
   * on this connection or an earlier one, `isEnding` when its end was sent once: it may have ended, and must not begin
   * again.
   */
  executions = new Map();
  /** By their numbers in this client; `handle` is the number that the server gave to it. */
  series = new Map();

  /** Takes in what the server must know. */
  announce({ opened, defined, closed, params, execution }) {
    const begun = { params, standing: "untold", hasBegun: false, isEnding: false, lastSent: -Infinity };
    if (opened !== undefined) this.executions.set(opened, begun);
    if (defined !== undefined) this.series.set(defined, { execution, params, standing: "untold" });
    if (closed !== undefined && this.executions.has(closed)) this.executions.get(closed).finish = params;
  }

  /** On another connection nothing is known. What was refused may be let in. */
  forget() {
    for (const execution of this.executions.values()) execution.standing = "untold";
    for (const number of this.series.keys()) this.forgetSeries(number);
  }

  /** The server has to be told of a series again. */
  forgetSeries(number) {
    const series = this.series.get(number);
    if (series) Object.assign(series, { standing: "untold", handle: undefined });
  }

  removeExecution(number) {
    this.executions.delete(number);
    for (const [series, { execution }] of this.series) if (execution === number) this.series.delete(series);
  }

  /** The executions that the server must be told of now, oldest first. */
  untold(now) {
    const isUntold = ({ standing, isEnding }) => standing === "untold" && !isEnding;
    const isSilent = (execution) => isWatched(execution) && now >= execution.lastSent + SIGN_OF_LIFE;
    return [...this.executions].filter(([, one]) => isUntold(one) || isSilent(one)).map(([number]) => number);
  }

  /** Whether there are executions that the server does not know on this connection. */
  get isTelling() {
    return [...this.executions.values()].some(({ standing }) => standing === "untold");
  }

  /** When the next sign of life is due; `Infinity` when none is. */
  get nextSignOfLife() {
    let next = Infinity;
    for (const one of this.executions.values()) if (isWatched(one)) next = Math.min(next, one.lastSent + SIGN_OF_LIFE);
    return next;
  }

  /** Whether the server refused a series or its execution. */
  isRefused(number) {
    const series = this.series.get(number);
    if (!series) return true;
    return series.standing === "refused" || this.executions.get(series.execution)?.standing === "refused";
  }
}

function isWatched({ standing, finish }) {
  return standing === "known" && !finish;
}
