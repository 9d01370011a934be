// แผนใช้ได้โดยไม่มีสคริปต์นี้ สคริปต์เพียงบอกสิ่งที่ผิดข้างช่องขณะพิมพ์ และเตือนก่อนทิ้งสิ่งที่ยังไม่ได้บันทึก
"use strict";

{
  const form = document.getElementById("plan");
  const state = form.querySelector("[data-state]");
  let dirty = form.hasAttribute("data-dirty");
  let waiting;
  let asked = 0;

  const say = (kind, text) => {
    const line = document.createElement("p");
    line.className = kind;
    line.textContent = text;
    return line;
  };

  // What is typed outlives a reload: this tab keeps it until it is saved, and offers it where the page comes without it.
  const place = `plan:${form.elements.base.value}`;
  const keep = () => sessionStorage.setItem(place, new URLSearchParams(new FormData(form)).toString());
  const drop = () => sessionStorage.removeItem(place);

  function bringBack(typed) {
    const sent = document.createElement("form");
    sent.setAttribute("method", "post");
    sent.setAttribute("action", form.getAttribute("action"));
    for (const [name, value] of [...new URLSearchParams(typed), ["action", "check"]]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      sent.append(field);
    }
    sent.hidden = true;
    document.body.append(sent);
    sent.submit();
  }

  function offer(typed) {
    const box = document.createElement("p");
    box.className = "card warning row";
    box.setAttribute("role", "status");
    const press = (words, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.addEventListener("click", () => {
        box.remove();
        act();
      });
      return button;
    };
    box.append(form.dataset.draft, press(form.dataset.take, () => bringBack(typed)), press(form.dataset.drop, drop));
    form.before(box);
  }

  if (document.querySelector(".notices .notice")) drop();
  const before = sessionStorage.getItem(place);
  if (dirty) keep();
  else if (before && before !== new URLSearchParams(new FormData(form)).toString()) offer(before);

  // What is said beside each field, row and list takes the place of what was said before.
  function tell(told) {
    for (const box of form.querySelectorAll("[data-told]")) {
      const { faults = [], warnings = [] } = told.beside[box.dataset.told] ?? {};
      const lines = [...faults.map((text) => say("fault", text)), ...warnings.map((text) => say("odd", text))];
      const live = box.querySelector("[data-live-told]");
      if (live.textContent !== lines.map((line) => line.textContent).join("")) live.replaceChildren(...lines);
      const field = document.getElementById(`f-${box.dataset.told}`);
      if (field?.matches("input, select, textarea")) {
        if (faults.length) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    }
    const others = document.querySelector("[data-others]");
    if (told.others.length || others.childElementCount) {
      const box = document.createElement("section");
      box.className = "card error";
      box.append(...told.others.map((text) => say("", text)));
      others.replaceChildren(...(told.others.length ? [box] : []));
    }
    const some = told.count ? `${form.dataset.some} ${told.count}` : form.dataset.none;
    state.textContent = dirty ? `${some} · ${form.dataset.unsaved}` : some;
  }

  async function check() {
    const mine = ++asked;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.check, { method: "POST", body, credentials: "same-origin" });
      const told = answer.ok ? await answer.json() : null;
      if (told && mine === asked) tell(told);
    } catch {
      // The desk was closed: what is typed stays on the page.
    }
  }

  form.addEventListener("input", () => {
    dirty = true;
    keep();
    clearTimeout(waiting);
    waiting = setTimeout(check, 400);
  });
  form.addEventListener("submit", () => {
    dirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
  document.querySelector("[data-focus]")?.focus();
}
