import { within } from "./server.js";

/** What comes and is waited for, in order. */
export class Inbox {
  #items = [];
  #readers = [];

  put(item) {
    const reader = this.#readers.shift();
    if (reader) reader(item);
    else this.#items.push(item);
  }

  /** The next item, within ten seconds. */
  take(what) {
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift());
    return within(what, new Promise((resolve) => this.#readers.push(resolve)));
  }
}
