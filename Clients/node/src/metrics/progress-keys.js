import { isSameAxis } from "./axes.js";
import { Metric } from "./metric.js";

/**
 * Which loops of an execution record under which keys. A loop whose key is taken by one that goes on, or that had
 * another total or group, gets the next: `progress`, `progress 2`, …
 */
export class ProgressKeys {
  /** By the keys that were asked for, in the order of their numbers. */
  #loops = new Map();

  /**
   * The two metrics of a loop that begins: how many items are `done`, and how it ended, `end`.
   *
   * @param {number | undefined} total How many items there will be, if that is known.
   */
  begin(key, group, total) {
    const others = this.#loops.get(key) ?? [];
    this.#loops.set(key, others);
    const free = others.find((loop) => !loop.goesOn && isSameAxis(loop.group, group) && loop.total === total);
    if (free) {
      free.goesOn = true;
      return free.metrics;
    }
    const name = others.length === 0 ? key : `${key} ${others.length + 1}`;
    const metrics = {
      done: new Metric(name, { group, scale: { upper: total, progress: true } }),
      end: new Metric(`${name}.end`, { throttle: null }),
    };
    others.push({ metrics, group, total, goesOn: true });
    return metrics;
  }

  /** A loop is over; returns whether it went on. */
  end(metrics) {
    const loop = [...this.#loops.values()].flat().find((one) => one.metrics === metrics);
    const wentOn = loop.goesOn;
    loop.goesOn = false;
    return wentOn;
  }

  /** The metrics of the loops that are not over. */
  get goingOn() {
    return [...this.#loops.values()].flat().filter((loop) => loop.goesOn).map(({ metrics }) => metrics);
  }
}
