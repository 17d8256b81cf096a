import { connect, createServer } from "node:net";
import { join } from "node:path";
import { parseAddress } from "../src/address.js";

/** A way to a server that breaks when the test says so, while the server lives. */
export class Proxy {
  #pairs = new Set();
  #isDeaf = false;

  constructor(server) {
    this.address = join(server.data, "proxy.sock");
    this.listener = createServer((near) => this.#join(near, connect(parseAddress(server.unix))));
  }

  /** A proxy until the test is over. */
  static async of(test, server) {
    const proxy = new Proxy(server);
    await new Promise((resolve) => proxy.listener.listen(proxy.address, resolve));
    test.after(() => {
      proxy.cut();
      proxy.listener.close();
    });
    return proxy;
  }

  #join(near, far) {
    const pair = [near, far];
    this.#pairs.add(pair);
    for (const socket of pair) socket.on("error", () => {}).on("close", () => this.#pairs.delete(pair));
    near.on("data", (bytes) => far.write(bytes)).on("close", () => far.destroy());
    far.on("data", (bytes) => this.#isDeaf || near.write(bytes)).on("close", () => near.destroy());
  }

  /** From now on no answer comes back. */
  loseAnswers() {
    this.#isDeaf = true;
  }

  /** Breaks all connections; those that are made anew work. */
  cut() {
    this.#isDeaf = false;
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }
}
