import { Fragment, type ReactNode } from "react";
import { Breakable } from "../../components/breakable.tsx";
import classes from "./help.module.css";
import { type Block, type Piece, parseMarkdown } from "./parse-markdown.ts";

/** A help page as React nodes. `link` draws the way to another page. `headingFrom`: level of the page's own title. */
export function Markdown(props: { source: string; headingFrom: 1 | 2; link(page: string, words: string): ReactNode }) {
	return (
		<div className={classes.page}>
			{parseMarkdown(props.source).map((block, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a page never changes its order
				<BlockView key={index} block={block} headingFrom={props.headingFrom} link={props.link} />
			))}
		</div>
	);
}

type Link = (page: string, words: string) => ReactNode;

function BlockView({ block, headingFrom, link }: { block: Block; headingFrom: 1 | 2; link: Link }) {
	const pieces = (some: Piece[]) => <Pieces pieces={some} link={link} />;
	if (block.kind === "heading") {
		const Heading = `h${block.level + headingFrom - 1}` as "h1" | "h2" | "h3" | "h4";
		return <Heading>{pieces(block.pieces)}</Heading>;
	}
	if (block.kind === "paragraph") return <p>{pieces(block.pieces)}</p>;
	if (block.kind === "list") {
		const List = block.ordered ? "ol" : "ul";
		return (
			<List>
				{keyed(block.items, (item) => (
					<li>{pieces(item)}</li>
				))}
			</List>
		);
	}
	return (
		<table>
			<thead>
				<tr>
					{keyed(block.head, (cell) => (
						<th scope="col">{pieces(cell)}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{keyed(block.rows, (row) => (
					<tr>
						{keyed(row, (cell) => (
							<td>{pieces(cell)}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Pieces({ pieces, link }: { pieces: Piece[]; link: Link }) {
	return keyed(pieces, (piece) => {
		if (piece.kind === "strong") return <strong>{piece.text}</strong>;
		if (piece.kind === "emphasis") return <em>{piece.text}</em>;
		if (piece.kind === "code")
			return (
				<bdi>
					<code>
						<Breakable text={piece.text} />
					</code>
				</bdi>
			);
		return piece.kind === "link" ? link(piece.page, piece.text) : piece.text;
	});
}

function keyed<T>(list: T[], draw: (one: T) => ReactNode): ReactNode {
	// biome-ignore lint/suspicious/noArrayIndexKey: a page never changes its order
	return list.map((one, index) => <Fragment key={index}>{draw(one)}</Fragment>);
}
