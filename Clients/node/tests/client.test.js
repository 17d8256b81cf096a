import assert from "node:assert/strict";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { Client } from "../index.js";
import {
  ClosedError,
  DisconnectedError,
  ProtocolError,
  RefusedError,
  TimeoutError,
  UnreachableError,
} from "../src/errors.js";
import { methods } from "../src/methods.js";
import { isRepeatable } from "../src/repeatable.js";
import { busy, Server, transports } from "./server.js";

const run = { id: "monday", timestamp: "2026-03-02T02:00:00", points: [{ name: "p", metrics: { m: { value: 1 } } }] };

/** A client until the test is over. */
function clientOf(t, address, options) {
  const client = new Client(address, options);
  t.after(() => client.close());
  return client;
}

for (const transport of transports) {
  test(`every method is one of the client, over ${transport}`, async (t) => {
    const client = clientOf(t, (await Server.of(t))[transport]);
    assert.deepEqual(await client.ping(), {});
    assert.deepEqual(await client.ingest({ run }), { run_id: "monday", points: 1, created: true });
    assert.equal((await client.getRun({ run_id: "latest" })).timestamp, run.timestamp);
    const contract = await client["rpc.discover"]();
    assert.deepEqual(contract.methods.map(({ name }) => name), methods);
    for (const method of methods) assert.equal(typeof client[method], "function");
  });

  test(`calls that are not awaited travel together, and come back in order, over ${transport}`, async (t) => {
    const client = clientOf(t, (await Server.of(t))[transport]);
    const order = [];
    const calls = Array.from({ length: 3_000 }, async (_, at) => {
      await client.record({ key: "loss", value: at, at });
      order.push(at);
    });
    const { points } = await client.querySeries({ key: "loss", order: "recorded" });
    assert.deepEqual(points, Array.from({ length: 3_000 }, (_, at) => [at, at]));
    await Promise.all(calls);
    assert.deepEqual(order, points.map(([at]) => at));
  });

  test(`a token opens a server, and a wrong one is refused at once, over ${transport}`, async (t) => {
    const server = await Server.of(t, { tokens: "reader 0123456789abcdef" });
    const reader = clientOf(t, server[transport], { token: "0123456789abcdef" });
    assert.deepEqual(await reader.listRuns(), { runs: [], next_cursor: null });
    if (transport === "tcp") await assert.rejects(reader.ingest({ run }), { kind: "forbidden", code: -32002 });
    await server.restart();
    assert.deepEqual(await reader.listRuns(), { runs: [], next_cursor: null });
    const stranger = clientOf(t, server[transport], { token: "0123456789abcdeX", attempts: 1_000 });
    await assert.rejects(stranger.listRuns(), { kind: "unauthenticated" });
  });
}

test("a refusal says what, where and what to do", async (t) => {
  const client = clientOf(t, (await Server.of(t)).unix);
  await assert.rejects(client.check({ treshold: 0.1 }), (error) => {
    assert.ok(error instanceof RefusedError);
    assert.equal(error.name, "RefusedError");
    assert.equal(error.message, "params.treshold: unknown member");
    const { code, kind, path, hint } = error;
    assert.deepEqual({ code, kind, path, hint }, {
      code: -32602, kind: "invalid_params", path: "params.treshold", hint: 'Did you mean "threshold"?',
    });
    return true;
  });
  await assert.rejects(client.call("nope"), { kind: "method_not_found" });
  assert.deepEqual(await client.ping(), {});
});

test("a server that was restarted is found again", async (t) => {
  const server = await Server.of(t);
  const client = clientOf(t, server.tcp, { attempts: 1_000 });
  await client.ingest({ run });
  await server.kill();
  const runs = client.listRuns();
  // What was never sent may be sent, whatever it does.
  const deletion = clientOf(t, server.tcp, { attempts: 1_000 }).deleteRun({ run_id: "monday" });
  await server.start();
  assert.deepEqual(await deletion, {});
  assert.ok((await runs).runs);
});

