import { Backoff } from "../backoff.js";
import { DisconnectedError } from "../errors.js";
import { receive } from "./answers.js";
import { Batch } from "./batch.js";
import { DeliveryTable } from "./table.js";

/** Samples that a request holds at most. */
export const BATCH_SIZE = 4_096;
/** Definitions that are sent without waiting for answers between. */
const FLIGHT_SIZE = 256;

/**
 * Brings samples to a server, each exactly once: what to send and what the answers mean, without I/O.
 *
 * One thing is done after the other: executions are started, series defined, samples recorded, executions finished. The
 * samples are numbered when they are first sent. A request whose answer was lost is sent again with the same numbers
 * before anything newer, and the server drops what it has; numbers of samples that are given up are never used again.
 */
export class Delivery {
  #producer;
  #answerTimeout;
  #token;
  #nextSeq = 1;
  #lastId = 0;
  #askedAt = 0;
  #isConnected = false;
  #isOutageTold = false;
  #told = new Set();
  #outcome = { delivered: 0, refused: 0, reports: [] };
  #retryAt = -Infinity;
  backoff = new Backoff();
  table = new DeliveryTable();
  /** Whether the token was shown and taken on this connection. */
  isAuthenticated = false;
  /** Samples that were taken in; the first is under way. */
  batches = [];
  /** Executions that end when the batches are delivered. */
  endings = [];
  /** What was asked by the ids of the requests without an answer: `{method, execution?, series?}`. */
  asked = new Map();

  /**
   * @param {{producer: string, answerTimeout: number, token?: string}} options A name that no other process has,
   *   seconds that an answer may take, and what is shown to a server that wants a token.
   */
  constructor({ producer, answerTimeout, token }) {
    this.#producer = producer;
    this.#answerTimeout = answerTimeout;
    this.#token = token;
  }

  /**
   * Takes in samples with what the server must know of them; only when it is ready, or without samples when nothing is
   * asked.
   */
  take(announcements, samples) {
    for (const announcement of announcements) {
      this.table.announce(announcement);
      if (announcement.closed !== undefined) this.endings.push(announcement.closed);
    }
    this.batches.push(...Batch.forming(samples));
  }

  /** Whether it can send samples now. */
  isReady(now) {
    return this.#isConnected && now >= this.#retryAt && this.isIdle;
  }

  /** Whether answers are awaited. */
  get isAsking() {
    return this.asked.size > 0;
  }

  /** Whether everything that was taken in is settled. */
  get isIdle() {
    return this.asked.size === 0 && this.batches.length === 0 && this.endings.length === 0;
  }

  /** Whether there is something to send for which a connection is needed. */
  needsConnection(now) {
    return !this.#isConnected && now >= this.#retryAt && (!this.isIdle || this.table.untold(now).length > 0);
  }

