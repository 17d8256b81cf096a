import { ProtocolError } from "./errors.js";

/**
 * Reads a line that a server sent.
 *
 * @param {string} line
 * @returns {object} A response or a notification.
 * @throws {ProtocolError} When it is neither.
 */
export function parseMessage(line) {
  const message = parse(line);
  if (typeof message === "object" && message !== null) return message;
  throw new ProtocolError(`the server sent what is no message: ${line.slice(0, 100)}`);
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ProtocolError(`the server sent what is not JSON: ${error.message}`);
  }
}
