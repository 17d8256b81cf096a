import assert from "node:assert/strict";
import { test } from "node:test";
import { DisconnectedError, UnreachableError } from "../src/errors.js";
import { Delivery } from "../src/metrics/delivery.js";

/** A delivery and a server that is played by the test; the time is what the test says. */
class Play {
  now = 0;
  asked = [];

  constructor(options) {
    this.delivery = new Delivery({ producer: "p", answerTimeout: 10, ...options });
  }

  connect() {
    this.delivery.connected();
    return this;
  }

  /** What it sends now, as `[method, params]`. */
  sent() {
    const lines = this.delivery.next(this.now).split("\n").slice(0, -1);
    this.asked = lines.map((line) => JSON.parse(line));
    return this.asked.map(({ method, params }) => [method, params]);
  }

  /** The server answers what was sent last. */
  answer(...answers) {
    assert.equal(answers.length, this.asked.length);
    for (const [index, answer] of answers.entries())
      this.delivery.receive(JSON.stringify({ jsonrpc: "2.0", id: this.asked[index].id, ...answer }), this.now);
    return this;
  }

  open(execution, name = `run ${execution}`) {
    this.delivery.take([{ opened: execution, params: { pipeline_name: name, execution_id: `e${execution}` } }], []);
    return this;
  }

  define(series, execution = 1) {
    const params = { execution_id: `e${execution}`, key: `k${series}` };
    this.delivery.take([{ defined: series, execution, params }], []);
    return this;
  }

  record(...samples) {
    this.delivery.take([], samples.map(([series, at, value]) => ({ series, at, value })));
    return this;
  }

  close(execution) {
    this.delivery.take([{ closed: execution, params: { execution_id: `e${execution}`, success: true } }], []);
    return this;
  }

  /** The server knows execution 1 and series 2, as 20. */
  begun() {
    this.connect().open(1).define(2).record([2, 0, 5]);
    this.sent();
    this.answer(ok({}));
    this.sent();
    this.answer(ok({ series: 20 }));
    return this;
  }
}

const ok = (result) => ({ result });
const refusal = (kind) => ({ error: { code: -32000, message: `because ${kind}`, data: { kind } } });

test("executions are started, series defined, samples recorded, executions finished", () => {
  const play = new Play().connect().open(1).define(2).define(3);
  play.record([2, 0, 5], [3, 0, 6], [2, 1, 7]).close(1);
  assert.deepEqual(play.sent(), [["startExecution", { pipeline_name: "run 1", execution_id: "e1" }]]);
  assert.deepEqual(play.delivery.next(0), "", "one thing after the other");
  play.answer(ok({}));
  const definitions = play.sent().map(([method, { key }]) => `${method} ${key}`);
  assert.deepEqual(definitions, ["defineMetric k2", "defineMetric k3"]);
  play.answer(ok({ series: 20 }), ok({ series: 30 }));
  const samples = [{ series: 20, value: 5, at: 0 }, { series: 20, value: 7, at: 1 }, { series: 30, value: 6, at: 0 }];
  assert.deepEqual(play.sent(), [["record", { samples, producer: "p", seq: 1 }]]);
  play.answer(ok({ accepted: 3, duplicates: 0 }));
  assert.deepEqual(play.sent(), [["finishExecution", { execution_id: "e1", success: true }]]);
  assert.ok(!play.delivery.isIdle);
  play.answer(ok({}));
  assert.ok(play.delivery.isIdle);
  assert.deepEqual(play.delivery.takeOutcome(), { delivered: 3, refused: 0, reports: [] });
});

test("what was not answered is sent again with the same numbers before anything newer", () => {
  const play = new Play().begun();
  const first = ["record", { series: 20, points: [[0, 5]], producer: "p", seq: 1 }];
  assert.deepEqual(play.sent(), [first]);
  play.delivery.disconnected(new DisconnectedError("gone"), play.now);
  assert.deepEqual(play.delivery.takeOutcome().reports, [], "a restart is no news");
  assert.ok(!play.delivery.needsConnection(play.now), "it pauses");
  play.now = play.delivery.deadline;
  assert.ok(play.now > 0 && play.now <= 0.05);
  assert.ok(play.delivery.needsConnection(play.now));
  play.connect();
  assert.deepEqual(play.sent().map(([method]) => method), ["startExecution"]);
  play.answer(ok({}));
  assert.deepEqual(play.sent().map(([method]) => method), ["defineMetric"]);
  play.answer(ok({ series: 21 }));
  first[1].series = 21;
  assert.deepEqual(play.sent(), [first]);
  play.answer(ok({ accepted: 0, duplicates: 1 }));
  play.record([2, 1, 6]);
  assert.deepEqual(play.sent()[0][1].seq, 2);
});

test("an outage is told once, and again when it comes again", () => {
  const play = new Play().open(1);
  const reports = () => play.delivery.takeOutcome().reports;
  play.delivery.disconnected(new UnreachableError("nobody there"), 0);
  assert.deepEqual(reports(), ["nobody there; metrics wait until it goes on"]);
  play.delivery.disconnected(new UnreachableError("nobody there"), 1);
  assert.deepEqual(reports(), []);
  play.now = 10;
  play.begun().sent();
  play.answer(ok({}));
  play.delivery.disconnected(new UnreachableError("gone again"), 11);
  assert.deepEqual(reports(), ["gone again; metrics wait until it goes on"]);
});

