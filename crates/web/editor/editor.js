// Turns the text area of a record into an editor with colours, completion, underlined problems and explanations of
// names. The text area remains the field of the form and works without this script.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const WORD = /[\p{L}][\p{L}\p{N}.-]*/u;

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
  { tag: tags.literal, color: "var(--alert)" },
  { tag: tags.labelName, color: "var(--join)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", background: "var(--paper)", color: "var(--ink)" },
  "&.cm-focused": { outline: "3px solid var(--focus)" },
  ".cm-content": { caretColor: "var(--ink)", fontFamily: 'ui-monospace, "DejaVu Sans Mono", Consolas, monospace', fontSize: ".86rem" },
  ".cm-gutters": { background: "var(--ground)", color: "var(--faint)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "var(--soft)" },
  ".cm-tooltip": { background: "var(--ground)", color: "var(--ink)", border: "1px solid var(--line)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--head)", color: "var(--on-head)" },
  ".explained": { padding: ".2rem .5rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--mark)" },
});

for (const form of document.querySelectorAll("form.editor[data-names]")) {
  const area = form.elements.namedItem("text");
  if (!area || area.readOnly) continue;
  start(form, area);
}

async function start(form, area) {
  const answer = await fetch(form.dataset.names);
  if (!answer.ok) return;
  const { names, words } = await answer.json();
  const known = new Map(names.map((n) => [n.name, n]));
  const verbs = new Set(words);
  const language = StreamLanguage.define({
    token(stream) {
      if (stream.eatSpace()) return null;
      if (stream.match(/^;.*/)) return "comment";
      if (stream.match(/^"(\\.|[^"\\])*"?/)) return "string";
      if (stream.match(/^[\d[][\dX~?%/.\-,\]]*/)) return "literal";
      if (stream.match(/^[\p{L}][\p{L}\p{N}-]*:/u)) return "labelName";
      const word = stream.match(/^[\p{L}][\p{L}\p{N}.-]*/u);
      if (word) return verbs.has(word[0]) ? "keyword" : null;
      stream.next();
      return null;
    },
  });
  const complete = (context) => {
    const word = context.matchBefore(/[\p{L}][\p{L}\p{N}.-]*/u);
    if (!word && !context.explicit) return null;
    return {
      from: word ? word.from : context.pos,
      options: [
        ...words.map((label) => ({ label, type: "keyword" })),
        ...names.map((n) => ({ label: n.name, detail: n.title, type: n.kind === "act" ? "class" : "variable" })),
      ],
      validFor: /^[\p{L}\p{N}.-]*$/u,
    };
  };
  const explain = hoverTooltip((view, pos) => {
    const line = view.state.doc.lineAt(pos);
    for (const found of line.text.matchAll(new RegExp(WORD, "gu"))) {
      const from = line.from + found.index, to = from + found[0].length;
      const name = known.get(found[0]);
      if (pos < from || pos > to || !name) continue;
      return { pos: from, end: to, create: () => {
        const dom = document.createElement("div");
        dom.textContent = [name.title || name.name, name.kind].join(" – ");
        dom.className = "explained";
        return { dom };
      } };
    }
    return null;
  });
  // In a shadow root, the editor uses style sheets instead of style elements, which the content policy forbids.
  const host = document.createElement("div");
  host.className = "editor-host";
  const inside = host.attachShadow({ mode: "open" });
  area.before(host);
  const view = new EditorView({
    parent: inside,
    root: inside,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(), history(), drawSelection(), highlightActiveLine(), highlightSelectionMatches(), lintGutter(),
        language, syntaxHighlighting(colours), look, explain, autocompletion({ override: [complete] }),
        // Tab moves to the next field, as everywhere.
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
        EditorView.contentAttributes.of({ "aria-label": form.elements.namedItem("file").value, spellcheck: "false" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          area.dispatchEvent(new Event("input", { bubbles: true }));
        }),
      ],
    }),
  });
  area.hidden = true;
  form.addEventListener("diagnosed", (event) => {
    const length = view.state.doc.length;
    const all = event.detail.map((d) => ({
      from: Math.min(d.from, length), to: Math.min(Math.max(d.to, d.from), length),
      severity: d.severity === "note" ? "info" : d.severity,
      message: d.help ? `${d.message} (${d.help})` : d.message,
    }));
    view.dispatch(setDiagnostics(view.state, all));
  });
  area.dispatchEvent(new Event("input", { bubbles: true }));
  const line = Number(form.dataset.line);
  if (line > 0 && line <= view.state.doc.lines) {
    const at = view.state.doc.line(line).from;
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    view.focus();
  }
}
