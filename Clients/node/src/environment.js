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

/**
 * What tells where a server is, to be asked at each connection: one that is started again may listen elsewhere, and
 * while it starts nobody does.
 *
 * @param {string} [address] The server's address; that of the environment when it is left out.
 * @returns {() => ReturnType<parseAddress>}
 * @throws {AddressError} When the address makes no sense, or there is none.
 */
export function addressFinder(address) {
  if (address != null) {
    const given = parseAddress(address);
    return () => given;
  }
  let latest = addressFromEnvironment();
  if (!latest) throw new AddressError("no server: name one, or set CALIBRAX_SERVER or CALIBRAX_DATA");
  return () => parseAddress((latest = addressFromEnvironment() ?? latest));
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
