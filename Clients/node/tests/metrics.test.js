import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { execution, Metric } from "../index.js";
import { Proxy } from "./proxy.js";
import { clients, onlyExecution, samples } from "./recording.js";
import { busy, Server, transports, until } from "./server.js";

for (const transport of transports) {
  test(`what an execution records is stored with its definition, over ${transport}`, async (t) => {
    const server = await Server.of(t);
    const { metrics, client } = clients(t, server, server[transport]);
    const group = { name: "training", units: "epoch" };
    const loss = new Metric("loss", { group, scale: { units: "%", lower: 0, upper: 100 }, throttle: null });
    const result = await metrics.run(() =>
      execution("train", { tags: { model: "small" }, metadata: { seed: 7 } }, async () => {
        for (let epoch = 0; epoch < 3; epoch++) {
          await sleep(1);
          loss.record(epoch * 10, { at: epoch });
        }
        loss.record(30);
        return "trained";
      }),
    );
    assert.equal(result, "trained");
    assert.ok(await metrics.flush());
    const { execution_id, execution_time, ...others } = await onlyExecution(client, "train");
    assert.equal(others.state, "succeeded");
    assert.deepEqual([others.tags, others.metadata], [{ model: "small" }, { seed: 7 }]);
    const { series } = await client.listSeries({ execution_id });
    assert.deepEqual(series.map(({ key }) => key), ["loss"]);
    assert.deepEqual(series[0].group, group);
    assert.deepEqual(series[0].scale, { units: "%", lower: 0, upper: 100, progress: false });
    const points = await samples(client, "train", "loss");
    assert.deepEqual(points.slice(0, 3), [[0, 0], [1, 10], [2, 20]]);
    // Without a place it is at the seconds since the execution's start.
    assert.ok(points[3][0] >= 0.003 && points[3][0] <= execution_time, `${points[3]} in ${execution_time} s`);
    assert.deepEqual(metrics.counts(), { recorded: 4, throttled: 0, refused: 0, dropped: 0, delivered: 4, waiting: 0 });
  });

  test(`each sample is stored once though the server is killed twice, over ${transport}`, async (t) => {
    const server = await Server.of(t);
    const { metrics, client } = clients(t, server, server[transport]);
    const exact = new Metric("exact", { throttle: null });
    let count = 0;
    let isOver = false;
    const recording = metrics.run(() =>
      execution("train", async () => {
        while (!isOver) {
          for (let i = 0; i < 100; i++) exact.record(count, { at: count++ });
          await sleep(1);
        }
      }),
    );
    for (let kill = 0; kill < 2; kill++) {
      const before = metrics.counts().delivered;
      await until("samples are delivered", () => metrics.counts().delivered > before + 1_000);
      await server.restart();
    }
    const before = metrics.counts().delivered;
    await until("delivery goes on", () => metrics.counts().delivered > before);
    isOver = true;
    await recording;
    assert.ok(await metrics.flush());
    assert.equal(metrics.counts().delivered, count);
    const points = await samples(client, "train", "exact");
    assert.deepEqual(points, Array.from({ length: count }, (_, at) => [at, at]));
    assert.equal((await onlyExecution(client, "train")).state, "succeeded");
  });

  test(`metrics show a token to a server that wants one, over ${transport}`, async (t) => {
    const server = await Server.of(t, { tokens: "writer 0123456789abcdef" });
    const { metrics, client } = clients(t, server, server[transport], { token: "0123456789abcdef" });
    metrics.run(() => new Metric("loss").record(1, { at: 2 }));
    assert.ok(await metrics.flush());
    const { series } = await client.listSeries({});
    assert.deepEqual(series.map(({ key, last }) => [key, last]), [["loss", [2, 1]]]);
  });
}

test("samples whose answer is lost are sent again, and stored once", async (t) => {
  const server = await Server.of(t);
  const proxy = await Proxy.of(t, server);
  const { metrics, client } = clients(t, server, proxy.address);
  const exact = new Metric("exact", { throttle: null });
  const stored = async () => (await client.listSeries({ keys: ["exact"] })).series[0]?.count ?? 0;
  await metrics.run(async () => {
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 100; i++) exact.record(i, { at: 100 * round + i });
      if (round === 0) {
        await metrics.flush();
        continue;
      }
      proxy.loseAnswers();
      await until("the server has them", async () => (await stored()) === 100 * (round + 1));
      assert.equal(metrics.counts().waiting, 100);
      proxy.cut();
      assert.ok(await metrics.flush());
    }
  });
  assert.equal(await stored(), 300);
  assert.equal(metrics.counts().delivered, 300);
});

test("an answer that does not come is said, and asked for on another connection", async (t) => {
  const server = await Server.of(t);
  const proxy = await Proxy.of(t, server);
  const { metrics, reports } = clients(t, server, proxy.address, { timeout: 0.2 });
  const exact = new Metric("exact", { throttle: null });
  metrics.run(() => exact.record(1));
  await metrics.flush();
  proxy.loseAnswers();
  metrics.run(() => exact.record(2));
  await until("it is said", () => reports.length > 0);
  assert.deepEqual(reports, ["no answer within 0.2 s; metrics wait until it goes on"]);
  proxy.cut();
  assert.ok(await metrics.flush());
  assert.equal(metrics.counts().delivered, 2);
});

