import { EventBuffer, nextSeq } from "./event-buffer.js";

const LONGEST_TIMER = 2 ** 31 - 1;

/** One wish to be told of events, whichever connection it is told on, and the events that wait for their reader. */
export class Subscription {
  #wish;
  #buffer = new EventBuffer();
  /** The number of the first event that has not come. */
  #nextSeq;
  /** The server that counts so. */
  #serverId;
  #readers = [];
  /** Keeps the process alive while somebody reads. */
  #hold;
  #error;
  /** Whether somebody wants its events. */
  isOpen = true;

  constructor({ from_seq, server_id, ...wish }) {
    this.#wish = wish;
    this.#nextSeq = from_seq;
    this.#serverId = server_id;
  }

  /** What to ask the server for: what has not come yet. */
  get params() {
    return { ...this.#wish, from_seq: this.#nextSeq, server_id: this.#serverId };
  }

  /** The server has answered from which event on it tells. */
  begin({ next_seq, server_id }) {
    const isOther = this.#serverId !== undefined && this.#serverId !== server_id;
    if (isOther || next_seq < (this.#nextSeq ?? 0)) this.#buffer.append({ type: "restarted", next_seq });
    this.#nextSeq = next_seq;
    this.#serverId = server_id;
    this.#wake();
  }

  keep(event) {
    if (!this.isOpen) return;
    this.#buffer.append(event);
    this.#nextSeq = nextSeq(event);
    this.#wake();
  }

  /** There will be no more events; the readers get those that are there, and then the error, if there is one. */
  end(error) {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#error = error;
    if (!error) this.#buffer = new EventBuffer();
    this.#wake();
  }

  /** The next event, as an iterator gives it. */
  next() {
    return new Promise((resolve, reject) => {
      this.#readers.push({ resolve, reject });
      this.#hold ??= setTimeout(() => {}, LONGEST_TIMER);
      this.#wake();
    });
  }

  #wake() {
    while (this.#readers.length > 0) {
      const event = this.#buffer.next();
      if (!event && this.isOpen) return;
      const reader = this.#readers.shift();
      if (event) reader.resolve({ value: event, done: false });
      else if (this.#error) reader.reject(this.#error);
      else reader.resolve({ value: undefined, done: true });
      // What went wrong is said once.
      if (!event) this.#error = undefined;
    }
    clearTimeout(this.#hold);
    this.#hold = undefined;
  }
}
