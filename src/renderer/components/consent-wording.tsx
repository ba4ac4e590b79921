import type { ConsentStatement, Problem } from "../../core/api/index.ts";
import { languageNamed } from "../places-and-tongues.ts";
import { locale, problemWords, useWords } from "../words.ts";
import classes from "./consent-block.module.css";

/** The statement as it is read to the person. `wanted`: their language, which may have no statement of its own. */
export function ConsentWording(props: {
	wanted: string;
	statement?: ConsentStatement | null;
	problem?: Problem | null;
}) {
	const t = useWords("consent");
	const { statement } = props;
	if (props.problem) {
		const none = props.problem.code === "statement-not-found";
		return <p className={classes.aside}>{none ? t("noStatement") : problemWords(props.problem)}</p>;
	}
	if (!statement) return null;
	const language = languageNamed(statement.language, locale());
	const isTheirs = props.wanted === "" || statement.language.split("-")[0] === props.wanted.split("-")[0];
	return (
		<>
			<p className={classes.aside}>
				{isTheirs
					? t("readAloudIn", { language })
					: t("otherLanguage", { wanted: languageNamed(props.wanted, locale()), language })}
			</p>
			<blockquote className={classes.statement} lang={statement.language} dir="auto">
				{statement.text}
			</blockquote>
		</>
	);
}
