import { Definitions } from "./definitions.js";
import { ProgressKeys } from "./progress-keys.js";
import { Throttle } from "./throttle.js";

/** Takes what is recorded in one execution: checks it, thins it out, hands it on. */
export class ExecutionRecorder {
  #intake;
  #params;
  /** `waiting` until something is recorded, `open`, `closed`. */
  #phase = "waiting";
  #startedAt = 0;
  #definitions = new Definitions();
  #progress = new ProgressKeys();
  /** The series by their keys: `{number, metric, throttle}`, the metric being the one that recorded last. */
  #series = new Map();
  /** The same by those metrics. */
  #byMetric = new Map();
  /** When the first of the samples that are held back is due. */
  #due = Infinity;
  #told = new Set();
  /** What became of the samples so far, as far as it is decided here. */
  counts = { recorded: 0, throttled: 0, refused: 0 };

  /**
   * An execution, which opens when it is first recorded in.
   *
   * @param {import("./intake.js").Intake} intake
   * @param {{pipeline_name: string, execution_id: string}} params
   */
  constructor(intake, params) {
    this.#intake = intake;
    this.#params = params;
    this.number = intake.nextNumber();
  }

  get intake() {
    return this.#intake;
  }

  /** Records a value; throws when the metric contradicts an earlier one. */
  record(metric, value, at) {
    const now = this.#intake.clock();
    const series = this.#byMetric.get(metric) ?? this.#admit(metric, now);
    if (!series) return;
    this.counts.recorded += 1;
    const sample = { series: series.number, at: at ?? now - this.#startedAt, value };
    if (!Number.isFinite(value) || !Number.isFinite(sample.at)) this.#refuse(metric);
    else if (series.throttle) this.#offer(series.throttle, sample, now);
    else this.#intake.append(sample, false);
  }

  #offer(throttle, sample, now) {
    const decision = throttle.offer(sample, now);
    if (decision === "replaced") this.counts.throttled += 1;
    else if (decision === "held") this.#noteDue(throttle.deadline);
  }

  #noteDue(moment) {
    if (moment >= this.#due) return;
    this.#due = moment;
    this.#intake.lookAt(moment);
  }

  #refuse({ key }) {
    this.counts.refused += 1;
    this.#tell(`the metric "${key}" was given a number that is not finite; such samples are not recorded`);
  }

  #tell(text) {
    if (!this.#told.has(text)) this.#intake.report(text);
    this.#told.add(text);
  }

  /** Finds or makes the series of a metric that is new here; `undefined` when the execution is over. */
  #admit(metric, now) {
    if (this.#phase === "waiting") this.#open(now);
    const { key, definition } = metric;
    if (this.#phase === "closed") {
      this.#intake.countRefused();
      this.#tell(`the execution "${this.#params.pipeline_name}" is over; "${key}" is not recorded in it`);
      return undefined;
    }
    const isNews = this.#definitions.define(key, definition);
    const series = this.#series.get(key) ?? this.#makeSeries(definition);
    this.#byMetric.delete(series.metric);
    series.metric = metric;
    this.#series.set(key, series);
    this.#byMetric.set(metric, series);
    if (isNews) {
      const params = { execution_id: this.#params.execution_id, key, ...definition };
      this.#intake.define(series.number, this.number, params);
    }
    return series;
  }

  #makeSeries({ throttle: rate }) {
    const pass = (sample) => this.#intake.append(sample, true);
    return { number: this.#intake.nextNumber(), throttle: rate === undefined ? undefined : new Throttle(rate, pass) };
  }

  // What was held back.

  /** Hands on what is due; returns when the next is. */
  sweep(now) {
    if (now < this.#due) return this.#due;
    this.#due = Infinity;
    for (const { throttle } of this.#series.values()) {
      throttle?.sweep(now);
      this.#due = Math.min(this.#due, throttle?.deadline ?? Infinity);
    }
    return this.#due;
  }

  /** Hands on all of it now. */
  release() {
    for (const { throttle } of this.#series.values()) throttle?.release();
    this.#due = Infinity;
  }

  // Beginning and end.

  /** The execution begins. */
  open() {
    this.#open(this.#intake.clock());
  }

  #open(now) {
    this.#phase = "open";
    this.#startedAt = now;
    this.#intake.open(this, this.#params);
  }

  /** The execution ends, if it began: what is held back goes out. In any case nothing more is recorded in it. */
  close(success) {
    const wasOpen = this.#phase === "open";
    if (wasOpen) {
      for (const metrics of this.#progress.goingOn) this.endProgress(metrics, "stopped");
      this.release();
    }
    this.#phase = "closed";
    this.#series.clear();
    this.#byMetric.clear();
    if (!wasOpen) return;
    const execution_time = this.#intake.clock() - this.#startedAt;
    this.#intake.close(this, { execution_id: this.#params.execution_id, success, execution_time });
  }

  // Progress.

  /** A loop of a key begins: the metrics that no other loop records in meanwhile. */
  beginProgress(key, group, total) {
    return this.#progress.begin(key, group, total);
  }

  /** The loop ended, unless the execution did before: its last sample goes out, and then how it ended. */
  endProgress(metrics, end) {
    if (!this.#progress.end(metrics)) return;
    const series = this.#byMetric.get(metrics.done);
    // What was not recorded has no end either.
    if (!series) return;
    series.throttle.release();
    this.record(metrics.end, progressEnds[end]);
  }
}

/** How a loop ended, as it is recorded. */
const progressEnds = { complete: 1, stopped: 0, failed: -1 };
