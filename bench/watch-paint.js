/**
 * Runs in the page before its own scripts (`paint.bench.ts`). `signInAt`: when the sign-in scene was painted, in milliseconds since 1970.
 * `settled`: for each letter that brought results, milliseconds from the press to the question, from there to the answer, from there to
 * the paint, and the whole. Painted means: changed after the answer came, the next frame made, and that frame handed over.
 */
globalThis.paintBench = { signInAt: 0, settled: [] };
{
	const noted = globalThis.paintBench;
	const heard = new WeakSet();
	/** Of the last letter; 0: not yet. Null where no letter waits. */
	let key = null;
	const painted = (then) =>
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => then(performance.now());
			port2.postMessage(null);
		});
	let down = 0;
	addEventListener(
		"keydown",
		(event) => {
			// Only a letter's own key: an Escape half a second ago is not when a letter without a key was pressed.
			down = event.key.length === 1 ? event.timeStamp : 0;
			key = null;
		},
		true,
	);
	// Letters that are on no key of the browser's keyboard arrive without a key press.
	addEventListener(
		"beforeinput",
		(event) => {
			key = event.inputType === "insertText" ? { pressed: down || event.timeStamp, asked: 0, answered: 0 } : null;
			down = 0;
		},
		true,
	);
	const onMessage = ({ data }) => {
		if (key?.asked && !key.answered && String(data).includes('"rows"')) key.answered = performance.now();
	};
	const { send } = WebSocket.prototype;
	WebSocket.prototype.send = function (...frame) {
		if (key && !key.asked && String(frame[0]).includes("cases.list")) key.asked = performance.now();
		if (!heard.has(this)) this.addEventListener("message", onMessage);
		heard.add(this);
		return send.apply(this, frame);
	};
	new MutationObserver(() => {
		if (noted.signInAt === 0 && document.querySelector("main input[type=password]")) {
			noted.signInAt = -1;
			painted((at) => {
				noted.signInAt = performance.timeOrigin + at;
			});
		}
		if (!key?.answered) return;
		const { pressed, asked, answered } = key;
		key = null;
		painted((at) =>
			noted.settled.push({
				ask: asked - pressed,
				answer: answered - asked,
				paint: at - answered,
				whole: at - pressed,
			}),
		);
	}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}
