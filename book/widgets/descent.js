/* Gradient descent on a parabola and on an elongated bowl: the start can be dragged, the learning rate changes the whole
walk at once, and a player takes it step by step. */

const {
  number, fixed, agrees, make, makeSvg, place, write, slider, choice, button, group, pictured, together, inCards,
  prediction, predicted, numberTask, readout, plot, polyline, curve, scatter, handle, letterMark, readTraits, change, widget, player,
} = kit;

const TRAITS = ["on", "rate", "curvature", "steps", "start", "place", "predictions", "answer"];
const LAST = 20; // steps
const ELONGATION = 10; // the surface's largest curvature, divided by its smallest
const FAST = 0.6; // the largest rate
const SAFE = 0.4; // and the largest before the first prediction
const AT_FIRST = 4; // the curvature until then
const HOME = "-4,1.2"; // where the surface's walk starts before it is dragged

/* --- the mathematics: equal to solutions/training.py, and tested against it ---------------------------------------- */

const loss = (at, bends) => at.reduce((sum, x, i) => sum + (bends[i] * x * x) / 2, 0);
const gradient = (at, bends) => at.map((x, i) => bends[i] * x);
const descentStep = (at, grad, rate) => at.map((x, i) => x - rate * grad[i]);

function walk(at, bends, rate, steps) {
  const places = [at];
  for (let step = 0; step < steps; step += 1) places.push((at = descentStep(at, gradient(at, bends), rate)));
  return places;
}

/** The angle between the way downhill and the way to the minimum, in degrees; 0 at the minimum itself. */
function missedBy(at, bends) {
  const grad = gradient(at, bends);
  const lengths = Math.hypot(...at) * Math.hypot(...grad);
  return lengths ? (Math.acos(Math.min(1, (at[0] * grad[0] + at[1] * grad[1]) / lengths)) * 180) / Math.PI : 0;
}

const [FLAT, STEEP] = [0.5, 8]; // curvatures of the task

/** Numbers that come out by another rule for the largest rate, each with a reply. */
const OTHERS = [
  [2 / FLAT, "This is the limit of the flat direction. In the steep one such a walk runs away."],
  [1 / STEEP, "With this rate the steep direction arrives in one step. Where does twice that step lead?"],
  [2 / ((FLAT + STEEP) / 2), "Directions do not make a mean: each has its own factor, and the steepest sets the limit."],
  [2 / (FLAT + STEEP), "Directions do not add up: each has its own factor, and the steepest sets the limit."],
  [1 / FLAT, "With this rate the flat direction arrives in one step. What happens in the steep one?"],
  [2 / AT_FIRST, "This is the limit for the curvature 4. Steeper than that, a step is longer."],
];

function judgeLimit(text) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like 0.75." };
  if (agrees(typed, 2 / STEEP)) return { right: true, reply: "Right: 2 / 8. And with such a rate the flat direction keeps 0.875 of its distance in every step: that is slow." };
  const fitting = OTHERS.find(([value]) => agrees(typed, value));
  return { right: false, reply: fitting ? fitting[1] : "Not yet. Try the curvature 8 above: from which rate on does the walk run away?" };
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, low, high) => Math.max(low, Math.min(high, value));

function read(model) {
  const now = readTraits(model, TRAITS);
  now.open = predicted(now, "limit");
  now.rate = within(now.rate, 0.01, now.open ? FAST : SAFE); // a link may say anything
  now.curvature = now.open ? within(now.curvature, 1, 8) : AT_FIRST;
  now.steps = Math.round(within(now.steps, 0, LAST));
  now.start = within(now.start, -2, 2);
  now.place = [within(now.place[0], -5, 5), within(now.place[1], -3.7, 3.7)];
  now.flat = now.on === "curve";
  now.bends = now.flat ? [now.curvature] : [now.curvature / ELONGATION, now.curvature];
  now.places = walk(now.flat ? [now.start] : now.place, now.bends, now.rate, now.steps);
  now.at = now.places[now.steps];
  now.factors = now.bends.map((bend) => 1 - now.rate * bend);
  return now;
}

/* --- the curve and the surface -------------------------------------------------------------------------------------- */

const steps = (plot) => scatter(plot, Array.from({ length: LAST + 1 }, () => makeSvg("circle", { r: 4, class: "descent-step" })));
const upTo = (points) => Array.from({ length: LAST + 1 }, (_, i) => points[Math.min(i, points.length - 1)]);

