import { setTimeout as sleep } from "node:timers/promises";
import { Backoff } from "./backoff.js";
import { ClosedError, RefusedError, TimeoutError } from "./errors.js";
import { connect } from "./lines.js";
import { parseMessage } from "./message.js";

const LONGEST_TIMER = 2 ** 31 - 1;
const LONGEST_PAUSE = 1;

/**
 * Requests and their answers over one connection, which is made when it is first needed and again after it broke. What
 * waits for an answer keeps the process alive; the connection itself does not.
 */
export class Channel {
  #address;
  #options;
  #handlers;
  #lastId = 0;
  /** The requests without an answer by their ids, oldest first. */
  #waiting = new Map();
  #connection;
  #isConnecting = false;
  #isClosed = false;
  #backoff = new Backoff(LONGEST_PAUSE);
  /** When the next connection may be tried, in milliseconds. */
  #retryAt = 0;
  /** Why the last attempt to connect failed. */
  #trouble;

  /**
   * @param {() => ReturnType<import("./address.js").parseAddress>} address Tells where the server is.
   * @param {{token?: string, timeout: number, attempts: number}} options
   * @param {{onNotification: (method: string, params: object) => void, onLost: () => void}} handlers What is called for
   *   what the server tells, and when a connection broke.
   */
  constructor(address, options, handlers) {
    this.#address = address;
    this.#options = options;
    this.#handlers = handlers;
  }

  /**
   * Sends a request, at once when there is a connection.
   *
   * @param {string} method
   * @param {object | undefined} params
   * @param {{mayRepeat?: boolean, holds?: boolean, onResult?: (result: any) => void}} [how] Whether it may be sent
   *   again over another connection, whether it keeps the process alive, and what is called before the next line is
   *   looked at.
   * @returns {Promise<any>} The result.
   */
  request(method, params, how = {}) {
    if (this.#isClosed) return Promise.reject(new ClosedError());
    return this.#ask(method, params, how, undefined);
  }

  /** Sends what is not answered, if there is a connection. */
  notify(method, params) {
    this.#connection?.send(JSON.stringify({ jsonrpc: "2.0", method, params }) + "\n");
  }

  /** Ends it: what waits for an answer fails. */
  close() {
    this.#isClosed = true;
    this.#connection?.close();
    for (const call of this.#waiting.values()) this.#finish(call).reject(new ClosedError());
  }

  #ask(method, params, how, connection) {
    const id = ++this.#lastId;
    const line = JSON.stringify({ jsonrpc: "2.0", id, method, params }) + "\n";
    return new Promise((resolve, reject) => {
      const { timeout } = this.#options;
      const call = { id, line, ...how, resolve, reject, attempts: 0, connection: undefined };
      const giveUp = () => {
        const cause = call.connection ? undefined : this.#trouble;
        if (this.#waiting.has(id)) this.#finish(call).reject(new TimeoutError(timeout, cause));
      };
      // The answer may have come while the program was busy: it is read first.
      call.timer = setTimeout(() => setImmediate(giveUp), Math.min(timeout * 1_000, LONGEST_TIMER));
      if (call.holds === false) call.timer.unref();
      this.#waiting.set(id, call);
      this.#send(call, connection ?? this.#connection);
    });
  }

  #send(call, connection) {
    if (!connection) return this.#connect();
    call.connection = connection;
    connection.send(call.line);
  }

  #finish(call) {
    clearTimeout(call.timer);
    this.#waiting.delete(call.id);
    return call;
  }

  /** Takes the connection from a request that is to be sent again, or gives it up. */
  #retry(call, error) {
    call.connection = undefined;
    call.attempts += 1;
    if (call.attempts >= this.#options.attempts) this.#finish(call).reject(error);
  }

  get #unsent() {
    return [...this.#waiting.values()].filter((call) => !call.connection);
  }

  async #connect() {
    if (this.#isConnecting) return;
    this.#isConnecting = true;
    while (!this.#connection && this.#unsent.length > 0) {
      await sleep(Math.max(0, this.#retryAt - performance.now()), undefined, { ref: false });
      try {
        await this.#open();
      } catch (error) {
        this.#pause();
        this.#trouble = error;
        // Another connection would be refused the same token.
        const isFinal = error instanceof RefusedError && error.kind === "unauthenticated";
        for (const call of this.#unsent) isFinal ? this.#finish(call).reject(error) : this.#retry(call, error);
      }
    }
    this.#isConnecting = false;
  }

  #pause() {
    this.#retryAt = performance.now() + this.#backoff.next() * 1_000;
  }

  async #open() {
    const { token, timeout } = this.#options;
    const handlers = {
      onLine: (line) => this.#take(line, connection),
      onClose: (error) => this.#lose(connection, error),
    };
    const connection = await connect(this.#address(), handlers, timeout);
    if (token !== undefined && !this.#isClosed) {
      try {
        await this.#ask("authenticate", { token }, {}, connection);
      } catch (error) {
        connection.close();
        throw error;
      }
    }
    if (this.#isClosed) return connection.close();
    this.#connection = connection;
    for (const call of this.#unsent) this.#send(call, connection);
  }

  #take(line, connection) {
    let message;
    try {
      message = parseMessage(line);
    } catch (error) {
      return this.#lose(connection, error);
    }
    const { id, method, params, result, error } = message;
    if (typeof method === "string") return this.#handlers.onNotification(method, params);
    // What the server has to say to nobody's request, as when it has too many connections.
    if (id == null && error) return this.#lose(connection, new RefusedError(error));
    const call = this.#waiting.get(id);
    if (!call) return;
    this.#backoff.reset();
    this.#finish(call);
    if (error) return call.reject(new RefusedError(error));
    call.onResult?.(result);
    call.resolve(result);
  }

  #lose(connection, error) {
    connection.close();
    if (this.#connection === connection) {
      this.#connection = undefined;
      this.#pause();
      this.#handlers.onLost();
    }
    for (const call of this.#waiting.values()) {
      if (call.connection !== connection) continue;
      if (call.mayRepeat) this.#retry(call, error);
      else this.#finish(call).reject(error);
    }
    if (this.#unsent.length > 0) this.#connect();
  }
}
