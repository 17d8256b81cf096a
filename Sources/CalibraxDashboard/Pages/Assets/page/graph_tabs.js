// Lets tabs choose what is shown, as their pattern has it: arrows go to the next.
function prepareTabs(within) {
  for (const list of within.querySelectorAll("[role=tablist]")) {
    const tabs = [...list.querySelectorAll("[role=tab]")];
    const show = (tab) => {
      for (const other of tabs) {
        const isShown = other === tab;
        other.ariaSelected = String(isShown);
        other.tabIndex = isShown ? 0 : -1;
        document.getElementById(other.getAttribute("aria-controls")).hidden = !isShown;
      }
    };
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) show(tab);
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step == null) return;
      const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
      show(next);
      next.focus();
    });
    show(tabs.find((tab) => tab.ariaSelected === "true") ?? tabs[0]);
  }
}
