/* Hearth's part of the web editor: what it shows is the hub's files in full, what it writes is what hearth check accepts. */
(() => {
  "use strict";

  const hearthId = hearthIds(JSON.parse(document.body.dataset.ids));

  // The editor keeps what is written in maps and lists that do not change (Immutable.js): a list has push, both have map.
  const isText = (value) => typeof value === "string";
  const isList = (value) => Boolean(value && value.push && value.map);
  const isMap = (value) => Boolean(value && value.map && !value.push);

  // ---- writing ------------------------------------------------------------------------------------

  const isGiven = (value) => value !== undefined && value !== null && value !== "" && value.size !== 0;

  /* Without what was left empty; a member chosen as a person is written as the bare id. */
  function tidy(value) {
    if (isText(value)) return value.trim();
    if (!isList(value) && !isMap(value)) return value;
    const kept = value.map(tidy).filter(isGiven);
    return isMap(kept) ? kept.get("person") || kept.delete("person") : kept;
  }

  const dayOf = (moment) => (isText(moment) ? moment.slice(0, 10) : moment);

  /* The picker always gives a time of day; an event of whole days is written in days. */
  function inDays(event) {
    const days = event.map((value, name) => (["start", "end", "previous_start"].includes(name) ? dayOf(value) : value));
    return days.getIn(["repeats", "moved"]) ? days.updateIn(["repeats", "moved"], (moved) => moved.map(inDays)) : days;
  }

  function fileName(entry, data) {
    const kind = entry.get("collection").split("-")[0];
    const id = data.get("file_name") || hearthId(kind, data.toJS());
    if (!id) throw new Error("Give the record an id in the letters a to z; none can be made from its name.");
    return id;
  }

  /* The editor names a new file by a field, so the id is one; what names the file does not stand in it. */
  function unwritten(data, field) {
    const whole = data.toJS.bind(data);
    data.toJS = () => {
      const { [field]: _, ...written } = whole();
      return written;
    };
    return data;
  }

  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const data = tidy(entry.get("data"));
      const written = data.get("all_day") ? inDays(data) : data;
      if (!entry.get("newRecord")) return written.delete("file_name");
      return unwritten(written.set("file_name", fileName(entry, written)), "file_name");
    },
  });

  // ---- reading ------------------------------------------------------------------------------------
  // Files may say things shortly: a bare id where a part could stand, one value where a list could. The editor's own
  // widgets know only the long form, so each is given its value in it. What stands in the file stays until it is changed,
  // which is why the configuration names the fields of a part "parts": by its own name the editor would look into them.

  /* A value in the long form, with all that is in it: a bare text is the first field of the part it stands for. */
  function inFull(value, field) {
    const fields = field.get("parts");
    if (!fields) return value;
    if (isList(value)) return value.map((item) => inFull(item, field));
    if (isText(value)) return value ? field.clear().set(fields.first().get("name"), value) : value;
    if (!isMap(value)) return value;
    return fields.reduce((whole, part) => {
      const name = part.get("name");
      return whole.has(name) ? whole.set(name, inFull(whole.get(name), part)) : whole;
    }, value);
  }

  function reading(name) {
    const { control, preview, schema } = CMS.getWidget(name);
    const Reader = createClass({
      displayName: `Hearth_${name}`,
      shouldComponentUpdate: () => true,
      validate() {
        return this.inner?.validate();
      },
      focus(path) {
        return this.inner?.focus?.(path);
      },
      take(inner) {
        this.inner = inner;
      },
      render() {
        const { field, value } = this.props;
        const own = field.has("parts") ? field.set("fields", field.get("parts")) : field;
        return h(control, { ...this.props, field: own, value: inFull(value, field), ref: this.take });
      },
    });
    CMS.registerWidget(name, Reader, preview, schema);
  }

  /* A choice as it is, with what is not among the options: it was made since the editor was, or written by hand. */
  function choosing() {
    const { control, preview, schema } = CMS.getWidget("select");
    const Chooser = createClass({
      displayName: "Hearth_select",
      isValid() {
        return this.inner?.isValid() ?? true;
      },
      take(inner) {
        this.inner = inner;
      },
      render() {
        const { field, value } = this.props;
        const many = field.get("multiple") && isText(value) && value ? field.get("options").clear().push(value) : value;
        const chosen = (isList(many) ? many.toArray() : [many]).filter((word) => isText(word) && word);
        const known = field.get("options").map((option) => (option.get ? option.get("value") : option));
        const others = chosen.filter((word) => !known.includes(word));
        const options = field.get("options").concat(others);
        return h(control, { ...this.props, field: field.set("options", options), value: many, ref: this.take });
      },
    });
    CMS.registerWidget("select", Chooser, preview, schema);
  }

  reading("object");
  reading("list");
  choosing();
})();
