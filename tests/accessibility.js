/* What a program can measure of a page beside axe: contrast of everything that is drawn, size of
   targets, marks of focus, and words that are cut off. Called with names of measures; each answer
   is a list of sentences, empty where all is well. */
(names) => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  context.canvas.width = context.canvas.height = 1;
  const known = new Map();
  /* Any colour of CSS as red, green and blue up to 255 and alpha up to 1. */
  const rgba = (colour) => {
    if (!known.has(colour)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = "#000";
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, alpha / 255]);
    }
    return known.get(colour);
  };
  const over = (above, below, share = 1) => {
    const alpha = above[3] * share;
    return [0, 1, 2].map((at) => above[at] * alpha + below[at] * (1 - alpha)).concat(1);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [dim, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dim + 0.05);
  };
  const parentOf = (element) => element.parentElement ?? element.getRootNode().host ?? null;
  /* What is painted behind an element: the colours of what it lies in, one over another. */
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = parentOf(one)) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
      if (getComputedStyle(one).position === "fixed" && one.matches("dialog")) break;
    }
    const canvas = rgba(matchMedia("(forced-colors: active)").matches ? "Canvas" : "#fff");
    return layers.reduceRight((below, above) => over(above, below), canvas);
  };
  const faded = (element) => {
    let share = 1;
    for (let one = element; one; one = parentOf(one)) share *= getComputedStyle(one).opacity;
    return share;
  };
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
    && !element.closest("[inert], .hb-sr") && element.getClientRects().length > 0;
  const place = (element) => {
    const words = (element.textContent || element.getAttribute("aria-label") || "").trim();
    const name = element.getAttribute("class")?.split(" ").join(".") ?? "";
    const above = element.parentElement?.closest("[class]")?.getAttribute("class") ?? "";
    return `${element.localName}.${name} in .${above} "${words.replace(/\s+/g, " ").slice(0, 40)}"`;
  };
  const each = (selector, test, most = Infinity) => [...document.querySelectorAll(selector)]
    .filter(shown)
    .filter((_, at, all) => at % Math.ceil(all.length / most || 1) === 0)
    .map((element) => [element, test(element)])
    .filter(([, found]) => found)
    .map(([element, found]) => `${place(element)}: ${found}`);
  const below = (least, colour, ground) => {
    const found = ratio(over(colour, ground), ground);
    return found < least - 0.005 && `${found.toFixed(2)} of ${least}`;
  };

  const large = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  };
  const ownWords = (element) => [...element.childNodes]
    .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  /* What holds words of two letters or more itself. */
  const wordsIn = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode())
      if (/[\p{L}\p{N}]{2,}/u.test(walker.currentNode.data)) found.push(walker.currentNode.parentElement);
    return found;
  };

  const said = {
    /* 1.4.3, words in drawings too, which axe leaves out. */
    dimWords: () => each("body *", (element) => {
      if (!ownWords(element) || element.closest(":disabled, [aria-disabled=true]")) return false;
      const style = getComputedStyle(element);
      const drawn = element instanceof SVGElement;
      const colour = rgba(drawn ? style.fill : style.color);
      const share = faded(element);
      if (!share) return false;
      const dot = element.matches(".hb-map__count") && element.parentElement.querySelector(".hb-map__dot");
      const ground = dot ? rgba(getComputedStyle(dot).fill) : behind(element);
      const seen = [...colour.slice(0, 3), colour[3] * share];
      return below(large(style) ? 3 : 4.5, seen, ground);
    }),
    /* 1.4.3, what a field says before anything stands in it. */
    dimPlaceholders: () => each("[placeholder]", (element) => {
      const style = getComputedStyle(element, "::placeholder");
      const colour = rgba(style.color);
      return below(4.5, [...colour.slice(0, 3), colour[3] * style.opacity], behind(element));
    }),
    /* 1.4.11, what tells where a field is. */
    dimFields: () => each("input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea",
      (element) => {
        for (let one = element; one && one !== document.body; one = one.parentElement) {
          const style = getComputedStyle(one);
          const ground = behind(one.parentElement ?? one);
          const edges = ["Top", "Right", "Bottom", "Left"]
            .filter((side) => parseFloat(style[`border${side}Width`]) > 0)
            .map((side) => rgba(style[`border${side}Color`]));
          if (edges.length) {
            const best = Math.max(...edges.map((edge) => ratio(over(edge, ground), ground)));
            return best < 3 - 0.005 && `edge ${best.toFixed(2)} of 3`;
          }
          if (ratio(behind(one), ground) >= 3) return false;
          if (one.matches("form, label + *, dialog")) return "no edge";
        }
        return "no edge";
      }),
    /* 1.4.11, lines, bars and dots of a drawing. */
    dimMarks: () => each("svg[role=img] :is(path, rect, circle, line), .hb-map :is(circle, rect)",
      (element) => {
        if (element.closest("defs, clipPath, .hb-c-grid, .hb-c-track, .hb-map__land, .hb-map__glow, .hb-map__reach"))
          return false;
        const style = getComputedStyle(element);
        const ground = behind(element);
        const share = faded(element);
        const strengths = [["fill", style.fillOpacity], ["stroke", style.strokeOpacity]]
          .filter(([name]) => style[name] !== "none" && !(name === "fill" && element.localName === "line"))
          .map(([name, opacity]) => {
            const colour = rgba(style[name]);
            return ratio(over(colour, ground, opacity * share), ground);
          });
        if (!strengths.length) return false;
        const best = Math.max(...strengths);
        return best < 3 - 0.005 && `${best.toFixed(2)} of 3`;
      }),
    /* 1.4.1: links in one block with other words, and nothing but a colour to tell them apart. */
    bareLinks: () => {
      const flows = (element) => getComputedStyle(element).display.startsWith("inline");
      const among = (link) => {
        let block = link.parentElement;
        while (flows(block)) block = block.parentElement;
        return wordsIn(block).some((words) => !words.closest("a, .hb-sr"));
      };
      return each("main a[href], .hb-foot a[href]", (link) => {
        const { display, textDecorationLine } = getComputedStyle(link);
        return display === "inline" && textDecorationLine === "none" && among(link) && "bare";
      });
    },
    /* 2.5.3: names that lack the words that are seen. */
    otherNames: () => each("a[aria-label], button[aria-label], summary[aria-label]", (element) => {
      const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
      const seen = element.cloneNode(true);
      for (const hidden of seen.querySelectorAll("[aria-hidden=true], svg, title")) hidden.remove();
      const said = plain(element.ariaLabel);
      return !plain(seen.textContent).split(" ").every((word) => said.includes(word)) && `is called "${element.ariaLabel}"`;
    }),
    /* 2.5.8, with its exceptions: links in a line of words, room around, and what the browser
       draws. */
    smallTargets: () => {
      document.activeElement?.blur();
      scrollTo(0, 0); // nothing lies below the header that stays
      const targets = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']",
      )].filter((element) => shown(element) && !element.disabled
        && getComputedStyle(element).clipPath !== "inset(50%)"); // shown once it has the focus
      const inline = (element) => {
        if (getComputedStyle(element).display !== "inline") return false;
        let block = element.parentElement;
        while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
        return wordsIn(block).some((words) => !words.closest("a, button, .hb-sr"));
      };
      /* A link that is spread over its card. */
      const spread = (element) => {
        const after = getComputedStyle(element, "::after");
        return after.content !== "none" && after.position === "absolute"
          && parseFloat(after.width) >= 24 && parseFloat(after.height) >= 24;
      };
      const box = (element) => {
        const label = element.labels?.[0];
        const boxes = [...element.getClientRects(), ...(label?.getClientRects() ?? [])]
          .filter((one) => one.width && one.height);
        return boxes.length ? boxes.reduce((widest, one) =>
          (one.width * one.height > widest.width * widest.height ? one : widest)) : null;
      };
      const boxes = targets.map((element) => ({ element, box: box(element) })).filter((one) => one.box);
      const tiny = ({ box: { width, height } }) => width < 23.9 || height < 23.9;
      const centre = ({ box: { left, top, width, height } }) => [left + width / 2, top + height / 2];
      const circle = (one, other) => {
        const [x, y] = centre(one);
        if (tiny(other)) {
          const [a, b] = centre(other);
          if (Math.hypot(x - a, y - b) < 24) return true;
        }
        const { left, right, top, bottom } = other.box;
        return Math.hypot(x - Math.max(left, Math.min(x, right)), y - Math.max(top, Math.min(y, bottom))) < 12;
      };
      const small = boxes.filter((one) => tiny(one) && !inline(one.element) && !spread(one.element));
      return small.map((one) => [one, boxes.find((other) => other !== one
        && !other.element.contains(one.element) && !one.element.contains(other.element)
        && circle(one, other))]).filter(([, other]) => other)
        .map(([{ element, box: { width, height } }, other]) =>
          `${place(element)}: ${Math.round(width)} by ${Math.round(height)}, near ${place(other.element)}`);
    },
    /* 2.4.7, 2.4.11 and 1.4.11: every stop of the keyboard is marked, and seen. A key has to have
       been pressed before, or the browser marks nothing. */
    lostFocus: () => {
      const before = document.activeElement;
      const found = each(
        "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea, summary, [tabindex='0']",
        (element) => {
          if (element.tabIndex < 0) return false;
          element.focus();
          if (document.activeElement !== element) return false;
          const rects = [...element.getClientRects()].filter((one) => one.width && one.height);
          const seen = rects.some(({ left, right, top, bottom }) =>
            [[left + right, top + bottom], [2 * left + 4, 2 * top + 4], [2 * right - 4, 2 * bottom - 4],
              [2 * left + 4, 2 * bottom - 4], [2 * right - 4, 2 * top + 4]]
              .some(([x, y]) => {
                const at = document.elementFromPoint(x / 2, y / 2);
                return at && (element.contains(at) || at.contains(element));
              }));
          if (!seen) {
            const [{ left, top, width, height }] = rects;
            const at = document.elementFromPoint(left + width / 2, top + height / 2);
            return `covered by ${at ? place(at) : "the edge of the window"}`;
          }
          if (element instanceof SVGElement) {
            const ground = behind(element);
            const lines = [...element.querySelectorAll("*")].map((one) => rgba(getComputedStyle(one).stroke));
            const best = Math.max(...lines.map((line) => ratio(over(line, ground), ground)));
            return best < 3 && "not marked";
          }
          for (let one = element; one && one !== document.body; one = one.parentElement) {
            const style = getComputedStyle(one);
            if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5) {
              const inside = parseFloat(style.outlineOffset) < 0;
              const ground = behind(inside ? one : one.parentElement ?? one);
              return style.outlineStyle !== "auto" && below(3, rgba(style.outlineColor), ground);
            }
            if (one !== element && !one.matches(":focus-within")) break;
          }
          return "not marked";
        },
        200, // of more, so many from all over the page
      );
      before?.focus?.();
      return found;
    },
    /* 1.4.12 and 1.4.4: words that a box cuts off. */
    cutWords: () => each("body *", (element) => {
      if (element instanceof SVGElement || element.matches("input, select, textarea")) return false;
      const style = getComputedStyle(element);
      const clips = (way) => /hidden|clip/.test(style[`overflow${way}`]);
      if (!clips("X") && !clips("Y")) return false;
      if (style.webkitLineClamp !== "none") return false; // the beginning of what a link leads to
      if (style.clipPath !== "none" || element.clientWidth <= 2) return false;
      if (!element.textContent.trim()) return false;
      const inner = document.createRange();
      const lost = [...element.querySelectorAll("*"), element].filter(ownWords).filter(shown).some((words) => {
        if (words.closest(".hb-sr") || getComputedStyle(words).clipPath !== "none") return false;
        inner.selectNodeContents(words);
        const frame = element.getBoundingClientRect();
        return [...inner.getClientRects()].some((one) =>
          (clips("X") && (one.right > frame.right + 2 || one.left < frame.left - 2))
          || (clips("Y") && (one.bottom > frame.bottom + 4 || one.top < frame.top - 4)));
      });
      return lost && "cut off";
    }),
    /* 1.4.10: what lies outside the page, and in no box that can be scrolled by keys. */
    outside: () => {
      const width = document.documentElement.clientWidth;
      const wide = document.documentElement.scrollWidth;
      const page = wide > width ? [`the page is ${wide} wide`] : [];
      const boxes = each("body *", (element) => {
        const style = getComputedStyle(element);
        const scrolls = /auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
        if (!scrolls || element.matches("input, textarea")) return false;
        if (!element.querySelector("table, svg, pre, code") && !element.matches("pre, code, table"))
          return "scrolls sideways and is no table, drawing or code";
        return element.tabIndex < 0 && !element.querySelector("a[href], button") && "is reached by no key";
      });
      return [...page, ...boxes];
    },
    /* 2.4.6 and 1.3.1: one heading of the page, the others below it in steps of one. */
    headings: () => {
      const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) =>
        one.checkVisibility() && !one.closest("[inert], dialog:not([open])"));
      const levels = all.map((one) => Number(one.localName[1]));
      const firsts = levels.filter((level) => level === 1).length;
      return [
        ...(firsts === 1 ? [] : [`${firsts} headings of the page`]),
        ...all.filter((one, at) => at && levels[at] > levels[at - 1] + 1).map((one) => `${place(one)}: leaps`),
      ];
    },
    /* 2.2.2 and 2.3.3: what moves for a reader who wants no motion. */
    motion: () => each("body *", (element) => {
      const style = getComputedStyle(element);
      const moves = [style.transitionDuration, style.animationName === "none" ? "0s" : style.animationDuration]
        .some((times) => times.split(",").some((time) => parseFloat(time) > 0.01));
      return moves && "moves";
    }),
  };
  return Object.fromEntries(names.map((name) => [name, said[name]()]));
}
