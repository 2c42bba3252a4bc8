"""How fast every widget answers, what it weighs, and how soon one can be used.

    python benchmarks/widget.py [--book _build/html] [--steps 100] [--page book/softmax.html] [--loads 10] [WIDGET ...]

Opens each widget where it first stands in the built book (`make book`) in Chromium, moves its first slider, and prints
a table: the compressed size of its own script, and *slider to paint*, the time from a slider's event to the end of the
frame that shows its effect, plainly and with the processor slowed four times; *drag* is the frames a second while the
slider is moved in every frame (a screen asks for 60). For one page it says what all of it weighs and how soon its
widget can be used: *first use* is the time from the start of navigation to the first frame that shows a slider, the
line slowed to 10 Mbit/s and 40 ms together with the processor. *Transferred* is all that the page asks for, compressed.
`--loads 0` leaves the page out.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from autograder.browser import launched

SHARED = ("widget_kit.js", "widget_host.js", "linked.js")
HOST = re.compile(r'class="widget-host" id="([^"]+)" data-widget="(\w+)"')
KINDS = {".html": "page", ".css": "styles", ".js": "scripts", ".woff": "fonts", ".woff2": "fonts"}
COMPRESSED = {".html", ".js", ".css", ".svg", ".json"}
PATIENCE = 120_000  # milliseconds
SLOW_LINE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}

FIRST_USE = """
const look = () => document.querySelector(".kit-widget :is(input[type=range], [role=slider])")
  ? requestAnimationFrame(() => { window.firstUse = performance.now(); }) : requestAnimationFrame(look);
