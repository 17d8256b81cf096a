import { TimeoutError } from "../errors.js";
import { connect } from "../lines.js";

/** Seconds between two requests while they are not full. */
const INTERVAL = 0.05;
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Moves samples from an intake to a delivery, and lines between the delivery and a socket. Neither its timers nor its
 * connection keep the process alive: whoever flushes does.
 */
export class DeliveryLoop {
  #intake;
  #delivery;
  #address;
  #timeout;
  #connection;
  #isConnecting = false;
  #isStopped = false;
  /** Whether an answer is late, and what has come is read once more before it is given up. */
  #isOverdue = false;
  #lastTake = -Infinity;
  #timer;
  /** When it looks next. */
  #next = Infinity;

  /**
   * @param {import("./intake.js").Intake} intake
   * @param {import("./delivery.js").Delivery} delivery
   * @param {() => ReturnType<import("../address.js").parseAddress>} address Tells where the server is.
   * @param {number} timeout Seconds that connecting, and an answer, may take.
   */
  constructor(intake, delivery, address, timeout) {
    this.#intake = intake;
    this.#delivery = delivery;
    this.#address = address;
    this.#timeout = timeout;
    intake.lookAt = (moment) => this.#lookAt(moment);
  }

  /** Delivers nothing more. */
  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#connection?.close();
  }

  #lookAt(moment) {
    if (moment >= this.#next || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#next = moment;
    const pause = Math.ceil(Math.max(0, moment - this.#intake.clock()) * 1_000);
    this.#timer = setTimeout(() => this.#turn(), Math.min(pause, LONGEST_TIMER)).unref();
  }

  #turn() {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#next = Infinity;
    const now = this.#intake.clock();
    const due = this.#intake.sweep(now);
    if (this.#delivery.isAsking && now >= this.#delivery.deadline) {
      // The answer may have come while the program was busy: it is read first.
      if (!this.#isOverdue) setImmediate(() => this.#turn());
      else this.#lose(new TimeoutError(this.#timeout));
      this.#isOverdue = !this.#isOverdue;
      if (this.#isOverdue) return;
    }
    this.#take(now);
    if (this.#delivery.needsConnection(now)) this.#connect();
    const lines = this.#delivery.next(now);
    if (lines) this.#connection.send(lines);
    this.#settle();
    this.#lookAt(Math.min(due, this.#deadline(now)));
  }

  /** When to look again though nothing happens. */
  #deadline(now) {
    const isWaiting = this.#delivery.isReady(now) && !this.#intake.isEmpty;
    return Math.min(
      isWaiting ? this.#lastTake + INTERVAL : Infinity,
      this.#isConnecting ? Infinity : this.#delivery.deadline,
    );
  }

  #take(now) {
    if (this.#delivery.isAsking) return;
    if (this.#intake.takeHurry()) this.#delivery.hurry();
    const isDue = now >= this.#lastTake + INTERVAL || this.#intake.isUrgent;
    const { announcements, samples } = this.#intake.take(isDue && this.#delivery.isReady(now));
    if (samples.length > 0) this.#lastTake = now;
    this.#delivery.take(announcements, samples);
  }

  #settle() {
    this.#intake.settle(this.#delivery.takeOutcome());
    if (this.#delivery.isIdle) this.#intake.finishFlushes();
  }

  async #connect() {
    if (this.#isConnecting) return;
    this.#isConnecting = true;
    try {
      const handlers = {
        onLine: (line) => this.#receive(line, connection),
        onClose: (error) => this.#lost(connection, error),
      };
      const connection = await connect(this.#address(), handlers, this.#timeout);
      this.#connection = connection;
      if (this.#isStopped) connection.close();
      this.#delivery.connected();
    } catch (error) {
      this.#delivery.disconnected(error, this.#intake.clock());
    }
    this.#isConnecting = false;
    this.#turn();
  }

  #receive(line, connection) {
    if (this.#connection !== connection) return;
    this.#isOverdue = false;
    try {
      this.#delivery.receive(line, this.#intake.clock());
    } catch (error) {
      return this.#lost(connection, error);
    }
    if (this.#delivery.isAsking) return;
    this.#settle();
    this.#turn();
  }

  #lost(connection, error) {
    if (this.#connection !== connection) return;
    this.#lose(error);
    this.#turn();
  }

  #lose(error) {
    this.#connection.close();
    this.#connection = undefined;
    this.#delivery.disconnected(error, this.#intake.clock());
  }
}
