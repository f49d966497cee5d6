import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  evidenceSentence,
  firstLine,
  flipSummary,
  flipTable,
  metricTable,
  powerSentence,
  primaryOf,
  sliceSummary,
  sliceTable
} from "./report-comparison-words.js";
import {
  inertMarkdown,
  inertMarkdownSentence
} from "./report-inert.js";

// node_modules/markdown-table/index.js
function defaultStringLength(value) {
  return value.length;
}
function markdownTable(table2, options) {
  const settings = options || {};
  const align = (settings.align || []).concat();
  const stringLength = settings.stringLength || defaultStringLength;
  const alignments = [];
  const cellMatrix = [];
  const sizeMatrix = [];
  const longestCellByColumn = [];
  let mostCellsPerRow = 0;
  let rowIndex = -1;
  while (++rowIndex < table2.length) {
    const row2 = [];
    const sizes2 = [];
    let columnIndex2 = -1;
    if (table2[rowIndex].length > mostCellsPerRow) {
      mostCellsPerRow = table2[rowIndex].length;
    }
    while (++columnIndex2 < table2[rowIndex].length) {
      const cell = serialize(table2[rowIndex][columnIndex2]);
      if (settings.alignDelimiters !== false) {
        const size = stringLength(cell);
        sizes2[columnIndex2] = size;
        if (longestCellByColumn[columnIndex2] === void 0 || size > longestCellByColumn[columnIndex2]) {
          longestCellByColumn[columnIndex2] = size;
        }
      }
      row2.push(cell);
    }
    cellMatrix[rowIndex] = row2;
    sizeMatrix[rowIndex] = sizes2;
  }
  let columnIndex = -1;
  if (typeof align === "object" && "length" in align) {
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = toAlignment(align[columnIndex]);
    }
  } else {
    const code = toAlignment(align);
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = code;
    }
  }
  columnIndex = -1;
  const row = [];
  const sizes = [];
  while (++columnIndex < mostCellsPerRow) {
    const code = alignments[columnIndex];
    let before = "";
    let after = "";
    if (code === 99) {
      before = ":";
      after = ":";
    } else if (code === 108) {
      before = ":";
    } else if (code === 114) {
      after = ":";
    }
    let size = settings.alignDelimiters === false ? 1 : Math.max(
      1,
      longestCellByColumn[columnIndex] - before.length - after.length
    );
    const cell = before + "-".repeat(size) + after;
    if (settings.alignDelimiters !== false) {
      size = before.length + size + after.length;
      if (size > longestCellByColumn[columnIndex]) {
        longestCellByColumn[columnIndex] = size;
      }
      sizes[columnIndex] = size;
    }
    row[columnIndex] = cell;
  }
  cellMatrix.splice(1, 0, row);
  sizeMatrix.splice(1, 0, sizes);
  rowIndex = -1;
  const lines = [];
  while (++rowIndex < cellMatrix.length) {
    const row2 = cellMatrix[rowIndex];
    const sizes2 = sizeMatrix[rowIndex];
    const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
    columnIndex = -1;
    const line = [];
    while (++columnIndex < cellsInRow) {
      const cell = row2[columnIndex] || "";
      let before = "";
      let after = "";
      if (settings.alignDelimiters !== false) {
        const size = longestCellByColumn[columnIndex] - (sizes2[columnIndex] || 0);
        const code = alignments[columnIndex];
        if (code === 114) {
          before = " ".repeat(size);
        } else if (code === 99) {
          const half = size / 2;
          if (size % 2) {
            before = " ".repeat(half + 0.5);
            after = " ".repeat(half - 0.5);
          } else {
            before = " ".repeat(half);
            after = before;
          }
        } else {
          after = " ".repeat(size);
        }
      }
      if (settings.delimiterStart !== false && !columnIndex) {
        line.push("|");
      }
      if (settings.padding !== false && // Don’t add the opening space if we’re not aligning and the cell is
      // empty: there will be a closing space.
      !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) {
        line.push(" ");
      }
      if (settings.alignDelimiters !== false) {
        line.push(before);
      }
      line.push(cell);
      if (settings.alignDelimiters !== false) {
        line.push(after);
      }
      if (settings.padding !== false) {
        line.push(" ");
      }
      if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) {
        line.push("|");
      }
    }
    lines.push(
      settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join("")
    );
  }
  return lines.join("\n");
}
function serialize(value) {
  return value === null || value === void 0 ? "" : String(value);
}
function toAlignment(value) {
  const code = typeof value === "string" ? value.codePointAt(0) : 0;
  return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}

// src/report/comparison-markdown.ts
var style = {
  inert: inertMarkdown,
  strong: (text) => `**${text}**`,
  baseline: "baseline",
  candidate: "candidate"
};
var twoFiles = { model: null, baseline: "the baseline", consequence: null, inert: inertMarkdown };
function comparisonMarkdown(comparison, subject = twoFiles) {
  const { sign, text } = firstLine(comparison, subject);
  const parts = [
    `### ${sign} ${text}`,
    evidenceSentence(comparison, inertMarkdownSentence),
    table(metricTable(comparison, style)),
    ...primaryOf(comparison).outcome === "identical" ? [] : [...slices(comparison), ...flips(comparison)],
    ...checks(comparison),
    ...warnings(comparison),
    powerSentence(comparison, primaryOf(comparison))
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}
`;
}
var table = ({ header, rows, align }) => markdownTable([header, ...rows], { align: [...align] });
var folded = (summary, body) => `<details><summary>${summary}</summary>

${body}

</details>`;
function slices(comparison) {
  const tested = sliceTable(comparison, style);
  return tested.rows.length === 0 ? [] : [folded(`Slices: ${sliceSummary(comparison)}`, table(tested))];
}
function flips(comparison) {
  const named = flipTable(comparison, style);
  return [
    named.rows.length === 0 ? `Rows: ${flipSummary(comparison)}` : folded(`Rows: ${flipSummary(comparison)}`, table(named))
  ];
}
function checks({ checks: all, require: require2, alpha }) {
  const rows = all.map((check) => [
    inertMarkdown(check.name),
    inertMarkdown(check.expected),
    inertMarkdownSentence(check.message),
    check.result
  ]);
  const summary = `Policy: ${require2}, alpha ${alpha}; ${all.filter(({ result }) => result === "pass").length} of ${all.length} checks pass`;
  const drawn = table({
    header: ["check", "expected", "found", ""],
    align: ["left", "left", "left", "left"],
    rows
  });
  return all.length === 0 ? [] : [folded(summary, drawn)];
}
var warnings = ({ warnings: all }) => all.length === 0 ? [] : [all.map((warning) => `- ${inertMarkdownSentence(warning.message)}`).join("\n")];

export {
  comparisonMarkdown,
  table
};
