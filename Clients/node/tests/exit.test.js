import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { Client } from "../index.js";
import { Server, transports } from "./server.js";

const index = new URL("../index.js", import.meta.url);

/** Runs a program of its own to its end; returns its status, how long it took, and what it said. */
async function program(environment, text) {
  const start = performance.now();
  const imports = `import { Client, configure, counts, execution, flush, Metric, MetricsClient } from "${index}";`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", `${imports}\n${text}`], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 20_000,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (said += bytes));
  const [status] = await once(child, "close");
  return { status, said, seconds: (performance.now() - start) / 1_000 };
}

/** What the only execution of the server recorded. */
async function recorded(t, server) {
  const client = new Client(server.unix);
  t.after(() => client.close());
  const { executions } = await client.listExecutions({});
  assert.equal(executions.length, 1);
  const [{ execution_id, state }] = executions;
  const { series } = await client.listSeries({ execution_id });
  return { state, last: Object.fromEntries(series.map(({ key, last }) => [key, last])) };
}

for (const transport of transports) {
  test(`a process that ends by itself has delivered its last samples, over ${transport}`, async (t) => {
    const server = await Server.of(t);
    const { status, said } = await program({ CALIBRAX_SERVER: server[transport] }, `
      const loss = new Metric("loss", {throttle: 0.1});
      loss.record(1, {at: 1});
      loss.record(2, {at: 2});
    `);
    assert.equal(said, "");
    assert.equal(status, 0);
    assert.deepEqual(await recorded(t, server), { state: "succeeded", last: { loss: [2, 2] } });
  });
}

test("a process that fails has failed in its execution too", async (t) => {
  const server = await Server.of(t);
  const text = `new Metric("loss").record(1, {at: 1}); process.exitCode = 3;`;
  const { status } = await program({ CALIBRAX_DATA: server.data }, text);
  assert.equal(status, 3);
  assert.deepEqual(await recorded(t, server), { state: "failed", last: { loss: [1, 1] } });
});

test("process.exit() says what it loses, and loses nothing behind flush()", async (t) => {
  const server = await Server.of(t);
  const environment = { CALIBRAX_DATA: server.data };
  const lost = await program(environment, `new Metric("loss").record(1); process.exit(4);`);
  assert.equal(lost.status, 4);
  assert.match(lost.said, /^calibrax: 1 samples were not delivered before the end\n$/);
  const kept = await program(environment, `
    new Metric("loss").record(1);
    if (!(await flush())) throw new Error("not delivered");
    console.log(JSON.stringify(counts()));
    process.exit(4);
  `);
  assert.equal(kept.status, 4);
  assert.equal(JSON.parse(kept.said).delivered, 1);
});

test("a server that is away holds a process for two seconds, and it says what was lost", async () => {
  const { status, said, seconds } = await program({ CALIBRAX_SERVER: "unix:/nowhere/calibrax.sock" }, `
    const loss = new Metric("loss");
    loss.record(1);
    loss.record(2);
  `);
  assert.equal(status, 0);
  assert.match(said, /cannot reach a server at unix:\/nowhere.*metrics wait until it goes on/);
  assert.match(said, /2 samples were not delivered before the end/);
  assert.ok(seconds >= 2 && seconds < 5, `${seconds} s`);
});

test("without a server nothing is recorded, which is said once", async () => {
  const { status, said } = await program({ CALIBRAX_DATA: "/nowhere" }, `
    const loss = new Metric("loss");
    for (let i = 0; i < 10; i++) loss.record(i);
    console.log(execution("train", () => (loss.record(1), 7)), await flush(), counts().recorded);
  `);
  assert.equal(status, 0);
  assert.equal(said.match(/calibrax: no server: .*CALIBRAX_SERVER.*not recorded/g).length, 1);
  assert.match(said, /^7 true 0$/m);
});

test("configure names the server, and comes before what is recorded", async (t) => {
  const server = await Server.of(t);
  const { status, said } = await program({}, `
    configure("${server.tcp}");
    new Metric("loss").record(1, {at: 1});
    try { configure("${server.tcp}"); } catch (error) { console.log(error.message); }
  `);
  assert.equal(said, `metrics are recorded already; ${server.tcp} comes too late\n`);
  assert.equal(status, 0);
  assert.deepEqual(await recorded(t, server), { state: "succeeded", last: { loss: [1, 1] } });
});

test("a client that waits for nothing lets the process end, one that waits does not", async (t) => {
  const server = await Server.of(t);
  const { status, said } = await program({ CALIBRAX_SERVER: server.unix }, `
    const client = new Client();
    await client.ping();
    const events = client.events(["samples"]);
    setTimeout(() => client.record({key: "loss", value: 7}), 100).unref();
    for await (const {data} of events) {
      console.log("told of", data.series[0].points[0][1]);
      break;
    }
    client.events(["runs"]);
  `);
  assert.equal(said, "told of 7\n");
  assert.equal(status, 0);
});

test("a subscription that nobody reads does not hold a process", async () => {
  const { status, said, seconds } = await program({ CALIBRAX_SERVER: "unix:/nowhere/calibrax.sock" }, `
    new Client(undefined, {attempts: 1000}).events(["runs"]);
  `);
  assert.equal(said, "");
  assert.equal(status, 0);
  assert.ok(seconds < 5, `${seconds} s`);
});
