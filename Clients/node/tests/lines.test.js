import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAddress } from "../src/address.js";
import { UnreachableError } from "../src/errors.js";
import { connect, LineReader } from "../src/lines.js";

test("lines are the same however their bytes come", () => {
  const text = '{"a":"é€𝄞"}\n\nlast';
  const bytes = Buffer.from(`${text}\n`);
  for (let size = 1; size <= bytes.length; size++) {
    const reader = new LineReader();
    const lines = [];
    for (let start = 0; start < bytes.length; start += size)
      lines.push(...reader.push(bytes.subarray(start, start + size)));
    assert.deepEqual(lines, text.split("\n"), `in parts of ${size}`);
  }
});

test("what is not whole waits", () => {
  const reader = new LineReader();
  assert.deepEqual(reader.push(Buffer.from("a\nb")), ["a"]);
  assert.deepEqual(reader.push(Buffer.from("c\n")), ["bc"]);
});

test("a server that is not there is named", async () => {
  const handlers = { onLine: () => {}, onClose: () => {} };
  const cases = [
    ["unix:/nowhere/calibrax.sock", /unix:\/nowhere\/calibrax.sock: .*ENOENT/],
    ["tcp:127.0.0.1:1", /tcp:127.0.0.1:1: .*ECONNREFUSED/],
    [`unix:/${"x".repeat(200)}`, /cannot reach a server at unix:/],
  ];
  for (const [address, message] of cases)
    await assert.rejects(connect(parseAddress(address), handlers, 5), (error) => {
      assert.ok(error instanceof UnreachableError);
      assert.match(error.message, message);
      return true;
    });
});
