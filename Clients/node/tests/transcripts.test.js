import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../index.js";
import { parseAddress } from "../src/address.js";
import { connect } from "../src/lines.js";
import { Inbox } from "./inbox.js";
import { Server, transports } from "./server.js";
import { problemsOf, Transcript } from "./transcript.js";

const transcripts = Transcript.all();

test("there are transcripts", () => assert.ok(transcripts.length >= 20));

for (const transcript of transcripts) {
  const calls = Object.assign(Object.create(transcript), { steps: ordinary(transcript.steps) });
  for (const transport of transports) {
    test(`${transcript.name}, as lines over ${transport}`, async (t) => {
      const server = await Server.of(t, transcript);
      assert.deepEqual(await playLines(t, transcript, server[transport]), []);
    });
    if (calls.steps.length === 0) continue;
    test(`${transcript.name}, as calls over ${transport}`, async (t) => {
      const server = await Server.of(t, transcript);
      assert.deepEqual(await playCalls(t, calls, server[transport]), []);
    });
  }
}

async function playLines(t, transcript, address) {
  const inboxes = new Map();
  const connections = new Map();
  for (const name of new Set(transcript.steps.map(({ connection }) => connection))) {
    const inbox = new Inbox();
    const onClose = (error) => inbox.put(JSON.stringify(error.message));
    const handlers = { onLine: (line) => inbox.put(line), onClose };
    const connection = await connect(parseAddress(address), handlers, 10);
    t.after(() => connection.close());
    inboxes.set(name, inbox);
    connections.set(name, connection);
  }
  const send = (name, line) => connections.get(name).send(`${line}\n`);
  return transcript.play(send, async (name, line) => JSON.parse(await inboxes.get(name).take(line)));
}

/** The steps before the first line that no client sends, as a batch or what is not JSON. */
function ordinary(steps) {
  const end = steps.findIndex(({ isSent, text }) => isSent && !isOrdinary(text));
  return end < 0 ? steps : steps.slice(0, end);
}

function isOrdinary(text) {
  try {
    const { jsonrpc, id, method, params = {} } = JSON.parse(text);
    const isObject = typeof params === "object" && params !== null;
    return jsonrpc === "2.0" && id != null && typeof method === "string" && isObject;
  } catch {
    return false;
  }
}

async function playCalls(t, transcript, address) {
  const answers = new Map();
  const told = new Map();
  const clients = new Map();
  for (const name of new Set(transcript.steps.map(({ connection }) => connection))) {
    answers.set(name, new Inbox());
    told.set(name, new Inbox());
    const onNotification = (method, params) => told.get(name).put({ jsonrpc: "2.0", method, params });
    const client = new Client(address, { onNotification });
    t.after(() => client.close());
    clients.set(name, client);
  }
  const send = (name, line) => {
    const { id, method, params } = JSON.parse(line);
    const answer = clients.get(name).call(method, params).then((result) => ({ result }), errorOf);
    answers.get(name).put(answer.then((members) => ({ jsonrpc: "2.0", id, ...members })));
  };
  const receive = (name, line) => (JSON.parse(line).method ? told : answers).get(name).take(line);
  return transcript.play(send, receive);
}

function errorOf({ code, message, kind, path, hint }) {
  const data = Object.fromEntries(Object.entries({ kind, path, hint }).filter(([, value]) => value !== undefined));
  return { error: { code, message, data } };
}

test("the matcher finds what differs", () => {
  const names = new Map();
  const differs = (actual, expected) => problemsOf(actual, expected, names).length > 0;
  assert.ok(!differs({ a: 1, b: "x", c: [true] }, { a: "$number", b: "$string:B", c: ["$boolean"] }));
  assert.equal(names.get("B"), "x");
  assert.ok(!differs({ a: 1, b: 2 }, { a: 1, "...": 0 }));
  assert.ok(differs({ a: 1, b: 2 }, { a: 1 }));
  assert.ok(differs({ a: 1 }, { a: 1, b: 2, "...": 0 }));
  assert.ok(differs([1], [1, 2]));
  assert.ok(differs(true, 1));
  assert.ok(differs("1", "$number"));
  assert.ok(differs(null, {}));
  assert.ok(differs([], "$object"));
});
