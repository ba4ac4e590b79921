import { IconArrowDownLeft, IconArrowUpRight } from "@tabler/icons-react";
import type { MessageView } from "../../../core/api/index.ts";
import { MessageStateChip } from "../../components/message-state.tsx";
import { PhoneText } from "../../components/phone-text.tsx";
import type { Column } from "../../components/row-table.tsx";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { problemWords, type useWords } from "../../words.ts";
import classes from "./messages.module.css";

/** Letters of a text in a row; the cell cuts it by its width long before. */
const previewLetters = 300;

/** The columns of the log: who, which way, what, what became of it, when. */
export function logColumns(t: ReturnType<typeof useWords<"messaging">>): Column<MessageView>[] {
	return [
		{ key: "who", title: t("log.who"), width: "22%", render: (row) => <Who row={row} /> },
		{
			key: "direction",
			title: t("log.direction"),
			width: "100px",
			render: ({ direction }) => (
				<span className={classes.cell}>
					{direction === "in" ? (
						<IconArrowDownLeft size={14} aria-hidden />
					) : (
						<IconArrowUpRight size={14} aria-hidden />
					)}
					<span>{t(`direction.${direction}`)}</span>
				</span>
			),
		},
		{
			key: "text",
			title: t("log.text"),
			render: (row) => <UserText text={row.text?.slice(0, previewLetters) ?? t("conversation.unreadable")} clip />,
		},
		{ key: "state", title: t("log.state"), width: "30%", render: (row) => <State row={row} /> },
		{ key: "when", title: t("log.when"), width: "128px", render: (row) => <When at={row.createdAt} quiet /> },
	];
}

/** The number at the other end. */
export function otherNumber(row: MessageView): string | null {
	return row.direction === "in" ? row.from : row.to;
}

function Who({ row }: { row: MessageView }) {
	const number = otherNumber(row);
	if (row.contact) return <UserText text={row.contact.name} clip />;
	return number ? <PhoneText digits={number.replace(/^\+/, "")} /> : null;
}

function State({ row }: { row: MessageView }) {
	const reason = row.problem ? problemWords({ code: row.problem }) : null;
	return (
		<span className={classes.cell} title={reason ?? undefined}>
			<MessageStateChip state={row.state} />
			{reason && <span className={classes.dim}>{reason}</span>}
		</span>
	);
}
