/** First in, first out. */
export class Ring {
  #elements = [];
  #head = 0;
  /** How many were ever taken out. */
  removed = 0;

  get count() {
    return this.#elements.length - this.#head;
  }

  /** How many were ever put in. */
  get appended() {
    return this.removed + this.count;
  }

  append(element) {
    this.#elements.push(element);
  }

  /** Takes out the oldest ones, at most so many. */
  removeFirst(most) {
    const taken = this.#elements.slice(this.#head, this.#head + most);
    this.#drop(taken.length);
    return taken;
  }

  /** Takes out the oldest one and forgets it. */
  dropFirst() {
    this.#elements[this.#head] = undefined;
    this.#drop(1);
  }

  #drop(count) {
    this.#head += count;
    this.removed += count;
    // Half of it is free: moving the rest costs less than what was taken out.
    if (this.#head * 2 < this.#elements.length) return;
    this.#elements = this.#elements.slice(this.#head);
    this.#head = 0;
  }
}
