/* What only some pages need: lists that are narrowed, the reader's own times of months and weeks, my agenda, discussions. hub.js fetches it
   where one of them is. */

import {
  $, $$, HOURS, KEPT, RENAMED, ROOT, SAID, allKept, cleaned, copy, ended, fold, isOver, keep, keepQuery, language, make, numbered, offset,
  pathOf, progress, readersPlace, say, two,
} from "./hub.js";
