// โต๊ะทำงานใช้ได้โดยไม่มีสคริปต์นี้ สคริปต์เพียงทำให้เห็นความคืบหน้าและแฟ้มใหม่ทันที
"use strict";

const base = document.body.dataset.base;

// The page of an errand shows how far it is, and goes on when it has ended.
function follow(box) {
  const events = new EventSource(`${base}/errand/${box.dataset.errand}/events`);
  const bar = box.querySelector("progress");
  events.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    for (const stage of box.querySelectorAll("[data-stage]")) {
      if (stage.dataset.stage === told.stage) stage.setAttribute("aria-current", "step");
      else stage.removeAttribute("aria-current");
    }
    const count = box.querySelector("[data-count]");
    if (told.of) {
      bar.max = told.of;
      bar.value = told.done;
      count.textContent = `${told.done}/${told.of}`;
    }
    if (told.end) {
      events.close();
      location.replace(`${base}/errand/${box.dataset.errand}`);
    }
  });
}

for (const box of document.querySelectorAll("[data-errand]")) follow(box);

// A page that shows what lies in the inputs is shown anew when that changes, once it has come to rest.
const live = document.querySelector("[data-live]");
if (live) {
  let seen = document.body.dataset.changes;
  let rest;
  new EventSource(`${base}/changes`).addEventListener("message", (event) => {
    clearTimeout(rest);
    if (event.data === seen) return;
    rest = setTimeout(async () => {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-live]");
      seen = page.body.dataset.changes;
      if (fresh && !live.contains(document.activeElement)) live.replaceChildren(...fresh.childNodes);
      else if (fresh) document.querySelector(".notices").textContent = live.dataset.live;
    }, 700);
  });
}

// What was just done is said once: the address that is left says nothing of it.
if (location.search.includes("said=")) {
  const url = new URL(location.href);
  url.searchParams.delete("said");
  history.replaceState(null, "", url);
}
