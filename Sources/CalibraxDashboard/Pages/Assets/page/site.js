const site = {
  isLive: document.documentElement.dataset.mode === "studio",
  root: document.documentElement.dataset.root,
  // Reports hand their data over by scripts: pages that are opened as files may not fetch.
  waiting: new Map(),
};

if (!site.isLive) {
  window.calibrax = { take: (name, value) => site.waiting.get(name)?.(value) };
}

// What a file of the site holds, as JSON; parameters are for the live site alone.
function data(name, parameters = {}) {
  if (site.isLive) return fetched(name, parameters);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const done = (finish) => (value) => {
      site.waiting.delete(name);
      script.remove();
      finish(value);
    };
    site.waiting.set(name, done(resolve));
    script.onerror = () => done(reject)(new Error("This part of the report is missing."));
    script.src = `${site.root}${name}.js`;
    document.head.append(script);
  });
}

async function fetched(name, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value != null));
  const response = await fetch(`${site.root}${name}.json?${query}`);
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).message ?? "The Studio does not answer.");
  return response.json();
}
