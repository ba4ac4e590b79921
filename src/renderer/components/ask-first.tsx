import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";

/** A button for what cannot simply be undone: says first, in `children`, what will happen, with the focus on the way back. */
export function AskFirst(props: {
	words: { open: string; title: string; close: string; go: string; cancel: string };
	isOpen: boolean;
	busy: boolean;
	onOpen(): void;
	onClose(): void;
	onGo(): void;
	children: ReactNode;
}) {
	const { words } = props;
	return (
		<>
			<Button variant="default" onClick={props.onOpen}>
				{words.open}
			</Button>
			<Modal
				opened={props.isOpen}
				onClose={props.onClose}
				title={words.title}
				closeButtonProps={{ "aria-label": words.close }}
			>
				{props.children}
				<Group gap="sm" mt="md">
					<Button color="red" loading={props.busy} onClick={props.onGo}>
						{words.go}
					</Button>
					<Button variant="default" data-autofocus onClick={props.onClose}>
						{words.cancel}
					</Button>
				</Group>
			</Modal>
		</>
	);
}
