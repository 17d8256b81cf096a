/** How bad an alert is, the mildest first. */
export const severities = ["info", "warning", "error", "critical"];

const ROOM = 10_000;

/** Alerts as they were last told of, so that what becomes of them is told once, however often it is heard of. */
export class KnownAlerts {
  #alerts = new Map();

  /**
   * Takes in an alert as it is now, or was.
   *
   * @returns {boolean} Whether it was raised, became worse, was acknowledged or resolved since it was taken in last.
   */
  take({ alert_id, state, severity, updated_at }) {
    const known = this.#alerts.get(alert_id);
    // A list may have told more already than the event that comes behind it.
    if (known && updated_at < known.updated_at) return false;
    this.#alerts.set(alert_id, { state, severity, updated_at });
    if (this.#alerts.size > 2 * ROOM) this.#forgetOldest();
    if (state !== "firing") return known?.state !== state;
    return !known || severities.indexOf(severity) > severities.indexOf(known.severity);
  }

  #forgetOldest() {
    const latest = [...this.#alerts].sort(([, a], [, b]) => (a.updated_at < b.updated_at ? 1 : -1)).slice(0, ROOM);
    this.#alerts = new Map(latest);
  }
}
