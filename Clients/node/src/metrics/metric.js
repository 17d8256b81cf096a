import { MetricGroup, MetricScale } from "./axes.js";
import { currentExecution } from "./current.js";

/**
 * A number that a program records again and again: a loss, a queue's length. Make it once, at module level for
 * instance.
 *
 *     const loss = new Metric("loss", {group: "training"});
 *     loss.record(0.5, {at: epoch});
 *
 * Metrics of one execution must agree with each other: a key has one group and scale, a group one x-axis, and a named
 * scale, within its group, one y-axis. Of metrics with the same key the first one's throttle counts.
 */
export class Metric {
  #key;
  #definition;

  /**
   * @param {string} key What the metric is called; unique in an execution.
   * @param {object} [options]
   * @param {string | MetricGroup | object} [options.group] The chart, whose x-axis its metrics share; one of its own
   *   when left out.
   * @param {string | MetricScale | object} [options.scale] The y-axis; metrics of a group share one by its name.
   * @param {number | null} [options.throttle] Samples a second that are delivered at most, 10 when left out: the first
   *   at once, then the newest every so often, the last one always. `null` delivers every sample.
   * @throws {TypeError | RangeError}
   */
  constructor(key, { group, scale, throttle = 10 } = {}) {
    if (typeof key !== "string" || key === "") throw new TypeError("a metric needs a key, a string that is not empty");
    if (throttle !== null && typeof throttle !== "number")
      throw new TypeError(`throttle of the metric "${key}" is no number; null records every sample`);
    if (throttle !== null && !(throttle > 0 && throttle < Infinity))
      throw new RangeError(`throttle of the metric "${key}" is ${throttle}, not above 0; null records every sample`);
    this.#key = key;
    this.#definition = Object.freeze({
      group: MetricGroup.of(group),
      scale: MetricScale.of(scale),
      throttle: throttle ?? undefined,
    });
  }

  /** What the metric is called. */
  get key() {
    return this.#key;
  }

  /** The chart it belongs to, its y-axis, and its throttle. */
  get definition() {
    return this.#definition;
  }

  /**
   * Records a value, in the execution that runs here. It never waits, and fails only for mistakes in the program: a
   * server that is away is no error.
   *
   * @param {number} value One that is NaN or infinite is counted as refused, and not recorded.
   * @param {{at?: number}} [place] Where on the x-axis; seconds since the execution's start when left out.
   * @throws {TypeError} When what is given is not a number.
   * @throws {Error} When the metric contradicts an earlier one of the execution.
   */
  record(value, place) {
    if (typeof value !== "number") throw new TypeError(`the metric "${this.#key}" records numbers, not ${kind(value)}`);
    if (place !== undefined && (place === null || typeof place !== "object"))
      throw new TypeError(`the metric "${this.#key}" takes where on the x-axis as {at: ${String(place)}}`);
    const at = place?.at ?? undefined;
    if (at !== undefined && typeof at !== "number")
      throw new TypeError(`"at" of the metric "${this.#key}" is a number, not ${kind(at)}`);
    currentExecution()?.record(this, value, at);
  }
}

function kind(value) {
  return value === null ? "null" : typeof value;
}
