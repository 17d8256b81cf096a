import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Client, RefusedError } from "../index.js";
import { EventBuffer } from "../src/event-buffer.js";
import { Proxy } from "./proxy.js";
import { Server, transports, until, within } from "./server.js";

function clientOf(t, address, options = { attempts: 1_000 }) {
  const client = new Client(address, options);
  t.after(() => client.close());
  return client;
}

/** Reads events until one is as wanted, signs of life left out. */
async function read(events, isWanted) {
  const seen = [];
  for (;;) {
    const { value, done } = await within("an event", events.next());
    assert.ok(!done, `the events ended behind ${JSON.stringify(seen)}`);
    if (value.type === "heartbeat") continue;
    seen.push(value);
    if (isWanted(value)) return seen;
  }
}

const pointsOf = (events) => events.flatMap(({ data }) => data?.series.flatMap(({ points }) => points) ?? []);

for (const transport of transports) {
  test(`events come as they happen, and leaving the loop ends them, over ${transport}`, async (t) => {
    const client = clientOf(t, (await Server.of(t))[transport]);
    const events = client.events(["samples", "runs"], { filter: { keys: ["loss"] } });
    await client.record({ key: "loss", value: 0.5, at: 3 });
    await client.record({ key: "load", value: 1, at: 3 });
    await client.record({ key: "loss", value: 0.25, at: 4 });
    const points = [];
    for await (const event of events) {
      assert.equal(event.type, "event");
      assert.equal(event.topic, "samples");
      points.push(...pointsOf([event]));
      if (points.length === 2) break;
    }
    assert.deepEqual(points, [[3, 0.5], [4, 0.25]]);
    // The server knows that it is over: the number is free of a subscription.
    await assert.rejects(client.unsubscribe({ subscription: 1 }), { kind: "not_found" });
    assert.deepEqual(await events.next(), { value: undefined, done: true });
  });

  test(`events go on over a lost connection, none twice, over ${transport}`, async (t) => {
    const server = await Server.of(t);
    const client = clientOf(t, server[transport]);
    const other = clientOf(t, server.unix);
    const events = client.events(["samples"]);
    await client.record({ key: "loss", value: 1, at: 1 });
    assert.deepEqual(pointsOf(await read(events, () => true)), [[1, 1]]);

    await server.restart();
    // What comes before the client is back is told of too.
    await other.record({ key: "loss", value: 2, at: 2 });
    const [first, ...others] = await read(events, (event) => pointsOf([event]).some(([at]) => at === 2));
    assert.equal(first.type, "restarted");
    assert.equal(first.next_seq, 1);
    assert.deepEqual(pointsOf(others), [[2, 2]]);
  });
}

test("a connection that breaks loses no event and tells none twice", async (t) => {
  const server = await Server.of(t);
  const proxy = await Proxy.of(t, server);
  const client = clientOf(t, proxy.address);
  const other = clientOf(t, server.unix);
  const events = client.events(["samples"]);
  await client.ping();
  const seen = [];
  for (let at = 0; at < 50; at++) {
    await other.record({ key: "loss", value: at, at });
    if (at % 10 === 5) {
      seen.push(...(await read(events, (event) => pointsOf([event]).some((point) => point[0] === at))));
      proxy.cut();
    }
  }
  seen.push(...(await read(events, (event) => pointsOf([event]).some(([at]) => at === 49))));
  assert.deepEqual(pointsOf(seen), Array.from({ length: 50 }, (_, at) => [at, at]));
  assert.ok(seen.every(({ type }) => type === "event"));
});

test("events can begin where others ended", async (t) => {
  const client = clientOf(t, (await Server.of(t)).unix);
  const { server_id } = await client.call("subscribe", { topics: ["runs"] });
  for (let at = 0; at < 3; at++) await client.record({ key: "loss", value: at, at });
  const first = client.events(["samples"], { from_seq: 2, server_id });
  assert.deepEqual(pointsOf(await read(first, ({ seq }) => seq === 3)), [[1, 1], [2, 2]]);
  const second = client.events(["samples"], { from_seq: 1, server_id: "another" });
  const [restarted, ...others] = await read(second, ({ seq }) => seq === 3);
  assert.equal(restarted.type, "restarted");
  assert.equal(pointsOf(others).length, 3);
});

test("a refused subscription says so once, to whoever reads", async (t) => {
  const client = clientOf(t, (await Server.of(t)).unix);
  const events = client.events([]);
  await assert.rejects(events.next(), (error) => error instanceof RefusedError && error.path === "params.topics");
  assert.deepEqual(await events.next(), { value: undefined, done: true });
});

test("a server that stays away ends the events with an error", async (t) => {
  const server = await Server.of(t);
  const client = clientOf(t, join(server.data, "nobody.sock"), { attempts: 2, timeout: 0.3 });
  const events = client.events(["runs"]);
  await assert.rejects(events.next(), /cannot reach a server at unix:.*nobody.sock/);
});

test("closing the client ends the loops", async (t) => {
  const client = new Client((await Server.of(t)).unix);
  const events = client.events(["runs"]);
  await client.ping();
  const next = events.next();
  client.close();
  assert.deepEqual(await next, { value: undefined, done: true });
});

test("what nobody reads is ended at the server", async (t) => {
  const client = clientOf(t, (await Server.of(t)).unix);
  // Left before the server has answered.
  await client.events(["runs"]).return();
  await until("the server has ended it", async () => {
    const { subscription } = await client.call("subscribe", { topics: ["runs"] });
    await client.unsubscribe({ subscription });
    return client.unsubscribe({ subscription: 1 }).then(() => false, () => subscription > 1);
  });
});

test("a buffer that is full counts what it misses", () => {
  const buffer = new EventBuffer();
  const data = (count) => ({ series: [{ points: Array(count).fill([0, 0]) }] });
  const samples = (seq, count) => ({ type: "event", topic: "samples", seq, data: data(count) });
  // One that is larger alone is kept.
  buffer.append(samples(EventBuffer.room + 1, EventBuffer.room + 1));
  buffer.append(samples(EventBuffer.room + 3, 2));
  buffer.append({ type: "heartbeat", next_seq: EventBuffer.room + 4 });
  buffer.append({ type: "event", topic: "runs", seq: EventBuffer.room + 4, data: {} });
  assert.equal(buffer.next().seq, EventBuffer.room + 1);
  assert.deepEqual(buffer.next(), { type: "dropped", count: 3, next_seq: EventBuffer.room + 5 });
  assert.equal(buffer.next(), undefined);
  buffer.append({ type: "heartbeat", next_seq: EventBuffer.room + 5 });
  buffer.append({ type: "event", topic: "runs", seq: EventBuffer.room + 5, data: {} });
  assert.equal(buffer.next().type, "heartbeat");
  assert.equal(buffer.next().topic, "runs");
});
