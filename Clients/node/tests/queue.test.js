import assert from "node:assert/strict";
import { test } from "node:test";
import { SampleQueue } from "../src/metrics/queue.js";
import { Ring } from "../src/metrics/ring.js";

test("a ring gives back what it was given, in order", () => {
  const ring = new Ring();
  const taken = [];
  for (let step = 0; step < 1_000; step++) {
    ring.append(2 * step);
    ring.append(2 * step + 1);
    if (step % 3 === 0) taken.push(...ring.removeFirst(3));
  }
  const before = ring.removed;
  ring.dropFirst();
  assert.equal(ring.removed, before + 1);
  taken.push(before, ...ring.removeFirst(10_000));
  assert.deepEqual(taken, Array.from({ length: 2_000 }, (_, index) => index));
  assert.equal(ring.count, 0);
  assert.equal(ring.appended, 2_000);
});

test("beyond the bound the oldest of throttled metrics go, then the oldest at all", () => {
  const queue = new SampleQueue(3);
  queue.append("exact 1", false);
  queue.append("throttled 1", true);
  queue.append("throttled 2", true);
  assert.equal(queue.tellOfDropping(), undefined);
  queue.append("exact 2", false);
  assert.match(queue.tellOfDropping(), /3 samples wait.*the oldest are dropped/);
  queue.append("exact 3", false);
  queue.append("exact 4", false);
  assert.equal(queue.dropped, 3);
  assert.equal(queue.tellOfDropping(), undefined);
  assert.deepEqual(queue.take(10), ["exact 2", "exact 3", "exact 4"]);
  assert.equal(queue.tellOfDropping(), "3 samples were dropped");
});

test("what is under way counts until it is settled", () => {
  const queue = new SampleQueue(2);
  queue.append("a", false);
  queue.append("b", false);
  const { mark } = queue;
  assert.deepEqual(queue.take(1), ["a"]);
  assert.ok(!queue.hasPassed(mark));
  queue.append("c", false);
  assert.equal(queue.dropped, 1);
  assert.ok(queue.hasPassed(mark));
  queue.settle(1);
  queue.append("d", false);
  assert.deepEqual(queue.take(9), ["c", "d"]);
});