  /** When to look again though nothing happens; `Infinity` when there is no such moment. */
  get deadline() {
    if (this.isAsking) return this.#askedAt + this.#answerTimeout;
    const isWorkLeft = !this.isIdle || this.table.isTelling;
    return Math.min(isWorkLeft ? this.#retryAt : Infinity, this.table.nextSignOfLife);
  }

  /** The outcome since it was last taken: how many were `delivered` and `refused`, and `reports` to tell people. */
  takeOutcome() {
    const outcome = this.#outcome;
    this.#outcome = { delivered: 0, refused: 0, reports: [] };
    return outcome;
  }

  connected() {
    this.#isConnected = true;
  }

  /** The connection broke, or could not be made. */
  disconnected(error, now) {
    // A server that restarts breaks the connection once, which is no news.
    if (!(error instanceof DisconnectedError) || this.backoff.attempts > 0) this.tellOutage(error.message);
    this.#isConnected = false;
    this.isAuthenticated = false;
    this.asked.clear();
    this.table.forget();
    this.retry(now);
  }

  /** Goes on after a pause. */
  retry(now) {
    this.#retryAt = now + this.backoff.next();
  }

  /** Somebody waits: tries again without a pause. */
  hurry() {
    this.#retryAt = -Infinity;
  }

  /** It goes on. */
  goesOn() {
    this.backoff.reset();
    this.#isOutageTold = false;
  }

  /** Tells people once that delivery does not go on, until it does. */
  tellOutage(reason) {
    if (!this.#isOutageTold) this.#outcome.reports.push(`${reason}; metrics wait until it goes on`);
    this.#isOutageTold = true;
  }

  /** Tells people something once. */
  report(text) {
    // A program may go on for long: rather tell twice than remember without end.
    if (this.#told.size >= 1_000) this.#told.clear();
    if (!this.#told.has(text)) this.#outcome.reports.push(text);
    this.#told.add(text);
  }

  /** Counts samples as `delivered` or `refused`. */
  count(what, samples) {
    this.#outcome[what] += samples;
  }

  /** Takes in a line that the server sent; throws when the connection is of no more use. */
  receive(line, now) {
    receive(this, line, now);
  }

  /** The lines to send now; none while answers are awaited. */
  next(now) {
    if (!this.#isConnected || this.isAsking || now < this.#retryAt) return "";
    this.#askedAt = now;
    if (this.#token !== undefined && !this.isAuthenticated) return this.#ask("authenticate", { token: this.#token });
    const starts = this.table.untold(now).slice(0, FLIGHT_SIZE);
    if (starts.length > 0) return starts.map((execution) => this.#start(execution, now)).join("");
    this.#giveUpRefused();
    const [batch] = this.batches;
    if (!batch) return this.endings.slice(0, FLIGHT_SIZE).map((execution) => this.#finish(execution)).join("");
    const untold = batch.parts.filter(({ series }) => this.table.series.get(series).standing === "untold");
    if (untold.length === 0) return this.#record(batch, now);
    return untold.slice(0, FLIGHT_SIZE).map(({ series }) => this.#define(series)).join("");
  }

  #start(number, now) {
    const execution = this.table.executions.get(number);
    execution.lastSent = now;
    return this.#ask("startExecution", execution.params, { execution: number });
  }

  #define(series) {
    return this.#ask("defineMetric", this.table.series.get(series).params, { series });
  }

  #record(batch, now) {
    // Whatever becomes of the others, a sample keeps its number, for the server may have it already.
    if (batch.seq === undefined) {
      batch.seq = this.#nextSeq;
      this.#nextSeq += batch.count;
    }
    for (const { series } of batch.parts)
      this.table.executions.get(this.table.series.get(series).execution).lastSent = now;
    return this.#ask("record", batch.params((series) => this.table.series.get(series).handle, this.#producer));
  }

  #finish(number) {
    const execution = this.table.executions.get(number);
    execution.isEnding = true;
    return this.#ask("finishExecution", execution.finish, { execution: number });
  }

  #ask(method, params, about) {
    const id = ++this.#lastId;
    this.asked.set(id, { method, ...about });
    return JSON.stringify({ jsonrpc: "2.0", id, method, params }) + "\n";
  }

  /**
   * Gives up the samples, in front of the next ones to send, that the server will not have, and the end of executions
   * that it did not let begin.
   */
  #giveUpRefused() {
    while (this.batches.length > 0) {
      const [batch] = this.batches;
      const left = batch.without((series) => this.table.isRefused(series));
      this.count("refused", batch.count - left.reduce((count, one) => count + one.count, 0));
      this.batches.splice(0, 1, ...left);
      if (left.length > 0) break;
    }
    for (const execution of [...this.endings])
      if (this.table.executions.get(execution)?.standing === "refused") this.end(execution);
  }

  /** An execution is over. */
  end(execution) {
    this.endings = this.endings.filter((other) => other !== execution);
    this.table.removeExecution(execution);
  }
}
