import { KnownAlerts, severities } from "./known-alerts.js";

/**
 * Alerts as they are raised, become worse, are acknowledged and resolved, for `for await`; over lost connections and
 * restarts of the server too: what became of an alert meanwhile is told as it is then. Leaving the loop ends it.
 */
export class AlertStream {
  #client;
  #filter;
  #events;
  #known = new KnownAlerts();
  #start;
  /** What was missed and is still to be told. */
  #missed = [];

  /**
   * @param {import("./client.js").Client} client
   * @param {{severity?: string, metric_name?: string}} filter
   */
  constructor(client, filter) {
    this.#client = client;
    this.#filter = filter;
    this.#events = client.events(["alerts"], { filter });
    this.#start = this.#takeAll();
    // Whoever reads is told.
    this.#start.catch(() => {});
  }

  /** The next alert. */
  async next() {
    try {
      await this.#start;
      for (;;) {
        const alert = this.#missed.shift() ?? (await this.#told());
        if (!alert) return { value: undefined, done: true };
        if (this.#known.take(alert)) return { value: alert, done: false };
      }
    } catch (error) {
      await this.return();
      throw error;
    }
  }

  /** Ends the subscription. */
  return(value) {
    return this.#events.return(value);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  /** The next alert that is told of; `undefined` behind the last. */
  async #told() {
    for (;;) {
      const { value: event, done } = await this.#events.next();
      if (done) return undefined;
      if (event.type === "event") return event.data;
      if (event.type === "heartbeat") continue;
      this.#missed = await this.#all();
      if (this.#missed.length > 0) return this.#missed.shift();
    }
  }

  async #takeAll() {
    for (const alert of await this.#all()) this.#known.take(alert);
  }

  /** The alerts that the server has, the first that was raised first. */
  async #all() {
    const { severity = "info", metric_name } = this.#filter;
    const { alerts } = await this.#client.call("listAlerts", { count: 1_000_000, metric_name });
    const mildest = severities.indexOf(severity);
    return alerts.filter((alert) => severities.indexOf(alert.severity) >= mildest).reverse();
  }
}
