import { connect as connectSocket } from "node:net";
import { describeAddress } from "./address.js";
import { DisconnectedError, UnreachableError } from "./errors.js";

const NEWLINE = 0x0a;

/** Lines out of bytes that come in parts of any size. */
export class LineReader {
  #parts = [];

  /**
   * Takes in bytes.
   *
   * @param {Buffer} bytes
   * @returns {string[]} The lines that are whole now.
   */
  push(bytes) {
    const lines = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.#parts.push(bytes.subarray(start, end));
      lines.push(this.#parts.length === 1 ? this.#parts[0].toString() : Buffer.concat(this.#parts).toString());
      this.#parts = [];
      start = end + 1;
    }
    if (start < bytes.length) this.#parts.push(bytes.subarray(start));
    return lines;
  }
}

/** A connection to a server that carries lines. It does not keep the process alive. */
export class LineConnection {
  #socket;

  constructor(socket, { onLine, onClose }) {
    this.#socket = socket;
    const reader = new LineReader();
    socket.on("data", (bytes) => {
      for (const line of reader.push(bytes)) if (!socket.destroyed) onLine(line);
    });
    let reason = "the server closed the connection";
    socket.on("error", (error) => (reason = `the connection broke: ${error.message}`));
    socket.on("close", () => onClose(new DisconnectedError(reason)));
  }

  /** Sends text, one or more lines each with its newline; what is sent at one go travels together. */
  send(text) {
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork();
      process.nextTick(() => this.#socket.uncork());
    }
    this.#socket.write(text);
  }

  /** Ends the connection: no further line comes. */
  close() {
    this.#socket.destroy();
  }
}

/**
 * Connects to a server.
 *
 * @param {ReturnType<import("./address.js").parseAddress>} address
 * @param {{onLine: (line: string) => void, onClose: (error: DisconnectedError) => void}} handlers What is called for
 *   each line without its newline, and when the connection has ended, whoever ended it.
 * @param {number} timeout Seconds that it may take.
 * @returns {Promise<LineConnection>}
 * @throws {UnreachableError}
 */
export function connect(address, handlers, timeout) {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(address);
    socket.unref();
    if (address.port) socket.setNoDelay();
    const fail = (reason) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new UnreachableError(`cannot reach a server at ${describeAddress(address)}: ${reason}`));
    };
    const onError = (error) => fail(error.message || error.code);
    const giveUp = () => socket.connecting && fail(`no answer within ${timeout} s`);
    // It may be connected since, while the program was busy: that is looked at first.
    const timer = setTimeout(() => setImmediate(giveUp), timeout * 1_000).unref();
    socket.once("error", onError);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.off("error", onError);
      resolve(new LineConnection(socket, handlers));
    });
  });
}
