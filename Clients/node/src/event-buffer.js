/**
 * Events of one subscription that wait for their reader. Those for which there is no room are counted, not kept: a
 * reader that is slow learns how many it missed, and neither takes memory without end nor holds up the connection.
 */
export class EventBuffer {
  /** Samples and other events that are kept at most, but for one event that is larger alone. */
  static room = 100_000;

  #events = [];
  #head = 0;
  #size = 0;
  /** What did not fit behind the others. */
  #missed;
  /** The number behind the last event that was kept or missed. */
  #end;

  get #isEmpty() {
    return this.#head === this.#events.length;
  }

  append(event) {
    // A sign of life beside other news says nothing.
    if (event.type === "heartbeat" && !this.#isEmpty) return;
    const start = this.#end ?? nextSeq(event) - 1;
    this.#end = nextSeq(event);
    if (!this.#isEmpty && this.#size + sizeOf(event) > EventBuffer.room) {
      const count = (this.#missed?.count ?? 0) + Math.max(0, this.#end - start);
      this.#missed = { type: "dropped", count, next_seq: this.#end };
      return;
    }
    this.#tellMissed();
    this.#keep(event);
  }

  /** Takes out the next event, oldest first. */
  next() {
    if (this.#isEmpty) this.#tellMissed();
    if (this.#isEmpty) return undefined;
    const event = this.#events[this.#head];
    this.#events[this.#head++] = undefined;
    this.#size -= sizeOf(event);
    if (this.#isEmpty) {
      this.#events = [];
      this.#head = 0;
    }
    return event;
  }

  #tellMissed() {
    const missed = this.#missed;
    this.#missed = undefined;
    if (missed) this.#keep(missed);
  }

  #keep(event) {
    this.#size += sizeOf(event);
    this.#events.push(event);
  }
}

/** The number to go on with behind an event. */
export function nextSeq(event) {
  return event.type === "event" ? event.seq + 1 : event.next_seq;
}

function sizeOf({ topic, data }) {
  if (topic !== "samples") return 1;
  return Math.max(1, data.series.reduce((size, { points }) => size + points.length, 0));
}
