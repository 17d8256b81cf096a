/** Pauses between attempts, each up to twice as long as the one before, and not the same in every process. */
export class Backoff {
  static #first = 0.05;
  #longest;
  /** How many pauses there were since an attempt succeeded. */
  attempts = 0;

  /** @param {number} longest Seconds of the longest pause. */
  constructor(longest = 5) {
    this.#longest = longest;
  }

  /** The next pause, in seconds. */
  next() {
    const pause = Math.min(Backoff.#first * 2 ** this.attempts, this.#longest);
    this.attempts += 1;
    return pause * (0.5 + Math.random() / 2);
  }

  /** An attempt succeeded. */
  reset() {
    this.attempts = 0;
  }
}
