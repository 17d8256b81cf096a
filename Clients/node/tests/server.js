import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The ways that lead to a server. */
export const transports = ["unix", "tcp"];

/** A real calibraxd with an empty store; started again it has the same data and the same addresses. */
export class Server {
  #process;
  #tcp = "127.0.0.1:0";
  #options = [];

  /** @param {{tokens?: string, configuration?: string}} [options] Lines of `ROLE TOKEN`; what config.json holds. */
  constructor({ tokens, configuration } = {}) {
    this.data = mkdtempSync(join(tmpdir(), "calibrax-"));
    if (configuration) writeFileSync(join(this.data, "config.json"), configuration);
    if (!tokens) return;
    const file = join(this.data, "tokens");
    writeFileSync(file, `${tokens}\n`);
    this.#options = ["--token-file", file];
  }

  /** A server that runs until the test is over. */
  static async of(test, options) {
    const server = new Server(options);
    test.after(() => server.remove());
    await server.start();
    return server;
  }

  /** Has it listen at another Unix socket when it is started again. */
  move(socket) {
    this.#options = ["--socket", join(this.data, socket)];
  }

  /** Starts it, and waits until it is ready. */
  async start() {
    const flags = ["--data", this.data, "--tcp", this.#tcp, ...this.#options];
    this.#process = spawn(program(), flags, { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface({ input: this.#process.stdout })) {
      const [, unix, tcp] = /^calibraxd ready unix=(.*) tcp=(\S+) data=/.exec(line) ?? [];
      if (!tcp) throw new Error(`calibraxd said ${line}`);
      this.unix = `unix:${unix}`;
      this.tcp = `tcp:${tcp}`;
      this.#tcp = tcp;
      return;
    }
    throw new Error("calibraxd ended at once");
  }

  /** Ends it as a crash does. */
  async kill() {
    if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill("SIGKILL");
    await once(this.#process, "exit");
  }

  async restart() {
    await this.kill();
    await this.start();
  }

  async remove() {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}

function program() {
  const builds = ["release", "debug"].map((build) => join(root, ".build", build));
  const folders = process.env.CALIBRAX_BUILD ? [resolve(process.env.CALIBRAX_BUILD)] : builds;
  const path = folders.map((folder) => join(folder, "calibraxd")).find((path) => existsSync(path));
  if (!path) throw new Error("calibraxd is not built; run swift build, or set CALIBRAX_BUILD to where it is");
  return path;
}

/** Waits until something holds, ten seconds at most; returns it. */
export async function until(what, condition) {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Keeps the event loop from turning for some seconds, as a program that computes. */
export function busy(seconds) {
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end);
}

/** What a promise comes to, if it does within ten seconds. */
export async function within(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), 10_000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
