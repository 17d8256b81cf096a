import { RefusedError } from "../errors.js";
import { parseMessage } from "../message.js";

/**
 * Takes in a line that the server sent to a delivery.
 *
 * @throws {import("../errors.js").CalibraxError} When the connection is of no more use.
 */
export function receive(delivery, line, now) {
  const { id, result, error } = parseMessage(line);
  if (id == null && error) throw new RefusedError(error);
  const question = delivery.asked.get(id);
  if (!question) return;
  delivery.asked.delete(id);
  if (!error) return accept[question.method](delivery, question, result);
  const refusal = new RefusedError(error);
  if (refusal.kind === "read_only" || refusal.kind === "unavailable") {
    delivery.tellOutage(refusal.message);
    delivery.retry(now);
  } else {
    refuse[question.method](delivery, question, refusal);
  }
}

const accept = {
  authenticate(delivery) {
    delivery.isAuthenticated = true;
  },

  startExecution({ table }, { execution }) {
    Object.assign(table.executions.get(execution), { standing: "known", hasBegun: true });
  },

  defineMetric({ table }, { series }, result) {
    Object.assign(table.series.get(series), { standing: "known", handle: result.series });
  },

  record(delivery) {
    delivery.count("delivered", delivery.batches.shift().count);
    delivery.goesOn();
  },

  finishExecution(delivery, { execution }) {
    delivery.end(execution);
    delivery.goesOn();
  },
};

/** What the server refused for good: nothing was stored, and delivery goes on without it. */
const refuse = {
  authenticate(delivery, question, refusal) {
    throw refusal;
  },

  startExecution(delivery, { execution: number }, refusal) {
    const execution = delivery.table.executions.get(number);
    // One that had begun was ended by somebody else; what was recorded in it is taken nevertheless.
    execution.standing = execution.hasBegun ? "known" : "refused";
    if (execution.hasBegun) return;
    delivery.report(`the server refused the execution "${execution.params.pipeline_name}": ${refusal.message}`);
  },

  defineMetric(delivery, { series: number }, refusal) {
    const series = delivery.table.series.get(number);
    series.standing = "refused";
    delivery.report(`the server refused the metric "${series.params.key}": ${refusal.message}`);
  },

  record(delivery, question, refusal) {
    const { batches, table } = delivery;
    const [batch] = batches;
    if (refusal.kind === "not_found" && !batch.isToldAgain) {
      // Series that the server forgot, as when it makes room, have other numbers now.
      batch.isToldAgain = true;
      for (const { series } of batch.parts) table.forgetSeries(series);
    } else if (batch.parts.length > 1) {
      batches.splice(0, 1, ...batch.split());
    } else {
      batches.shift();
      const { key } = table.series.get(batch.parts[0].series).params;
      delivery.report(`the server refused samples of "${key}": ${refusal.message}`);
      delivery.count("refused", batch.count);
    }
  },

  finishExecution(delivery, { execution }, refusal) {
    // One that was asked to end before, on a connection that broke, may have ended then.
    if (refusal.kind !== "conflict") {
      const { pipeline_name: name } = delivery.table.executions.get(execution).params;
      delivery.report(`the server cannot finish the execution "${name}": ${refusal.message}`);
    }
    delivery.end(execution);
  },
};
