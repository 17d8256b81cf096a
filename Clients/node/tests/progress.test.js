import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, execution, MetricsClient, progress } from "../index.js";
import { Server } from "./server.js";

/** Runs loops in an execution; returns the values of its series by their keys. */
async function recorded(t, body) {
  const server = await Server.of(t);
  const reports = [];
  const metrics = new MetricsClient(server.unix, { report: (text) => reports.push(text) });
  const client = new Client(server.unix);
  await metrics.run(() => execution("loops", body));
  await metrics.close();
  const { executions } = await client.listExecutions({ pipeline_name: "loops" });
  const { series } = await client.listSeries({ execution_id: executions[0].execution_id });
  const values = {};
  for (const { series: number, key } of series) {
    const { points } = await client.querySeries({ series: number, order: "recorded" });
    values[key] = points.map(([, value]) => value);
  }
  client.close();
  assert.deepEqual(reports, []);
  return { values, series };
}

/** The first and the last value, for what a throttle lets out between is a matter of time. */
const ends = (values) => [values[0], values.at(-1)];

async function* later(items) {
  for (const item of items) yield item;
}

test("a loop that comes to its end is complete, whatever it loops over", async (t) => {
  const seen = [];
  const { values, series } = await recorded(t, async () => {
    for (const item of progress([1, 2, 3], { key: "array", group: "loops" })) seen.push(item);
    for (const item of progress(new Set([4, 5]), { key: "set" })) seen.push(item);
    for (const [item] of progress(new Map([[6, 0]]), { key: "map" })) seen.push(item);
    for (const item of progress((function* () { yield 7; })(), { key: "generator" })) seen.push(item);
    for await (const item of progress(later([8, 9]), { key: "async", total: 2 })) seen.push(item);
    for await (const item of progress([Promise.resolve(10), 11], { key: "promises" })) seen.push(item);
    for (const item of progress([], { key: "empty" })) seen.push(item);
  });
  assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const done = { array: 3, set: 2, map: 1, generator: 1, async: 2, promises: 2, empty: 0 };
  for (const [key, count] of Object.entries(done)) {
    assert.deepEqual(ends(values[key]), [0, count], key);
    assert.deepEqual(values[`${key}.end`], [1], key);
  }
  const shown = series.map(({ key, scale, group }) => [key, [scale?.upper, scale?.progress, group?.name]]);
  const scales = Object.fromEntries(shown);
  assert.deepEqual(scales.array, [3, true, "loops"]);
  assert.deepEqual(scales.set, [2, true, undefined]);
  assert.deepEqual(scales.generator, [undefined, true, undefined]);
  assert.deepEqual(scales.async, [2, true, undefined]);
  assert.deepEqual(scales["array.end"], [undefined, undefined, undefined]);
});

test("a loop that is left is stopped, and tells its items", async (t) => {
  let closed = 0;
  function* items() {
    try {
      yield* [1, 2, 3];
    } finally {
      closed += 1;
    }
  }
  const { values } = await recorded(t, async () => {
    for (const item of progress(items(), { key: "break" })) if (item === 2) break;
    assert.throws(() => {
      for (const item of progress(items(), { key: "throw" })) throw new Error(`at ${item}`);
    }, /at 1/);
    for await (const item of progress(later([1, 2]), { key: "async" })) if (item === 1) break;
    const abandoned = progress(items(), { key: "abandoned" })[Symbol.iterator]();
    abandoned.next();
    abandoned.next();
  });
  assert.equal(closed, 2);
  assert.deepEqual(ends(values.break), [0, 1]);
  assert.deepEqual(values.throw, [0]);
  assert.deepEqual(ends(values.abandoned), [0, 1]);
  for (const key of ["break", "throw", "async", "abandoned"]) assert.deepEqual(values[`${key}.end`], [0], key);
});

test("a loop whose items fail to come has failed", async (t) => {
  function* items() {
    yield 1;
    throw new Error("no more");
  }
  async function* laterItems() {
    yield* items();
  }
  let closed = 0;
  function* promises() {
    try {
      yield Promise.reject(new Error("no more"));
    } finally {
      closed += 1;
    }
  }
  const { values } = await recorded(t, async () => {
    const loop = async (key, over) => {
      for await (const item of progress(over, { key })) assert.equal(item, 1);
    };
    assert.throws(() => [...progress(items(), { key: "sync" })], /no more/);
    await assert.rejects(loop("async", laterItems()), /no more/);
    await assert.rejects(loop("promises", promises()), /no more/);
  });
  assert.deepEqual(ends(values.sync), [0, 1]);
  assert.deepEqual(ends(values.async), [0, 1]);
  assert.equal(closed, 1);
  for (const key of ["sync", "async", "promises"]) assert.deepEqual(values[`${key}.end`], [-1], key);
});

test("loops of one key that run at the same time, or differ, have their own series", async (t) => {
  const { values } = await recorded(t, async () => {
    for (const outer of progress([1, 2])) for (const inner of progress([3, 4, 5])) assert.ok(outer < inner);
    for (const item of progress([6, 7])) assert.ok(item);
    for (const item of progress([8], { total: -1 })) assert.ok(item);
  });
  assert.deepEqual(Object.keys(values).sort(), [
    "progress", "progress 2", "progress 2.end", "progress 3", "progress 3.end", "progress.end",
  ]);
  assert.deepEqual(values["progress.end"], [1, 1], "the same loop again has the same series");
  assert.deepEqual(values["progress 2.end"], [1, 1]);
  assert.deepEqual(values["progress 3.end"], [1]);
});

test("an iterable can be looped over again", async (t) => {
  const { values } = await recorded(t, () => {
    const items = progress([1, 2]);
    assert.deepEqual([...items, ...items], [1, 2, 1, 2]);
  });
  assert.deepEqual(values["progress.end"], [1, 1]);
});

test("what cannot be looped over is an error at the call", () => {
  assert.throws(() => progress(7), { name: "TypeError", message: /"progress" cannot be looped over/ });
  assert.throws(() => progress([], { key: "" }), TypeError);
  assert.throws(() => progress([], { total: "2" }), TypeError);
});
