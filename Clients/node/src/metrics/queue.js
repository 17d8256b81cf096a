import { Ring } from "./ring.js";

/**
 * The samples that wait for delivery, of which there is a bound. Beyond it the oldest of throttled metrics go, whose
 * next ones say nearly the same; then the oldest at all.
 */
export class SampleQueue {
  #throttled = new Ring();
  #exact = new Ring();
  /** How many were taken and are not settled yet. */
  #underway = 0;
  #told = 0;
  #isDropping = false;
  /** How many have been dropped. */
  dropped = 0;

  /** @param {number} bound How many may wait. */
  constructor(bound) {
    this.bound = bound;
  }

  get count() {
    return this.#throttled.count + this.#exact.count;
  }

  append(sample, isThrottled) {
    (isThrottled ? this.#throttled : this.#exact).append(sample);
    if (this.count + this.#underway > this.bound) this.#dropOldest();
  }

  #dropOldest() {
    (this.#throttled.count > 0 ? this.#throttled : this.#exact).dropFirst();
    this.dropped += 1;
  }

  /** Takes out the oldest, at most so many; those of a series stay in order. */
  take(most) {
    const throttled = this.#throttled.removeFirst(most);
    const taken = throttled.concat(this.#exact.removeFirst(most - throttled.length));
    this.#underway += taken.length;
    return taken;
  }

  /** Tells that samples which were taken are delivered or given up. */
  settle(count) {
    this.#underway -= count;
  }

  /** All that was appended so far. */
  get mark() {
    return { throttled: this.#throttled.appended, exact: this.#exact.appended };
  }

  /** Whether all of it was taken or dropped. */
  hasPassed({ throttled, exact }) {
    return this.#throttled.removed >= throttled && this.#exact.removed >= exact;
  }

  /** What to tell people, when samples begin to be dropped and when all that waited are gone. */
  tellOfDropping() {
    if (!this.#isDropping && this.dropped > this.#told) {
      this.#isDropping = true;
      return `${this.bound} samples wait, which is the most that are kept; the oldest are dropped`;
    }
    if (!this.#isDropping || this.count > 0) return undefined;
    const dropped = this.dropped - this.#told;
    this.#isDropping = false;
    this.#told = this.dropped;
    return `${dropped} samples were dropped`;
  }
}
