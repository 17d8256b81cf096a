// Makes what a part of a page shows do what it can.
function prepare(within) {
  localizeTimes(within);
  prepareTables(within);
  prepareTabs(within);
  prepareActions(within);
  drawEmbedded(within);
  prepareRows(within);
}

parts.note(document);
prepare(document);

const content = document.getElementById("content");
if (site.isLive) setInterval(letTimesGoOn, 1000);
if (site.isLive && content.dataset.topics) new LivePage(content);