test("a disk that is full is waited for", () => {
  const play = new Play().begun();
  const [first] = play.sent();
  play.answer(refusal("read_only"));
  assert.deepEqual(play.sent(), []);
  play.now = play.delivery.deadline;
  assert.deepEqual(play.sent(), [first]);
});

test("a series that is refused is given up, the others go on", () => {
  const play = new Play().connect().open(1).define(2).define(3).record([2, 0, 5], [3, 0, 6]);
  play.sent();
  play.answer(ok({}));
  play.sent();
  play.answer(refusal("conflict"), ok({ series: 30 }));
  assert.deepEqual(play.sent(), [["record", { series: 30, points: [[0, 6]], producer: "p", seq: 1 }]]);
  play.answer(ok({}));
  const { delivered, refused, reports } = play.delivery.takeOutcome();
  assert.deepEqual([delivered, refused], [1, 1]);
  assert.deepEqual(reports, ['the server refused the metric "k2": because conflict']);
});

test("of a batch that is refused only the series at fault is given up, and numbers are not used again", () => {
  const play = new Play().begun();
  play.sent();
  play.answer(ok({}));
  play.define(3).record([2, 1, 1], [3, 0, 6], [3, 1, 7]);
  play.sent();
  play.answer(ok({ series: 30 }));
  assert.equal(play.sent()[0][1].seq, 2);
  play.answer(refusal("invalid_params"));
  assert.deepEqual(play.sent(), [["record", { series: 20, points: [[1, 1]], producer: "p", seq: 2 }]]);
  play.answer(refusal("invalid_params"));
  assert.deepEqual(play.sent(), [["record", { series: 30, points: [[0, 6], [1, 7]], producer: "p", seq: 3 }]]);
  play.answer(ok({}));
  assert.deepEqual(play.delivery.takeOutcome(), {
    delivered: 3, refused: 1, reports: ['the server refused samples of "k2": because invalid_params'],
  });
});

test("a series that the server forgot is told of again, once", () => {
  const play = new Play().begun();
  play.sent();
  play.answer(refusal("not_found"));
  assert.equal(play.sent()[0][0], "defineMetric");
  play.answer(ok({ series: 21 }));
  assert.deepEqual(play.sent(), [["record", { series: 21, points: [[0, 5]], producer: "p", seq: 1 }]]);
  play.answer(refusal("not_found"));
  assert.deepEqual(play.delivery.takeOutcome().refused, 1);
});

test("an execution that is refused takes its samples and its end with it", () => {
  const play = new Play().connect().open(1).define(2).record([2, 0, 5]).close(1);
  play.sent();
  play.answer(refusal("conflict"));
  assert.deepEqual(play.sent(), []);
  assert.ok(play.delivery.isIdle);
  assert.equal(play.delivery.takeOutcome().refused, 1);
});

test("an execution whose end was lost is not begun again", () => {
  const play = new Play().begun().close(1);
  play.sent();
  play.answer(ok({}));
  const [finish] = play.sent();
  play.delivery.disconnected(new DisconnectedError("gone"), play.now);
  play.now = 1;
  play.connect();
  assert.deepEqual(play.sent(), [finish]);
  play.answer(refusal("conflict"));
  assert.ok(play.delivery.isIdle);
  assert.deepEqual(play.delivery.takeOutcome().reports, []);
});

test("an execution that is silent gives signs of life every 20 seconds", () => {
  const play = new Play().begun();
  play.now = 5;
  play.sent();
  play.answer(ok({}));
  assert.equal(play.delivery.deadline, 25);
  play.now = 24.9;
  assert.deepEqual(play.sent(), []);
  play.now = 25;
  assert.deepEqual(play.sent().map(([method]) => method), ["startExecution"]);
  // Somebody else has ended it: what is recorded is taken nevertheless.
  play.answer(refusal("conflict"));
  assert.deepEqual(play.delivery.takeOutcome().reports, []);
});

test("a token is shown first, on every connection", () => {
  const play = new Play({ token: "secret" }).connect().open(1);
  assert.deepEqual(play.sent(), [["authenticate", { token: "secret" }]]);
  play.answer(ok({ role: "writer" }));
  assert.equal(play.sent()[0][0], "startExecution");
  play.delivery.disconnected(new DisconnectedError("gone"), 0);
  play.now = 1;
  play.connect();
  assert.equal(play.sent()[0][0], "authenticate");
  assert.throws(() => play.answer(refusal("unauthenticated")), { kind: "unauthenticated" });
});

test("many samples of a series travel alone", () => {
  const play = new Play().record(...Array.from({ length: 64 }, (_, at) => [3, at, at]), [2, 1, 1], [4, 1, 1]);
  assert.deepEqual(play.delivery.batches.map(({ count }) => count), [2, 64]);
});