requestAnimationFrame(look);
"""
TRANSFERRED = """["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
  .map((entry) => [entry.name, entry.encodedBodySize])"""
MOVES = """
  const widget = document.querySelector(`[id="${host}"] .kit-widget`);
  const slider = widget.querySelector(":is(input[type=range]:not(:disabled), [role=slider])");
  const [low, high] = [Number(slider.min), Number(slider.max)];
  const move = (share, key) => {
    if (slider.matches("g")) {
      slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    } else {
      slider.value = String(low + (high - low) * share);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const toAndFro = (step) => (step % 2 ? move(0.3, "ArrowLeft") : move(0.7, "ArrowRight"));
"""
STEPS = f"""async ([host, steps]) => {{{MOVES}
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const painted = () => new Promise((done) => requestAnimationFrame(() => {{
    const {{ port1, port2 }} = new MessageChannel();  // its message is taken after the frame has been painted
    port1.onmessage = done;
    port2.postMessage(0);
  }}));
  toAndFro(-1);  // it may stand at an end
  await painted();
  const times = [];
  for (let step = 0; step < steps; step += 1) {{
    await pause(20 + 17 * Math.random());  // at any moment within a frame
    let changed = false;
    const watch = new MutationObserver(() => {{ changed = true; }});
    watch.observe(widget, {{ subtree: true, childList: true, attributes: true, characterData: true }});
    const start = performance.now();
    toAndFro(step);
    await painted();
    times.push(performance.now() - start);
    watch.disconnect();
    if (!changed) throw new Error(`step ${{step}} of ${{host}} changed nothing within the frame`);
  }}
  return times;
}}"""
# A drag: a move in each frame, up and down the slider, as fast as the screen asks; frames a second from first to last.
DRAG = f"""async ([host, frames]) => {{{MOVES}
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = await frame();
  let now = start;
  for (let number = 0; number < frames; number += 1) {{
    move(0.5 + 0.4 * Math.sin(number / 10), Math.cos(number / 10) > 0 ? "ArrowRight" : "ArrowLeft");
    now = await frame();
  }}
  return (1000 * frames) / (now - start);
}}"""


class CompressingHandler(SimpleHTTPRequestHandler):
    """A file server that compresses text, as published sites do, and writes no log."""

    def do_GET(self) -> None:
        """Answer with the file, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().do_GET()
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(CompressingHandler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def opened(browser: Browser, address: str, *, slow: bool) -> Iterator[Any]:
    """Yield a tab that shows the page, in a context with an empty cache."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    tab = context.new_page()
    if slow:
        session = context.new_cdp_session(tab)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    tab.add_init_script(FIRST_USE)
    tab.goto(address)
    tab.wait_for_function("window.firstUse")
    yield tab
    context.close()


class Row(NamedTuple):
    """A widget, times from slider to paint in milliseconds, and frames a second of a drag; plainly and slowed."""

    name: str
    plain: list[float]
    slow: list[float]
    frames: float
    slow_frames: float


def places(book: Path) -> dict[str, tuple[str, str]]:
    """Return for each widget of a built book the page and the host where it first stands; chapters before others."""
    found: dict[str, tuple[str, str]] = {}
    for page in sorted((book / "book").glob("*.html")):
        for host, name in HOST.findall(page.read_text("utf-8")):
            found.setdefault(name, (page.relative_to(book).as_posix(), host))
    return found


def moved(browser: Browser, address: str, name: str, place: tuple[str, str], steps: int) -> Row:
    """Move a widget's first slider so many times, then drag it; plainly and with the processor slowed four times."""
    page, host = place
    with opened(browser, f"{address}/{page}", slow=False) as tab:
        tab.wait_for_load_state("networkidle")
        tab.evaluate("host => document.getElementById(host).scrollIntoView()", host)
        plain, frames = (tab.evaluate(script, [host, steps]) for script in (STEPS, DRAG))
        tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        slow, slow_frames = (tab.evaluate(script, [host, steps]) for script in (STEPS, DRAG))
        return Row(name, plain, slow, frames, slow_frames)


def first_uses(browser: Browser, address: str, loads: int, *, slow: bool) -> list[float]:
    """Return times to first use, in milliseconds."""
    times = []
    for _ in range(loads):
        with opened(browser, address, slow=slow) as tab:
            times.append(tab.evaluate("window.firstUse"))
    return times


def transferred(browser: Browser, address: str) -> str:
    """Return the size of all that a page asks for, as it is sent, and the size of each kind of file."""
    sizes: dict[str, int] = {}
    with opened(browser, address, slow=False) as tab:
        tab.wait_for_load_state("networkidle")
        for name, size in tab.evaluate(TRANSFERRED):
            kind = KINDS.get(Path(urlsplit(name).path).suffix, "others")
            sizes[kind] = sizes.get(kind, 0) + size
    each = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(sizes.items()))
    return f"{sum(sizes.values()) / 1000:.1f} kB ({each})"


def quantiles(times: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def compressed(book: Path, name: str) -> float:
    """Return the size of a file of the book's scripts as it is sent, in kB."""
    return len(gzip.compress((book / "_static" / name).read_bytes())) / 1000


def table(rows: list[Row], book: Path) -> str:
    """Return a line for each widget, the slowest at the end."""
    head = f"{'widget':18} {'script':>8} {'plain p50':>10} {'p95':>7} {'drag':>7} {'4x p50':>10} {'p95':>7} {'drag':>7}"
    lines = [head]
    for row in sorted(rows, key=lambda row: quantiles(row.slow)[1]):
        (plain, late), (slow, later) = quantiles(row.plain), quantiles(row.slow)
        size = compressed(book, f"widget-{row.name}.js")
        plainly = f"{plain:7.1f} ms {late:4.1f} ms {row.frames:3.0f} fps"
        slowed = f"{slow:7.1f} ms {later:4.1f} ms {row.slow_frames:3.0f} fps"
        lines.append(f"{row.name:18} {size:5.1f} kB {plainly} {slowed}")
    shared = sum(compressed(book, name) for name in SHARED)
    return "\n".join([*lines, f"and {shared:.1f} kB of kit, host and links, once for a page"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--book", type=Path, default=Path(__file__).resolve().parents[1] / "_build/html")
    parser.add_argument("--page", default="book/softmax.html", help="for what a page weighs, and its first use")
    parser.add_argument("--loads", type=int, default=10)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("widgets", nargs="*", metavar="WIDGET", help="every one without")
    options = parser.parse_args()
    if not (options.book / options.page).is_file():
        parser.error("this needs a built book: `make book`")
    found = places(options.book)
    if unknown := set(options.widgets) - set(found):
        parser.error(f"no widget {', '.join(unknown)} in the book: it has {', '.join(found)}")
    with served(options.book) as address, sync_playwright() as driver:
        browser = launched(driver)
        names = options.widgets or list(found)
        print(table([moved(browser, address, name, found[name], options.steps) for name in names], options.book))
        if options.loads:
            page = f"{address}/{options.page}"
            print(f"{options.page} transfers {transferred(browser, page)}")
            for slow, kind in ((False, "plain"), (True, "4x slower, 10 Mbit/s")):
                median, late = quantiles(first_uses(browser, page, options.loads, slow=slow))
                print(f"first use, {kind}: p50 {median:.0f} ms, p95 {late:.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
