import { Button, Text } from "@mantine/core";
import { useWords } from "../../words.ts";

/** Below a list: the way to more of it, or, at as many as one question may ask for, that the rest is not shown. */
export function MoreRows(props: {
	isMore: boolean | undefined;
	limit: number;
	most: number;
	busy: boolean;
	/** That these are not all. */
	words: string;
	onMore(): void;
}) {
	const t = useWords("hq");
	if (!props.isMore) return null;
	if (props.limit >= props.most) return <Text mt="md">{props.words}</Text>;
	return (
		<Button mt="md" variant="default" loading={props.busy} onClick={props.onMore}>
			{t("more")}
		</Button>
	);
}
