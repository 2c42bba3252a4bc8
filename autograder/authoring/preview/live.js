// Shows the newest page in place of this one; where the reader is and what is unfolded stay.
const status = document.getElementById("live");
let shown = null;

async function show(version) {
  const answer = await fetch("/");
  const newer = new DOMParser().parseFromString(await answer.text(), "text/html");
  const unfolded = [...document.querySelectorAll("details[open]")].map((each) => each.id);
  const [x, y] = [scrollX, scrollY];
  document.querySelector("main").replaceWith(newer.querySelector("main"));
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  scrollTo(x, y);
  shown = version;
}

const changes = new EventSource("/changes");
changes.onmessage = async ({data}) => {
  const {version, working} = JSON.parse(data);
  status.textContent = working ? "working…" : "";
  if (version !== shown) await show(version);
};
changes.onerror = () => { status.textContent = "the preview has ended, or cannot be reached"; };
