"""How soon a widget can be used, how fast it answers, and what it and its page weigh.

    python benchmarks/widget.py [--book _build/html] [--page book/softmax.html] [--loads 10] [--steps 100]

Opens a page of the built book (`make book`) in Chromium, served from this machine with gzip: plainly, and with the
processor slowed four times on a line of 10 Mbit/s and 40 ms. *First use* is the time from the start of navigation to
the first frame that shows the widget's sliders, which can be moved from then on. *Slider to paint* is the time from a
slider's event to the end of the frame that shows its effect. *Transferred* is all that the page asks for, compressed.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from autograder.browser import launched

SCRIPTS = ("widget-softmax.js", "widget_kit.js", "answers.js", "widget_host.js", "scrolling.js", "linked.js")
STYLES = ("widget-softmax.css", "widget_kit.css", "answers.css", "widgets.css", "book.css")
KINDS = {".html": "page", ".css": "styles", ".js": "scripts", ".woff": "fonts", ".woff2": "fonts"}
COMPRESSED = {".html", ".js", ".css", ".svg", ".json"}
SLOW_LINE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}

FIRST_USE = """
const look = () => document.querySelector(".softmax-widget input[type=range]")
  ? requestAnimationFrame(() => { window.firstUse = performance.now(); }) : requestAnimationFrame(look);
requestAnimationFrame(look);
"""
TRANSFERRED = """["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
  .map((entry) => [entry.name, entry.encodedBodySize])"""
STEPS = """async (steps) => {
  const slider = document.querySelector(".softmax-widget input[type=range]");
  const bar = document.querySelector(".softmax-bar");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();  // its message is taken after the frame has been painted
    port1.onmessage = done;
    port2.postMessage(0);
  }));
  const times = [];
  for (let step = 0; step < steps; step += 1) {
    await pause(20 + 17 * Math.random());  // at any moment within a frame
    const [before, start] = [bar.getAttribute("width"), performance.now()];
    slider.value = String(((step % 50) - 25) / 10);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await painted();
    times.push(performance.now() - start);
    if (bar.getAttribute("width") === before) throw new Error("the bar did not move within the frame");
  }
  return times;
}"""


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


def measure(browser: Browser, address: str, loads: int, steps: int, *, slow: bool) -> tuple[list[float], list[float]]:
    """Return times to first use, and times from slider to paint, in milliseconds."""
    first = []
    for _ in range(loads):
        with opened(browser, address, slow=slow) as tab:
            first.append(tab.evaluate("window.firstUse"))
    with opened(browser, address, slow=slow) as tab:
        tab.wait_for_load_state("networkidle")
        return first, tab.evaluate(STEPS, steps)


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


def told(times: list[float]) -> str:
    """Return the median and the 95th percentile."""
    return f"p50 {statistics.median(times):6.0f} ms   p95 {statistics.quantiles(times, n=20)[-1]:6.0f} ms"


def weights(book: Path, names: tuple[str, ...]) -> str:
    """Return the compressed sizes of files, and their sum."""
    sizes = {name: len(gzip.compress((book / "_static" / name).read_bytes())) for name in names}
    each = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sizes.items())
    return f"{sum(sizes.values()) / 1000:.1f} kB gzipped ({each})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--book", type=Path, default=Path(__file__).resolve().parents[1] / "_build/html")
    parser.add_argument("--page", default="book/softmax.html")
    parser.add_argument("--loads", type=int, default=10)
    parser.add_argument("--steps", type=int, default=100)
    options = parser.parse_args()
    if not (options.book / options.page).is_file():
        parser.error("this needs a built book: `make book`")
    print("our scripts:", weights(options.book, SCRIPTS))
    print("our styles: ", weights(options.book, STYLES))
    with served(options.book) as address, sync_playwright() as driver:
        browser = launched(driver)
        print("transferred:", transferred(browser, f"{address}/{options.page}"))
        for slow, name in ((False, "plain"), (True, "4x slower, 10 Mbit/s")):
            first, paint = measure(browser, f"{address}/{options.page}", options.loads, options.steps, slow=slow)
            print(f"{name:21} first use       {told(first)}")
            print(f"{name:21} slider to paint {told(paint)}")
        browser.close()


if __name__ == "__main__":
    main()
