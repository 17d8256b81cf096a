import { addressFinder, tokenFromEnvironment } from "../environment.js";
import { runIn } from "./current.js";
import { Delivery } from "./delivery.js";
import { finishAtExit, forgetAtExit } from "./exit.js";
import { Intake } from "./intake.js";
import { DeliveryLoop } from "./loop.js";
import { programName, randomName } from "./names.js";
import { ExecutionRecorder } from "./recorder.js";

/**
 * Delivers what metrics record to a server, in the background: in batches, again after a lost connection, each sample
 * stored once. Programs that find their server by the environment need not make one.
 *
 * When the process ends by itself, its executions end with the success of the process, and what waits is delivered.
 */
export class MetricsClient {
  #intake;
  #loop;
  #exitTimeout;
  #closing;
  /** What is recorded outside any other execution. */
  ownExecution;

  /**
   * A client of a server; it connects when something is recorded.
   *
   * @param {string} [address] As for a `Client`.
   * @param {object} [options]
   * @param {string} [options.token] What is shown to the server first on each connection, where it wants a token; that
   *   of `CALIBRAX_TOKEN` when left out.
   * @param {number} [options.bound] How many samples wait for delivery at most, 100,000 when left out. Beyond it the
   *   oldest of throttled metrics are dropped, then the oldest at all.
   * @param {number} [options.timeout] Seconds that an answer may take before the connection is made anew; 10 when left
   *   out.
   * @param {number} [options.exitTimeout] Seconds that the last samples have to be delivered when the process ends by
   *   itself; 2 when left out.
   * @param {(text: string) => void} [options.report] Is called with a sentence when samples are refused or dropped or
   *   the server is away; writes to stderr when left out.
   * @throws {import("../errors.js").AddressError} When the address makes no sense, or there is none.
   */
  constructor(
    address,
    { token = tokenFromEnvironment(), bound = 100_000, timeout = 10, exitTimeout = 2, report = writeToStderr } = {},
  ) {
    for (const [name, value] of Object.entries({ bound, timeout, exitTimeout }))
      if (!(value > 0)) throw new RangeError(`${name} is ${value}; give more than 0`);
    const find = addressFinder(address);
    this.#exitTimeout = exitTimeout;
    this.#intake = new Intake(bound, () => performance.now() / 1_000, report);
    const params = { pipeline_name: programName(), execution_id: randomName() };
    this.ownExecution = new ExecutionRecorder(this.#intake, params);
    const delivery = new Delivery({ producer: randomName(), answerTimeout: timeout, token });
    this.#loop = new DeliveryLoop(this.#intake, delivery, find, timeout);
    finishAtExit(this);
  }

  /**
   * Calls a function: what it records outside any execution of its own, and the executions in it, are recorded by this
   * client.
   *
   * @template Value
   * @param {() => Value} body
   * @returns {Value} What it returns.
   */
  run(body) {
    return runIn(this.ownExecution, body);
  }

  /**
   * Delivers what was recorded so far, what throttles hold back included.
   *
   * @param {number} [timeout] Seconds to wait at most.
   * @returns {Promise<boolean>} Whether all of it was delivered, or refused or dropped, within the time.
   */
  flush(timeout = 10) {
    if (this.#intake.isClosed) return Promise.resolve(this.counts().waiting === 0);
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const giveUp = () => {
        this.#intake.giveUp(finish);
        resolve(false);
      };
      const timer = setTimeout(giveUp, timeout * 1_000);
      this.#intake.flush(finish);
    });
  }

  /**
   * What became of the samples so far: `recorded` is the sum of `throttled` (gave way to newer ones), `refused` (by the
   * server, or for not being finite), `dropped` (too many waited), `delivered` and `waiting`.
   */
  counts() {
    return this.#intake.counts;
  }

  /**
   * Ends its executions, delivers what waits within the exit timeout, and disconnects; nothing is recorded any more.
   * Only the first time counts.
   *
   * @param {{success?: boolean}} [how] Whether the executions have succeeded.
   * @returns {Promise<boolean>} Whether all was delivered.
   */
  close({ success = true } = {}) {
    this.#closing ??= this.#close(success);
    return this.#closing;
  }

  async #close(success) {
    this.ownExecution.close(success);
    for (const execution of [...this.#intake.executions]) execution.close(success);
    const isDelivered = await this.flush(this.#exitTimeout);
    this.tellUndelivered();
    this.#intake.isClosed = true;
    this.#loop.stop();
    forgetAtExit(this);
    return isDelivered;
  }

  /** Tells people how many samples wait that nobody will deliver. */
  tellUndelivered() {
    const { waiting } = this.counts();
    if (waiting > 0) this.#intake.report(`${waiting} samples were not delivered before the end`);
  }
}

function writeToStderr(text) {
  process.stderr.write(`calibrax: ${text}\n`);
}
