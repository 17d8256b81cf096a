/** The chart that metrics share, with its x-axis. */
export class MetricGroup {
  /**
   * @param {string} name The chart's name.
   * @param {{units?: string, lower?: number, upper?: number}} [axis] The unit and the ends of its x-axis.
   * @throws {TypeError | RangeError}
   */
  constructor(name, axis = {}) {
    if (typeof name !== "string" || name === "") throw new TypeError("a group needs a name that is not empty");
    this.name = name;
    takeAxis(this, axis, `the group "${name}"`);
    Object.freeze(this);
  }

  /** The group that somebody has given as a name, a plain object, or a group. */
  static of(given) {
    if (given == null || given instanceof MetricGroup) return given ?? undefined;
    if (typeof given !== "object") return new MetricGroup(given);
    const { name, ...axis } = given;
    return new MetricGroup(name, axis);
  }
}

/** A y-axis; in a group, metrics whose scale has the same name share it. */
export class MetricScale {
  /**
   * @param {{name?: string, units?: string, lower?: number, upper?: number, progress?: boolean}} [axis] Its name, unit
   *   and ends; with `progress` it is shown as a bar that is full at `upper`.
   * @throws {TypeError | RangeError}
   */
  constructor({ name, progress = false, ...axis } = {}) {
    if (name != null) {
      if (typeof name !== "string" || name === "")
        throw new TypeError("the name of a scale is a string that is not empty; leave it out for a scale of its own");
      this.name = name;
    }
    takeAxis(this, axis, name == null ? "the scale" : `the scale "${name}"`);
    this.progress = Boolean(progress);
    Object.freeze(this);
  }

  /** The scale that somebody has given as a name, a plain object, or a scale. */
  static of(given) {
    if (given == null || given instanceof MetricScale) return given ?? undefined;
    return new MetricScale(typeof given === "object" ? given : { name: given });
  }
}

function takeAxis(target, { units, lower, upper, ...others }, described) {
  const [unknown] = Object.keys(others);
  if (unknown) throw new TypeError(`${described} has no member "${unknown}"`);
  if (units != null && typeof units !== "string") throw new TypeError(`units of ${described} is not a string`);
  for (const [name, bound] of Object.entries({ lower, upper }))
    if (bound != null && !Number.isFinite(bound)) throw new TypeError(`${name} of ${described} is not a finite number`);
  if (lower != null && upper != null && !(lower < upper))
    throw new RangeError(`lower of ${described}, ${lower}, is not below upper, ${upper}`);
  if (units != null) target.units = units;
  if (lower != null) target.lower = lower;
  if (upper != null) target.upper = upper;
}

/** An axis for people. */
export function describeAxis({ units, lower, upper, progress }) {
  const parts = [units === undefined ? "no units" : `units "${units}"`];
  if (lower !== undefined) parts.push(`from ${lower}`);
  if (upper !== undefined) parts.push(`to ${upper}`);
  return parts.join(" ") + (progress ? ", as progress" : "");
}

/** Whether two groups, or two scales, are the same. */
export function isSameAxis(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
