/* What more.js uses of all this. */

export {
  $, $$, HOURS, KEPT, RENAMED, ROOT, SAID, allKept, cleaned, copy, ended, fold, isOver, keep, keepQuery, language, make, numbered, offset,
  pathOf, progress, readersPlace, say, two,
};
