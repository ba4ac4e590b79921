import { Button, Checkbox, Group, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { GatewayView, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { locale, useWords } from "../../words.ts";

/** Which numbers go through a gateway, in words, and the way to send more of them there. */
export function GatewayRoutes({ gateway, mayChange }: { gateway: GatewayView; mayChange: boolean }) {
	const t = useWords("gateway");
	const [isOpen, setOpen] = useState(false);
	const all = gateway.routes.find((route) => route.prefix === "*");
	const prefixes = gateway.routes
		.filter((route) => route.prefix !== "*")
		.map((route) => `\u2066+${route.prefix}\u2069`);
	const list = new Intl.ListFormat(locale(), { type: "conjunction" }).format(prefixes);
	return (
		<div>
			<Group gap="sm">
				<Text size="sm">
					{all && t("route.all")}
					{all && prefixes.length > 0 && " "}
					{prefixes.length > 0 && t("route.some", { prefixes: list })}
					{gateway.routes.length === 0 && t("route.none")}
				</Text>
				{mayChange && !isOpen && (
					<Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
						{t("route.open")}
					</Button>
				)}
			</Group>
			{isOpen && <RouteForm name={gateway.name} onDone={() => setOpen(false)} />}
		</div>
	);
}

function RouteForm({ name, onDone }: { name: string; onDone(): void }) {
	const t = useWords("gateway");
	const [typed, setTyped] = useState("");
	const [isEverywhere, setEverywhere] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [error, setError] = useState("");
	const route = useDo("gateway.route");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const prefix = typed.trim() === "" || typed.trim() === "*" ? "*" : typed.normalize("NFKD").replace(/[\s+-]/g, "");
		if (!/^(\*|\d{1,15})$/.test(prefix)) return setError(t("route.prefixExpected"));
		const answer = await route.run({ prefix, name, everywhere: isEverywhere });
		if (answer.ok) onDone();
		else setProblem(answer.problem);
	};
	return (
		<form noValidate onSubmit={(event) => void submit(event)}>
			<Group align="flex-end" gap="md" mt="sm">
				<TextInput
					label={t("route.prefix")}
					description={t("route.prefixHint")}
					error={error}
					autoFocus
					inputMode="tel"
					dir="ltr"
					maxLength={20}
					value={typed}
					onChange={(event) => setTyped(event.currentTarget.value)}
				/>
				<Checkbox
					label={t("route.everywhere")}
					checked={isEverywhere}
					onChange={(event) => setEverywhere(event.currentTarget.checked)}
				/>
			</Group>
			<Trouble problem={problem} />
			<Group mt="sm" gap="sm">
				<Button type="submit" loading={route.busy}>
					{t("route.save")}
				</Button>
				<Button variant="default" onClick={onDone}>
					{t("cancel")}
				</Button>
			</Group>
		</form>
	);
}
