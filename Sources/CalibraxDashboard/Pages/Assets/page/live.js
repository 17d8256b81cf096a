// Follows what happens, and exchanges the parts of the page that look different then.
class LivePage {
  constructor(main) {
    this.main = main;
    this.state = document.getElementById("connection");
    this.execution = main.dataset.execution;
    this.isStale = false;
    // A browser has few connections for a site: pages that nobody sees give theirs back.
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.open()));
    if (!document.hidden) this.open();
    // Not everything that changes a page is an event: a benchmark may be given another configuration.
    setInterval(() => this.source && this.refresh(), 60_000);
  }

  close() {
    this.source?.close();
    this.source = null;
  }

  open() {
    this.close();
    const query = new URLSearchParams({ topics: this.main.dataset.topics });
    if (this.execution) query.set("execution", this.execution);
    const source = new EventSource(`${site.root}events?${query}`);
    this.source = source;
    source.addEventListener("open", () => this.tell("waiting", "connecting"));
    source.addEventListener("connected", () => {
      this.tell("live", "live");
      this.refresh();
    });
    source.addEventListener("away", () => this.tell("away", "server away, reconnecting"));
    source.addEventListener("changed", () => this.refresh());
    source.addEventListener("samples", (event) => this.take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      this.tell("away", "Studio away, reconnecting");
      // The browser gives up after an answer that is none.
      if (source.readyState === EventSource.CLOSED && source === this.source) setTimeout(() => this.open(), 2000);
    });
  }

  tell(state, text) {
    this.state.dataset.state = state;
    this.state.textContent = text;
  }

  // At most two times a second, and never two at once.
  refresh() {
    this.isStale = true;
    this.work ??= this.exchange().finally(() => {
      this.work = null;
      if (this.isStale) this.refresh();
    });
  }

  async exchange() {
    this.isStale = false;
    const pause = new Promise((resolve) => setTimeout(resolve, 500));
    const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    // What has gone is a page of its own; what cannot be asked for now stays as it was.
    if (response?.ok || response?.status === 404) {
      const isOther = parts.exchange(new DOMParser().parseFromString(await response.text(), "text/html"));
      RowSelection.current?.refresh(isOther);
    }
    await pause;
  }

  // Samples that go on where a chart stands are drawn at once; any others make the page be asked for again. So do those
  // that come while it is asked for: the answer may be of the time before.
  take(series) {
    for (const part of series) if (!appendSamples(part) || this.work) this.refresh();
  }
}