test("a token that is refused is said", async (t) => {
  const server = await Server.of(t, { tokens: "writer 0123456789abcdef" });
  const { metrics, reports } = clients(t, server, server.tcp, { token: "0123456789abcdeX" });
  metrics.run(() => new Metric("loss").record(1));
  await until("it is said", () => reports.length > 0);
  assert.match(reports[0], /no such token.*metrics wait/);
});

test("a throttle delivers the first sample and the last, and few between", async (t) => {
  const { metrics, client } = clients(t, await Server.of(t));
  const fast = new Metric("fast", { throttle: 20 });
  await metrics.run(() =>
    execution("loop", async () => {
      for (let i = 0; i <= 1_000; i++) {
        fast.record(i, { at: i });
        if (i % 100 === 0) await sleep(20);
      }
    }),
  );
  await metrics.flush();
  const points = await samples(client, "loop", "fast");
  assert.deepEqual(points[0], [0, 0]);
  assert.deepEqual(points.at(-1), [1_000, 1_000]);
  assert.ok(points.length >= 4 && points.length < 40, `${points.length} samples`);
  const { recorded, throttled, delivered } = metrics.counts();
  assert.deepEqual([recorded, throttled + delivered, delivered], [1_001, 1_001, points.length]);
});

test("what a throttle holds back goes out by itself when its window ends", async (t) => {
  const { metrics } = clients(t, await Server.of(t));
  const metric = new Metric("slow", { throttle: 2 });
  metrics.run(() => metric.record(1));
  await until("the first is delivered", () => metrics.counts().delivered === 1);
  metrics.run(() => metric.record(2));
  await until("the second is delivered", () => metrics.counts().delivered === 2);
});

test("a flush delivers what throttles hold back", async (t) => {
  const { metrics } = clients(t, await Server.of(t));
  const metric = new Metric("slow", { throttle: 0.01 });
  metrics.run(() => {
    for (let i = 0; i < 3; i++) metric.record(i);
  });
  assert.ok(await metrics.flush());
  const { throttled, delivered, waiting } = metrics.counts();
  assert.deepEqual([throttled, delivered, waiting], [1, 2, 0]);
});

test("a program that is busy delivers when it pauses, and takes nothing for late", async (t) => {
  const { metrics, reports } = clients(t, await Server.of(t), undefined, { timeout: 0.3 });
  const exact = new Metric("exact", { throttle: null });
  metrics.run(() => exact.record(0));
  await metrics.flush();
  for (let round = 0; round < 2; round++) {
    // Longer than between two requests.
    await sleep(100);
    metrics.run(() => exact.record(1));
    // As long as it takes until the sample is sent, and no longer.
    await sleep(1);
    busy(0.5);
  }
  assert.ok(await metrics.flush());
  assert.deepEqual(reports, []);
  assert.equal(metrics.counts().delivered, 3);
});

test("recording what is throttled away takes well under a microsecond", async (t) => {
  const { metrics } = clients(t, await Server.of(t));
  const metric = new Metric("fast");
  const rounds = Array.from({ length: 10 }, () => {
    const start = performance.now();
    metrics.run(() => {
      for (let i = 0; i < 100_000; i++) metric.record(i);
    });
    return (performance.now() - start) / 100;
  });
  // The best of them, for others use the machine too.
  assert.ok(Math.min(...rounds) < 1, `${Math.min(...rounds)} µs`);
});

test("executions that run at the same time have their own metrics", async (t) => {
  const { metrics, client } = clients(t, await Server.of(t));
  const metric = new Metric("value", { throttle: null });
  const later = async (value) => {
    await sleep(1);
    metric.record(value, { at: 0 });
  };
  await metrics.run(async () => {
    await Promise.all([1, 2, 3].map((value) => execution(`run ${value}`, () => later(value))));
    await later(4);
  });
  await metrics.flush();
  for (const value of [1, 2, 3]) assert.deepEqual(await samples(client, `run ${value}`, "value"), [[0, value]]);
  const own = (await client.listExecutions({})).executions.find(({ state }) => state === "running");
  const { points } = await client.querySeries({ key: "value", execution_id: own.execution_id });
  assert.deepEqual(points, [[0, 4]]);
});

test("an execution fails with its body, at once or later", async (t) => {
  const { metrics, client } = clients(t, await Server.of(t));
  await metrics.run(async () => {
    assert.throws(() => execution("at once", () => { throw new Error("at once"); }), /at once/);
    await assert.rejects(execution("later", async () => { throw new Error("later"); }), /later/);
    assert.equal(execution("sync", () => 7), 7);
    assert.throws(() => execution("", () => {}), TypeError);
    assert.throws(() => execution("x"), TypeError);
  });
  await metrics.flush();
  const states = (await client.listExecutions({})).executions.map(({ pipeline_name, state }) => [pipeline_name, state]);
  assert.deepEqual(Object.fromEntries(states), { "at once": "failed", later: "failed", sync: "succeeded" });
});
