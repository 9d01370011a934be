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