function curvePanel(model) {
  const picture = plot({
    x: { range: [-2, 2], ticks: [-2, -1, 0, 1, 2], label: "parameter θ" },
    y: { range: [-0.3, 5.2], ticks: [0, 1, 2, 3, 4, 5], label: "loss" },
    width: 340, height: 277, moved: true,
  });
  const [line, path, dots] = [curve(picture, "kit-ink"), polyline(picture, "kit-line-0"), steps(picture)];
  const start = handle(picture, { name: "start of the walk", mark: letterMark("θ"), along: "x", change: ([at]) => change(model, { start: at }) });
  const draw = (now) => {
    picture.node.hidden = !now.flat;
    picture.say("A parabola with its bottom at 0, and the walk on it as points that lines join.");
    if (!now.flat) return;
    const points = now.places.map((at) => [at[0], loss(at, now.bends)]);
    line.draw((x) => loss([x], now.bends));
    path.draw(points);
    dots.draw(upTo(points));
    start.draw(points[0], `start ${fixed(now.start, 1)}; ${where(now)}`);
  };
  return { node: picture.node, draw };
}

const AXIS = (reach, ticks, label) => ({ range: [-reach, reach], ticks, label });

function surfacePanel(model) {
  const picture = plot({ x: AXIS(5, [-4, -2, 0, 2, 4], "parameter w₁"), y: AXIS(3.73, [-2, 0, 2], "parameter w₂"), width: 340, height: 277, moved: true }); // equal units: right angles look right
  const unit = picture.x(1) - picture.x(0);
  const ellipses = Array.from({ length: 11 }, (_, i) =>
    makeSvg("ellipse", { cx: picture.x(0), cy: picture.y(0), rx: (i + 1) * unit, ry: ((i + 1) * unit) / Math.sqrt(ELONGATION), class: "descent-contour" }));
  picture.inside.append(...ellipses);
  const [path, dots, arrow, straight] = [polyline(picture, "kit-line-0"), steps(picture), polyline(picture, "kit-ink descent-arrow"), polyline(picture, "kit-line-2")];
  const start = handle(picture, { name: "start on the surface", mark: letterMark("w"), change: (at) => change(model, { place: at }) });
  const draw = (now) => {
    const told = predicted(now, "arrow"); // the arrow gives the answer away
    picture.node.hidden = now.flat;
    picture.say(`Contour lines of a surface, ellipses three times as long as high, with the minimum in their middle, and the walk as points that lines join.${told ? " An arrow against the gradient, and a dotted line to the minimum." : ""}`);
    if (now.flat) return;
    path.draw(now.places);
    dots.draw(upTo(now.places));
    arrow.draw(told ? arrowFrom(now.place, gradient(now.place, now.bends)) : []);
    straight.draw(told ? [now.place, [0, 0]] : []);
    start.draw(now.place, `start ${now.place.map((x) => fixed(x, 1)).join(", ")}; ${where(now)}`);
  };
  return { node: picture.node, draw };
}

/** An arrow of one length from a place against the gradient, with its head. */
function arrowFrom([x, y], grad) {
  const length = Math.hypot(...grad);
  if (!length) return [];
  const [a, b] = grad.map((g) => (-1.5 * g) / length);
  const [side, back] = [0.14, 0.8];
  const tip = [x + a, y + b];
  return [[x, y], tip, [x + back * a - side * b, y + back * b + side * a], tip, [x + back * a + side * b, y + back * b - side * a]];
}

/* --- controls ------------------------------------------------------------------------------------------------------- */

const short = (x) => (Math.abs(x) < 1000 ? fixed(x, 3) : x.toExponential(1).replace("-", "−"));
const where = (now) => `after ${now.steps} ${now.steps === 1 ? "step" : "steps"} at ${now.at.map(short).join(", ")}`;

/** What a walk does in a direction, told by its factor. */
function manner(factor) {
  if (Math.abs(factor) < 1e-9) return "there in one step";
  if (Math.abs(Math.abs(factor) - 1) < 1e-9) return "from side to side for ever";
  if (factor < -1) return "runs away";
  return factor < 0 ? "from side to side, nearer each time" : factor > 0.75 ? "slow" : "straight down";
}

