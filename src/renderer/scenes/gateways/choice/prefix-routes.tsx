import { Button, Group, NativeSelect, Table, Text, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import type { Problem, Route } from "../../../../core/api/index.ts";
import { Trouble } from "../../../components/trouble.tsx";
import { useDo } from "../../../core-client.tsx";
import { useWords } from "../../../words.ts";
import { prefixList } from "../add/add-values.ts";

/** The beginnings of numbers of one level and where each goes, with the way to add one and to take one away. */
export function PrefixRoutes(props: {
	label: string;
	routes: Route[];
	gateways: string[];
	everywhere: boolean;
	mayChange: boolean;
}) {
	const t = useWords("gateway");
	const { routes, everywhere, mayChange } = props;
	const unroute = useDo("gateway.unroute");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [isOpen, setOpen] = useState(false);
	const place = useRef<HTMLDivElement>(null);
	const remove = async (prefix: string) => {
		const answer = await unroute.run({ prefix, everywhere });
		setProblem(answer.ok ? null : answer.problem);
		// The button goes with its row; the focus stays near.
		if (answer.ok) place.current?.focus();
	};
	return (
		<div ref={place} tabIndex={-1}>
			{routes.length === 0 && <Text c="dimmed">{t("choice.none")}</Text>}
			{routes.length > 0 && (
				<Table fz={13} w="auto" aria-label={props.label}>
					<Table.Thead>
						<Table.Tr>
							<Table.Th>{t("choice.beginsWith")}</Table.Th>
							<Table.Th>{t("choice.goesTo")}</Table.Th>
							{mayChange && <Table.Td />}
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						{routes.map(({ prefix, gateway }) => (
							<Table.Tr key={prefix}>
								<Table.Th scope="row">
									<bdi dir="ltr">+{prefix}</bdi>
								</Table.Th>
								<Table.Td>
									<bdi>{gateway}</bdi>
								</Table.Td>
								{mayChange && (
									<Table.Td>
										<Button
											variant="subtle"
											size="compact-sm"
											aria-label={t("choice.removeNamed", { prefix: `\u2066+${prefix}\u2069` })}
											disabled={unroute.busy}
											onClick={() => void remove(prefix)}
										>
											{t("choice.remove")}
										</Button>
									</Table.Td>
								)}
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			)}
			<Trouble problem={problem} />
			{mayChange && !isOpen && props.gateways.length > 0 && (
				<Button variant="default" size="compact-sm" mt={4} onClick={() => setOpen(true)}>
					{t("choice.add")}
				</Button>
			)}
			{isOpen && (
				<NewRoute
					gateways={props.gateways}
					everywhere={everywhere}
					onDone={() => {
						setOpen(false);
						place.current?.focus();
					}}
				/>
			)}
		</div>
	);
}

function NewRoute({ gateways, everywhere, onDone }: { gateways: string[]; everywhere: boolean; onDone(): void }) {
	const t = useWords("gateway");
	const route = useDo("gateway.route");
	const [typed, setTyped] = useState("");
	const [name, setName] = useState(gateways[0] ?? "");
	const [isAsked, setAsked] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const field = useRef<HTMLInputElement>(null);
	const read = prefixList(typed);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		setAsked(true);
		if (!read) return field.current?.focus();
		for (const prefix of read) {
			const answer = await route.run({ prefix, name, everywhere });
			if (!answer.ok) return setProblem(answer.problem);
		}
		onDone();
	};
	return (
		<form noValidate onSubmit={(event) => void submit(event)}>
			<Group align="flex-start" gap="md" mt="sm">
				<TextInput
					ref={field}
					label={t("choice.prefix")}
					description={t("choice.prefixHint")}
					error={isAsked && !read ? t("serve.prefixExpected") : undefined}
					autoFocus
					inputMode="tel"
					dir="ltr"
					maxLength={100}
					autoComplete="off"
					value={typed}
					onChange={(event) => setTyped(event.currentTarget.value)}
				/>
				<NativeSelect
					label={t("choice.gateway")}
					data={gateways}
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
				/>
			</Group>
			<Trouble problem={problem} />
			<Group mt="sm" gap="sm">
				<Button type="submit" loading={route.busy}>
					{t("choice.add")}
				</Button>
				<Button variant="default" onClick={onDone}>
					{t("cancel")}
				</Button>
			</Group>
		</form>
	);
}
