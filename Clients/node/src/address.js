import { AddressError } from "./errors.js";

/**
 * Reads where a server listens: `unix:/path`, `tcp:host:port`, or a path with a slash in it.
 *
 * @param {string} text
 * @returns {{path: string} | {host: string, port: number}} What `net.connect` takes.
 * @throws {AddressError}
 */
export function parseAddress(text) {
  if (typeof text !== "string") throw new TypeError(`an address is a string, not ${typeof text}`);
  if (text.startsWith("tcp:")) return parsePort(text);
  const path = text.startsWith("unix:") ? text.slice("unix:".length) : text.includes("/") && text;
  if (path) return { path };
  throw new AddressError(`"${text}" is no address; write unix:/path/to/calibrax.sock or tcp:127.0.0.1:7777`);
}

function parsePort(text) {
  const [, bracketed, plain, digits] = /^tcp:(?:\[(.+)\]|(.*)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (!(port > 0 && port < 65_536)) throw new AddressError(`"${text}" is not tcp:HOST:PORT, as tcp:127.0.0.1:7777`);
  return { host: bracketed ?? plain, port };
}

/** The address as it is written. */
export function describeAddress({ path, host, port }) {
  if (path !== undefined) return `unix:${path}`;
  return host.includes(":") ? `tcp:[${host}]:${port}` : `tcp:${host}:${port}`;
}
