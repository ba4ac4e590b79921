import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { isolated } from "../../../components/isolated.ts";
import { SceneHead } from "../../../components/scene-head.tsx";
import { Trouble } from "../../../components/trouble.tsx";
import { useAsk } from "../../../core-client.tsx";
import { useMay, useOffice } from "../../../office.tsx";
import { useWords } from "../../../words.ts";
import classes from "../gateways.module.css";
import { DefaultRoute } from "./default-route.tsx";
import { PrefixRoutes } from "./prefix-routes.tsx";
import { TryNumber } from "./try-number.tsx";

const levels = [
	{ name: "project", everywhere: false },
	{ name: "global", everywhere: true },
] as const;

/** Which gateway carries which number, in the order in which that is decided (commcare-behaviour §6.3). */
export function ChoiceScene() {
	const t = useWords("gateway");
	const { project } = useOffice();
	const may = useMay();
	const list = useAsk("gateway.list", {});
	const routes = useAsk("gateway.routes", {}).data ?? [];
	const gateways = list.data ?? [];
	const names = gateways.map(({ name }) => name);
	const here = { project: isolated(project.name) };
	return (
		<>
			<Link to="/gateways" className={classes.back}>
				{t("back")}
			</Link>
			<SceneHead title={t("choice.title")} under={t("choice.under")} />
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data && (
				<div className={classes.choice}>
					<div>
						<ol className={classes.order}>
							<li>
								<h2>{t("choice.contact.title")}</h2>
								<Text size="sm">{t("choice.contact.words")}</Text>
							</li>
							{levels.flatMap(({ name, everywhere }) => [
								<li key={name}>
									<h2>{t(`choice.${name}.title`, here)}</h2>
									<Text size="sm">{t(`choice.${name}.words`)}</Text>
									<PrefixRoutes
										label={t(`choice.${name}.title`, here)}
										routes={routes.filter((route) => route.prefix !== "*" && route.everywhere === everywhere)}
										gateways={names}
										everywhere={everywhere}
										mayChange={may.machines}
									/>
								</li>,
								<li key={`${name}-rest`}>
									<h2>{t(`choice.${name}Rest.title`, here)}</h2>
									<Text size="sm">{t(`choice.${name}Rest.words`)}</Text>
									<DefaultRoute
										label={t(`choice.${name}Rest.title`, here)}
										now={
											routes.find((route) => route.prefix === "*" && route.everywhere === everywhere)?.gateway ?? null
										}
										gateways={names}
										everywhere={everywhere}
										mayChange={may.machines}
									/>
								</li>,
							])}
						</ol>
						<Text mt="lg">{t("choice.end")}</Text>
					</div>
					<TryNumber />
				</div>
			)}
		</>
	);
}
