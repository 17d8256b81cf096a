import { DisconnectedError, UnreachableError } from "./errors.js";
import { Subscription } from "./subscription.js";

const notifications = new Set(["event", "dropped", "heartbeat"]);

/** The subscriptions of a client, over lost connections too. */
export class Subscriptions {
  #channel;
  #timeout;
  #open = new Set();
  /** By their numbers on the connection. */
  #byNumber = new Map();
  #onNotification;

  /**
   * @param {import("./channel.js").Channel} channel
   * @param {number} timeout Seconds that the server may be away before a subscription fails.
   * @param {((method: string, params: object) => void) | undefined} onNotification What is told of subscriptions that
   *   the program has made by itself; without it they are ended.
   */
  constructor(channel, timeout, onNotification) {
    this.#channel = channel;
    this.#timeout = timeout;
    this.#onNotification = onNotification;
  }

  /** Asks for events, and goes on asking over other connections until they are no longer wanted. */
  open(wish) {
    const subscription = new Subscription(wish);
    this.#open.add(subscription);
    this.#subscribe(subscription);
    return new EventStream(subscription, () => this.#end(subscription));
  }

  /** Takes in what the server tells; a notification of a later protocol means nothing here. */
  take(type, params) {
    if (!notifications.has(type)) return;
    const { subscription: number, ...told } = params;
    const subscription = this.#byNumber.get(number);
    if (subscription) subscription.keep({ type, ...told });
    else if (this.#onNotification) this.#onNotification(type, params);
    // Whoever asked for it was gone when the answer came.
    else this.#channel.notify("unsubscribe", { subscription: number });
  }

  /** The connection broke, and with it what the server knew. */
  lost() {
    const lost = [...this.#byNumber.values()];
    this.#byNumber.clear();
    for (const subscription of lost) this.#subscribe(subscription);
  }

  /** Ends all of them. */
  close() {
    for (const subscription of this.#open) subscription.end();
    this.#open.clear();
  }

  async #subscribe(subscription) {
    const deadline = performance.now() + this.#timeout * 1_000;
    // A connection that broke took its subscriptions with it: there is only one however often it is asked for.
    const how = { mayRepeat: true, holds: false, onResult: (result) => this.#begin(subscription, result) };
    for (;;) {
      try {
        return await this.#channel.request("subscribe", subscription.params, how);
      } catch (error) {
        const mayPass = error instanceof DisconnectedError || error instanceof UnreachableError;
        if (!subscription.isOpen) return;
        if (!mayPass || performance.now() >= deadline) {
          this.#open.delete(subscription);
          return subscription.end(error);
        }
      }
    }
  }

  #begin(subscription, result) {
    this.#byNumber.set(result.subscription, subscription);
    if (subscription.isOpen) subscription.begin(result);
    else this.#end(subscription);
  }

  #end(subscription) {
    subscription.end();
    this.#open.delete(subscription);
    for (const [number, other] of this.#byNumber) {
      if (other !== subscription) continue;
      this.#byNumber.delete(number);
      this.#channel.notify("unsubscribe", { subscription: number });
    }
  }
}

/** Events as they come, for `for await`; leaving the loop ends the subscription. */
export class EventStream {
  #subscription;
  #end;

  constructor(subscription, end) {
    this.#subscription = subscription;
    this.#end = end;
  }

  /** The next event. */
  next() {
    return this.#subscription.next();
  }

  /** Ends the subscription. */
  async return(value) {
    this.#end();
    return { value, done: true };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
