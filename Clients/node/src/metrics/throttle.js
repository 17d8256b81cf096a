/**
 * Thins out a stream of samples: the first goes out at once and opens a window, in which newer samples replace each
 * other; the newest goes out when the window ends, and opens the next one.
 *
 * What goes out does not depend on how soon after a window's end it is asked for.
 */
export class Throttle {
  #window;
  #windowEnd = -Infinity;
  #held;
  #pass;

  /**
   * @param {number} rate Samples a second at most.
   * @param {(sample: object) => void} pass Is given what goes out.
   */
  constructor(rate, pass) {
    this.#window = 1 / rate;
    this.#pass = pass;
  }

  /** When the sample that waits goes out, in seconds; `Infinity` when none does. */
  get deadline() {
    return this.#held ? this.#windowEnd : Infinity;
  }

  /**
   * Takes in a sample.
   *
   * @param {object} sample
   * @param {number} now Seconds of a clock that never jumps.
   * @returns {"passed" | "held" | "replaced"} What became of it; `replaced` when it waits in place of an older one,
   *   which never goes out.
   */
  offer(sample, now) {
    if (now >= this.#windowEnd) {
      this.sweep(now);
      if (now >= this.#windowEnd) {
        this.#windowEnd = now + this.#window;
        this.#pass(sample);
        return "passed";
      }
    }
    const decision = this.#held ? "replaced" : "held";
    this.#held = sample;
    return decision;
  }

  /** Lets out the sample that waits, if its window has ended. */
  sweep(now) {
    if (!this.#held || now < this.#windowEnd) return;
    this.#windowEnd += this.#window;
    this.release();
  }

  /** Lets out the sample that waits, without waiting any longer. */
  release() {
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#pass(held);
  }
}
