import { describeAxis, isSameAxis } from "./axes.js";

/**
 * The definitions of one execution, which must agree: a key has one group and scale, a group one x-axis, and a named
 * scale, within its group, one y-axis.
 */
export class Definitions {
  #byKey = new Map();
  /** The keys and definitions that were the first of their group, or of their named scale. */
  #groups = new Map();
  #scales = new Map();

  /**
   * Takes in a definition, unless it contradicts an earlier one; then nothing changes. A key whose definition was empty
   * takes any other.
   *
   * @param {string} key
   * @param {{group?: object, scale?: object}} definition
   * @returns {boolean} Whether it says something new.
   * @throws {Error} Naming both.
   */
  define(key, definition) {
    const { group, scale } = definition;
    const before = this.#byKey.get(key);
    if (before && (before.group || before.scale)) {
      checkSame(key, before, definition);
      return false;
    }
    const scaleName = scale?.name && JSON.stringify([group?.name, scale.name]);
    checkAxis("group", key, group, this.#groups.get(group?.name));
    if (scaleName) checkAxis("scale", key, scale, this.#scales.get(scaleName));
    this.#byKey.set(key, definition);
    if (group && !this.#groups.has(group.name)) this.#groups.set(group.name, { key, axis: group });
    if (scaleName && !this.#scales.has(scaleName)) this.#scales.set(scaleName, { key, axis: scale });
    return !before || Boolean(group || scale);
  }
}

function checkSame(key, before, { group, scale }) {
  if (!isSameAxis(before.group, group))
    throw new Error(`the metric "${key}" belongs to ${named("group", before.group)}, not to ${named("group", group)}`);
  if (!isSameAxis(before.scale, scale))
    throw new Error(`the metric "${key}" has ${named("scale", before.scale)}, not ${named("scale", scale)}`);
}

function checkAxis(part, key, axis, first) {
  if (!first || isSameAxis(first.axis, axis)) return;
  const described = `the ${part} "${axis.name}" of "${key}" has ${describeAxis(axis)}`;
  throw new Error(`${described}; in "${first.key}" it has ${describeAxis(first.axis)}`);
}

function named(part, axis) {
  if (!axis) return `no ${part}`;
  const name = axis.name === undefined ? `a ${part} of its own` : `the ${part} "${axis.name}"`;
  return `${name} with ${describeAxis(axis)}`;
}
