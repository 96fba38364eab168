(() => {
  const at = document.currentScript.dataset;
  const show = (problems) => {
    document.getElementById("hearth-problems")?.remove();
    if (!problems.length) return;
    const box = document.createElement("div");
    box.id = "hearth-problems";
    const inside = box.attachShadow({ mode: "open" });
    inside.innerHTML = `<style>
      section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
        padding: 1rem 1.25rem; background: #2a1512; color: #fff; font: 15px/1.5 system-ui, sans-serif;
        border-top: 4px solid #e8643c; box-shadow: 0 -8px 30px rgb(0 0 0 / .35); }
      h2 { margin: 0 0 .5rem; font-size: 1rem; } ol { margin: 0; padding-left: 1.25rem; }
      li { margin: .35rem 0; overflow-wrap: anywhere; } b { font-family: ui-monospace, monospace; color: #ffc9b5; }
      button { float: right; font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 6px;
        padding: .1rem .6rem; cursor: pointer; }
    </style><section role="alert"><button type="button">Hide</button><h2></h2><ol></ol></section>`;
    const [title, list] = [inside.querySelector("h2"), inside.querySelector("ol")];
    title.textContent = Number(at.site) ? "The page below is the last good one. To mend:" : "There is no page yet. To mend:";
    for (const [place, message] of problems) {
      const line = document.createElement("li");
      const where = document.createElement("b");
      where.textContent = place;
      line.append(where, " ", message);
      list.append(line);
    }
    inside.querySelector("button").onclick = () => box.remove();
    document.body.append(box);
  };
  let seen = Number(at.state);
  const ask = async () => {
    try {
      const answer = await fetch(`${at.address}?after=${seen}`, { cache: "no-store" });
      const news = await answer.json();
      if (news.site !== Number(at.site)) return location.reload();
      if (news.state !== seen) show(news.problems);
      seen = news.state;
    } catch {
      await new Promise((done) => setTimeout(done, 1000));
    }
    ask();
  };
  ask();
})();
