import { MetricsClient } from "./metrics-client.js";

/** The client that metrics record with; `undefined` until it is needed, `null` when there is no server. */
let shared;

/**
 * The client that metrics record with unless `MetricsClient.run` says otherwise. Its server is the one that `configure`
 * named, else that of the environment; without any nothing is recorded, which is said once on stderr.
 *
 * @returns {MetricsClient | null}
 */
export function sharedClient() {
  if (shared === undefined) shared = clientOfEnvironment();
  return shared;
}

function clientOfEnvironment() {
  try {
    return new MetricsClient();
  } catch (error) {
    process.stderr.write(`calibrax: ${error.message}; metrics are not recorded\n`);
    return null;
  }
}

/**
 * Names the server that metrics are recorded by, and how; to be called before anything is recorded.
 *
 * @param {string} address
 * @param {object} [options] As for a `MetricsClient`.
 * @throws {Error} When metrics are recorded already.
 */
export function configure(address, options) {
  if (shared !== undefined) throw new Error(`metrics are recorded already; ${address} comes too late`);
  shared = new MetricsClient(address, options);
}

/**
 * Delivers what was recorded so far, what throttles hold back included; to be awaited before `process.exit()`.
 *
 * @param {number} [timeout] Seconds to wait at most.
 * @returns {Promise<boolean>} Whether all of it was delivered, or refused or dropped, within the time.
 */
export async function flush(timeout) {
  return shared ? shared.flush(timeout) : true;
}

/** What became of the samples so far; see `MetricsClient.counts`. */
export function counts() {
  return shared?.counts() ?? { recorded: 0, throttled: 0, refused: 0, dropped: 0, delivered: 0, waiting: 0 };
}
