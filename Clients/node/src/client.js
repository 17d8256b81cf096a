import { AlertStream } from "./alerts.js";
import { addressFinder, tokenFromEnvironment } from "./environment.js";
import { Subscriptions } from "./events.js";
import { methods } from "./methods.js";
import { isRepeatable } from "./repeatable.js";
import { Channel } from "./channel.js";

/**
 * A client of a server: its calls share one connection and do not wait for each other.
 *
 * The connection is made when it is first needed and again after it broke. A call that was not sent yet, or that may be
 * repeated without harm, is sent again over the new one; any other fails with `DisconnectedError`.
 *
 * Each method of the protocol is a method of the client: `await client.check({threshold: 0.05})`.
 */
export class Client {
  #channel;
  #subscriptions;

  /**
   * @param {string} [address] `unix:/path`, `tcp:host:port`, or a path; the server that the environment names when it
   *   is left out.
   * @param {object} [options]
   * @param {string} [options.token] What is shown to the server first on each connection, where it wants a token; that
   *   of `CALIBRAX_TOKEN` when left out.
   * @param {number} [options.timeout] Seconds that an answer may take; 60 when left out.
   * @param {number} [options.attempts] How often a connection is tried, with growing pauses between, before a call
   *   fails; 5 when left out.
   * @param {(type: string, params: object) => void} [options.onNotification] Is told of the events of subscriptions
   *   that were made by `call("subscribe")`; without it such a subscription is ended when it first tells of something.
   * @throws {import("./errors.js").AddressError} When the address makes no sense, or there is none.
   */
  constructor(address, { token = tokenFromEnvironment(), timeout = 60, attempts = 5, onNotification } = {}) {
    if (!(timeout > 0)) throw new RangeError(`timeout is ${timeout}; give seconds above 0`);
    if (!(attempts >= 1)) throw new RangeError(`attempts is ${attempts}; give 1 or more`);
    const handlers = {
      onNotification: (type, params) => this.#subscriptions.take(type, params),
      onLost: () => this.#subscriptions.lost(),
    };
    this.#channel = new Channel(addressFinder(address), { token, timeout, attempts }, handlers);
    this.#subscriptions = new Subscriptions(this.#channel, timeout, onNotification);
  }

  /**
   * Calls a method by its name.
   *
   * @param {string} method
   * @param {object} [params] As the protocol has them.
   * @returns {Promise<any>} The result, as the protocol has it; integers beyond 2^53 lose precision.
   * @throws {import("./errors.js").CalibraxError}
   */
  async call(method, params) {
    return this.#channel.request(method, params, { mayRepeat: isRepeatable(method, params) });
  }

  /**
   * Has the server tell of what happens from now on: whatever this client calls next is told of.
   *
   * It goes on over lost connections, behind the last event that came. A reader that is slow loses events rather than
   * holding up its client: 100,000 samples wait for it, and an event of the type `dropped` tells of what did not fit.
   * It ends when the loop is left, and with an error when the server refuses it or is away for longer than the timeout.
   *
   *     for await (const event of client.events(["samples"])) { … }
   *
   * @param {string[]} topics Of `samples`, `executions`, `runs`, `alerts`.
   * @param {{filter?: object, from_seq?: number, server_id?: string}} [options] Only events that match every member of
   *   the filter, beginning with this one, as this server counted.
   */
  events(topics, { filter, from_seq, server_id } = {}) {
    return this.#subscriptions.open({ topics, filter, from_seq, server_id });
  }

  /**
   * The alerts from now on: each when it is raised, and again when it becomes worse, is acknowledged or resolved.
   *
   *     for await (const alert of client.alerts({severity: "warning"})) { … }
   *
   * @param {{severity?: string, metric_name?: string}} [filter] Only alerts of this severity or a worse one, and about
   *   this metric.
   */
  alerts({ severity, metric_name } = {}) {
    return new AlertStream(this, { severity, metric_name });
  }

  /** Ends the connection: calls that wait fail with `ClosedError`, and loops over events end. */
  close() {
    this.#subscriptions.close();
    this.#channel.close();
  }
}

for (const method of methods) {
  Client.prototype[method] = function (params) {
    return this.call(method, params);
  };
}
