// The scan box filled without the keyboard: by a camera, or by a scanner at a serial port, so that no input method changes a letter.
// A browser that has neither (or a page without HTTPS) shows no button, and the box works as ever.
const PAUSE = 150; // milliseconds between two looks through the camera
const BAUD = 9600; // what scanners speak unless they were set otherwise; at a USB port it does not matter
const TRIES = 6; // the page before may still hold the port
const box = document.getElementById("tim");
const told = document.getElementById("scan-told");

const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

function say(words) {
  told.textContent = words;
  told.hidden = !words;
}

// Whether something stands typed on the page that going to another one would lose.
function holdsWork() {
  return [...document.querySelectorAll("main :is(input, select, textarea)")].some((field) => {
    if (field.type === "hidden") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected);
    return field.value.trim() !== "";
  });
}

// What was read goes into the box and is looked for, unless that would lose what stands typed: then Enter decides.
function take(text) {
  box.value = text.trim();
  if (!holdsWork()) return box.form.requestSubmit();
  box.focus();
  say("Đã quét. Nhấn Enter để tìm; những gì đang gõ ở dưới chưa được lưu.");
}

// The camera.
const WHY_NO_CAMERA = {
  NotAllowedError: "Trình duyệt chưa được phép dùng máy ảnh. Hãy bấm vào biểu tượng ở đầu thanh địa chỉ, cho phép Máy ảnh, rồi mở lại.",
  NotFoundError: "Máy này không có máy ảnh. Hãy dùng máy quét, hoặc gõ số định danh in trên thẻ.",
  NotReadableError: "Chương trình khác đang dùng máy ảnh. Hãy đóng chương trình ấy rồi mở lại.",
};

async function readsCodes() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return false;
  return (await window.BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

async function look(dialog) {
  const video = dialog.querySelector("video");
  const state = dialog.querySelector("[role=status]");
  let stream;
  const stop = () => stream?.getTracks().forEach((track) => track.stop());
  dialog.addEventListener("close", stop, { once: true });
  state.textContent = "Đang mở máy ảnh…";
  dialog.showModal();
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
    if (!dialog.open) return stop();
    video.srcObject = stream;
    await video.play();
    state.textContent = "Giữ thẻ yên, cách máy ảnh chừng một gang tay, đủ sáng.";
    const code = await codeSeen(video, dialog);
    if (!code) return;
    dialog.close();
    take(code);
  } catch (problem) {
    if (dialog.open) state.textContent = WHY_NO_CAMERA[problem.name] || "Không mở được máy ảnh. Hãy dùng máy quét, hoặc gõ số định danh.";
    stop();
  }
}

async function codeSeen(video, dialog) {
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  while (dialog.open) {
    const [found] = await detector.detect(video).catch(() => []);
    if (found?.rawValue) return dialog.open ? found.rawValue : "";
    await wait(PAUSE);
  }
  return "";
}

// The serial port: lines of UTF-8. A port that was permitted once is opened by itself on every page.
async function listen(port, button) {
  await port.open({ baudRate: BAUD });
  if (document.activeElement === button) box.focus();
  button.hidden = true;
  document.getElementById("scanner-on").hidden = false;
  const reader = port.readable.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (heard + part.value).split(/[\r\n]+/);
      heard = lines.pop();
      lines.filter((line) => line.trim()).slice(0, 1).forEach(take);
    }
  } finally {
    button.hidden = false;
    document.getElementById("scanner-on").hidden = true;
  }
}

async function listenAgain(button) {
  const [port] = await navigator.serial.getPorts();
  for (let left = TRIES; port && left; left -= 1) {
    try {
      return await listen(port, button);
    } catch (problem) {
      if (problem.name === "NetworkError" && button.hidden) return say("Máy quét vừa bị rút ra. Hãy cắm lại rồi bấm “Nối máy quét”.");
      await wait(PAUSE * 2);
    }
  }
}

async function connect(button) {
  say("");
  try {
    await listen(await navigator.serial.requestPort(), button);
  } catch (problem) {
    if (problem.name === "NotFoundError") return; // the officer chose none
    say("Không nối được máy quét: cổng đang bận hoặc máy quét vừa bị rút ra. Hãy đóng chương trình khác đang dùng cổng, cắm lại, rồi nối lại.");
  }
}

const camera = document.getElementById("camera-open");
camera.addEventListener("click", () => look(document.getElementById("camera")));
readsCodes().then((may) => { camera.hidden = !may; }).catch(() => {});

const serial = document.getElementById("serial-open");
if (navigator.serial) {
  serial.hidden = false;
  serial.addEventListener("click", () => connect(serial));
  listenAgain(serial).catch(() => {});
}
