"""What does the browser ask of a page? What axe finds, what sticks out sideways, which words are broken over lines."""

import json

from tests.journeys.conftest import AXE, RULES

SCRIPT = (AXE / "axe.min.js").read_text()
LOOK = f"""async () => {{
  const found = await axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ["violations"]}});
  const told = (fault, node) => `${{fault.id}}: ${{node.target.join(" ")}} ${{node.html.slice(0, 160)}}`;
  return found.violations.flatMap(fault => fault.nodes.map(node => told(fault, node)));
}}"""
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return "";
  const out = [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > wide + 1);
  return "sticks out: " + (out.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(" | ") || "?");
}"""
CANNOT_BE_SENT = """() => {
  const forms = [...document.querySelectorAll("form[method=post]:not(:has([name=csrfmiddlewaretoken]))")];
  return forms.length ? "cannot be sent: " + forms.map(e => e.action).join(" | ") : "";
}"""
BREAKS_WORDS = """() => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const broken = new Set();
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\d]{3,24}/gu)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) broken.add(word[0]);
    }
  }
  return broken.size ? "breaks " + [...broken].join(", ") : "";
}"""
