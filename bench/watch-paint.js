/**
 * Runs in the page before its own scripts (`paint.bench.ts`). `signInAt`: when the sign-in scene was painted, in milliseconds since 1970.
 * `settled`: for each key that brought results, milliseconds from the press to the question, from there to the answer, from there to the
 * paint, and the whole. Painted means: changed, the next frame made, and that frame handed over.
 */
globalThis.paintBench = { signInAt: 0, settled: [] };
{
	const noted = globalThis.paintBench;
	let pressed = 0;
	let asked = 0;
	let answered = 0;
	const heard = new WeakSet();
	let wasBusy = false;
	let isCounted = true;
	const painted = (then) =>
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => then(performance.now());
			port2.postMessage(null);
		});
	addEventListener(
		"keydown",
		(event) => {
			if (event.key.length !== 1) return;
			pressed = event.timeStamp;
			asked = 0;
			isCounted = false;
		},
		true,
	);
	const { send } = WebSocket.prototype;
	WebSocket.prototype.send = function (...frame) {
		if (String(frame[0]).includes("cases.list")) asked ||= performance.now();
		if (!heard.has(this)) {
			heard.add(this);
			this.addEventListener("message", () => {
				answered = performance.now();
			});
		}
		return send.apply(this, frame);
	};
	new MutationObserver(() => {
		if (noted.signInAt === 0 && document.querySelector("main input[type=password]")) {
			noted.signInAt = -1;
			painted((at) => {
				noted.signInAt = performance.timeOrigin + at;
			});
		}
		const isBusy = document.querySelector("table[aria-busy]")?.getAttribute("aria-busy") === "true";
		if (wasBusy && !isBusy && !isCounted) {
			isCounted = true;
			const [key, question, answer] = [pressed, asked, answered];
			painted((at) =>
				noted.settled.push({ ask: question - key, answer: answer - question, paint: at - answer, whole: at - key }),
			);
		}
		wasBusy = isBusy;
	}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-busy"] });
}
