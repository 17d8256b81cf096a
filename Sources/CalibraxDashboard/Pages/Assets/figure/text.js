const signs = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&#37;": "%"};

// A text without characters that nobody sees, as they may turn others around.
function printable(text) {
  return text.replace(/\s/g, " ").replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD");
}

// The lines of a text with the little markup that Plotly knows, each a list of {text, bold}; any other markup is text.
function textLines(text) {
  const lines = [[]];
  let bold = false;
  for (const part of String(text ?? "").split(/(<br\s*\/?>|<\/?(?:b|i|sub|sup)>)/i)) {
    if (/^<br\s*\/?>$/i.test(part)) lines.push([]);
    else if (/^<\/?b>$/i.test(part)) bold = part[1] !== "/";
    else if (part && !/^<\/?(?:i|sub|sup)>$/i.test(part)) {
      lines[lines.length - 1].push({text: printable(part.replace(/&(?:lt|gt|amp|#37);/g, (sign) => signs[sign])), bold});
    }
  }
  return lines;
}

function plainLines(text) {
  return textLines(text).map((runs) => runs.map((run) => run.text).join(""));
}

// The text in one line.
function plainText(text) {
  return plainLines(text).join(", ");
}

// The title of a figure or an axis, which older figures have without an object around it.
function titleOf({title}) {
  return plainLines(title?.text ?? (typeof title === "string" ? title : "")).join(" ");
}

// Fills an element with the lines of a text.
function fillWithText(element, text) {
  textLines(text).forEach((runs, place) => {
    if (place) element.append(document.createElement("br"));
    for (const run of runs) element.append(run.bold ? make("b", "", run.text) : run.text);
  });
}

// An element with a class and a text.
function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// The beginning of a text that is not wider than allowed.
function shortened(context, text, width) {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && context.measureText(text.slice(0, end) + "…").width > width) end--;
  return text.slice(0, end) + "…";
}
