import assert from "node:assert/strict";
import { test } from "node:test";
import { addressFromEnvironment, addressServing, AddressError, Client } from "../index.js";
import { describeAddress, parseAddress } from "../src/address.js";
import { Server } from "./server.js";

test("addresses are read as they are written", () => {
  assert.deepEqual(parseAddress("unix:data/calibrax.sock"), { path: "data/calibrax.sock" });
  assert.deepEqual(parseAddress("./calibrax.sock"), { path: "./calibrax.sock" });
  assert.deepEqual(parseAddress("tcp:example.com:7777"), { host: "example.com", port: 7777 });
  assert.deepEqual(parseAddress("tcp:[::1]:7777"), { host: "::1", port: 7777 });
  for (const text of ["unix:/a b", "tcp:127.0.0.1:1", "tcp:[::1]:65535"])
    assert.equal(describeAddress(parseAddress(text)), text);
});

test("what is no address says what one is", () => {
  for (const text of ["", "calibrax", "unix:", "tcp:7777", "tcp:host:", "tcp:host:0", "tcp:host:65536", "tcp:host:7x"])
    assert.throws(() => parseAddress(text), AddressError, text);
  assert.throws(() => parseAddress("localhost"), { message: /"localhost" is no address; write unix:/ });
  assert.throws(() => parseAddress(7777), TypeError);
});

/** Calls something with an environment. */
function inEnvironment(variables, body) {
  const before = { ...process.env };
  for (const name of ["CALIBRAX_SERVER", "CALIBRAX_DATA", "CALIBRAX_TOKEN"]) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    return body();
  } finally {
    process.env = before;
  }
}

test("the environment names a server, or a directory that one holds", async (t) => {
  const server = await Server.of(t);
  const named = { CALIBRAX_SERVER: "tcp:127.0.0.1:1", CALIBRAX_DATA: server.data };
  assert.equal(inEnvironment(named, addressFromEnvironment), "tcp:127.0.0.1:1");
  const held = { CALIBRAX_SERVER: "", CALIBRAX_DATA: server.data };
  assert.equal(inEnvironment(held, addressFromEnvironment), server.unix);
  assert.equal(addressServing(server.data), server.unix);
  assert.equal(inEnvironment({ CALIBRAX_DATA: "/nowhere" }, addressFromEnvironment), undefined);

  const client = inEnvironment(held, () => new Client());
  t.after(() => client.close());
  assert.deepEqual(await client.ping(), {});
});

test("a client without a server says what to do", () => {
  assert.throws(() => inEnvironment({ CALIBRAX_DATA: "/nowhere" }, () => new Client()), /no server.*CALIBRAX_SERVER/);
  assert.throws(() => inEnvironment({ CALIBRAX_SERVER: "here" }, () => new Client()), /CALIBRAX_SERVER: "here" is no/);
});

test("the token of the environment is shown wherever no other is given", async (t) => {
  const server = await Server.of(t, { tokens: "writer 0123456789abcdef" });
  const variables = { CALIBRAX_SERVER: server.tcp, CALIBRAX_TOKEN: "0123456789abcdef" };
  const clients = inEnvironment(variables, () => [new Client(), new Client(server.tcp)]);
  const other = inEnvironment(variables, () => new Client(server.tcp, { token: "another one" }));
  t.after(() => [...clients, other].forEach((client) => client.close()));
  for (const client of clients) assert.deepEqual(await client.listRuns(), { runs: [], next_cursor: null });
  await assert.rejects(other.listRuns(), { kind: "unauthenticated" });
});

test("a server of the environment is followed to where it is started again", async (t) => {
  const server = await Server.of(t);
  const client = inEnvironment({ CALIBRAX_DATA: server.data }, () => new Client());
  t.after(() => client.close());
  // The lock file is read while the client connects.
  process.env.CALIBRAX_DATA = server.data;
  t.after(() => delete process.env.CALIBRAX_DATA);
  assert.deepEqual(await client.ping(), {});
  await server.kill();
  server.move("other.sock");
  await server.start();
  assert.deepEqual(await client.ping(), {});
});
