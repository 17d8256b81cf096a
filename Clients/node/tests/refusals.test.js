import assert from "node:assert/strict";
import { test } from "node:test";
import { execution, Metric } from "../index.js";
import { clients, onlyExecution } from "./recording.js";
import { Server } from "./server.js";

test("mistakes in the program are errors at the call, and a number that is not finite is none", async (t) => {
  const { metrics, reports } = clients(t, await Server.of(t));
  const loss = new Metric("loss", { group: "training", throttle: null });
  await metrics.run(() =>
    execution("train", async () => {
      for (const value of ["1", null, undefined, 1n, {}])
        assert.throws(() => loss.record(value), { name: "TypeError", message: /"loss" records numbers, not/ });
      assert.throws(() => loss.record(1, { at: "2" }), { name: "TypeError", message: /"at" of the metric "loss"/ });
      assert.throws(() => loss.record(1, 2), { name: "TypeError", message: /as \{at: 2\}/ });
      loss.record(1);
      assert.throws(() => new Metric("loss", { group: "other" }).record(1), /"loss" belongs to the group "training"/);
      for (const value of [NaN, Infinity, -Infinity]) loss.record(value);
      loss.record(1, { at: NaN });
      loss.record(2);
    }),
  );
  await metrics.flush();
  assert.deepEqual(reports, ['the metric "loss" was given a number that is not finite; such samples are not recorded']);
  const { recorded, refused, delivered } = metrics.counts();
  assert.deepEqual({ recorded, refused, delivered }, { recorded: 6, refused: 4, delivered: 2 });
});

test("what comes behind an execution's end is counted as refused, and said once", async (t) => {
  const { metrics, reports } = clients(t, await Server.of(t));
  const metric = new Metric("late", { throttle: null });
  let late;
  await metrics.run(() => execution("train", () => {
    metric.record(1);
    late = Promise.resolve().then(() => (metric.record(2), metric.record(3)));
  }));
  await late;
  assert.ok(await metrics.flush());
  assert.deepEqual(reports, ['the execution "train" is over; "late" is not recorded in it']);
  const { recorded, refused, delivered, waiting } = metrics.counts();
  assert.deepEqual([recorded, refused, delivered, waiting], [3, 2, 1, 0]);
});

test("what the server refuses is said and counted", async (t) => {
  const { metrics, client, reports } = clients(t, await Server.of(t));
  await metrics.run(() => execution("train", async () => {
    new Metric("first").record(1);
    await metrics.flush();
    const { execution_id } = await onlyExecution(client, "train");
    await client.defineMetric({ execution_id, key: "taken", group: { name: "theirs" } });
    new Metric("taken", { group: "ours" }).record(1);
    new Metric("other").record(1);
    assert.ok(await metrics.flush());
  }));
  assert.equal(reports.length, 1);
  assert.match(reports[0], /the server refused the metric "taken": .*theirs/);
  const { refused, delivered } = metrics.counts();
  assert.deepEqual([refused, delivered], [1, 2]);
});

test("while the server is away as much waits as is allowed, and the newest", async (t) => {
  const server = await Server.of(t);
  await server.kill();
  const { metrics, client, reports } = clients(t, server, server.unix, { bound: 1_000 });
  const exact = new Metric("exact", { throttle: null });
  metrics.run(() => {
    for (let at = 0; at < 5_000; at++) exact.record(at, { at });
  });
  assert.equal(await metrics.flush(0.05), false);
  assert.equal(metrics.counts().waiting, 1_000);
  assert.equal(metrics.counts().dropped, 4_000);
  await server.start();
  assert.ok(await metrics.flush());
  const [{ series: number }] = (await client.listSeries({})).series;
  const { points } = await client.querySeries({ series: number, order: "recorded" });
  assert.deepEqual(points, Array.from({ length: 1_000 }, (_, index) => [4_000 + index, 4_000 + index]));
  assert.deepEqual(reports.filter((text) => /cannot reach/.test(text)).length, 1);
  assert.ok(reports.some((text) => /1000 samples wait/.test(text)));
  assert.ok(reports.includes("4000 samples were dropped"));
});

test("a client that is closed has delivered, ended its executions, and records no more", async (t) => {
  const { metrics, client } = clients(t, await Server.of(t), undefined, { exitTimeout: 5 });
  const metric = new Metric("loss");
  await metrics.run(async () => {
    metric.record(1);
    metric.record(2);
    assert.ok(await metrics.close({ success: false }));
    metric.record(3);
    execution("later", () => metric.record(4));
  });
  assert.deepEqual((await client.listExecutions({})).executions.map(({ state }) => state), ["failed"]);
  const { delivered, refused, waiting } = metrics.counts();
  assert.deepEqual([delivered, refused, waiting], [2, 2, 0]);
});
