import assert from "node:assert/strict";
import { Client, MetricsClient } from "../index.js";

/** A client that records, what it reported, and one that asks what was recorded; until the test is over. */
export function clients(t, server, address = server.unix, options = {}) {
  const reports = [];
  const metrics = new MetricsClient(address, { report: (text) => reports.push(text), exitTimeout: 0.1, ...options });
  const client = new Client(server.unix, { attempts: 1_000 });
  t.after(async () => {
    await metrics.close();
    client.close();
  });
  return { metrics, client, reports };
}

/** The samples of a metric in the only execution of a name, as they came. */
export async function samples(client, pipeline_name, key) {
  const { execution_id } = await onlyExecution(client, pipeline_name);
  return (await client.querySeries({ key, execution_id, order: "recorded" })).points;
}

/** The only execution of a name. */
export async function onlyExecution(client, pipeline_name) {
  const { executions } = await client.listExecutions({ pipeline_name });
  assert.equal(executions.length, 1);
  return executions[0];
}
