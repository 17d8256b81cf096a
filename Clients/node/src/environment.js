import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAddress } from "./address.js";
import { AddressError } from "./errors.js";

/**
 * The server that the environment names: that of `CALIBRAX_SERVER`, else the one that holds the data directory of
 * `CALIBRAX_DATA`, which is `./benchmark-data` when it is not set. A variable that is empty counts as one that is not
 * set.
 *
 * @returns {string | undefined} Its address; `undefined` when no server holds the directory.
 * @throws {AddressError} When `CALIBRAX_SERVER` is no address.
 */
export function addressFromEnvironment() {
  const named = process.env.CALIBRAX_SERVER;
  if (!named) return addressServing(process.env.CALIBRAX_DATA || "./benchmark-data");
  try {
    parseAddress(named);
  } catch (error) {
    throw new AddressError(`CALIBRAX_SERVER: ${error.message}`);
  }
  return named;
}

/** The token of `CALIBRAX_TOKEN`, for servers that want one. */
export function tokenFromEnvironment() {
  return process.env.CALIBRAX_TOKEN || undefined;
}

/**
 * Where the server of a data directory listens, as its lock file says. One that was killed may still stand there, and
 * is then not reachable.
 *
 * @param {string} directory
 * @returns {string | undefined} Its address; `undefined` when no server holds the directory.
 */
export function addressServing(directory) {
  try {
    const { unix, tcp } = JSON.parse(readFileSync(join(directory, "calibrax.lock"), "utf8"));
    if (unix) return `unix:${unix}`;
    return tcp ? `tcp:${tcp}` : undefined;
  } catch {
    // No such file, or one that is being written: nobody serves there.
    return undefined;
  }
}
