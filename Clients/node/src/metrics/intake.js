import { BATCH_SIZE } from "./delivery.js";
import { SampleQueue } from "./queue.js";

/** What is recorded, on its way to the loop that delivers. */
export class Intake {
  #samples;
  #announcements = [];
  /** Ends of executions, to be told when what was recorded before is taken. */
  #endings = [];
  #flushes = [];
  /** What became of samples, but for those of the open executions. */
  #counts = { recorded: 0, throttled: 0, refused: 0, delivered: 0 };
  #lastNumber = 0;
  /** Whether there is something new to tell, or somebody new who waits. */
  #isPressing = false;
  #isHurried = false;
  /** The open executions. */
  executions = new Set();
  /** Whether nothing is delivered any more. */
  isClosed = false;
  /** Is called when the loop must look at something, with the moment when it must. */
  lookAt = () => {};

  /**
   * @param {number} bound How many samples may wait.
   * @param {() => number} clock Seconds of a clock that never jumps.
   * @param {(text: string) => void} report Tells people a sentence.
   */
  constructor(bound, clock, report) {
    this.#samples = new SampleQueue(bound);
    this.clock = clock;
    this.report = report;
    // Not so many that the bound is reached by them alone.
    this.batchSize = Math.min(BATCH_SIZE, Math.max(1, Math.floor(bound / 4)));
  }

  /** A number that neither an execution nor a series of this client has. */
  nextNumber() {
    return ++this.#lastNumber;
  }

  append(sample, isThrottled) {
    this.#samples.append(sample, isThrottled);
    const { count } = this.#samples;
    if (count === 1 || count === this.batchSize) this.lookAt(-Infinity);
  }

  open(execution, params) {
    this.executions.add(execution);
    this.#announcements.push({ opened: execution.number, params });
    this.#press();
  }

  define(series, execution, params) {
    this.#announcements.push({ defined: series, execution, params });
  }

  close(execution, params) {
    this.executions.delete(execution);
    for (const [name, count] of Object.entries(execution.counts)) this.#counts[name] += count;
    this.#endings.push({ mark: this.#samples.mark, closed: execution.number, params });
    this.#press();
  }

  /** A sample was recorded that is refused, in an execution that is over. */
  countRefused() {
    this.#counts.recorded += 1;
    this.#counts.refused += 1;
  }

  /** What became of the samples so far. */
  get counts() {
    const counts = { ...this.#counts, dropped: this.#samples.dropped };
    for (const execution of this.executions)
      for (const [name, count] of Object.entries(execution.counts)) counts[name] += count;
    const waiting = counts.recorded - counts.throttled - counts.refused - counts.dropped - counts.delivered;
    return { ...counts, waiting };
  }

  /** Asks for all that was recorded so far to be delivered; then `finish` is called. */
  flush(finish) {
    for (const execution of this.executions) execution.release();
    this.#flushes.push({ mark: this.#samples.mark, finish });
    this.#isHurried = true;
    this.#press();
  }

  /** Nobody waits any longer. */
  giveUp(finish) {
    this.#flushes = this.#flushes.filter((flush) => flush.finish !== finish);
  }

  #press() {
    this.#isPressing = true;
    this.lookAt(-Infinity);
  }

  // For the loop that delivers.

  get isEmpty() {
    return this.#samples.count === 0;
  }

  /** Whether samples must be taken as soon as they can be: they fill a request, or somebody waits. */
  get isUrgent() {
    return this.#samples.count >= this.batchSize || this.#flushes.length > 0;
  }

  /** Hands on what throttles held back and is due; returns when the next is. */
  sweep(now) {
    let next = Infinity;
    for (const execution of this.executions) next = Math.min(next, execution.sweep(now));
    return next;
  }

  /** Whether somebody has begun to wait for everything to be delivered; the next time only who is new. */
  takeHurry() {
    const isHurried = this.#isHurried;
    this.#isHurried = false;
    return isHurried;
  }

  /** Takes out what is to be told, and samples if there is room for them. */
  take(isRoom) {
    this.#isPressing = false;
    const samples = isRoom ? this.#samples.take(this.batchSize) : [];
    const waiting = this.#endings.findIndex(({ mark }) => !this.#samples.hasPassed(mark));
    const ended = this.#endings.splice(0, waiting < 0 ? this.#endings.length : waiting);
    const announcements = this.#announcements.concat(ended);
    this.#announcements = [];
    return { announcements, samples };
  }

  /** Takes in what became of samples that were taken. */
  settle({ delivered, refused, reports }) {
    this.#samples.settle(delivered + refused);
    this.#counts.delivered += delivered;
    this.#counts.refused += refused;
    const dropping = this.#samples.tellOfDropping();
    for (const text of dropping ? [...reports, dropping] : reports) this.report(text);
  }

  /** Tells those who wait for what was taken, when all that was taken is settled. */
  finishFlushes() {
    if (this.#isPressing) return;
    while (this.#flushes.length > 0 && this.#samples.hasPassed(this.#flushes[0].mark)) this.#flushes.shift().finish();
  }
}
