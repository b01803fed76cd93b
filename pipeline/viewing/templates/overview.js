"use strict";
(() => {
  const drop = document.getElementById("drop");
  const progress = document.getElementById("progress");
  const largest = Number(drop.dataset.largest);
  const hidden = (path) => path.split("/").some((part) => part.startsWith(".") || part.endsWith("_files"));

  const post = async (path, body, headers) => {
    const answer = await fetch(path, { method: "POST", body, headers });
    if (!answer.ok) throw new Error(await answer.text());
  };

  let busy = false;
  const add = async (files) => {
    if (busy) return;
    busy = true;
    const refused = [];
    let sent = 0;
    for (const { file, path } of files) {
      progress.textContent = `Adding ${sent + 1} of ${files.length}`;
      try {
        if (file.size > largest) throw new Error(`${path} is too large`);
        await post("files", file, { "X-Name": encodeURIComponent(path), "Content-Type": "application/octet-stream" });
        sent += 1;
      } catch (error) {
        refused.push(error.message);
        if (refused.length > 20) break;
      }
    }
    if (sent) {
      progress.textContent = `Reading ${sent} ${sent === 1 ? "file" : "files"}`;
      try {
        await post("read");
      } catch (error) {
        refused.push(error.message);
      }
    }
    busy = false;
    if (refused.length) {
      progress.textContent = `Not added: ${refused.join("; ")}`;
      if (!sent) return;
      await new Promise((resolve) => setTimeout(resolve, 4000));
    }
    location.reload();
  };

  // Folders that are dropped are walked through; what belongs to a page (its _files folder) is left out.
  const walk = async (entry, found) => {
    if (hidden(entry.fullPath)) return;
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      found.push({ file, path: entry.fullPath.replace(/^\/+/, "") });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!entries.length) return;
      for (const inner of entries) await walk(inner, found);
    }
  };

  for (const input of drop.querySelectorAll("input")) {
    input.addEventListener("change", () => {
      const files = [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
      input.value = "";
      add(files.filter(({ path }) => !hidden(path)));
    });
  }
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const found = [];
    for (const entry of entries) await walk(entry, found);
    if (found.length) add(found);
  });

  const clear = document.getElementById("clear");
  if (clear) {
    clear.addEventListener("click", async () => {
      await post("clear");
      location.reload();
    });
  }
})();