function controlsPanel(model) {
  const on = choice("Walk on", { curve: "a curve", surface: "a surface" }, (value) => change(model, { on: value }));
  const rate = slider("learning rate", { min: 0.01, max: FAST, step: 0.01 }, (value) => change(model, { rate: value }));
  const bend = slider("curvature", { min: 1, max: 8, step: 1 }, (value) => change(model, { curvature: value }));
  const run = player({ step: (count) => change(model, { steps: model.get("steps") + count }), perSecond: 4, done: (now) => now.steps >= LAST, labels: ["Walk", "Pause", "One step"] });
  const back = button("To the start", () => {
    run.stop();
    change(model, { steps: 0 });
  });
  run.node.append(back);
  const said = make("p");
  const numbers = readout("Where it is:", [
    { name: "place", of: (now) => now.at, text: (at) => at.map(short).join(", ") },
    { name: "loss", of: (now) => loss(now.at, now.bends), text: short },
    { name: "each step times", of: (now) => now.factors, text: (factors) => factors.map((factor) => fixed(factor, 2)).join(", "), waits: (now) => !now.open },
  ]);
  const draw = (now) => {
    on.draw(now.on);
    place(rate.input, { max: now.open ? FAST : SAFE });
    rate.draw(now.rate, fixed(now.rate, 2));
    bend.input.disabled = !now.open;
    bend.node.classList.toggle("kit-locked", !now.open);
    bend.draw(now.curvature, fixed(now.curvature, 0));
    run.draw(now);
    back.disabled = !now.steps;
    write(said, described(now));
    numbers.draw(now);
  };
  return { node: group("Gradient descent", on.node, rate.node, bend.node, run.node, said, numbers.node), draw, stop: run.stop };
}

function described(now) {
  const manners = now.factors.map(manner);
  const how = now.flat || manners[0] === manners[1] ? manners[0] : `across ${manners[0]}, up and down ${manners[1]}`;
  return `After ${now.steps} ${now.steps === 1 ? "step" : "steps"}: ${how}.`;
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

const LIMIT = {
  key: "limit",
  title: "Too fast",
  question: "The curve has the curvature 4: its slope at θ is 4θ. From which learning rate on does the walk run away?",
  options: { quarter: "Above 0.25.", half: "Above 0.5.", one: "Above 1.", never: "Never: downhill is downhill." },
  right: "half",
  moved: (now) => now.rate * now.curvature > 2 && now.steps > 1,
  next: () => "Now the rate goes up to 0.6: move it there, and watch the walk.",
  seen: (now) => `With the rate ${fixed(now.rate, 2)} and the curvature ${fixed(now.curvature, 0)} each step multiplies the distance by ${fixed(1 - now.rate * now.curvature, 2)}.`,
  because: {
    quarter: "At 0.25 the walk arrives in one step. A little beyond, it steps over the bottom, and still lands nearer than it was.",
    half: "A step takes rate times curvature of the distance away. Twice the distance leads to the other side, just as far out: the limit is 2 / curvature.",
    one: "At 0.5 already a step takes twice the distance away: it leads to the other side, just as far out. The limit is 2 / curvature.",
    never: "The slope says which way is down, and not for how long. A step of more than twice the distance ends higher, on the other side.",
  },
};

const ARROW = {
  key: "arrow",
  title: "The way down",
  question: "On the surface each step goes against the gradient. Does it point at the minimum?",
  options: { yes: "Yes: it is the steepest way down.", axes: "Only from the axes of the ellipses.", never: "Never." },
  right: "axes",
  moved: (now) => !now.flat && now.place.join() !== HOME,
  next: () => "Now walk on the surface, and drag the start about: the arrow is the step, the dotted line leads to the minimum.",
  seen: (now) => `From (${now.place.map((x) => fixed(x, 1)).join(", ")}) it misses by ${fixed(missedBy(now.place, now.bends), 0)}°.`,
  because: {
    yes: "It is the steepest way for the very first bit of the step. It stands at right angles to the contour line, and of an ellipse such lines miss the middle.",
    axes: "It stands at right angles to the contour line, and only on the two axes does that lead through the middle. So the walk bends, or swings.",
    never: "Nearly: it stands at right angles to the contour line. On the two axes of the ellipses that leads through the middle.",
  },
};

const OTHER = {
  key: "other",
  trait: "answer",
  title: "Another surface",
  text: "Its curvature is 8 in the steepest direction and 0.5 in the flattest. Up to which learning rate does a walk arrive? Two decimals.",
  label: "rate =",
  judge: judgeLimit,
};

function questionsPanel(model) {
  return inCards(prediction(model, LIMIT), prediction(model, ARROW), numberTask(model, OTHER));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const parts = [curvePanel(model), surfacePanel(model), controlsPanel(model)];
  const [line, surface, controls] = parts;
  return together(pictured([line.node, surface.node], controls.node), parts);
}

const aloud = (now) => `Rate ${fixed(now.rate, 2)}, curvature ${fixed(now.curvature, 0)}, on the ${now.on}. ${described(now)} It is ${where(now)}, with the loss ${short(loss(now.at, now.bends))}.`;

const render = widget({ name: "descent", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { loss, gradient, descentStep, walk, missedBy, manner } };
