import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../index.js";
import { KnownAlerts } from "../src/known-alerts.js";
import { Server, transports, within } from "./server.js";

/** An alert to be triggered. */
const alert = (severity, metric_name) => ({ severity, metric_name, message: "so", metric_value: 1, threshold: 0 });

/** Reads so many alerts, as `metric severity state`. */
async function read(alerts, count) {
  const seen = [];
  while (seen.length < count) {
    const { value } = await within("an alert", alerts.next());
    seen.push(`${value.metric_name} ${value.severity} ${value.state}`);
  }
  return seen;
}

for (const transport of transports) {
  test(`alerts are told when something becomes of them, over restarts too, over ${transport}`, async (t) => {
    const server = await Server.of(t);
    const client = new Client(server[transport], { attempts: 1_000 });
    const other = new Client(server.unix, { attempts: 1_000 });
    t.after(() => (client.close(), other.close()));
    await client.setThreshold({ metric_name: "latency", threshold: 10, when: "above" });
    await client.record({ key: "old", value: 1 });
    await client.triggerAlert(alert("critical", "early"));

    const alerts = client.alerts({ severity: "warning" });
    await client.triggerAlert(alert("info", "mild"));
    await client.record({ key: "latency", value: 13 });
    assert.deepEqual(await read(alerts, 1), ["latency warning firing"]);
    await client.record({ key: "latency", value: 25 });
    assert.deepEqual(await read(alerts, 1), ["latency critical firing"]);

    await server.kill();
    await server.start();
    const { alert_id } = (await other.listAlerts({ metric_name: "latency" })).alerts[0];
    await other.acknowledgeAlert({ alert_id });
    assert.deepEqual(await read(alerts, 1), ["latency critical acknowledged"]);
    await other.record({ key: "latency", value: 1 });
    assert.deepEqual(await read(alerts, 1), ["latency critical resolved"]);

    const onlyMemory = client.alerts({ metric_name: "memory" });
    for (const metric_name of ["disk", "memory"]) await client.triggerAlert(alert("error", metric_name));
    for await (const alert of onlyMemory) {
      assert.equal(alert.metric_name, "memory");
      break;
    }
    assert.deepEqual(await onlyMemory.next(), { value: undefined, done: true });
    assert.deepEqual(await read(alerts, 2), ["disk error firing", "memory error firing"]);
  });
}

test("a refusal of the server ends the alerts", async (t) => {
  const client = new Client((await Server.of(t)).unix);
  t.after(() => client.close());
  const alerts = client.alerts({ severity: "grave" });
  await assert.rejects(alerts.next(), { kind: "invalid_params" });
  assert.deepEqual(await alerts.next(), { value: undefined, done: true });
});

test("what became of an alert is told once", () => {
  const known = new KnownAlerts();
  const alert = { alert_id: "a", state: "firing", severity: "warning", updated_at: "2026-01-01T00:00:02" };
  assert.ok(known.take(alert));
  assert.ok(!known.take(alert));
  assert.ok(!known.take({ ...alert, severity: "info", updated_at: "2026-01-01T00:00:03" }));
  assert.ok(known.take({ ...alert, severity: "error", updated_at: "2026-01-01T00:00:04" }));
  assert.ok(known.take({ ...alert, state: "acknowledged", updated_at: "2026-01-01T00:00:05" }));
  // Behind what a list has told already.
  assert.ok(!known.take({ ...alert, updated_at: "2026-01-01T00:00:01" }));
  assert.ok(known.take({ ...alert, state: "resolved", updated_at: "2026-01-01T00:00:06" }));
  assert.ok(!known.take({ ...alert, state: "resolved", updated_at: "2026-01-01T00:00:07" }));
});