test("a server that stays away fails the call after some attempts", async () => {
  const client = new Client("unix:/nowhere/calibrax.sock", { attempts: 2 });
  await assert.rejects(client.ping(), UnreachableError);
});

/** A server that answers nothing: what it does with a connection is up to the test. */
async function silent(t, path, onConnection) {
  const server = createServer(onConnection).listen(path);
  t.after(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
}

test("what must not be repeated fails when its connection breaks, the rest is asked again", async (t) => {
  const server = await Server.of(t);
  const path = join(server.data, "breaking.sock");
  const asked = [];
  await silent(t, path, (socket) => {
    socket.on("error", () => {});
    socket.once("data", (bytes) => {
      asked.push(...bytes.toString().trim().split("\n").map((line) => JSON.parse(line).method));
      socket.destroy();
    });
  });
  const client = clientOf(t, path, { attempts: 3 });
  const [once, again] = await Promise.allSettled([client.deleteRun({ run_id: "monday" }), client.listRuns()]);
  assert.ok(once.reason instanceof DisconnectedError);
  assert.ok(again.reason instanceof DisconnectedError);
  assert.deepEqual(asked, ["deleteRun", "listRuns", "listRuns", "listRuns"]);
});

test("which calls are repeated", () => {
  assert.ok(isRepeatable("check"));
  assert.ok(isRepeatable("finishExecution", { execution_id: "x" }));
  assert.ok(!isRepeatable("somethingNew", {}));
  assert.ok(!isRepeatable("deleteRun", { run_id: "x" }));
  assert.ok(isRepeatable("ingest", { run }));
  assert.ok(!isRepeatable("ingest", { run, replace: true }));
  assert.ok(!isRepeatable("ingest", { run: { points: [] } }));
  assert.ok(!isRepeatable("ingest", { from: "auto", files: {} }));
  assert.ok(isRepeatable("record", { key: "x", value: 1, producer: "p", seq: 1 }));
  assert.ok(!isRepeatable("record", { key: "x", value: 1 }));
  assert.ok(isRepeatable("setBaseline", { run_id: "x" }));
  assert.ok(!isRepeatable("setBaseline", { run_id: "x", reason: "faster" }));
  assert.ok(isRepeatable("startExecution", { pipeline_name: "x", execution_id: "y" }));
  assert.ok(!isRepeatable("startExecution", { pipeline_name: "x" }));
});

test("an answer that does not come is given up in time", async (t) => {
  const server = await Server.of(t);
  const path = join(server.data, "silent.sock");
  await silent(t, path, (socket) => t.after(() => socket.destroy()));
  const client = clientOf(t, path, { timeout: 0.1 });
  await assert.rejects(client.ping(), (error) => error instanceof TimeoutError && error.seconds === 0.1);
});

test("a program that is busy does not take that for a late answer", async (t) => {
  const client = clientOf(t, (await Server.of(t)).unix, { timeout: 0.3 });
  await client.ping();
  const call = client.ping();
  await new Promise(process.nextTick);
  busy(0.5);
  assert.deepEqual(await call, {});
});

test("what cannot be sent fails its call, what a server must not say breaks the connection", async (t) => {
  const server = await Server.of(t);
  await assert.rejects(clientOf(t, server.unix).check({ threshold: 1n }), TypeError);
  for (const line of ["nonsense", "null", "7"]) {
    const path = join(server.data, `${line}.sock`);
    await silent(t, path, (socket) => socket.on("error", () => {}).once("data", () => socket.write(`${line}\n`)));
    await assert.rejects(clientOf(t, path, { attempts: 2 }).ping(), ProtocolError);
  }
});

test("a client that is closed fails its calls", async (t) => {
  const client = new Client((await Server.of(t)).unix);
  await client.ping();
  const call = client.listRuns();
  client.close();
  await assert.rejects(call, ClosedError);
  await assert.rejects(client.ping(), ClosedError);
});

test("options that make no sense are refused", () => {
  assert.throws(() => new Client("./x", { timeout: 0 }), RangeError);
  assert.throws(() => new Client("./x", { attempts: 0 }), RangeError);
});
