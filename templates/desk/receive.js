// รับแฟ้มทีละแฟ้มให้เห็นผลทันที กรองโดยไม่โหลดหน้าใหม่ และคัดลอกข้อความ  ทุกอย่างใช้ได้โดยไม่มีสคริปต์นี้
"use strict";

(() => {
  const zone = document.querySelector("[data-drop]");
  const SHOWN = 25; // cards that are shown at once; the tray has them all
  const digits = document.documentElement.lang === "th" ? "th-TH-u-nu-thai" : "en";
  const count = (number) => number.toLocaleString(digits);

  // The part of the page that tells what is there, shown anew.
  async function refresh(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-results]");
    const old = document.querySelector("[data-results]");
    if (!fresh || !old) return;
    const focused = document.activeElement && document.activeElement.id;
    old.replaceChildren(...fresh.childNodes);
    if (focused) document.getElementById(focused)?.focus();
    ready(old);
  }

  // The wrong cell of a long row is what is looked for.
  function ready(within) {
    for (const row of within.querySelectorAll(".sent")) {
      const wrong = row.querySelector(".wrong");
      if (wrong) row.scrollLeft = wrong.offsetLeft - row.clientWidth / 2;
    }
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-filters]");
    if (!form) return;
    const url = new URL(form.action || location.href, location.href);
    url.search = new URLSearchParams(new FormData(form)).toString();
    history.replaceState(null, "", url);
    refresh(url);
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy);
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy");
    }
    button.nextElementSibling.textContent = button.dataset.done;
  });

  document.documentElement.classList.add("scripted");
  ready(document);
  if (!zone) return;

  const form = zone.querySelector("form");
  const told = zone.querySelector("[data-sending]");
  const bar = zone.querySelector("[data-progress]");
  const refused = zone.querySelector("[data-refused]");
  const results = document.querySelector("[data-fresh]");
  const waiting = [];
  let sent = 0;
  let all = 0;
  let busy = 0;

  function refuse(sentence) {
    const line = document.createElement("li");
    line.textContent = sentence;
    refused.append(line);
    refused.hidden = false;
  }

  function show() {
    bar.hidden = sent === all;
    bar.max = all || 1;
    bar.value = sent;
    told.textContent = sent < all ? `${zone.dataset.left} ${count(all - sent)}` : `${zone.dataset.done} ${count(all)}`;
  }

  async function send({ file, name }) {
    if (file.size > Number(zone.dataset.most) * 1048576) {
      refuse(`${name}: ${zone.dataset.large}`);
      return;
    }
    const parcel = new FormData();
    parcel.append("files", file, name);
    try {
      const answer = await fetch(form.action, { method: "POST", body: parcel, credentials: "same-origin", headers: { Accept: "text/x-cards" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) {
        refuse(`${name}: ${page.querySelector(".sentence")?.textContent ?? zone.dataset.failed}`);
        return;
      }
      const cards = [...page.querySelectorAll("article.dropped")];
      if (cards.length === 0) refuse(page.querySelector(".told")?.textContent ?? name);
      for (const card of cards) {
        document.getElementById(card.id)?.remove();
        if (results.children.length < SHOWN) results.append(card);
      }
      ready(results);
    } catch {
      refuse(`${name}: ${zone.dataset.failed}`);
    }
  }

  // Two at a time: the desk has that many readers on most machines, and the page stays at hand.
  async function next() {
    if (busy >= 2) return;
    const one = waiting.shift();
    if (!one) {
      if (busy === 0 && all > 0) {
        await refresh(location.href);
        results.replaceChildren();
        sent = 0;
        all = 0;
      }
      return;
    }
    busy += 1;
    await send(one);
    busy -= 1;
    sent += 1;
    show();
    next();
  }

  function add(files) {
    if (files.length === 0) return;
    refused.replaceChildren();
    refused.hidden = true;
    all += files.length;
    waiting.push(...files);
    show();
    next();
    next();
  }

  // Every file of a folder that was dropped.
  async function within(entry) {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, name: entry.fullPath.replace(/^\//, "") }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) return found;
      for (const inner of some) found.push(...(await within(inner)));
    }
  }

  const picked = (list) => [...list].map((file) => ({ file, name: file.webkitRelativePath || file.name }));

  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      add(picked(input.files));
      input.value = "";
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add([...form.querySelectorAll("input[type=file]")].flatMap((input) => picked(input.files)));
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("over");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = picked(event.dataTransfer.files);
    if (entries.length === 0) return add(plain);
    const all = await Promise.all(entries.map((entry) => within(entry).catch(() => [])));
    add(all.flat());
  });
})();
